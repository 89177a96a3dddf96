// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/ring_probe.h"
#include "core/observe/segment_decode.h"
#include "tests/support/errors.h"
#include "tests/support/golden.h"
#include "tests/support/peeked.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;

namespace {

void addRows(const char *kind)
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const json &vector : goldenVectors().at(kind))
        QTest::newRow(vector.at("name").get<std::string>().c_str()) << index++;
}

ByteVector segmentOf(const json &vector)
{
    return fromHexRle(vector.at("segment_hex_rle").get<std::string>());
}

std::optional<std::uint64_t> offsetOf(const json &op)
{
    return op.size() > 2 ? std::optional(op.at(2).get<std::uint64_t>()) : std::nullopt;
}

/// What a pop of the peer gave, and ours gives.
json resultOf(const PopResult &result, const Schema &schema)
{
    if (result.outcome == PopOutcome::Empty)
        return nullptr;
    if (schema.fields.empty())
        return toJson(Value{result.frame.payload});
    return toJson(result.decoded.values(schema));
}

Schema oneOf(TypeTag tag)
{
    Schema schema;
    schema.fields.push_back({FieldKind::Tagged, tag, 1, {}});
    return schema;
}

} // namespace

class tst_GoldenVectors : public TestCase
{
    Q_OBJECT

private slots:
    void everyVectorIsThere();
    void regionReadsBack_data() { addRows("regions"); }
    void regionReadsBack();
    void regionObservesAlike_data() { addRows("regions"); }
    void regionObservesAlike();
    void regionRewrites_data() { addRows("regions"); }
    void regionRewrites();
    void ringState_data() { addRows("rings"); }
    void ringState();
    void ringPops_data() { addRows("rings"); }
    void ringPops();
    void ringProbes_data() { addRows("rings"); }
    void ringProbes();
    void ringRewrites_data() { addRows("rings"); }
    void ringRewrites();
};

void tst_GoldenVectors::everyVectorIsThere()
{
    QCOMPARE(goldenVectors().at("regions").size(), std::size_t(12));
    QCOMPARE(goldenVectors().at("rings").size(), std::size_t(10));
    for (const json &vector : goldenVectors().at("regions"))
        QCOMPARE(segmentOf(vector).size(), vector.at("size").get<std::size_t>());
    for (const json &vector : goldenVectors().at("rings"))
        QCOMPARE(segmentOf(vector).size(), vector.at("capacity").get<std::size_t>() + 24);
}

void tst_GoldenVectors::regionReadsBack()
{
    QFETCH(int, index);
    const json &vector = goldenVectors().at("regions").at(static_cast<std::size_t>(index));
    const Schema schema = schemaOf(vector.at("schema"));
    const TestSegment segment("golden");
    segment.fill(segmentOf(vector));
    MappedView view = SharedMemory::open(segment.name()).map();
    view.seek(vector.at("read_offset").get<std::uint64_t>());
    const ViewRead read = view.readMixed(schema);
    QCOMPARE(read.outcome, WaitOutcome::Done);
    QVERIFY(!read.decoded.error);
    QCOMPARE(Value{asThePeerShows(read.decoded.values(schema))}, Value{readValuesOf(vector.at("values"), schema)});
    QCOMPARE(view.tell(), vector.at("cursor_after_read").get<std::uint64_t>());
    QCOMPARE(hex(segment.bytes()), hex(segmentOf(vector)));
}

void tst_GoldenVectors::regionObservesAlike()
{
    QFETCH(int, index);
    const json &vector = goldenVectors().at("regions").at(static_cast<std::size_t>(index));
    const Schema schema = schemaOf(vector.at("schema"));
    const TestSegment segment("golden");
    segment.fill(segmentOf(vector));
    const auto offset = vector.at("read_offset").get<std::uint64_t>();
    const auto seen = decodeSegment(SegmentReader::open(segment.name()), region_layout::dataOffset + offset, schema);
    QVERIFY(!seen.decoded.error);
    QVERIFY(!seen.torn);
    QCOMPARE(Value{asThePeerShows(seen.decoded.values(schema))}, Value{readValuesOf(vector.at("values"), schema)});
    QCOMPARE(offset + seen.decoded.consumed, vector.at("cursor_after_read").get<std::uint64_t>());
    // The peer hides that a text was not UTF-8; we say so, and where.
    const bool hidesSomething = vector.at("name") == "invalid_utf8";
    QCOMPARE(seen.decoded.fields.front().doubt == Doubt::InvalidUtf8, hidesSomething);
}

void tst_GoldenVectors::regionRewrites()
{
    QFETCH(int, index);
    const json &vector = goldenVectors().at("regions").at(static_cast<std::size_t>(index));
    const TestSegment segment("golden");
    const auto memory = SharedMemory::create(segment.name(), vector.at("size").get<std::uint64_t>());
    MappedView view = memory.map();
    for (const json &op : vector.at("ops")) {
        const auto call = op.at(0).get<std::string>();
        if (call == "write")
            QCOMPARE(view.write(valueOf(op.at(1)), offsetOf(op)), WaitOutcome::Done);
        else if (call == "write_mixed")
            QCOMPARE(view.writeMixed(valueListOf(op.at(1)), offsetOf(op)), WaitOutcome::Done);
        else if (call == "seek")
            view.seek(op.at(1).get<std::uint64_t>());
        else
            QFAIL(call.c_str());
    }
    QCOMPARE(view.tell(), vector.at("cursor_after").get<std::uint64_t>());
    QCOMPARE(hex(segment.bytes()), hex(segmentOf(vector)));
}

void tst_GoldenVectors::ringState()
{
    QFETCH(int, index);
    const json &vector = goldenVectors().at("rings").at(static_cast<std::size_t>(index));
    const json &state = vector.at("state");
    const TestSegment segment("golden");
    segment.fill(segmentOf(vector));
    const SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    QCOMPARE(ring.used(), state.at("used").get<std::uint64_t>());
    QCOMPARE(ring.free(), state.at("free").get<std::uint64_t>());
    QCOMPARE(ring.capacity(), state.at("capacity").get<std::uint64_t>());
    QCOMPARE(ring.isEmpty(), state.at("is_empty").get<bool>());
    QCOMPARE(ring.isFull(), state.at("is_full").get<bool>());
    QCOMPARE(ring.header().head, vector.at("head").get<std::uint64_t>());
    QCOMPARE(ring.header().tail, vector.at("tail").get<std::uint64_t>());
    QCOMPARE(hex(segment.bytes()), hex(segmentOf(vector)));
}

void tst_GoldenVectors::ringPops()
{
    QFETCH(int, index);
    const json &vector = goldenVectors().at("rings").at(static_cast<std::size_t>(index));
    const TestSegment segment("golden");
    segment.fill(segmentOf(vector));
    SpscRingBuffer ring = SharedMemory::open(segment.name()).spsc();
    for (const json &payload : vector.at("pending_payloads_hex")) {
        const ByteVector expected = fromHex(payload.get<std::string>());
        QCOMPARE(hex(peeked(ring).frame.payload), hex(expected));
        const PopResult result = ring.consumer().pop();
        QCOMPARE(result.outcome, PopOutcome::Popped);
        QCOMPARE(hex(result.frame.payload), hex(expected));
    }
    QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Empty);
    QCOMPARE(ring.header().head, vector.at("tail").get<std::uint64_t>());
}

void tst_GoldenVectors::ringProbes()
{
    QFETCH(int, index);
    const json &vector = goldenVectors().at("rings").at(static_cast<std::size_t>(index));
    const TestSegment segment("golden");
    segment.fill(segmentOf(vector));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const PendingFrames pending = RingProbe(reader).pending(100);
    const json &payloads = vector.at("pending_payloads_hex");
    QVERIFY(!pending.fault);
    QVERIFY(pending.totalIsExact);
    QCOMPARE(pending.total, std::uint64_t(payloads.size()));
    QCOMPARE(pending.frames.size(), payloads.size());
    std::uint64_t position = vector.at("head").get<std::uint64_t>();
    for (std::size_t i = 0; i < pending.frames.size(); ++i) {
        QCOMPARE(hex(pending.frames[i].payload), hex(fromHex(payloads[i].get<std::string>())));
        QCOMPARE(pending.frames[i].position, position);
        position += 4 + pending.frames[i].payload.size();
    }
    QCOMPARE(position, vector.at("tail").get<std::uint64_t>());
}

void tst_GoldenVectors::ringRewrites()
{
    QFETCH(int, index);
    const json &vector = goldenVectors().at("rings").at(static_cast<std::size_t>(index));
    const TestSegment segment("golden");
    const auto memory = SharedMemory::create(segment.name(), vector.at("capacity").get<std::uint64_t>() + 24);
    SpscRingBuffer ring = memory.spsc();
    for (const json &op : vector.at("ops")) {
        const auto call = op.at(0).get<std::string>();
        const json &argument = op.at(1);
        const json &result = op.at(2);
        if (call == "push") {
            QCOMPARE(ring.producer().tryPush(valueOf(argument)),
                     result.get<bool>() ? PushOutcome::Pushed : PushOutcome::Full);
        } else if (call == "pop" && argument.is_null()) {
            QCOMPARE(resultOf(ring.consumer().pop(), {}).dump().c_str(), result.dump().c_str());
        } else if (call == "pop") {
            const TypeTag tag = parseTypeTag(argument.get<std::string>()).value();
            const json values = resultOf(ring.consumer().pop(tag), oneOf(tag));
            QCOMPARE(values.at(0).dump().c_str(), result.dump().c_str());
        } else if (call == "pop_mixed") {
            const Schema schema = schemaOf(argument);
            QCOMPARE(resultOf(ring.consumer().popMixed(schema), schema).dump().c_str(), result.dump().c_str());
        } else {
            QFAIL(call.c_str());
        }
    }
    QCOMPARE(hex(segment.bytes()), hex(segmentOf(vector)));
}

QTEST_GUILESS_MAIN(tst_GoldenVectors)
#include "tst_golden_vectors.moc"
