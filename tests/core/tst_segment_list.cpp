// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/segment_list.h"
#include "tests/support/errors.h"
#include "tests/support/janitor.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <algorithm>
#include <semaphore.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;

namespace {

std::optional<SegmentInfo> infoOf(const std::string &name)
{
    for (SegmentInfo &info : listSegments()) {
        if (info.name == name)
            return std::move(info);
    }
    return std::nullopt;
}

} // namespace

class tst_SegmentList : public TestCase
{
    Q_OBJECT

private slots:
    void tellsWhatIsThere_data();
    void tellsWhatIsThere();
    void isSortedAndWithoutDoubles();
    void namesAreGivenAsTheyAre_data();
    void namesAreGivenAsTheyAre();
    void removedOnesAreGone();
    void leavesOutWhatIsNoSegment();
    void unreadableOnesAreListed();
    void equality_data();
    void equality();
};

void tst_SegmentList::tellsWhatIsThere_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("layout");
    QTest::newRow("region") << QByteArray("02 00 00 00") << quint64(4096) << static_cast<int>(Layout::Region);
    QTest::newRow("region held by a writer")
        << QByteArray("ff ff ff ff") << quint64(100) << static_cast<int>(Layout::Region);
    QTest::newRow("ring") << hex(packed(RingHeader{.head = 8, .tail = 20, .capacity = 64})) << quint64(88)
                          << static_cast<int>(Layout::Ring);
    QTest::newRow("empty object") << QByteArray() << quint64(0) << static_cast<int>(Layout::Unknown);
}

void tst_SegmentList::tellsWhatIsThere()
{
    QFETCH(QByteArray, start);
    QFETCH(quint64, size);
    QFETCH(int, layout);
    const TestSegment segment;
    const ByteVector bytes = fromHex(start.toStdString());
    segment.create(size);
    segment.write(0, bytes);
    segment.setMode(0640);
    const auto mtime = segment.mtimeNs();
    const auto info = infoOf(segment.name());
    QVERIFY(info);
    QCOMPARE(info->stat.size, size);
    QCOMPARE(info->stat.mode, 0640u);
    QCOMPARE(info->stat.uid, static_cast<std::uint32_t>(::geteuid()));
    QCOMPARE(info->stat.mtimeNs, mtime);
    QVERIFY(info->readable);
    QCOMPARE(info->guess.layout, static_cast<Layout>(layout));
    QCOMPARE(info->lock.has_value(), info->guess.layout == Layout::Region);
    QCOMPARE(info->ring.has_value(), info->guess.layout == Layout::Ring);
    if (info->lock)
        QCOMPARE(hex(packed(info->lock->raw)), start);
    if (info->ring)
        QCOMPARE(hex(packed(*info->ring)), start);
    QCOMPARE(segment.mtimeNs(), mtime);
}

void tst_SegmentList::isSortedAndWithoutDoubles()
{
    const TestSegment b("b");
    const TestSegment a("a");
    const TestSegment c("c");
    for (const TestSegment *segment : {&b, &a, &c})
        segment->create(64);
    const auto list = listSegments();
    QVERIFY(list.size() >= 3);
    QVERIFY(std::is_sorted(list.begin(), list.end(), [](const auto &x, const auto &y) { return x.name < y.name; }));
    for (const TestSegment *segment : {&b, &a, &c})
        QCOMPARE(
            std::count_if(list.begin(), list.end(), [&](const auto &info) { return info.name == segment->name(); }), 1);
}

void tst_SegmentList::namesAreGivenAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("ending");
    QTest::newRow("blank and line feed") << QByteArray("a \n b");
    QTest::newRow("right-to-left override") << QByteArray("a\xe2\x80\xae"
                                                          "b");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe");
    QTest::newRow("dots") << QByteArray("...");
}

void tst_SegmentList::namesAreGivenAsTheyAre()
{
    QFETCH(QByteArray, ending);
    const TestSegment segment(ending.toStdString());
    segment.create(64);
    QVERIFY(infoOf(segment.name()));
}

void tst_SegmentList::removedOnesAreGone()
{
    const TestSegment segment;
    segment.create(64);
    QVERIFY(infoOf(segment.name()));
    segment.unlink();
    QVERIFY(!infoOf(segment.name()));
}

void tst_SegmentList::leavesOutWhatIsNoSegment()
{
    const TestSegment directory("directory");
    QVERIFY(QDir().mkdir(q(directory.path())));
    const auto removeDirectory = qScopeGuard([&] { QDir().rmdir(q(directory.path())); });
    const TestSegment fifo("fifo");
    QCOMPARE(::mkfifo(fifo.path().c_str(), 0600), 0);
    const TestSegment link("link");
    QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), q(link.path())));

    // A POSIX semaphore, as sem_open() names its file.
    const TestSegment unused;
    const std::string semaphore = "/dev/shm/sem." + unused.name().substr(1);
    janitor::watch(semaphore);
    const auto removeSemaphore = qScopeGuard([&] {
        QFile::remove(q(semaphore));
        janitor::forget(semaphore);
    });
    QFile file(q(semaphore));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(sizeof(sem_t), '\0'));
    file.close();

    for (const SegmentInfo &info : listSegments()) {
        QVERIFY(info.name != directory.name());
        QVERIFY(info.name != fifo.name());
        QVERIFY(info.name != link.name());
        QVERIFY(info.name != "/sem." + unused.name().substr(1));
    }
    // Any other file of such a name is somebody's segment.
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, '\0'));
    file.close();
    QVERIFY(infoOf("/sem." + unused.name().substr(1)));
}

void tst_SegmentList::unreadableOnesAreListed()
{
    const TestSegment segment;
    segment.create(64);
    segment.setMode(0);
    OwnProcess helper;
    helper.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), {QStringLiteral("nobody-list"), q(segment.name())});
    QVERIFY(helper.waitForFinished());
    QCOMPARE(helper.readAllStandardOutput().trimmed(), QByteArray("unreadable 64"));
}

void tst_SegmentList::equality_data()
{
    QTest::addColumn<int>("change");
    const char *names[] = {"name", "size", "inode", "mode", "mtime", "readable", "guess", "lock", "ring"};
    for (int i = 0; i < 9; ++i)
        QTest::newRow(names[i]) << i;
}

void tst_SegmentList::equality()
{
    QFETCH(int, change);
    const SegmentInfo original{.name = "/a", .stat = {}, .readable = true, .guess = {}, .lock = LockWord{1}, .ring = {}};
    SegmentInfo changed = original;
    QVERIFY(changed == original);
    switch (change) {
    case 0:
        changed.name = "/b";
        break;
    case 1:
        changed.stat.size = 1;
        break;
    case 2:
        changed.stat.inode = 1;
        break;
    case 3:
        changed.stat.mode = 1;
        break;
    case 4:
        changed.stat.mtimeNs = 1;
        break;
    case 5:
        changed.readable = false;
        break;
    case 6:
        changed.guess.confidence = 0.5;
        break;
    case 7:
        changed.lock = LockWord{2};
        break;
    default:
        changed.ring.emplace();
        break;
    }
    QVERIFY(!(changed == original));
}

QTEST_GUILESS_MAIN(tst_SegmentList)
#include "tst_segment_list.moc"
