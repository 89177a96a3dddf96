// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "differential_side.h"

#include "core/codec/encode.h"
#include "core/codec/utf8.h"
#include "core/codec/value_text.h"
#include "core/ipc/error.h"
#include "tests/support/bytes.h"
#include "tests/support/names.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace membridge::test {

using nlohmann::json;

namespace {

/// What was not even attempted, because it can't be said in this library's types.
struct Refused
{
    const char *kind;
};

std::string plainHex(std::span<const std::byte> bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::byte byte : bytes) {
        text += digits[std::to_integer<unsigned>(byte) >> 4];
        text += digits[std::to_integer<unsigned>(byte) & 15];
    }
    return text;
}

json bytesToWire(std::span<const std::byte> bytes)
{
    return {{"b", plainHex(bytes)}};
}

struct ToWire
{
    json operator()(bool value) const { return value; }
    json operator()(std::int64_t value) const { return value; }
    json operator()(std::uint64_t value) const { return value; }
    // To the bit: a NaN does not equal itself, and -0.0 equals 0.0.
    json operator()(double value) const { return {{"f", plainHex(packed(value))}}; }
    json operator()(float value) const { return (*this)(static_cast<double>(value)); }
    json operator()(const Text &value) const { return toLossyUtf8(value.bytes); }
    json operator()(const ByteVector &value) const { return bytesToWire(value); }
    json operator()(const ValueList &values) const
    {
        json list = json::array();
        for (const Value &value : values)
            list.push_back(std::visit(*this, value.data));
        return list;
    }
};

TypeTag tagOf(const json &text)
{
    const auto tag = parseTypeTag(text.get_ref<const std::string &>());
    if (!tag)
        throw Refused{"unknown-tag"};
    return *tag;
}

Schema schemaFrom(const json &wire)
{
    Schema schema;
    for (const json &field : wire)
        schema.fields.push_back(
            {.kind = FieldKind::Tagged, .tag = tagOf(field.at(0)), .count = field.at(1).get<std::uint64_t>(), .name = {}});
    return schema;
}

std::optional<std::uint64_t> offsetOf(const json &call, std::size_t at)
{
    return call.size() > at ? std::optional(call[at].get<std::uint64_t>()) : std::nullopt;
}

json nothing(WaitOutcome outcome)
{
    return outcome == WaitOutcome::Done ? json() : json{{"e", "the lock was not free"}};
}

ValueList valuesFrom(const json &wire)
{
    ValueList values;
    for (const json &item : wire)
        values.push_back(fromWire(item));
    return values;
}

/// The name of a class of errors here, the type that the wheel raises for it, and how its text starts.
struct ErrorPair
{
    std::string_view ours;
    std::string_view theirs;
    std::string_view text;
};

constexpr ErrorPair errorPairs[] = {
    {"InvalidArgument", "ValueError", "length cannot be zero"},
    {"InvalidArgument", "ValueError", "unsupported type"},
    {"InvalidArgument", "ValueError", "message too large"},
    {"InvalidArgument", "ValueError", "size must be > 0"},
    {"InvalidArgument", "UnicodeEncodeError", "'utf-8' codec can't encode"},
    {"overflow", "OverflowError", "Python int too large"},
    {"OutOfBounds", "ValueError", "out of bounds"},
    {"OutOfBounds", "ValueError", "seek position"},
    {"OutOfBounds", "ValueError", "read_mixed: no data available"},
    {"past-end", "ValueError", "not enough data"},
    {"past-end", "ValueError", "out of bounds"},
    {"past-end", "ValueError", "read_mixed: no data available"},
    {"string-past-end", "ValueError", "not enough data"},
    {"string-past-end", "ValueError", "out of bounds"},
    {"unknown-tag", "ValueError", "unknown type tag"},
    // A schema with two faults: the wheel meets the missing data first, we the tag.
    {"unknown-tag", "ValueError", "out of bounds"},
    {"unknown-tag", "ValueError", "read_mixed: no data available"},
    {"TooSmall", "ValueError", "segment size must be > 4 bytes"},
    {"TooSmall", "ValueError", "map_size must be > 24 bytes"},
    {"TooSmall", "ValueError", "data capacity (3)"}, // no frame fits in it, and it is no power of two
    {"NotPowerOfTwo", "ValueError", "data capacity ("},
    {"InvalidName", "ValueError", "name must"},
    {"InvalidName", "OSError", "EINVAL"},
    {"InvalidName", "OSError", "ENAMETOOLONG"},
    {"InvalidName", "OSError", "ENOENT"}, // these two by remove() alone
    {"InvalidName", "OSError", "EISDIR"},
    {"NotFound", "OSError", "ENOENT"},
};

} // namespace

Value fromWire(const json &wire)
{
    if (wire.is_boolean())
        return Value{wire.get<bool>()};
    if (wire.is_number_integer())
        return Value{wire.get<std::int64_t>()};
    if (wire.is_string())
        return Value{Text{wire.get<std::string>()}};
    if (wire.is_array())
        return Value{valuesFrom(wire)};
    const auto part = wire.begin();
    const auto &text = part.value().get_ref<const std::string &>();
    if (part.key() == "b")
        return Value{fromHex(text)};
    if (part.key() == "f") {
        double number = 0;
        std::memcpy(&number, fromHex(text).data(), sizeof number);
        return Value{number};
    }
    if (part.key() == "s") {
        const ByteVector bytes = fromHex(text);
        return Value{Text{std::string(reinterpret_cast<const char *>(bytes.data()), bytes.size())}};
    }
    const auto parsed = parseValue("int:" + text);
    if (std::holds_alternative<ValueTextError>(parsed))
        throw Refused{"overflow"};
    return std::get<Value>(parsed);
}

json toWire(const Value &value)
{
    return std::visit(ToWire{}, value.data);
}

bool alike(const json &ours, const json &theirs)
{
    const bool error = theirs.is_object() && theirs.contains("e");
    if (!error)
        return ours == theirs;
    // The deliberate difference: reading no values where no data is left.
    const auto isEmpty = [](const json &list) { return list == json::array(); };
    if (ours.is_array() && std::all_of(ours.begin(), ours.end(), isEmpty))
        return theirs.at("t") == "read_mixed: no data available at current cursor position";
    if (!ours.is_object() || !ours.contains("e"))
        return false;
    const auto &kind = ours.at("e").get_ref<const std::string &>();
    const auto &type = theirs.at("e").get_ref<const std::string &>();
    const auto &text = theirs.at("t").get_ref<const std::string &>();
    return std::any_of(std::begin(errorPairs), std::end(errorPairs), [&](const ErrorPair &pair) {
        return pair.ours == kind && pair.theirs == type && text.starts_with(pair.text);
    });
}

json OurSide::answer(const json &call)
{
    const auto &operation = call.at(0).get_ref<const std::string &>();
    try {
        for (const auto group : {&OurSide::segmentCall, &OurSide::viewCall, &OurSide::ringCall}) {
            json result = (this->*group)(operation, call);
            if (!result.is_discarded())
                return result;
        }
    } catch (const Refused &refused) {
        return {{"e", refused.kind}};
    } catch (const Error &error) {
        return {{"e", enumeratorName(error.code())}, {"t", error.what()}};
    }
    throw std::invalid_argument("no such operation: " + operation);
}

const std::string &OurSide::name(const json &call, std::size_t at) const
{
    const auto &text = call.at(at).get_ref<const std::string &>();
    return text.starts_with('@') ? m_names.at(std::stoul(text.substr(1))) : text;
}

json OurSide::segmentCall(const std::string &operation, const json &call)
{
    if (operation == "create" || operation == "open") {
        auto &memory = m_memories.at(call.at(1).get<std::size_t>());
        memory = operation == "open" ? SharedMemory::open(name(call, 2))
                                     : SharedMemory::create(name(call, 2), call.at(3).get<std::uint64_t>());
        return memory->size();
    }
    if (operation == "remove") {
        SharedMemory::remove(name(call, 2));
        return {};
    }
    if (operation == "map") {
        auto &view = m_views.at(call.at(1).get<std::size_t>());
        view = m_memories.at(call.at(2).get<std::size_t>())->map();
        // Nobody holds the lock meanwhile: a wait would be a mistake, and nobody wants to wait for it.
        view->setLockTimeout(std::chrono::nanoseconds(0));
        return view->size();
    }
    if (operation == "spsc") {
        auto &ring = m_rings.at(call.at(1).get<std::size_t>());
        ring.reset();
        ring.emplace(m_memories.at(call.at(2).get<std::size_t>())->spsc());
        return ring->ring.capacity();
    }
    if (operation == "bytes") {
        std::ifstream file("/dev/shm" + name(call, 2), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        return bytesToWire(std::as_bytes(std::span(bytes)));
    }
    return json(json::value_t::discarded);
}

json OurSide::write(MappedView &view, const json &call)
{
    const auto at = offsetOf(call, 3);
    const Value value = fromWire(call.at(2));
    // A list is refused by write(), where writeMixed() would take it.
    if (!std::holds_alternative<ValueList>(value.data) && m_random.chance(20))
        return nothing(view.writeMixed(std::span(&value, 1), at));
    return nothing(view.write(value, at));
}

json OurSide::viewCall(const std::string &operation, const json &call)
{
    const auto here = [&]() -> MappedView & { return m_views.at(call.at(1).get<std::size_t>()).value(); };
    if (operation == "write")
        return write(here(), call);
    if (operation == "write_mixed")
        return nothing(here().writeMixed(valuesFrom(call.at(2)), offsetOf(call, 3)));
    if (operation == "read" || operation == "read_mixed") {
        const bool mixed = operation == "read_mixed";
        const Schema schema = schemaFrom(mixed ? call.at(2) : json::array({json::array({call.at(2), 1})}));
        const ViewRead read = mixed || m_random.chance(20) ? here().readMixed(schema, offsetOf(call, 3))
                                                           : here().read(schema.fields.front().tag);
        if (read.outcome != WaitOutcome::Done)
            return nothing(read.outcome);
        if (read.decoded.error)
            return {{"e", read.decoded.error->reasonName()}};
        const ValueList values = read.decoded.values(schema);
        return toWire(mixed ? Value{values} : values.at(0));
    }
    if (operation == "read_range" || operation == "read_all") {
        const bool all = operation == "read_all";
        const ViewBytes read = all ? here().readAll()
                                   : here().readRange(call.at(2).get<std::uint64_t>(), call.at(3).get<std::uint64_t>());
        return read.outcome == WaitOutcome::Done ? bytesToWire(read.bytes) : nothing(read.outcome);
    }
    if (operation == "zero")
        return nothing(here().zero());
    if (operation == "seek") {
        if (call.size() > 2)
            here().seek(call.at(2).get<std::uint64_t>());
        else
            here().seek();
        return {};
    }
    if (operation == "tell")
        return here().tell();
    if (operation == "size")
        return here().size();
    if (operation == "reader_count")
        return here().readerCount();
    if (operation == "is_write_locked")
        return here().isWriteLocked();
    if (operation == "word") {
        std::fstream file("/dev/shm" + name(call, 2), std::ios::in | std::ios::out | std::ios::binary);
        const auto put = [&](std::int32_t word) {
            file.seekp(0).write(reinterpret_cast<const char *>(&word), sizeof word).flush();
        };
        put(call.at(3).get<std::int32_t>());
        const json said{here().readerCount(), here().isWriteLocked()};
        put(0);
        return said;
    }
    return json(json::value_t::discarded);
}

void OurSide::leaveRoles()
{
    for (auto &ring : m_rings) {
        if (ring) {
            ring->producer.reset();
            ring->consumer.reset();
        }
    }
}

SpscProducer &OurSide::producer(std::size_t at)
{
    // There is one producer: taking the role through one mapping means leaving it in the other.
    if (auto &other = m_rings.at(1 - at))
        other->producer.reset();
    Ring &ring = m_rings.at(at).value();
    if (!ring.producer || m_random.chance(5)) {
        ring.producer.reset();
        ring.producer.emplace(ring.ring.producer());
    }
    return *ring.producer;
}

SpscConsumer &OurSide::consumer(std::size_t at)
{
    if (auto &other = m_rings.at(1 - at))
        other->consumer.reset();
    Ring &ring = m_rings.at(at).value();
    if (!ring.consumer || m_random.chance(5)) {
        ring.consumer.reset();
        ring.consumer.emplace(ring.ring.consumer());
    }
    return *ring.consumer;
}

json OurSide::push(SpscProducer &producer, const Value &value)
{
    const auto said = [](PushOutcome outcome) {
        return outcome == PushOutcome::Malformed ? json{{"e", "the ring is malformed"}}
                                                 : json(outcome == PushOutcome::Pushed);
    };
    const auto *number = std::get_if<std::int64_t>(&value.data);
    switch (m_random.below(6)) {
    case 0: {
        const PushOutcome outcome = producer.stage(encodePayload(value));
        producer.publish();
        return said(outcome);
    }
    case 1: {
        const ByteVector payload = encodePayload(value);
        SpscProducer::Claim claim;
        const PushOutcome outcome = producer.claim(payload.size(), claim);
        if (outcome == PushOutcome::Pushed) {
            const auto half = payload.begin() + static_cast<std::ptrdiff_t>(claim.first.size());
            std::copy(payload.begin(), half, claim.first.begin());
            std::copy(half, payload.end(), claim.second.begin());
            producer.commit(payload.size());
        }
        return said(outcome);
    }
    case 2: {
        const ByteVector payload = encodePayload(value);
        const std::span<const std::byte> batch[] = {payload};
        return said(producer.tryPushBatch(batch).outcome);
    }
    case 3:
        return said(producer.push(value, Deadline::now()));
    case 4:
        return said(number != nullptr ? producer.tryPushObject(*number) : producer.tryPush(encodePayload(value)));
    default:
        return said(producer.tryPush(value));
    }
}

json OurSide::pop(SpscConsumer &consumer)
{
    PopOutcome outcome = PopOutcome::Empty;
    Frame frame;
    const auto copy = [&](const FrameView &view) {
        frame.payload.resize(view.size());
        view.copyTo(frame.payload.data());
        return true;
    };
    FrameView view;
    switch (m_random.below(5)) {
    case 0:
        outcome = consumer.peek(view);
        if (outcome == PopOutcome::Popped) {
            copy(view);
            consumer.commit();
        }
        break;
    case 1:
        outcome = consumer.drain(copy, {.frames = 1}).outcome;
        break;
    case 2:
        outcome = consumer.tryPop(frame);
        break;
    case 3: {
        PopResult result = consumer.pop(Deadline::now());
        outcome = result.outcome;
        frame = std::move(result.frame);
        break;
    }
    default: {
        PopResult result = consumer.pop();
        outcome = result.outcome;
        frame = std::move(result.frame);
        break;
    }
    }
    if (outcome == PopOutcome::Malformed)
        return {{"e", "the ring is malformed"}};
    return outcome == PopOutcome::Popped ? bytesToWire(frame.payload) : json();
}

json OurSide::pushMany(SpscProducer &producer, const ValueList &values)
{
    std::vector<std::int64_t> numbers;
    std::vector<ByteVector> payloads;
    for (const Value &value : values) {
        if (const auto *number = std::get_if<std::int64_t>(&value.data))
            numbers.push_back(*number);
        payloads.push_back(encodePayload(value));
    }
    SpscProducer::BatchResult result;
    if (numbers.size() == values.size() && m_random.chance(1, 2)) {
        result = producer.tryPushObjects(std::span<const std::int64_t>(numbers));
    } else if (m_random.chance(1, 2)) {
        const std::vector<std::span<const std::byte>> batch(payloads.begin(), payloads.end());
        result = producer.tryPushBatch(batch);
    } else {
        for (const ByteVector &payload : payloads) {
            result.outcome = producer.stage(payload);
            if (result.outcome != PushOutcome::Pushed)
                break;
            ++result.pushed;
        }
        producer.publish();
    }
    if (result.outcome == PushOutcome::Malformed)
        return {{"e", "the ring is malformed"}};
    if ((result.outcome == PushOutcome::Pushed) != (result.pushed == values.size()))
        return {{"e", "the outcome and the number pushed contradict each other"}};
    return result.pushed;
}

json OurSide::popMany(SpscConsumer &consumer, std::size_t most)
{
    json popped = json::array();
    if (m_random.chance(1, 2)) {
        const auto result = consumer.drain(
            [&](const FrameView &view) {
                ByteVector payload(view.size());
                view.copyTo(payload.data());
                popped.push_back(bytesToWire(payload));
                return true;
            },
            {.frames = most});
        return result.frames == popped.size() ? popped : json{{"e", "the drain counted wrongly"}};
    }
    while (popped.size() < most) {
        std::vector<std::int64_t> numbers(most - popped.size());
        const auto result = consumer.tryPopObjects(std::span<std::int64_t>(numbers));
        for (std::size_t i = 0; i < result.popped; ++i)
            popped.push_back(bytesToWire(std::as_bytes(std::span(&numbers[i], 1))));
        if (result.outcome == PopOutcome::Misfit)
            popped.push_back(pop(consumer)); // a frame of another size
        else if (result.outcome != PopOutcome::Popped)
            break;
    }
    return popped;
}

json OurSide::popBy(Ring &ring, const Schema &schema)
{
    SpscConsumer &consumer = *ring.consumer;
    const RingHeader before = ring.ring.header();
    const auto result = m_random.chance(30) && schema.fields.size() == 1 && schema.fields[0].count == 1
        ? consumer.pop(schema.fields[0].tag)
        : m_random.chance(20) ? consumer.popMixed(schema, Deadline::now())
                              : consumer.popMixed(schema);
    if (result.outcome == PopOutcome::Empty)
        return {};
    if (result.outcome == PopOutcome::Popped)
        return toWire(Value{result.decoded.values(schema)});
    if (result.outcome == PopOutcome::Malformed)
        return {{"e", "the ring is malformed"}};
    // The deliberate difference: it is still there, and drops now.
    if (ring.ring.header() != before || pop(consumer) != bytesToWire(result.frame.payload))
        return {{"e", "a misfit was consumed"}};
    return {{"e", result.decoded.error->reasonName()}};
}

json OurSide::ringCall(const std::string &operation, const json &call)
{
    const auto at = call.at(1).get<std::size_t>();
    if (operation == "push")
        return push(producer(at), fromWire(call.at(2)));
    if (operation == "push_many")
        return pushMany(producer(at), valuesFrom(call.at(2)));
    if (operation == "pop_many")
        return popMany(consumer(at), call.at(2).get<std::size_t>());
    if (operation == "pop" && call.size() == 2)
        return pop(consumer(at));
    Ring &ring = m_rings.at(at).value();
    if (operation == "pop") {
        consumer(at);
        const json values = popBy(ring, schemaFrom(json::array({json::array({call.at(2), 1})})));
        return values.is_array() ? values.at(0) : values;
    }
    if (operation == "pop_mixed") {
        consumer(at);
        return popBy(ring, schemaFrom(call.at(2)));
    }
    if (operation == "used")
        return ring.ring.used();
    if (operation == "free")
        return ring.ring.free();
    if (operation == "capacity")
        return ring.ring.capacity();
    if (operation == "is_empty")
        return ring.ring.isEmpty();
    if (operation == "is_full")
        return ring.ring.isFull();
    return json(json::value_t::discarded);
}

} // namespace membridge::test
