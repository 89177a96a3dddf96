// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scenario_file.h"

#include "../codec/bounded_file.h"
#include "../codec/placed_object.h"
#include "../codec/schema.h"
#include "../codec/utf8.h"
#include "../ipc/layout.h"
#include "../platform/platform.h"
#include "fault.h"
#include "template_text.h"
#include "verify_payload.h"

#include <algorithm>
#include <bit>
#include <set>
#include <utility>

namespace membridge {

namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t version = 1;
constexpr std::size_t mostEntries = 64;
constexpr std::uint64_t mostMs = 24 * 60 * 60 * 1000;
constexpr std::uint64_t mostBytes = std::uint64_t{1} << 32;
constexpr std::uint64_t mostCount = std::uint64_t{1} << 53;

bool isId(std::string_view text)
{
    return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

/// Takes the tree apart. A throw of FileError ends it.
class Reader
{
public:
    Reader(std::string_view text, const PlacedJson &json) : m_text(text), m_json(json) { }

    Scenario read()
    {
        const PlacedObject root(m_text, m_json, "", "a scenario");
        if (!root.has("membridge_scenario"))
            root.fail("the key \"membridge_scenario\" is missing; it holds the version, 1");
        if (!root.at("membridge_scenario").is_number_unsigned() || root.at("membridge_scenario") != version)
            root.fail("membridge_scenario", "this program reads version 1 only");
        root.allowOnly({"membridge_scenario", "$schema", "name", "about", "for_ms", "timeout_ms", "segments",
                        "producers", "consumers", "lock_loads", "holds", "commands", "faults", "expect"});
        m_scenario.name = root.requiredText("name");
        m_scenario.about = root.text("about").value_or("");
        m_scenario.runFor = time(root, "for_ms");
        m_scenario.timeout = milliseconds(root.whole("timeout_ms", 1, mostMs).value_or(60'000));

        each(root, "segments", "a segment", &Reader::readSegment);
        if (m_scenario.segments.empty())
            root.fail("\"segments\" must be a list of at least one segment");
        each(root, "producers", "a producer", &Reader::readProducer);
        each(root, "consumers", "a consumer", &Reader::readConsumer);
        each(root, "lock_loads", "a lock load", &Reader::readLockLoad);
        each(root, "holds", "a hold", &Reader::readHold);
        each(root, "commands", "a command", &Reader::readCommand);
        if (m_scenario.actors.empty())
            root.fail("nobody takes part: give producers, consumers, lock_loads, holds or commands");
        each(root, "faults", "a fault", &Reader::readFault);
        each(root, "expect", "an expectation", &Reader::readExpectation);
        if (m_scenario.expectations.empty())
            root.fail("nothing is expected: give \"expect\" a list");
        if (m_scenario.runFor.count() == 0
            && std::none_of(m_scenario.actors.begin(), m_scenario.actors.end(),
                            [](const ScenarioActor &actor) { return actor.ends(); }))
            root.fail("nobody ends by itself: give \"for_ms\", or somebody a \"count\" or \"for_ms\"");
        return std::move(m_scenario);
    }

private:
    void each(const PlacedObject &root, const char *key, const char *whatItIs,
              void (Reader::*readOne)(const PlacedObject &))
    {
        const std::size_t size = root.listSize(key, mostEntries);
        for (std::size_t number = 0; number < size; ++number)
            (this->*readOne)(PlacedObject(m_text, m_json, root.pathOf(key) + '/' + std::to_string(number), whatItIs));
    }

    static milliseconds time(const PlacedObject &object, const char *key)
    {
        return milliseconds(object.whole(key, 0, mostMs).value_or(0));
    }

    std::string newId(const PlacedObject &object)
    {
        std::string id = object.requiredText("id");
        if (!isId(id))
            object.fail("id", quotedForMessage(id) + " is no id (1 to 32 letters, digits, - and _)");
        if (!m_ids.insert(id).second)
            object.fail("id", "something else has the id " + quotedForMessage(id) + " already");
        return id;
    }

    std::size_t segmentOf(const PlacedObject &object) const
    {
        const std::string id = object.requiredText("segment");
        const auto &all = m_scenario.segments;
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.id == id; });
        if (found == all.end())
            object.fail("segment", "there is no segment " + quotedForMessage(id));
        return static_cast<std::size_t>(found - all.begin());
    }

    std::size_t actorOf(const PlacedObject &object, const char *key) const
    {
        const std::string id = object.requiredText(key);
        const auto &all = m_scenario.actors;
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.id == id; });
        if (found == all.end())
            object.fail(key, "nobody who takes part has the id " + quotedForMessage(id));
        return static_cast<std::size_t>(found - all.begin());
    }

    void readSegment(const PlacedObject &object)
    {
        object.allowOnly({"id", "ring", "region", "name", "external"});
        ScenarioSegment segment{.id = newId(object)};
        if (object.has("ring") == object.has("region"))
            object.fail("a segment is either a \"ring\" or a \"region\": one of these keys, with its bytes of data");
        segment.ring = object.has("ring");
        if (segment.ring) {
            segment.size = *object.whole("ring", ring_layout::smallestCapacity, mostBytes);
            if (!std::has_single_bit(segment.size))
                object.fail("ring", "a ring's capacity is a power of two");
        } else {
            segment.size = *object.whole("region", 1, mostBytes);
        }
        segment.external = object.flag("external").value_or(false);
        if (auto name = object.text("name")) {
            segment.name = name->starts_with('/') ? *name : '/' + *name;
            if (const auto why = platform::whyNotAName(segment.name); !why.empty())
                object.fail("name", std::string(why));
        } else if (segment.external) {
            object.fail("an \"external\" segment needs a \"name\"");
        }
        m_scenario.segments.push_back(std::move(segment));
    }

    ScenarioActor newActor(const PlacedObject &object, bool ring)
    {
        ScenarioActor actor{.id = newId(object), .segment = segmentOf(object)};
        if (m_scenario.segments[*actor.segment].ring != ring)
            object.fail("segment", ring ? "that is a region; a ring is needed" : "that is a ring; a region is needed");
        actor.at = time(object, "at_ms");
        actor.runFor = time(object, "for_ms");
        return actor;
    }

    static double rateOf(const PlacedObject &object)
    {
        if (!object.has("rate"))
            return 0;
        if (object.at("rate") == "max")
            return 0;
        if (!object.at("rate").is_number())
            object.fail("rate", "\"rate\" must be messages a second, or \"max\"");
        return *object.positive("rate");
    }

    static std::optional<milliseconds> timeoutOf(const PlacedObject &object)
    {
        const auto ms = object.whole("timeout_ms", 1, mostMs);
        return ms ? std::optional(milliseconds(*ms)) : std::nullopt;
    }

    void readSizes(const PlacedObject &object, ProducerPart &part, std::uint64_t most) const
    {
        if (!object.has("size"))
            return;
        const nlohmann::json &size = object.at("size");
        const auto isSize = [&](const nlohmann::json &one) {
            return one.is_number_unsigned() && one.get<std::uint64_t>() <= most;
        };
        if (isSize(size)) {
            part.smallest = part.largest = size.get<std::uint64_t>();
        } else if (size.is_array() && size.size() == 2 && isSize(size[0]) && isSize(size[1])) {
            part.smallest = size[0].get<std::uint64_t>();
            part.largest = size[1].get<std::uint64_t>();
        } else {
            object.fail("size",
                        "\"size\" must be bytes of payload from 0 to " + std::to_string(most)
                            + ", or a list of the smallest and the largest");
        }
        if (part.smallest > part.largest)
            object.fail("size", "the smallest size comes first");
    }

    static void readPace(const PlacedObject &object, ProducerPart &part)
    {
        if (object.has("jitter")) {
            part.jitter = *object.positive("jitter");
            if (part.jitter > 1)
                object.fail("jitter", "\"jitter\" is a share of the time between two messages, at most 1");
        }
        part.burst = object.whole("burst", 1, 1'000'000).value_or(0);
        for (const char *key : {"jitter", "burst"}) {
            if (object.has(key) && part.rate == 0)
                object.fail(key, "without a \"rate\" nothing is due at any time");
        }
    }

    static void readPayload(const PlacedObject &object, ProducerPart &part)
    {
        const auto text = object.text("payload");
        if (!text)
            return;
        if (text->empty())
            object.fail("payload", "there is no field");
        part.payload = *text;
        const auto fields = parseTemplate(part.payload);
        if (const auto *error = std::get_if<TemplateTextError>(&fields))
            object.fail("payload", error->text());
        for (const char *key : {"pattern", "size"}) {
            if (object.has(key))
                object.fail(key, "a \"payload\" says all of that already");
        }
    }

    void readProducer(const PlacedObject &object)
    {
        object.allowOnly({"id", "segment", "at_ms", "for_ms", "rate", "jitter", "burst", "count", "size", "pattern",
                          "payload", "batch", "seed", "stream", "timeout_ms"});
        ScenarioActor actor = newActor(object, true);
        ProducerPart part;
        part.rate = rateOf(object);
        part.count = object.whole("count", 0, mostCount).value_or(0);
        const std::uint64_t capacity = m_scenario.segments[*actor.segment].size;
        const std::uint64_t most = capacity - ring_layout::frameHeaderSize;
        readPace(object, part);
        readPayload(object, part);
        readSizes(object, part, most);
        if (part.payload.empty() && part.largest > most)
            object.fail("messages of 64 bytes never fit that ring: give a \"size\"");
        part.pattern = object.text("pattern").value_or(part.pattern);
        if (const auto patterns = {"counter", "random", "sine", "text", "verify"};
            std::find(patterns.begin(), patterns.end(), part.pattern) == patterns.end())
            object.fail("pattern",
                        quotedForMessage(part.pattern) + " is no pattern; there are counter random sine text verify");
        if (part.payload.empty() && part.pattern == "verify" && part.smallest < verifyHeaderSize)
            object.fail(object.has("size") ? "size" : "pattern", "verify payloads have at least 32 bytes");
        part.batch = object.whole("batch", 1, 65'536).value_or(1);
        part.seed = object.whole("seed", 0, mostCount).value_or(1);
        part.stream = object.whole("stream", 0, 0xFFFF'FFFF).value_or(0);
        part.timeout = timeoutOf(object);
        actor.part = part;
        m_scenario.actors.push_back(std::move(actor));
    }

    void readConsumer(const PlacedObject &object)
    {
        object.allowOnly({"id", "segment", "at_ms", "for_ms", "rate", "count", "start_after_ms", "pause_every",
                          "pause_for_ms", "verify", "late_ms", "schema", "timeout_ms"});
        ScenarioActor actor = newActor(object, true);
        ConsumerPart part;
        part.rate = rateOf(object);
        part.count = object.whole("count", 0, mostCount).value_or(0);
        part.startAfter = time(object, "start_after_ms");
        part.pauseEvery = object.whole("pause_every", 1, mostCount).value_or(0);
        if (object.has("pause_every") != object.has("pause_for_ms"))
            object.fail("\"pause_every\" and \"pause_for_ms\" need each other");
        if (const auto ms = object.whole("pause_for_ms", 1, mostMs))
            part.pauseFor = milliseconds(*ms);
        // Of a ring that others fill nothing is known.
        part.verify = object.flag("verify").value_or(verifies(*actor.segment) == Verifies::Yes);
        if (part.verify && verifies(*actor.segment) == Verifies::No)
            object.fail("verify", "not every producer of that ring sends the pattern \"verify\"");
        if (const auto ms = object.whole("late_ms", 1, mostMs))
            part.late = milliseconds(*ms);
        if (part.late.count() > 0 && !part.verify)
            object.fail("late_ms", "only a consumer that verifies knows when a message was made");
        part.schema = object.text("schema").value_or("");
        const auto schema = parseSchema(part.schema);
        if (const auto *error = std::get_if<SchemaError>(&schema); error != nullptr && !part.schema.empty())
            object.fail("schema", error->text());
        part.timeout = timeoutOf(object);
        actor.part = std::move(part);
        m_scenario.actors.push_back(std::move(actor));
    }

    enum class Verifies { Yes, No, Unknown };
    Verifies verifies(std::size_t segment) const
    {
        Verifies answer = Verifies::Unknown;
        for (const ScenarioActor &actor : m_scenario.actors) {
            const auto *producer = std::get_if<ProducerPart>(&actor.part);
            if (producer == nullptr || actor.segment != segment)
                continue;
            if (producer->pattern != "verify" || !producer->payload.empty())
                return Verifies::No;
            answer = Verifies::Yes;
        }
        return answer;
    }

    void readLockLoad(const PlacedObject &object)
    {
        object.allowOnly({"id", "segment", "at_ms", "for_ms", "readers", "writers", "hold", "pause"});
        ScenarioActor actor = newActor(object, false);
        LockLoadPart part;
        part.readers = object.whole("readers", 0, 64).value_or(0);
        part.writers = object.whole("writers", 0, 64).value_or(0);
        if (part.readers + part.writers == 0)
            object.fail("a lock load has \"readers\" or \"writers\"");
        part.hold = spreadOf(object, "hold");
        part.pause = spreadOf(object, "pause");
        actor.part = part;
        m_scenario.actors.push_back(std::move(actor));
    }

    static DurationSpread spreadOf(const PlacedObject &object, const char *key)
    {
        const auto text = object.text(key);
        if (!text)
            return {};
        const auto spread = DurationSpread::parse(*text);
        if (const auto *error = std::get_if<DurationSpreadError>(&spread))
            object.fail(key, error->text());
        return std::get<DurationSpread>(spread);
    }

    void readHold(const PlacedObject &object)
    {
        object.allowOnly({"id", "segment", "at_ms", "for_ms", "mode"});
        ScenarioActor actor = newActor(object, false);
        if (actor.runFor.count() == 0)
            object.fail("a hold needs \"for_ms\"");
        const std::string mode = object.text("mode").value_or("write");
        if (mode != "read" && mode != "write")
            object.fail("mode", quotedForMessage(mode) + " is neither \"read\" nor \"write\"");
        actor.part = HoldPart{.write = mode == "write"};
        m_scenario.actors.push_back(std::move(actor));
    }

    void readCommand(const PlacedObject &object)
    {
        object.allowOnly({"id", "argv", "at_ms", "for_ms"});
        ScenarioActor actor{.id = newId(object), .at = time(object, "at_ms"), .runFor = time(object, "for_ms")};
        CommandPart part;
        const std::size_t size = object.listSize("argv", 1024);
        for (std::size_t number = 0; number < size; ++number) {
            const nlohmann::json &word = object.at("argv")[number];
            const std::string path = object.pathOf("argv") + '/' + std::to_string(number);
            if (!word.is_string() || word.get_ref<const std::string &>().find('\0') != std::string::npos)
                object.failAt(path, "an argument is a string without a zero byte");
            part.argv.push_back(word.get<std::string>());
            checkPlaceholders(object, path, part.argv.back());
        }
        if (part.argv.empty() || part.argv.front().empty())
            object.fail("\"argv\" must be a list: the program and its arguments");
        actor.part = std::move(part);
        m_scenario.actors.push_back(std::move(actor));
    }

    void checkPlaceholders(const PlacedObject &object, const std::string &path, std::string_view word) const
    {
        constexpr std::string_view opening = "{segment:";
        for (auto at = word.find(opening); at != std::string_view::npos; at = word.find(opening, at + 1)) {
            const auto end = word.find('}', at);
            if (end == std::string_view::npos)
                object.failAt(path, "the placeholder does not end");
            const auto id = word.substr(at + opening.size(), end - at - opening.size());
            const auto &all = m_scenario.segments;
            if (std::none_of(all.begin(), all.end(), [&](const auto &one) { return one.id == id; }))
                object.failAt(path, "there is no segment " + quotedForMessage(id));
        }
    }

    void readFault(const PlacedObject &object)
    {
        object.allowOnly({"kind", "segment", "target", "at_ms", "for_ms", "value"});
        ScenarioFault fault{.kind = object.requiredText("kind")};
        fault.at = time(object, "at_ms");
        fault.runFor = time(object, "for_ms");
        fault.value = object.integer("value");
        const FaultEntry *entry = findFault(fault.kind);
        if (entry != nullptr && entry->on == FaultEntry::On::Processes) {
            if (object.has("segment"))
                object.fail("segment", "this fault strikes who is the \"target\"");
            fault.actor = actorOf(object, "target");
        } else if (entry != nullptr) {
            if (object.has("target"))
                object.fail("target", "this fault strikes a \"segment\"");
            fault.segment = segmentOf(object);
            const bool ring = m_scenario.segments[*fault.segment].ring;
            if (entry->on != FaultEntry::On::Both && (entry->on == FaultEntry::On::Rings) != ring)
                object.fail("segment", ring ? "this fault is one of regions" : "this fault is one of rings");
        } else {
            std::string known;
            for (const FaultEntry &one : allFaults())
                known += std::string(" ") + one.id;
            object.fail("kind", quotedForMessage(fault.kind) + " is no fault; there are" + known);
        }
        if (fault.runFor.count() > 0 && fault.kind != "stop")
            object.fail("for_ms", "only the fault \"stop\" takes a time");
        m_scenario.faults.push_back(std::move(fault));
    }

    template <typename Part> std::size_t actorWith(const PlacedObject &object, const char *reason) const
    {
        const std::size_t actor = actorOf(object, "of");
        if (!std::holds_alternative<Part>(m_scenario.actors[actor].part))
            object.fail("of", reason);
        return actor;
    }

    std::size_t verifier(const PlacedObject &object) const
    {
        const std::size_t actor = actorWith<ConsumerPart>(object, "only a consumer can tell");
        if (!std::get<ConsumerPart>(m_scenario.actors[actor].part).verify)
            object.fail("of", "that consumer does not \"verify\"");
        return actor;
    }

    std::size_t trafficSide(const PlacedObject &object) const
    {
        const std::size_t actor = actorOf(object, "of");
        const auto &part = m_scenario.actors[actor].part;
        if (!std::holds_alternative<ProducerPart>(part) && !std::holds_alternative<ConsumerPart>(part))
            object.fail("of", "only producers and consumers count messages");
        return actor;
    }

    void readExpectation(const PlacedObject &object)
    {
        using What = ScenarioExpectation::What;
        const std::string word = object.requiredText("what");
        ScenarioExpectation expectation;
        if (word == "no-loss") {
            object.allowOnly({"what", "of"});
            expectation.actor = verifier(object);
        } else if (word == "messages") {
            object.allowOnly({"what", "of", "at_least", "at_most"});
            expectation = {.what = What::Messages, .actor = trafficSide(object)};
            expectation.atLeast = object.whole("at_least", 0, mostCount);
            expectation.atMost = object.whole("at_most", 0, mostCount);
            if (!expectation.atLeast && !expectation.atMost)
                object.fail("give \"at_least\" or \"at_most\"");
        } else if (word == "throughput") {
            object.allowOnly({"what", "of", "above"});
            expectation = {.what = What::Throughput, .actor = trafficSide(object)};
            expectation.limit = required(object, "above");
        } else if (word == "latency") {
            object.allowOnly({"what", "of", "percentile", "below_us"});
            expectation = {.what = What::Latency, .actor = verifier(object)};
            expectation.percentile = object.text("percentile").value_or("p99");
            if (const auto known = {"p50", "p99", "p999", "max"};
                std::find(known.begin(), known.end(), expectation.percentile) == known.end())
                object.fail("percentile", "\"percentile\" must be p50, p99, p999 or max");
            expectation.limit = required(object, "below_us");
        } else if (word == "no-torn-read") {
            object.allowOnly({"what", "of"});
            expectation = {.what = What::NoTornRead,
                           .actor = actorWith<LockLoadPart>(object, "only a lock load can tell")};
        } else if (word == "finding" || word == "no-finding") {
            object.allowOnly({"what", "code", "segment", "since_ms", "within_ms"});
            readFindingExpectation(object, word == "finding", expectation);
        } else if (word == "exit") {
            object.allowOnly({"what", "of", "status", "signal"});
            expectation = {.what = What::Exit, .actor = actorOf(object, "of")};
            expectation.status = static_cast<int>(object.whole("status", 0, 255).value_or(0));
            expectation.signal = static_cast<int>(object.whole("signal", 1, 64).value_or(0));
            if (object.has("status") == object.has("signal"))
                object.fail("give either \"status\" or \"signal\"");
        } else {
            object.fail("what",
                        quotedForMessage(word)
                            + " is nothing to expect; there are no-loss messages throughput latency no-torn-read finding "
                              "no-finding exit");
        }
        m_scenario.expectations.push_back(std::move(expectation));
    }

    void readFindingExpectation(const PlacedObject &object, bool appears, ScenarioExpectation &expectation) const
    {
        using What = ScenarioExpectation::What;
        expectation = {.what = appears ? What::Finding : What::NoFinding, .segment = segmentOf(object)};
        if (const auto code = object.text("code")) {
            expectation.finding = parseFindingCode(*code);
            if (!expectation.finding)
                object.fail("code", quotedForMessage(*code) + " is no finding's code");
        } else if (appears) {
            object.fail("the key \"code\" is missing");
        }
        expectation.since = time(object, "since_ms");
        if (const auto ms = object.whole("within_ms", 1, mostMs))
            expectation.within = milliseconds(*ms);
        else if (appears)
            object.fail("the key \"within_ms\" is missing");
    }

    static double required(const PlacedObject &object, const char *key)
    {
        const auto number = object.positive(key);
        if (!number)
            object.fail("the key \"" + std::string(key) + "\" is missing");
        return *number;
    }

    std::string_view m_text;
    const PlacedJson &m_json;
    Scenario m_scenario;
    std::set<std::string> m_ids;
};

} // namespace

std::variant<Scenario, FileError> parseScenario(std::string_view text)
{
    if (text.size() > maxScenarioFileBytes)
        return FileError{0, 0, {}, "a scenario file has at most 1 MiB"};
    auto parsed = parsePlacedJson(text);
    if (const auto *error = std::get_if<PlacedJsonError>(&parsed))
        return fileErrorOf(text, *error);
    try {
        return Reader(text, std::get<PlacedJson>(parsed)).read();
    } catch (FileError &error) {
        return std::move(error);
    }
}

std::variant<Scenario, FileError> readScenarioFile(const std::string &path)
{
    return parseScenario(readBoundedFile(path, "open the scenario", maxScenarioFileBytes));
}

} // namespace membridge
