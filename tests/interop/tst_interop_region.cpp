// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/inspection.h"
#include "core/observe/segment_decode.h"
#include "tests/support/errors.h"
#include "tests/support/golden.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;

namespace {

constexpr auto recordSchema = "str int float bool 3*str 3*float 3*bool";

Schema parsed(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

Value text(const char *bytes)
{
    return Value{Text{bytes}};
}

ValueList greetings()
{
    return {text("Hello"), text("from"), text("producer")};
}

ValueList scores()
{
    return {Value{0.92}, Value{0.87}, Value{0.95}};
}

ValueList flags()
{
    return {Value{true}, Value{false}, Value{true}};
}

/// What the published producer writes, in the order of recordSchema.
ValueList record()
{
    return {text("Hello from producer!"), Value{std::int64_t(42)}, Value{3.14},   Value{true},
            Value{greetings()},           Value{scores()},         Value{flags()}};
}

/// The calls of the published producer.
bool writeRecord(MappedView &view)
{
    for (const Value &value : {text("Hello from producer!"), Value{std::int64_t(42)}, Value{3.14}, Value{true}}) {
        if (view.write(value) != WaitOutcome::Done)
            return false;
    }
    return view.writeMixed(ValueList{Value{greetings()}, Value{scores()}, Value{flags()}}) == WaitOutcome::Done;
}

} // namespace

class tst_InteropRegion : public InteropCase
{
    Q_OBJECT

private slots:
    void wheelWritesWeRead();
    void wheelWritesWeObserve();
    void weWriteWheelReads();
    void singleProcess();
    void mixedTurns();
};

void tst_InteropRegion::wheelWritesWeRead()
{
    const TestSegment segment("region");
    WheelPeer producer;
    QVERIFY2(producer.start("region_producer.py", {q(segment.name())}), qPrintable(producer.problem()));
    const auto cursor = producer.readLine();
    QVERIFY2(cursor, producer.finish().text());
    const SharedMemory memory = SharedMemory::open(segment.name());
    QCOMPARE(memory.size(), quint64(4096));
    MappedView view = memory.map();
    QCOMPARE(view.read(TypeTag::Str).decoded.fields.at(0).value, text("Hello from producer!"));
    QCOMPARE(view.read(TypeTag::Int).decoded.fields.at(0).value, Value{std::int64_t(42)});
    QCOMPARE(view.read(TypeTag::Float).decoded.fields.at(0).value, Value{3.14});
    QCOMPARE(view.read(TypeTag::Bool).decoded.fields.at(0).value, Value{true});
    const Schema lists = parsed("3*str 3*float 3*bool");
    const ViewRead read = view.readMixed(lists);
    QCOMPARE(Value{read.decoded.values(lists)}, (Value{ValueList{Value{greetings()}, Value{scores()}, Value{flags()}}}));
    QCOMPARE(QByteArray::number(quint64(view.tell())), *cursor);
    QCOMPARE(view.lockWord().raw, 0);
    QVERIFY2(producer.finish().succeeded(), "the producer failed");
}

void tst_InteropRegion::wheelWritesWeObserve()
{
    const TestSegment segment("region");
    WheelPeer producer;
    QVERIFY2(producer.start("region_producer.py", {q(segment.name())}), qPrintable(producer.problem()));
    QVERIFY(producer.readLine());
    const ByteVector before = segment.bytes();
    const auto mtime = segment.mtimeNs();

    const Inspection seen = inspect(segment.name());
    QCOMPARE(seen.layout, Layout::Region);
    QVERIFY(seen.guess.confident());
    QCOMPARE(seen.lock.value().state(), LockState::Free);
    QVERIFY(seen.findings.empty());
    QCOMPARE(seen.processes.processes.size(), std::size_t(1));
    QCOMPARE(seen.processes.processes.front().pid, std::int64_t(producer.pid()));
    QVERIFY(seen.processes.processes.front().mapped);
    QVERIFY(seen.processes.processes.front().writable);
    const Schema schema = parsed(recordSchema);
    const SegmentDecode decoded = decodeSegment(SegmentReader::open(segment.name()), region_layout::dataOffset, schema);
    QCOMPARE(Value{decoded.decoded.values(schema)}, Value{record()});
    for (const DecodedField &field : decoded.decoded.fields)
        QCOMPARE(field.doubt, Doubt::None);

    QVERIFY(segment.bytes() == before);
    QCOMPARE(segment.mtimeNs(), mtime);
    QVERIFY2(producer.finish().succeeded(), "the producer failed");
}

void tst_InteropRegion::weWriteWheelReads()
{
    const TestSegment segment("region");
    const SharedMemory memory = SharedMemory::create(segment.name(), 4096, {.mode = 0666, .reserve = true});
    MappedView view = memory.map();
    QVERIFY(writeRecord(view));
    const PythonRun run = runPython("region_consumer.py", {q(segment.name())});
    QVERIFY2(run.succeeded(), run.text());
    const json read = json::parse(run.output.toStdString());
    QCOMPARE(read.at("scalars").dump().c_str(), R"(["Hello from producer!",42,3.14,true])");
    QCOMPARE(read.at("lists").dump().c_str(), R"([["Hello","from","producer"],[0.92,0.87,0.95],[true,false,true]])");
    QCOMPARE(read.at("cursor").get<quint64>(), quint64(view.tell()));
    QCOMPARE(read.at("size").get<quint64>(), quint64(4092));
    QCOMPARE(read.at("readers").get<int>(), 0);
    QCOMPARE(read.at("write_locked").get<bool>(), false);
    QCOMPARE(view.lockWord().raw, 0);
}

void tst_InteropRegion::singleProcess()
{
    const TestSegment theirs("theirs");
    const PythonRun run = runPython("single_process.py", {q(theirs.name())});
    QVERIFY2(run.succeeded(), run.text());
    const json result = json::parse(run.output.toStdString());

    const TestSegment ours("ours");
    const SharedMemory memory = SharedMemory::create(ours.name(), 1024);
    MappedView writer = memory.map();
    MappedView reader = SharedMemory::open(ours.name()).map();
    for (const Value &value : {text("hello"), Value{std::int64_t(99)}, Value{1.5}, Value{false}})
        QCOMPARE(writer.write(value), WaitOutcome::Done);
    ValueList scalars;
    for (const TypeTag tag : {TypeTag::Str, TypeTag::Int, TypeTag::Float, TypeTag::Bool})
        scalars.push_back(reader.read(tag).decoded.fields.at(0).value);
    QCOMPARE(toJson(scalars).dump().c_str(), result.at("scalars").dump().c_str());
    QCOMPARE(toJson(scalars).dump().c_str(), R"(["hello",99,1.5,false])");
    QCOMPARE(quint64(reader.tell()), result.at("cursor").get<quint64>());

    writer.seek();
    const auto number = [](std::int64_t value) { return Value{value}; };
    QCOMPARE(writer.writeMixed(ValueList{Value{ValueList{text("a"), text("b")}}, Value{ValueList{number(1), number(2)}},
                                         Value{ValueList{Value{0.5}}}, Value{ValueList{Value{true}}}}),
             WaitOutcome::Done);
    reader.seek();
    const Schema schema = parsed("2*str 2*int float bool");
    QCOMPARE(toJson(reader.readMixed(schema).decoded.values(schema)).dump().c_str(), result.at("mixed").dump().c_str());
    const auto firstBytes = [&] { return QByteArray(hex(reader.readRange(0, 4).bytes)).replace(" ", "").toStdString(); };
    QCOMPARE(q(firstBytes()), q(result.at("before_zero").get<std::string>()));
    QCOMPARE(writer.zero(), WaitOutcome::Done);
    QCOMPARE(q(firstBytes()), q(result.at("after_zero").get<std::string>()));
    QCOMPARE(reader.readAll().bytes == ByteVector(1020), result.at("all_zero").get<bool>());
    writer.seek();
    QCOMPARE(writer.write(text("end")), WaitOutcome::Done);
    QCOMPARE(quint64(writer.tell()), result.at("writer_cursor").get<quint64>());

    // The same calls leave the same segment, to the byte.
    QCOMPARE(hex(ours.bytes()), hex(theirs.bytes()));
}

void tst_InteropRegion::mixedTurns()
{
    const TestSegment segment("region");
    WheelPeer peer;
    QVERIFY2(peer.start("peer.py"), qPrintable(peer.problem()));
    const auto ask = [&](const json &request) {
        const auto answer = peer.ask(QByteArray::fromStdString(request.dump()));
        return answer ? json::parse(answer->toStdString()) : json("no answer");
    };
    QCOMPARE(ask({{"create", segment.name()}, {"size", 1024}}).dump().c_str(), R"({"is":1024})");
    QCOMPARE(ask({{"view", "size"}}).dump().c_str(), R"({"is":1020})");
    MappedView view = SharedMemory::open(segment.name()).map();
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(ask({{"view", "write"}, {"args", {i, 0}}}).dump().c_str(), R"({"is":null})");
        QCOMPARE(view.readMixed(parsed("int"), 0).decoded.fields.at(0).value, Value{std::int64_t(i)});
        QCOMPARE(view.write(Value{std::int64_t(-i)}, 8), WaitOutcome::Done);
        const json read = ask({{"view", "read_mixed"}, {"args", {json::array({json::array({"int", 1})}), 8}}});
        QCOMPARE(read.at("is").at(0).get<int>(), -i);
    }
    QVERIFY2(peer.finish().succeeded(), "the peer failed");
}

QTEST_GUILESS_MAIN(tst_InteropRegion)
#include "tst_interop_region.moc"
