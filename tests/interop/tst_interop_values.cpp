// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "tests/support/errors.h"
#include "tests/support/golden.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <optional>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;

namespace {

constexpr int segmentSize = 256;

void addValueRows()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("tag");
    const auto row = [](const char *tag, const char *value) {
        QTest::addRow("%s %s", tag, value) << QByteArray(value) << QByteArray(tag);
    };
    row("bool", "true");
    row("bool", "false");
    row("int", "0");
    row("int", "-1");
    row("int", "9223372036854775807");
    row("i64", "-9223372036854775808");
    row("float", "0.1");
    row("float", "-0.0");
    row("float", "1.7976931348623157e308");
    row("f64", "5e-324");
    row("f64", R"({"float":"inf"})");
    row("f64", R"({"float":"-inf"})");
    row("str", R"("")");
    row("str", R"("plain")");
    row("str", R"("żółć 中文 🚀")");
    row("str", R"("a\u0000b\n")");
}

} // namespace

/// Every value and every tag, through a region, in both directions.
class tst_InteropValues : public InteropCase
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void wheelWritesWeRead_data() { addValueRows(); }
    void wheelWritesWeRead();
    void weWriteWheelReads_data() { addValueRows(); }
    void weWriteWheelReads();
    void rawBytesByEveryTag_data();
    void rawBytesByEveryTag();
    void badUtf8ShowsAlike_data();
    void badUtf8ShowsAlike();
    void errorsAlike_data();
    void errorsAlike();

private:
    json ask(const json &request);

    std::optional<TestSegment> m_segment;
    std::optional<WheelPeer> m_peer;
    std::optional<SharedMemory> m_memory;
};

void tst_InteropValues::init()
{
    InteropCase::init();
    m_segment.emplace("values");
    m_memory = SharedMemory::create(m_segment->name(), segmentSize);
    // One process for all rows: starting Python is the dear part.
    if (!m_peer) {
        m_peer.emplace();
        QVERIFY2(m_peer->start("peer.py"), qPrintable(m_peer->problem()));
    }
    QCOMPARE(ask({{"open", m_segment->name()}}).dump().c_str(), R"({"is":256})");
}

void tst_InteropValues::cleanup()
{
    m_memory.reset();
    m_segment.reset();
}

json tst_InteropValues::ask(const json &request)
{
    const auto answer = m_peer->ask(QByteArray::fromStdString(request.dump()));
    return answer ? json::parse(answer->toStdString()) : json("no answer");
}

void tst_InteropValues::wheelWritesWeRead()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, tag);
    const json sent = json::parse(value.toStdString());
    QCOMPARE(ask({{"view", "write"}, {"args", {sent}}}).dump().c_str(), R"({"is":null})");
    MappedView view = m_memory->map();
    const ViewRead read = view.read(parseTypeTag(tag.toStdString()).value());
    QVERIFY(!read.decoded.error);
    QCOMPARE(read.decoded.fields.at(0).value, valueOf(sent));
    QCOMPARE(ask({{"view", "tell"}}).at("is").get<quint64>(), quint64(view.tell()));
}

void tst_InteropValues::weWriteWheelReads()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, tag);
    const json sent = json::parse(value.toStdString());
    MappedView view = m_memory->map();
    QCOMPARE(view.write(valueOf(sent)), WaitOutcome::Done);
    const json read = ask({{"view", "read"}, {"args", {tag.toStdString()}}});
    QVERIFY2(read.contains("is"), read.dump().c_str());
    QVERIFY2(valueOf(read.at("is")) == valueOf(sent), read.dump().c_str());
    QCOMPARE(ask({{"view", "tell"}}).at("is").get<quint64>(), quint64(view.tell()));
}

void tst_InteropValues::rawBytesByEveryTag_data()
{
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QByteArray>("bytes");
    for (const char *bytes : {"0000000000000000", "ffffffffffffffff", "0102030405060708", "000000000000f87f",
                              "0000c07f00000080", "0000803f000000bf"}) {
        for (const TypeTag tag : allTypeTags) {
            if (tag != TypeTag::Str)
                QTest::addRow("%s %s", name(tag).data(), bytes) << QByteArray(name(tag).data()) << QByteArray(bytes);
        }
    }
}

void tst_InteropValues::rawBytesByEveryTag()
{
    QFETCH(QByteArray, tag);
    QFETCH(QByteArray, bytes);
    MappedView view = m_memory->map();
    QCOMPARE(view.write(Value{fromHex(bytes.toStdString())}), WaitOutcome::Done);
    view.seek();
    const Schema schema = schemaOf(json::array({json::array({tag.toStdString(), 1})}));
    const ViewRead ours = view.readMixed(schema);
    QVERIFY(!ours.decoded.error);
    const json theirs = ask({{"view", "read_mixed"}, {"args", {toJson(schema), 0}}});
    QVERIFY2(theirs.contains("is"), theirs.dump().c_str());
    // Both as text, because a NaN does not equal itself.
    const ValueList expected = readValuesOf(theirs.at("is"), schema);
    QCOMPARE(q(displayText(ours.decoded.fields.at(0).value)), q(displayText(expected.at(0))));
    QCOMPARE(ours.decoded.fields.at(0).value.data.index(), expected.at(0).data.index());
}

void tst_InteropValues::badUtf8ShowsAlike_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char *bytes : {"fffe6f6b", "c080", "e080af", "eda080", "f4908080", "61f18080e180c262806380bf64", "e4b8",
                              "61f09f9a", "f09fe4b841", "80bf", "f5808080", "c3a9ff"})
        QTest::newRow(bytes) << QByteArray(bytes);
}

void tst_InteropValues::badUtf8ShowsAlike()
{
    QFETCH(QByteArray, bytes);
    const ByteVector text = fromHex(bytes.toStdString());
    MappedView view = m_memory->map();
    QCOMPARE(view.write(Value{frameOf(text)}), WaitOutcome::Done); // a frame and a str look alike
    view.seek();
    const ValueList ours = asThePeerShows({view.read(TypeTag::Str).decoded.fields.at(0).value});
    const json theirs = ask({{"view", "read"}, {"args", {"str"}}});
    QCOMPARE(q(std::get<Text>(ours.at(0).data).bytes), q(theirs.at("is").get<std::string>()));
}

void tst_InteropValues::errorsAlike_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("no bytes") << QByteArray(R"({"view":"write","args":[{"bytes":""}]})");
    QTest::newRow("no items") << QByteArray(R"({"view":"write_mixed","args":[[]]})");
    QTest::newRow("range of nothing") << QByteArray(R"({"view":"read_range","args":[0,0]})");
    QTest::newRow("range past the end") << QByteArray(R"({"view":"read_range","args":[250,3]})");
    QTest::newRow("seek past the end") << QByteArray(R"({"view":"seek","args":[253]})");
    QTest::newRow("write past the end") << QByteArray(R"({"view":"write","args":[1,245]})");
    QTest::newRow("nested twice") << QByteArray(R"({"view":"write_mixed","args":[[[[1]]]]})");
}

void tst_InteropValues::errorsAlike()
{
    QFETCH(QByteArray, request);
    const json call = json::parse(request.toStdString());
    const json theirs = ask(call);
    QVERIFY2(theirs.contains("error"), theirs.dump().c_str());
    MappedView view = m_memory->map();
    const json &arguments = call.at("args");
    const auto method = call.at("view").get<std::string>();
    const auto error = errorOf([&] {
        if (method == "write")
            (void)view.write(valueOf(arguments[0]), arguments.size() > 1 ? arguments[1].get<std::uint64_t>() : 0);
        else if (method == "write_mixed")
            (void)view.writeMixed(valueListOf(arguments[0]));
        else if (method == "read_range")
            (void)view.readRange(arguments[0].get<std::uint64_t>(), arguments[1].get<std::uint64_t>());
        else
            view.seek(arguments[0].get<std::uint64_t>());
    });
    QVERIFY(error);
    if (theirs.at("text") == "length cannot be zero")
        QCOMPARE(q(error->reason()), QStringLiteral("length cannot be zero"));
    // Neither of us touched anything.
    QVERIFY(m_segment->bytes() == ByteVector(segmentSize));
}

QTEST_GUILESS_MAIN(tst_InteropValues)
#include "tst_interop_values.moc"
