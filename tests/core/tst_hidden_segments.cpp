// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/observe/finding_tracker.h"
#include "core/observe/hidden_segments.h"
#include "core/observe/inspection.h"
#include "core/observe/segment_reader.h"
#include "core/observe/segment_watch.h"
#include "tests/support/errors.h"
#include "tests/support/names.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <optional>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;
using platform::Hiding;

namespace {

/// Another process that holds what it was told to until this object ends.
class Holder
{
public:
    Holder(const QString &program, const QStringList &arguments)
    {
        m_process.start(program, arguments);
        m_holds = m_process.waitForStarted() && m_process.waitForReadyRead()
            && m_process.readLine().trimmed() == QByteArray("holding");
    }
    Holder(const TestSegment &segment, QStringList verb)
        : Holder(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), withName(std::move(verb), segment))
    {
    }
    ~Holder()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    bool holds() const { return m_holds; }
    std::int64_t pid() const { return m_process.processId(); }
    QByteArray errors() { return m_process.readAllStandardError(); }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    std::string address(const TestSegment &segment) const { return "pid:" + std::to_string(pid()) + segment.name(); }

private:
    static QStringList withName(QStringList verb, const TestSegment &segment)
    {
        verb.insert(1, q(segment.name()));
        return verb;
    }

    OwnProcess m_process;
    bool m_holds = false;
};

/// The helper in a mount namespace of its own, with an empty /dev/shm where a file of this size gets the segment's name.
QStringList inNamespace(const TestSegment &segment, const QStringList &options)
{
    return options
        + QStringList{QStringLiteral("sh"), QStringLiteral("-c"),
                      QStringLiteral("mount -t tmpfs tmpfs /dev/shm && head -c 4096 /dev/zero > /dev/shm\"$1\" && "
                                     "exec \"$0\" open \"$1\" rw"),
                      QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), q(segment.name())};
}

std::vector<HiddenSegmentInfo> hiddenCalled(const std::string &name)
{
    std::vector<HiddenSegmentInfo> found;
    for (HiddenSegmentInfo &info : listHiddenSegments().segments) {
        if (info.name == name)
            found.push_back(std::move(info));
    }
    return found;
}

QByteArray helped(const QStringList &arguments)
{
    OwnProcess helper;
    helper.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), arguments);
    if (!helper.waitForFinished())
        return "does not end";
    return helper.readAllStandardOutput().trimmed();
}

bool isRoot()
{
    return ::geteuid() == 0;
}

} // namespace

class tst_HiddenSegments : public TestCase
{
    Q_OBJECT

private slots:
    void addresses_data();
    void addresses();
    void deletedIsListed_data();
    void deletedIsListed();
    void deletedIsRead_data();
    void deletedIsRead();
    void removedFromTheStartIsNoNews();
    void shrinkingOfADeletedOneIsNews();
    void recreatedNameIsToldApart();
    void severalOfOneName();
    void nameThatEndsLikeAnInode();
    void fileCalledDeletedIsNotHidden();
    void livingOnesAreNotListed();
    void endOfTheProcess();
    void othersMayNotLook();
    void nothingButLooking();
    void namespaces();
};

void tst_HiddenSegments::addresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("looksLike");
    QTest::addColumn<bool>("valid");
    QTest::newRow("usual") << QByteArray("pid:1234/name") << true << true;
    QTest::newRow("with an inode") << QByteArray("pid:1/name#77") << true << true;
    QTest::newRow("largest number") << QByteArray("pid:9223372036854775807/n") << true << true;
    QTest::newRow("number too large") << QByteArray("pid:9223372036854775808/n") << true << false;
    QTest::newRow("process 0") << QByteArray("pid:0/n") << true << false;
    QTest::newRow("no number") << QByteArray("pid:/n") << false << false;
    QTest::newRow("sign") << QByteArray("pid:-1/n") << false << false;
    QTest::newRow("no name") << QByteArray("pid:1/") << true << false;
    QTest::newRow("no slash") << QByteArray("pid:1") << false << false;
    QTest::newRow("two slashes") << QByteArray("pid:1//n") << true << false;
    QTest::newRow("further slash") << QByteArray("pid:1/a/b") << true << false;
    QTest::newRow("way up") << QByteArray("pid:1/..") << true << false;
    QTest::newRow("way up with an inode") << QByteArray("pid:1/..#5") << true << true; // a name like any other
    QTest::newRow("NUL") << QByteArray("pid:1/a\0b", 9) << true << false;
    QTest::newRow("255 bytes") << "pid:1/" + QByteArray(255, 'n') << true << true;
    QTest::newRow("256 bytes") << "pid:1/" + QByteArray(256, 'n') << true << false;
    QTest::newRow("255 bytes and an inode") << "pid:1/" + QByteArray(255, 'n') + "#12" << true << true;
    QTest::newRow("a name") << QByteArray("/pid:1") << false << false;
}

void tst_HiddenSegments::addresses()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, looksLike);
    QFETCH(bool, valid);
    const std::string address = text.toStdString();
    QCOMPARE(platform::looksLikeHiddenAddress(address), looksLike);
    QCOMPARE(platform::parseHiddenAddress(address).has_value(), valid);
    if (valid)
        QCOMPARE(platform::parseHiddenAddress(address)->text(), address);
    else if (address.front() != '/')
        COMPARE_ERROR(SegmentReader::open(address), ErrorCode::InvalidName);
}

void tst_HiddenSegments::deletedIsListed_data()
{
    QTest::addColumn<QStringList>("verb");
    QTest::newRow("mapped and open") << QStringList{"map", "rw", "keep"};
    QTest::newRow("only mapped") << QStringList{"map", "rw", "close"};
    QTest::newRow("only mapped, read-only") << QStringList{"map", "ro", "close"};
    QTest::newRow("only open") << QStringList{"open", "rw"};
}

void tst_HiddenSegments::deletedIsListed()
{
    QFETCH(QStringList, verb);
    const TestSegment segment;
    segment.fillRing({.head = 8, .tail = 20, .capacity = 64}, ByteVector(64));
    segment.setMode(0640);
    const auto stat = SegmentReader::open(segment.name()).statAtOpen();
    const Holder holder(segment, verb);
    QVERIFY(holder.holds());
    QVERIFY(hiddenCalled(segment.name()).empty());
    segment.unlink();
    const auto found = hiddenCalled(segment.name());
    QCOMPARE(found.size(), std::size_t(1));
    const HiddenSegmentInfo &info = found.front();
    QCOMPARE(info.segment.name, holder.address(segment));
    QCOMPARE(info.pid, holder.pid());
    QCOMPARE(info.hiding, Hiding::Deleted);
    QCOMPARE(info.process, std::string("core_test_helpe"));
    QCOMPARE(info.segment.stat.inode, stat.inode);
    QCOMPARE(info.segment.stat.device, stat.device);
    if (!isRoot() && verb.back() == QStringLiteral("close")) {
        // The mapping alone is for privileged users; that is said.
        QVERIFY(!info.segment.readable);
        COMPARE_ERROR(SegmentReader::open(info.segment.name), ErrorCode::PermissionDenied);
        return;
    }
    QVERIFY(info.segment.readable);
    QCOMPARE(info.segment.stat.size, std::uint64_t(88));
    QCOMPARE(info.segment.stat.mode, 0640u);
    QCOMPARE(info.segment.guess.layout, Layout::Ring);
    QVERIFY(info.segment.ring);
    QCOMPARE(info.segment.ring->tail, std::uint64_t(20));
}

void tst_HiddenSegments::deletedIsRead_data()
{
    deletedIsListed_data();
}

void tst_HiddenSegments::deletedIsRead()
{
    QFETCH(QStringList, verb);
    if (!isRoot() && verb.back() == QStringLiteral("close"))
        QSKIP("the system lets root alone open a mapping: deletedIsListed() looks at the refusal");
    const TestSegment segment;
    segment.create(4096);
    segment.put(0, std::int32_t(2));
    segment.put(100, std::uint64_t(0x1122334455667788));
    const Holder holder(segment, verb);
    QVERIFY(holder.holds());
    segment.unlink();
    const SegmentReader reader = SegmentReader::open(holder.address(segment));
    QVERIFY(reader.isHidden());
    QCOMPARE(reader.name(), holder.address(segment));
    std::uint64_t value = 0;
    QCOMPARE(reader.read(100, std::as_writable_bytes(std::span(&value, 1))), sizeof value);
    QCOMPARE(value, std::uint64_t(0x1122334455667788));
    const StatusReport status = reader.status();
    QCOMPARE(status.status, SegmentStatus::Removed);
    QVERIFY(status.removedAtOpen);
    QCOMPARE(status.sizeNow, std::uint64_t(4096));
    const Inspection inspection = inspect(reader);
    QCOMPARE(inspection.processes.processes.size(), std::size_t(1));
    QCOMPARE(inspection.processes.processes.front().pid, holder.pid());
    QCOMPARE(inspection.lock->raw, 2);
    // Read-only: not even this user's right to write is used.
    QCOMPARE(::write(reader.handle()->descriptor(), "x", 1), ssize_t(-1));
}

void tst_HiddenSegments::removedFromTheStartIsNoNews()
{
    const TestSegment segment;
    segment.create(4096);
    const Holder holder(segment, {"map", "rw", "keep"});
    QVERIFY(holder.holds());
    const SegmentReader before = SegmentReader::open(segment.name());
    segment.unlink();
    const SegmentReader after = SegmentReader::open(holder.address(segment));
    const auto removals = [](const SegmentReader &reader) {
        FindingList list(100, 0);
        const FindingLimits limits;
        SegmentWatch watch(Layout::Region, limits, list);
        watch.add(reader.status(), {});
        return list.isActive(FindingCode::SegmentRemoved) ? 1 : 0;
    };
    QCOMPARE(removals(before), 1);
    QCOMPARE(removals(after), 0);
}

void tst_HiddenSegments::shrinkingOfADeletedOneIsNews()
{
    const TestSegment segment;
    segment.create(4096);
    const Holder holder(segment, {"open", "rw"});
    QVERIFY(holder.holds());
    segment.unlink();
    const SegmentReader reader = SegmentReader::open(holder.address(segment));
    // As the holder could cut it.
    const std::string path = "/proc/self/fd/" + std::to_string(reader.handle()->descriptor());
    QCOMPARE(::truncate(path.c_str(), 100), 0);
    QCOMPARE(reader.status().sizeNow, std::uint64_t(100));
    FindingList list(100, 0);
    const FindingLimits limits;
    SegmentWatch watch(Layout::Region, limits, list);
    watch.add(reader.status(), {});
    QVERIFY(list.isActive(FindingCode::SegmentShrank));
}

void tst_HiddenSegments::recreatedNameIsToldApart()
{
    const TestSegment segment;
    segment.create(4096);
    segment.put(100, std::uint32_t(1));
    const Holder holder(segment, {"open", "rw"});
    QVERIFY(holder.holds());
    segment.replace(8192);
    segment.put(100, std::uint32_t(2));
    const SegmentReader old = SegmentReader::open(holder.address(segment));
    const SegmentReader fresh = SegmentReader::open(segment.name());
    QVERIFY(old.statAtOpen().inode != fresh.statAtOpen().inode);
    std::uint32_t value = 0;
    QCOMPARE(old.read(100, std::as_writable_bytes(std::span(&value, 1))), sizeof value);
    QCOMPARE(value, 1u);
    // Not Replaced: it never was the one that has the name now.
    QCOMPARE(old.status().status, SegmentStatus::Removed);
    QCOMPARE(old.status().namedInode, std::uint64_t(0));
    QCOMPARE(fresh.status().status, SegmentStatus::Live);
    const auto found = hiddenCalled(segment.name());
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().segment.stat.inode, old.statAtOpen().inode);
}

void tst_HiddenSegments::severalOfOneName()
{
    const TestSegment segment;
    segment.create(4096);
    const std::string path = segment.path();
    // One process with two objects of that name.
    const Holder holder(QStringLiteral("sh"),
                        {QStringLiteral("-c"),
                         QStringLiteral("exec 8<\"$0\"; rm \"$0\"; head -c 100 /dev/zero > \"$0\"; exec 9<\"$0\"; "
                                        "rm \"$0\"; echo holding; read x"),
                         q(path)});
    QVERIFY(holder.holds());
    COMPARE_ERROR(SegmentReader::open(holder.address(segment)), ErrorCode::InvalidName);
    const auto found = hiddenCalled(segment.name());
    QCOMPARE(found.size(), std::size_t(2));
    std::vector<std::uint64_t> sizes;
    for (const HiddenSegmentInfo &info : found) {
        QCOMPARE(info.segment.name, holder.address(segment) + '#' + std::to_string(info.segment.stat.inode));
        const SegmentReader reader = SegmentReader::open(info.segment.name);
        QCOMPARE(reader.statAtOpen().inode, info.segment.stat.inode);
        sizes.push_back(reader.statAtOpen().size);
    }
    std::sort(sizes.begin(), sizes.end());
    QCOMPARE(sizes, (std::vector<std::uint64_t>{100, 4096}));
    COMPARE_ERROR(SegmentReader::open(holder.address(segment) + "#1"), ErrorCode::NotFound);
}

void tst_HiddenSegments::nameThatEndsLikeAnInode()
{
    const TestSegment segment("inode#123");
    segment.create(64);
    const TestSegment plain("inode\n");
    plain.create(128);
    const Holder first(segment, {"open", "ro"});
    const Holder second(plain, {"map", "ro", "keep"});
    QVERIFY(first.holds() && second.holds());
    segment.unlink();
    plain.unlink();
    for (const TestSegment *each : {&segment, &plain}) {
        const auto found = hiddenCalled(each->name());
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(SegmentReader::open(found.front().segment.name).statAtOpen().inode, found.front().segment.stat.inode);
    }
    QCOMPARE(SegmentReader::open(first.address(segment)).statAtOpen().size, std::uint64_t(64));
}

void tst_HiddenSegments::fileCalledDeletedIsNotHidden()
{
    const TestSegment segment("x (deleted)");
    segment.create(64);
    const Holder mapper(segment, {"map", "ro", "keep"});
    QVERIFY(mapper.holds());
    const std::string name = segment.name().substr(0, segment.name().find(" (deleted)"));
    QVERIFY(hiddenCalled(name).empty());
    COMPARE_ERROR(SegmentReader::open("pid:" + std::to_string(mapper.pid()) + name), ErrorCode::NotFound);
}

void tst_HiddenSegments::livingOnesAreNotListed()
{
    const TestSegment segment;
    segment.create(64);
    const Holder holder(segment, {"map", "rw", "keep"});
    QVERIFY(holder.holds());
    QVERIFY(hiddenCalled(segment.name()).empty());
    // It is not hidden: its name is the address.
    COMPARE_ERROR(SegmentReader::open(holder.address(segment)), ErrorCode::NotFound);
    segment.unlink();
    const SegmentReader own = SegmentReader::open(holder.address(segment));
    const auto held = hiddenCalled(segment.name());
    QCOMPARE(held.size(), std::size_t(1));
    QCOMPARE(held.front().pid, holder.pid());
}

void tst_HiddenSegments::endOfTheProcess()
{
    const TestSegment segment;
    segment.create(4096);
    Holder holder(segment, {"map", "rw", "keep"});
    QVERIFY(holder.holds());
    segment.unlink();
    const std::string address = holder.address(segment);
    const SegmentReader reader = SegmentReader::open(address);
    holder.kill();
    COMPARE_ERROR(SegmentReader::open(address), ErrorCode::NotFound);
    // What was opened stays readable, and the observer itself is no holder.
    QCOMPARE(reader.snapshot(0, 4096)->bytes.size(), std::size_t(4096));
    QVERIFY(inspect(reader).processes.processes.empty());
    QVERIFY(hiddenCalled(segment.name()).empty());
}

void tst_HiddenSegments::othersMayNotLook()
{
    const TestSegment segment;
    segment.create(4096);
    segment.setMode(0666);
    const Holder holder(segment, {"map", "rw", "keep"});
    QVERIFY(holder.holds());
    segment.unlink();
    // Where this is not root, process 1 is somebody else's for certain.
    const std::string address = isRoot() ? holder.address(segment) : "pid:1" + segment.name();
    const QByteArray refusal = helped({QStringLiteral("nobody-open"), q(address), QStringLiteral("read")});
    const QByteArray code = QByteArray::number(static_cast<int>(ErrorCode::PermissionDenied));
    QVERIFY2(refusal.startsWith(code + ' '), refusal.constData());
    const QByteArray list = helped({QStringLiteral("nobody-hidden"), q(segment.name())});
    QVERIFY2(list.startsWith("incomplete ") && !list.startsWith("incomplete 0"), list.constData());
    if (isRoot())
        QVERIFY2(list.endsWith(" 0"), list.constData());
}

void tst_HiddenSegments::nothingButLooking()
{
    const TestSegment segment;
    segment.create(4096);
    const Holder holder(segment, {"open", "rw"});
    QVERIFY(holder.holds());
    segment.unlink();
    const std::string address = holder.address(segment);
    COMPARE_ERROR(SharedMemory::open(address), ErrorCode::InvalidName);
    COMPARE_ERROR(SharedMemory::open(address, Access::ReadOnly), ErrorCode::InvalidName);
    COMPARE_ERROR(SharedMemory::create(address, 64), ErrorCode::InvalidName);
    COMPARE_ERROR(SharedMemory::remove(address), ErrorCode::InvalidName);
    QVERIFY(QByteArray::fromStdString(std::string(platform::whyNotAName(address))).contains("look"));
}

void tst_HiddenSegments::namespaces()
{
    const TestSegment segment;
    segment.create(64);
    std::optional<Holder> holder;
    QByteArray problem;
    for (const QStringList &options : {QStringList{"-m"}, QStringList{"-Urm"}}) {
        holder.emplace(QStringLiteral("unshare"), inNamespace(segment, options));
        if (holder->holds())
            break;
        problem += holder->errors();
    }
    if (!holder->holds()) {
        // Then at least what stands in the way is told as such.
        QVERIFY2(problem.contains("not permitted") || problem.contains("denied"), problem.constData());
        QSKIP("this user can't make a mount namespace; othersMayNotLook() looks at the refusal");
    }
    const std::string address = holder->address(segment);
    const auto found = hiddenCalled(segment.name());
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found.front().segment.name, address);
    QCOMPARE(found.front().hiding, Hiding::Namespace);
    QCOMPARE(found.front().pid, holder->pid());
    QCOMPARE(found.front().segment.stat.size, std::uint64_t(4096));
    QCOMPARE(found.front().segment.guess.layout, Layout::Region);

    const SegmentReader reader = SegmentReader::open(address);
    QVERIFY(reader.statAtOpen().device != SegmentReader::open(segment.name()).statAtOpen().device);
    QCOMPARE(reader.status().status, SegmentStatus::Live);
    QVERIFY(!reader.status().removedAtOpen);
    const std::string inside = "/proc/" + std::to_string(holder->pid()) + "/root/dev/shm" + segment.name();
    // A symbolic link there may lead into our own namespace, so none is followed.
    const std::string away = inside + "away";
    QCOMPARE(::symlink(segment.path().c_str(), away.c_str()), 0);
    const std::string beside = inside + "beside";
    QCOMPARE(::symlink(segment.name().substr(1).c_str(), beside.c_str()), 0);
    COMPARE_ERROR(SegmentReader::open(address + "away"), ErrorCode::NotFound);
    COMPARE_ERROR(SegmentReader::open(address + "beside"), ErrorCode::NotFound);

    QFile::remove(q(inside));
    QCOMPARE(reader.status().status, SegmentStatus::Removed);
    QVERIFY(!reader.status().removedAtOpen);
    QCOMPARE(hiddenCalled(segment.name()).front().hiding, Hiding::Deleted);
    QFile again(q(inside));
    QVERIFY(again.open(QIODevice::WriteOnly));
    again.close();
    QCOMPARE(reader.status().status, SegmentStatus::Replaced);
    QCOMPARE(hiddenCalled(segment.name()).size(), std::size_t(2));
    COMPARE_ERROR(SegmentReader::open(address), ErrorCode::InvalidName);
    QCOMPARE(SegmentReader::open(address + '#' + std::to_string(reader.statAtOpen().inode)).statAtOpen().inode,
             reader.statAtOpen().inode);

    holder->kill();
    QCOMPARE(reader.status().status, SegmentStatus::Removed);
    COMPARE_ERROR(SegmentReader::open(address), ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(tst_HiddenSegments)
#include "tst_hidden_segments.moc"
