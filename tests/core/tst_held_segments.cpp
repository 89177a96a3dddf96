// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "holder.h"

#include "core/observe/segment_reader.h"
#include "core/platform/held_segments.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;
using platform::HeldSegment;
using platform::HeldSegments;
using platform::MapsWay;

namespace {

const HeldSegment *find(const HeldSegments &held, const SegmentReader &segment)
{
    const auto stat = segment.statAtOpen();
    for (const HeldSegment &each : held.segments) {
        if (each.device == stat.device && each.inode == stat.inode)
            return &each;
    }
    return nullptr;
}

} // namespace

class tst_HeldSegments : public TestCase
{
    Q_OBJECT

private slots:
    void ofAnotherProcess_data();
    void ofAnotherProcess();
    void namesThatLookDeleted_data();
    void namesThatLookDeleted();
    void semaphoresAreNoSegments();
    void ofAnotherMountNamespace();
    void whoCannotBeAsked();
};

void tst_HeldSegments::ofAnotherProcess_data()
{
    QTest::addColumn<QStringList>("verb");
    QTest::addColumn<bool>("mapped");
    QTest::addColumn<bool>("writable");
    QTest::addColumn<MapsWay>("way");
    const auto rows = [](const char *way, MapsWay value) {
        const auto row = [&](const char *what, const QStringList &verb, bool mapped, bool writable) {
            QTest::addRow("%s, %s", what, way) << verb << mapped << writable << value;
        };
        row("mapping only, ro", {"map", "ro", "close"}, true, false);
        row("mapping only, rw", {"map", "rw", "close"}, true, true);
        row("mapping and descriptor", {"map", "rw", "keep"}, true, true);
        row("mapped twice", {"map", "twice", "close"}, true, true);
        row("mapped private", {"map", "private", "close"}, true, false);
        row("descriptor only, ro", {"open", "ro"}, false, false);
        row("descriptor only, rw", {"open", "rw"}, false, true);
        row("main thread ended", {"map-in-thread"}, true, true);
    };
    rows("best", MapsWay::Best);
    rows("text", MapsWay::Text);
    if (platform::canQueryMaps())
        rows("query", MapsWay::Query);
}

void tst_HeldSegments::ofAnotherProcess()
{
    QFETCH(QStringList, verb);
    QFETCH(bool, mapped);
    QFETCH(bool, writable);
    QFETCH(MapsWay, way);
    const TestSegment segment;
    segment.create(8192);
    segment.setMode(0640);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const Holder holder(segment, verb);
    QVERIFY(holder.holds());
    for (const bool deleted : {false, true}) {
        if (deleted)
            segment.replace(4096); // the name is taken by another object
        const HeldSegments held = platform::heldSegments(holder.pid(), way);
        QCOMPARE(held.outcome, HeldSegments::Outcome::Complete);
        QCOMPARE(held.segments.size(), std::size_t(1));
        const HeldSegment *found = find(held, reader);
        QVERIFY(found != nullptr);
        QCOMPARE(q(found->path), q(segment.path()));
        QCOMPARE(q(found->name()), q(segment.name()));
        QCOMPARE(found->deleted, deleted);
        QCOMPARE(found->mapped, mapped);
        QCOMPARE(found->writable, writable);
        // A deleted object that is only mapped can't be asked without special rights.
        QVERIFY(found->stat || (deleted && mapped));
        if (found->stat) {
            QCOMPARE(found->stat->size, std::uint64_t(8192));
            QCOMPARE(found->stat->mode, 0640u);
        }
    }
}

void tst_HeldSegments::namesThatLookDeleted_data()
{
    QTest::addColumn<QByteArray>("hint");
    QTest::addColumn<bool>("deleted");
    for (const bool deleted : {false, true}) {
        const char *state = deleted ? "deleted" : "there";
        QTest::addRow("(deleted), %s", state) << QByteArray("x (deleted)") << deleted;
        QTest::addRow("line end, %s", state) << QByteArray("a\nb") << deleted;
        QTest::addRow("no UTF-8, %s", state) << QByteArray("\xff\x1b") << deleted;
        QTest::addRow("spaces, %s", state) << QByteArray("  a  b ") << deleted;
    }
}

void tst_HeldSegments::namesThatLookDeleted()
{
    QFETCH(QByteArray, hint);
    QFETCH(bool, deleted);
    // At the end of the name, which TestSegment does not allow.
    const TestSegment base("held");
    base.create(4096);
    const std::string path = base.path() + hint.toStdString();
    QCOMPARE(::rename(base.path().c_str(), path.c_str()), 0);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    QVERIFY(descriptor >= 0);
    struct ::stat status;
    QCOMPARE(::fstat(descriptor, &status), 0);
    void *pages = ::mmap(nullptr, 4096, PROT_READ, MAP_SHARED, descriptor, 0);
    QVERIFY(pages != MAP_FAILED);
    if (deleted)
        ::unlink(path.c_str());
    for (const bool mappedOnly : {false, true}) {
        if (mappedOnly)
            ::close(descriptor);
        for (const MapsWay way : {MapsWay::Best, MapsWay::Text}) {
            const HeldSegments held = platform::heldSegments(::getpid(), way);
            QCOMPARE(held.outcome, HeldSegments::Outcome::Complete);
            const auto found = std::find_if(held.segments.begin(), held.segments.end(),
                                            [&](const HeldSegment &each) { return each.inode == status.st_ino; });
            QVERIFY(found != held.segments.end());
            QCOMPARE(QByteArray::fromStdString(found->path), QByteArray::fromStdString(path));
            QCOMPARE(found->deleted, deleted);
        }
    }
    ::munmap(pages, 4096);
    ::unlink(path.c_str());
}

void tst_HeldSegments::semaphoresAreNoSegments()
{
    const TestSegment name("semaphore");
    const auto before = platform::heldSegments(::getpid()).segments.size();
    sem_t *semaphore = ::sem_open(name.name().c_str(), O_CREAT | O_EXCL, 0600, 0);
    QVERIFY(semaphore != SEM_FAILED);
    const auto with = platform::heldSegments(::getpid()).segments.size();
    ::sem_unlink(name.name().c_str());
    const auto unlinked = platform::heldSegments(::getpid()).segments.size();
    ::sem_close(semaphore);
    QCOMPARE(with, before);
    QCOMPARE(unlinked, before);
}

void tst_HeldSegments::ofAnotherMountNamespace()
{
    const TestSegment segment;
    segment.create(4096);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const Holder holder(segment, {"map-apart"});
    if (holder.refused())
        QSKIP("This user may not make namespaces here.");
    QVERIFY(holder.holds());
    const auto stat = reader.statAtOpen();
    const auto list = platform::attachedProcesses(stat.device, stat.inode);
    QCOMPARE(list.processes.size(), std::size_t(1));
    const HeldSegments held = platform::heldSegments(list.processes.front().pid);
    QCOMPARE(held.outcome, HeldSegments::Outcome::Complete);
    const HeldSegment *found = find(held, reader);
    QVERIFY(found != nullptr);
    // Below another root (chroot) the paths of another namespace are told from that namespace's own root.
    QVERIFY2(q(found->path).endsWith(q(segment.path())), found->path.c_str());
}

void tst_HeldSegments::whoCannotBeAsked()
{
    QCOMPARE(platform::heldSegments(INT32_MAX).outcome, HeldSegments::Outcome::NoProcess);
    QCOMPARE(platform::heldSegments(-1).outcome, HeldSegments::Outcome::NoProcess);
    QCOMPARE(platform::heldSegments(::getpid()).outcome, HeldSegments::Outcome::Complete);
    OwnProcess nobody;
    nobody.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), {"nobody-held", "/init", "1"});
    QVERIFY(nobody.waitForFinished());
    QCOMPARE(nobody.readAllStandardOutput().trimmed(), QByteArray("refused"));
}

QTEST_GUILESS_MAIN(tst_HeldSegments)
#include "tst_held_segments.moc"
