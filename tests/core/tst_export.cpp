// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/error.h"
#include "core/observe/export.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace membridge;
using namespace membridge::test;

class tst_Export : public TestCase
{
    Q_OBJECT

private slots:
    void init();
    void ranges_data();
    void ranges();
    void asText();
    void severalRanges();
    void stopLeavesNothing();
    void shrinkingSegment();
    void failures();
    void linksAreReplaced();

private:
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files); }
    std::filesystem::path path() const { return m_folder->filePath(QStringLiteral("out")).toStdString(); }
    QByteArray content() const
    {
        QFile file(m_folder->filePath(QStringLiteral("out")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Export::init()
{
    TestCase::init();
    m_folder = std::make_unique<QTemporaryDir>();
}

void tst_Export::ranges_data()
{
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("length");
    const quint64 size = (2u << 20) + 17;
    QTest::newRow("all") << quint64(0) << size;
    QTest::newRow("one piece exactly") << quint64(5) << quint64(1 << 20);
    QTest::newRow("one byte more") << quint64(5) << quint64((1 << 20) + 1);
    QTest::newRow("nothing") << quint64(5) << quint64(0);
    QTest::newRow("past the end") << size - 3 << quint64(1000);
    QTest::newRow("from past the end") << size + 3 << quint64(1000);
    QTest::newRow("all there is, absurdly") << quint64(0) << ~quint64(0);
}

void tst_Export::ranges()
{
    QFETCH(quint64, offset);
    QFETCH(quint64, length);
    const ByteVector bytes = patternBytes((2u << 20) + 17, 9);
    TestSegment segment("export");
    segment.fill(bytes);
    const QByteArray all(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    const QByteArray expected = offset >= bytes.size()
        ? QByteArray()
        : all.mid(static_cast<qsizetype>(offset), length > bytes.size() ? -1 : static_cast<qsizetype>(length));
    std::uint64_t told = 0;
    const auto result = exportRange(SegmentReader::open(segment.name()), {offset, length}, std::nullopt, path(),
                                    nullptr, [&told](std::uint64_t done) { told = done; });
    QVERIFY(content() == expected);
    QCOMPARE(result.bytes, static_cast<std::uint64_t>(expected.size()));
    QCOMPARE(told, result.bytes);
    QVERIFY(!result.stopped);
    QCOMPARE(files(), QStringList{QStringLiteral("out")});
}

void tst_Export::asText()
{
    const ByteVector bytes = patternBytes((1u << 20) + 5, 2);
    TestSegment segment("export");
    segment.fill(bytes);
    const SegmentReader reader = SegmentReader::open(segment.name());
    for (const CopyFormat format : allCopyFormats) {
        exportRange(reader, {3, bytes.size() - 3}, format, path());
        QVERIFY(content() == QByteArray::fromStdString(copyText(format, 3, std::span(bytes).subspan(3))));
    }
}

void tst_Export::severalRanges()
{
    const ByteVector bytes = patternBytes(1000, 3);
    const std::vector<ByteRange> ranges{{10, 4}, {50, 4}, {998, 9}, {20, 4}};
    const ByteVector expected = joined({ByteVector(bytes.begin() + 10, bytes.begin() + 14),
                                        ByteVector(bytes.begin() + 50, bytes.begin() + 54),
                                        ByteVector(bytes.begin() + 998, bytes.end())});
    const auto result = exportRanges(MemoryBytes(bytes), "/none", ranges, std::nullopt, path());
    // It ends where the source does.
    QCOMPARE(result.bytes, std::uint64_t(10));
    QVERIFY(content() == QByteArray(reinterpret_cast<const char *>(expected.data()), 10));
    exportRanges(MemoryBytes(bytes), "/none", ranges, CopyFormat::Rust, path());
    QVERIFY(content() == QByteArray::fromStdString(copyText(CopyFormat::Rust, 10, expected)));
    // A dump says where each of them is.
    exportRanges(MemoryBytes(bytes), "/none", ranges, CopyFormat::HexDump, path());
    QByteArray dump;
    for (std::size_t i = 0; i < 3; ++i)
        dump += QByteArray::fromStdString(
            copyText(CopyFormat::HexDump, ranges[i].offset, std::span(expected).subspan(i * 4, i == 2 ? 2 : 4)));
    QCOMPARE(content(), dump);
}

void tst_Export::stopLeavesNothing()
{
    TestSegment segment("export");
    segment.create(3u << 20);
    QFile old(m_folder->filePath(QStringLiteral("out")));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    StopFlag stop;
    QStringList during;
    const auto result = exportRange(SegmentReader::open(segment.name()), {0, 3u << 20}, std::nullopt, path(), &stop,
                                    [&](std::uint64_t) {
                                        during = files();
                                        stop.request();
                                    });
    QVERIFY(result.stopped);
    QCOMPARE(result.bytes, 1u << 20);
    QCOMPARE(during.size(), 2);
    QCOMPARE(files(), QStringList{QStringLiteral("out")});
    QCOMPARE(content(), QByteArray("old"));
}

void tst_Export::shrinkingSegment()
{
    TestSegment segment("export");
    segment.create(3u << 20);
    const auto result = exportRange(SegmentReader::open(segment.name()), {0, 3u << 20}, std::nullopt, path(), nullptr,
                                    [&](std::uint64_t) { segment.truncate((1u << 20) + 7); });
    QCOMPARE(result.bytes, (1u << 20) + 7);
    QCOMPARE(content().size(), (1 << 20) + 7);
}

void tst_Export::failures()
{
    TestSegment segment("export");
    segment.create(10);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto nowhere = path() / "no such folder" / "out";
    try {
        exportRange(reader, {0, 10}, std::nullopt, nowhere);
        QFAIL("no error");
    } catch (const Error &error) {
        QVERIFY(error.reason().find(nowhere.string()) != std::string::npos);
        QVERIFY(error.systemError() != 0);
    }
    // A folder has the name: only the last step fails.
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("out/inside")));
    QVERIFY_EXCEPTION_THROWN(exportRange(reader, {0, 10}, std::nullopt, path()), Error);
    QVERIFY(files().isEmpty());
}

void tst_Export::linksAreReplaced()
{
    TestSegment segment("export");
    segment.create(10);
    std::error_code error;
    std::filesystem::create_symlink("/dev/full", path(), error);
    QVERIFY(!error);
    // The link is replaced by the whole file, never written through.
    exportRange(SegmentReader::open(segment.name()), {0, 10}, std::nullopt, path());
    QCOMPARE(content(), QByteArray(10, '\0'));
    QVERIFY(!std::filesystem::is_symlink(path()));
}

QTEST_GUILESS_MAIN(tst_Export)
#include "tst_export.moc"
