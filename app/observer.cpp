// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "observer.h"

#include "core/codec/value_text.h"
#include "core/observe/segment_decode.h"
#include "widgets/words.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace membridge {

namespace {

constexpr std::size_t shownFrames = 500;
constexpr std::uint64_t countedFrames = 100'000;
constexpr std::size_t placedRuns = 100'000;
constexpr std::uint64_t walkedBytes = 4 * 1024 * 1024;
constexpr std::uint64_t keptPayload = 64 * 1024;
constexpr std::uint64_t decodedBytes = 16 * 1024 * 1024;
constexpr std::size_t shownValues = 20'000;

/// `misfits` takes note where the schema does not fit.
PendingFrame rowOf(Frame &&frame, const std::optional<Schema> &schema, const RingHeader &header, FrameMisfits &misfits)
{
    PendingFrame row;
    row.position = frame.position;
    row.length = frame.length;
    if (schema) {
        // A row has room for a few values only; the selected frame is decoded whole where its fields are shown.
        const Decoded decoded = decode(frame.payload, *schema, {.maxValues = FrameModel::summaryValues});
        misfits.add(decoded, frame, header);
        const bool cut = decoded.error && decoded.error->reason == DecodeError::Reason::TooManyValues;
        QStringList values;
        for (const Value &value : decoded.values(*schema))
            values << QString::fromStdString(displayText(value, FrameModel::summaryBytes));
        if (cut)
            values << QStringLiteral("…");
        row.summary = values.join(QStringLiteral(", "));
        if (decoded.error && !cut) {
            row.misfit = true;
            row.note = words::of(*decoded.error, *schema);
        } else {
            for (const DecodedField &field : decoded.fields) {
                if (field.doubt != Doubt::None) {
                    row.note = words::of(field.doubt, field.doubtOffset);
                    break;
                }
            }
        }
    } else {
        row.summary = QString::fromStdString(displayText(Value{frame.payload}, FrameModel::summaryBytes));
    }
    row.payload = std::move(frame.payload);
    return row;
}

} // namespace

Observer::Observer(QByteArray name, Layout told, const ObserverOptions &options)
    : m_name(std::move(name)), m_told(told), m_options(options), m_viewTimer(this)
{
    connect(&m_viewTimer, &QTimer::timeout, this, &Observer::look);
}

void Observer::start()
{
    try {
        m_reader = std::make_shared<const SegmentReader>(SegmentReader::open(m_name.toStdString()));
        SegmentFacts facts;
        facts.name = m_name;
        facts.stat = m_reader->statAtOpen();
        std::array<std::byte, ring_layout::dataOffset> head;
        const std::size_t count = m_reader->read(0, head);
        facts.guess = guessLayout(std::span(head).first(count), facts.stat.size);
        facts.layout = m_told == Layout::Unknown ? facts.guess.layout : m_told;
        m_layout = facts.layout;
        if (m_layout == Layout::Region)
            facts.holds = recordedHolds(*m_reader->handle(), facts.stat);
        m_holds = facts.holds;
        m_digest.emplace(platform::monotonicNs());
        // What fits neither layout is looked at as the one that needs less.
        const Layout watched = m_layout == Layout::Ring ? Layout::Ring : Layout::Region;
        m_tracker.emplace(watched);
        m_sampler = std::make_unique<Sampler>(m_reader, watched, m_options.sampler,
                                              [this](SampleBatch &&batch) { take(std::move(batch)); });
        followForTriggers();
        emit opened(facts);
    } catch (const Error &error) {
        emit failed(error);
        return;
    }
    m_viewTimer.start(m_options.viewIntervalMs);
    look();
}

void Observer::setSampleRate(double rateHz)
{
    m_options.sampler.rateHz = rateHz;
    if (m_sampler)
        m_sampler->setRate(rateHz);
}

void Observer::take(SampleBatch &&batch)
{
    // Some seconds' worth; whoever did not look for so long has lost them anyway.
    constexpr std::size_t mostBatches = 200;
    const std::lock_guard lock(m_inboxMutex);
    if (batch.histograms)
        m_histograms.merge(*batch.histograms);
    if (m_inbox.size() >= mostBatches) {
        m_inbox.back().missed += batch.samples.size() + batch.missed;
        m_inboxLost = true;
        return;
    }
    if (m_inboxLost && !batch.samples.empty()) {
        batch.samples.front().afterGap = true;
        m_inboxLost = false;
    }
    m_inbox.push_back(std::move(batch));
}

std::shared_ptr<const RingHistograms> Observer::takeHistograms()
{
    const std::lock_guard lock(m_inboxMutex);
    if (m_histograms.bytesIn == 0)
        return nullptr;
    auto taken = std::make_shared<const RingHistograms>(m_histograms);
    m_histograms = {};
    return taken;
}

void Observer::giveBack(const RingHistograms &histograms)
{
    const std::lock_guard lock(m_inboxMutex);
    m_histograms.merge(histograms);
}

void Observer::setRequest(const ViewRequest &request)
{
    // What another schema did not fit is no longer so.
    if (m_tracker && request.schema != m_request.schema)
        m_tracker->addDecoded({}, 0, false, m_sampledNs);
    const bool otherWindow = request.windowGeneration != m_request.windowGeneration;
    if (!request.newestFrames || otherWindow)
        m_window = request.window;
    m_windowAskedSince = request.newestFrames && m_request.newestFrames && (m_windowAskedSince || otherWindow);
    if (!request.newestFrames)
        m_newestSeen.reset();
    m_request = request;
    refresh();
}

void Observer::refresh()
{
    if (m_sampler)
        look();
}

void Observer::digest()
{
    std::vector<SampleBatch> arrived;
    {
        const std::lock_guard lock(m_inboxMutex);
        arrived.swap(m_inbox);
    }
    for (const SampleBatch &batch : arrived) {
        m_digest->add(batch);
        for (const Sample &sample : batch.samples) {
            m_tracker->add(sample);
            if (!m_triggers.triggers().empty())
                noteFirings(m_triggers.add(sample));
            m_sampledNs = sample.timeNs;
        }
    }
    judgeFrames();
    lookAtSpace();
}

void Observer::lookAtHolds()
{
    const auto word = m_reader->lockWord();
    const qint64 now = platform::monotonicNs();
    m_holds = recordedHolds(*m_reader->handle(), m_reader->statAtOpen());
    const RecordedHold *dead = word ? deadHolder(m_holds, *word) : nullptr;
    m_tracker->addDeadHolder(dead != nullptr ? std::optional(*dead) : std::nullopt, now);
}

void Observer::followFrames(const std::shared_ptr<FrameStore> &store)
{
    m_follower.reset();
    if (store && m_reader && m_layout == Layout::Ring)
        m_follower = std::make_unique<FrameFollower>(m_reader, store);
}

void Observer::setTriggers(std::vector<Trigger> triggers, quint64 generation)
{
    m_triggers.setTriggers(std::move(triggers));
    m_triggerGeneration = generation;
    followForTriggers();
    // What fired before was one of the triggers that were.
    m_sentEvents.assign(m_triggers.triggers().size(), {.number = m_triggers.fired(), .complete = true});
}

std::vector<TriggerMemory> Observer::takeTriggerMemories()
{
    std::vector<TriggerMemory> memories;
    // The newest first: of a trigger that fired several times since, only the last is shown.
    for (auto event = m_triggers.events().rbegin(); event != m_triggers.events().rend(); ++event) {
        if (event->trigger >= m_sentEvents.size())
            continue;
        SentEvent &sent = m_sentEvents[event->trigger];
        if (event->number < sent.number || (event->number == sent.number && (sent.complete || !event->complete)))
            continue;
        sent = {.number = event->number, .complete = event->complete};
        memories.push_back({.generation = m_triggerGeneration,
                            .trigger = event->trigger,
                            .event = std::make_shared<const TriggerEvent>(*event)});
    }
    return memories;
}

void Observer::noteFirings(std::size_t count)
{
    // Whoever fires at every sample says nothing new each time, and nobody may be taking it.
    constexpr std::size_t mostFirings = 1000;
    const auto &events = m_triggers.events();
    for (std::size_t i = events.size() - std::min(count, events.size()); i < events.size(); ++i) {
        if (m_firings.size() < mostFirings)
            m_firings.push_back({.generation = m_triggerGeneration,
                                 .trigger = events[i].trigger,
                                 .timeNs = events[i].timeNs,
                                 .evidence = events[i].evidence,
                                 .actions = m_triggers.triggers()[events[i].trigger].actions});
    }
}

void Observer::followForTriggers()
{
    if (!m_triggers.wantsFrames() || !m_reader || m_layout != Layout::Ring) {
        m_triggerFrames.reset();
        return;
    }
    if (m_triggerFrames)
        return;
    // Some looks' worth even of a fast ring.
    constexpr std::uint64_t memory = 16 * 1024 * 1024;
    const auto store = std::make_shared<FrameStore>(memory);
    m_triggerFrames.reset(new TriggerFrames{.cursor = FrameCursor(store),
                                            .follower = FrameFollower(m_reader, store, FrameCollector::Begin::Tail)});
}

void Observer::judgeFrames()
{
    if (!m_triggerFrames)
        return;
    // Where more come than can be judged, the store drops the oldest.
    constexpr std::chrono::milliseconds longest{50};
    const auto end = std::chrono::steady_clock::now() + longest;
    const Schema schema = m_request.schema.value_or(Schema());
    m_triggerFrames->cursor.visit([&](const FrameStoreView::Entry &entry) {
        const Frame frame{.position = entry.row.position, .length = entry.row.length, .payload = {}};
        noteFirings(m_triggers.addFrame(frame, schema, decode(entry.payload, schema, {.maxValues = shownValues}),
                                        entry.row.timeNs, entry.row.exact));
        return std::chrono::steady_clock::now() < end;
    });
}

void Observer::lookAtSpace()
{
    // One of another namespace lives in another file system.
    if (m_reader->isHidden())
        return;
    constexpr qint64 intervalNs = 1'000'000'000;
    if (m_sampledNs - m_spaceNs < intervalNs)
        return;
    m_spaceNs = m_sampledNs;
    m_tracker->addSpace(platform::sharedMemorySpace(), m_sampledNs);
}

void Observer::addProcesses(const ProcessSightingPtr &sighting)
{
    if (m_tracker)
        m_tracker->addProcesses(sighting->beganNs, sighting->endedNs, sighting->list);
    if (m_reader && m_layout == Layout::Region)
        lookAtHolds();
    m_triggers.setProcesses(static_cast<std::int64_t>(sighting->list.processes.size()));
}

void Observer::look()
{
    digest();
    if (m_inFlight.load(std::memory_order_relaxed))
        return;
    auto observation = std::make_shared<Observation>();
    observation->generation = m_request.generation;
    try {
        observation->status = m_reader->status();
        if (m_follower)
            observation->following = m_follower->status();
        // The newest frame first: the bytes that are read may be those around it.
        if (m_layout == Layout::Ring)
            lookAtRing(*observation);
        observation->snapshot = m_reader->snapshot(m_window.offset, m_window.length);
        observation->torn = observation->snapshot->torn;
        if (m_layout != Layout::Ring)
            lookAtRegion(*observation);
        observation->histograms = takeHistograms();
    } catch (const Error &error) {
        observation->error = error;
    } catch (const std::bad_alloc &) {
        observation->error = Error(ErrorCode::System, m_name.toStdString(), "read segment",
                                   "there is not enough memory");
    }

    const RateMeter::Rates &rates = m_digest->rates();
    observation->samplesPerSecond = m_digest->achievedHz();
    observation->samplesMissed = m_digest->missed();
    observation->messagesPerSecond = rates.messagesIn.value_or(0);
    observation->coverage = rates.coverage;
    if (m_digest->hasRates()) {
        observation->bytesInPerSecond = rates.bytesIn;
        observation->bytesOutPerSecond = rates.bytesOut;
    }
    observation->throughput = m_digest->takePoints();
    observation->lockPoints = m_digest->takeLockPoints();
    observation->findings = m_tracker->records();
    observation->firings = std::exchange(m_firings, {});
    observation->triggerMemories = takeTriggerMemories();
    m_inFlight.store(true, std::memory_order_relaxed);
    emit observed(observation);
}

void Observer::lookAtRegion(Observation &observation)
{
    observation.lock = m_reader->lockWord();
    observation.holds = m_holds;
    if (observation.status.sizeNow < region_layout::smallestSize)
        return;
    if (m_request.schema && m_request.dataOffset <= observation.status.sizeNow - region_layout::dataOffset) {
        auto fields = std::make_shared<DecodedSchema>();
        fields->schema = *m_request.schema;
        fields->baseOffset = region_layout::dataOffset + m_request.dataOffset;
        auto read = decodeSegment(*m_reader, fields->baseOffset, fields->schema, decodedBytes,
                                  {.maxValues = shownValues});
        fields->decoded = std::move(read.decoded);
        observation.torn = observation.torn || read.torn;
        m_tracker->addDecoded(fields->decoded, fields->baseOffset, observation.torn, m_sampledNs);
        observation.fields = std::move(fields);
    }
}

void Observer::lookAtRing(Observation &observation)
{
    const RingProbe probe(*m_reader);
    observation.ring = probe.sample();
    PendingFrames pending = probe.pending(shownFrames,
                                          {.maxFrames = countedFrames,
                                           .maxBytes = walkedBytes,
                                           .maxPayload = keptPayload,
                                           .newest = m_request.newestFrames ? shownFrames : 0,
                                           .from = m_request.newestFrames ? 0 : m_request.framesFrom,
                                           .runs = placedRuns});
    m_tracker->addFrames(pending, m_sampledNs);
    auto list = std::make_shared<FrameList>();
    list->total = pending.total;
    list->totalExact = pending.totalIsExact;
    list->places = std::move(pending.places);
    list->first = pending.before;
    std::vector<Frame> &frames = m_request.newestFrames ? pending.newest : pending.frames;
    if (m_request.newestFrames) {
        followNewest(pending);
        list->first = pending.total - std::min<quint64>(pending.total, frames.size());
    }
    list->schema = m_request.schema;
    list->rows.reserve(frames.size());
    FrameMisfits misfits;
    for (Frame &frame : frames)
        list->rows.push_back(rowOf(std::move(frame), m_request.schema, pending.header, misfits));
    m_tracker->addMisfits(misfits, m_sampledNs);
    observation.frames = std::move(list);
}

void Observer::followNewest(const PendingFrames &pending)
{
    if (pending.newest.empty() || pending.newest.back().position == m_newestSeen)
        return;
    const bool first = !m_newestSeen;
    m_newestSeen = pending.newest.back().position;
    // Whoever asked has seen the frame that was the newest then, and may have gone elsewhere since.
    if (first && m_windowAskedSince)
        return;
    const quint64 start = ring_layout::dataOffset + (*m_newestSeen & (pending.header.capacity - 1));
    // Wherever in the view the frame comes to stand, all that is visible is there.
    const quint64 length = m_request.window.length;
    m_window = {start - std::min(start, length), std::min(start, length) + length};
}

} // namespace membridge
