// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/segment_reader.h"
#include "tests/support/errors.h"
#include "tests/support/own_process.h"
#include "tests/support/peeked.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDir>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <cctype>
#include <limits>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <thread>

using namespace membridge;
using namespace membridge::test;

namespace {

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size();
}

/// What the helper says when it tries to open the segment without being root.
QByteArray openAsNobody(const TestSegment &segment, const QString &how, int limitMs = 30000)
{
    OwnProcess helper;
    helper.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), {QStringLiteral("nobody-open"), q(segment.name()), how});
    if (!helper.waitForFinished(limitMs)) {
        helper.kill();
        helper.waitForFinished();
        return "the helper did not end: " + helper.errorString().toUtf8();
    }
    return helper.readAllStandardOutput().trimmed() + helper.readAllStandardError();
}

} // namespace

class tst_SharedMemory : public TestCase
{
    Q_OBJECT

private slots:
    void badNames_data();
    void badNames();
    void goodNames_data();
    void goodNames();
    void longestName();
    void moreLeadingSlashesMeanTheSame();
    void createdIsZeroed();
    void createNeverResizes_data();
    void createNeverResizes();
    void notExclusiveOpensTheSameSize();
    void notExclusiveIsRacedFor();
    void modeAndUmask_data();
    void modeAndUmask();
    void ownersOnlyByDefault();
    void badSizes_data();
    void badSizes();
    void reserve();
    void openMissing();
    void errorsShowNamesEscaped();
    void openDirectory();
    void openFifo_data();
    void openFifo();
    void permissionDenied_data();
    void permissionDenied();
    void readOnlyHandles();
    void removeTakesTheNameOnly();
    void removeMissing();
    void mapsTheSizeOfNow();
    void copiesOutliveTheOriginal();
    void descriptorsAreGivenBack();
    void mapTooSmall_data();
    void mapTooSmall();
    void ringTooSmall_data();
    void ringTooSmall();
    void ringSizeMustFit_data();
    void ringSizeMustFit();
    void mapKeepsTheLock();
    void secondRingKeepsTheMessages();
    void openersDontSetUpRings();
};

void tst_SharedMemory::badNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no slash") << QByteArray("x");
    QTest::newRow("only a slash") << QByteArray("/");
    QTest::newRow("only slashes") << QByteArray("///");
    QTest::newRow("two parts") << QByteArray("/a/b");
    QTest::newRow("slash at the end") << QByteArray("/a/");
    QTest::newRow("two parts after two slashes") << QByteArray("//a/b");
    QTest::newRow("dot") << QByteArray("/.");
    QTest::newRow("dot dot") << QByteArray("/..");
    QTest::newRow("dot after two slashes") << QByteArray("//.");
    QTest::newRow("256 bytes") << '/' + QByteArray(256, 'n');
    QTest::newRow("256 bytes after two slashes") << "//" + QByteArray(256, 'n');
    QTest::newRow("NUL inside") << QByteArray("/a\0b", 4);
}

void tst_SharedMemory::badNames()
{
    QFETCH(QByteArray, name);
    const std::string text = name.toStdString();
    QVERIFY(!platform::whyNotAName(text).empty());
    COMPARE_ERROR(SharedMemory::create(text, 64), ErrorCode::InvalidName);
    COMPARE_ERROR(SharedMemory::open(text), ErrorCode::InvalidName);
    COMPARE_ERROR(SharedMemory::remove(text), ErrorCode::InvalidName);
    COMPARE_ERROR(SegmentReader::open(text), ErrorCode::InvalidName);
    const auto error = errorOf([&] { (void)SharedMemory::open(text); });
    QCOMPARE(q(error->segment()), q(text));
}

void tst_SharedMemory::goodNames_data()
{
    QTest::addColumn<QByteArray>("ending");
    QTest::newRow("letters") << QByteArray("a");
    QTest::newRow("dots inside") << QByteArray("..a..");
    QTest::newRow("blank and line feed") << QByteArray(" \n");
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe");
    QTest::newRow("UTF-8") << QByteArray("żółć🚀");
}

void tst_SharedMemory::goodNames()
{
    QFETCH(QByteArray, ending);
    const TestSegment segment(ending.toStdString());
    const auto memory = SharedMemory::create(segment.name(), 64);
    QVERIFY(segment.exists());
    QVERIFY(memory.name() == segment.name());
    QCOMPARE(SharedMemory::open(segment.name()).size(), quint64(64));
    SharedMemory::remove(segment.name());
    QVERIFY(!segment.exists());
}

void tst_SharedMemory::longestName()
{
    constexpr std::size_t longest = 1 + 255;
    std::optional<TestSegment> segment;
    // The counter in the name can grow by a digit between two of them.
    for (std::size_t fill = 200; !segment || segment->name().size() != longest; fill += longest - segment->name().size())
        segment.emplace(std::string(fill, 'n'));
    const auto memory = SharedMemory::create(segment->name(), 64);
    QVERIFY(segment->exists());
    QCOMPARE(SharedMemory::open(segment->name()).stat().inode, memory.stat().inode);
    COMPARE_ERROR(SharedMemory::open(segment->name() + 'n'), ErrorCode::InvalidName);
}

void tst_SharedMemory::moreLeadingSlashesMeanTheSame()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create("//" + segment.name(), 64);
    const auto same = SharedMemory::open(segment.name());
    QCOMPARE(same.stat().inode, memory.stat().inode);
    QCOMPARE(SegmentReader::open("/" + segment.name()).status().status, SegmentStatus::Live);
    SharedMemory::remove("///" + segment.name());
    QVERIFY(!segment.exists());
}

void tst_SharedMemory::createdIsZeroed()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 100);
    QVERIFY(memory.isCreator());
    QCOMPARE(memory.size(), quint64(100));
    QCOMPARE(memory.stat().size, quint64(100));
    QVERIFY(segment.bytes() == ByteVector(100));
    const auto opened = SharedMemory::open(segment.name());
    QVERIFY(!opened.isCreator());
    QCOMPARE(opened.size(), quint64(100));
    QCOMPARE(opened.stat().inode, memory.stat().inode);
    QCOMPARE(opened.stat().device, memory.stat().device);
}

void tst_SharedMemory::createNeverResizes_data()
{
    QTest::addColumn<quint64>("size");
    QTest::newRow("same size") << quint64(64);
    QTest::newRow("smaller") << quint64(8);
    QTest::newRow("larger") << quint64(4096);
}

void tst_SharedMemory::createNeverResizes()
{
    QFETCH(quint64, size);
    const TestSegment segment;
    const ByteVector before = patternBytes(64);
    segment.fill(before);
    COMPARE_ERROR(SharedMemory::create(segment.name(), size), ErrorCode::AlreadyExists);
    QCOMPARE(hex(segment.bytes()), hex(before));
}

void tst_SharedMemory::notExclusiveOpensTheSameSize()
{
    const TestSegment segment;
    const auto first = SharedMemory::create(segment.name(), 64, {.exclusive = false});
    QVERIFY(first.isCreator());
    segment.put(4, std::uint32_t(7));
    segment.put(0, std::int32_t(-1));
    const auto second = SharedMemory::create(segment.name(), 64, {.exclusive = false});
    QVERIFY(!second.isCreator());
    QCOMPARE(second.stat().inode, first.stat().inode);
    (void)second.map();
    QCOMPARE(hex(segment.bytes(0, 8)), QByteArray("ff ff ff ff 07 00 00 00"));
    for (const quint64 size : {63, 65}) {
        COMPARE_ERROR_TEXT(SharedMemory::create(segment.name(), size, {.exclusive = false}), ErrorCode::AlreadyExists,
                           "it exists with 64 bytes");
        QCOMPARE(segment.size(), quint64(64));
    }
    COMPARE_ERROR(SharedMemory::create(segment.name(), 0, {.exclusive = false}), ErrorCode::InvalidArgument);
}

void tst_SharedMemory::notExclusiveIsRacedFor()
{
    // Of two who want the same segment at the same time one creates it, and both have it.
    for (int round = 0; round < 200; ++round) {
        const TestSegment segment;
        std::optional<SharedMemory> both[2];
        const auto make = [&](int which) {
            both[which] = SharedMemory::create(segment.name(), 64, {.exclusive = false});
        };
        std::thread other(make, 0);
        make(1);
        other.join();
        QCOMPARE(int(both[0]->isCreator()) + int(both[1]->isCreator()), 1);
        QCOMPARE(both[0]->stat().inode, both[1]->stat().inode);
    }
}

void tst_SharedMemory::modeAndUmask_data()
{
    QTest::addColumn<quint32>("mode");
    QTest::addColumn<quint32>("mask");
    QTest::addColumn<quint32>("expected");
    QTest::newRow("owner only") << 0600u << 022u << 0600u;
    QTest::newRow("as the peer, usual umask") << 0666u << 022u << 0644u;
    QTest::newRow("as the peer, no umask") << 0666u << 0u << 0666u;
    QTest::newRow("private umask") << 0666u << 077u << 0600u;
    QTest::newRow("read-only for all") << 0444u << 0u << 0444u;
}

void tst_SharedMemory::modeAndUmask()
{
    QFETCH(quint32, mode);
    QFETCH(quint32, mask);
    QFETCH(quint32, expected);
    const TestSegment segment;
    const auto earlier = ::umask(mask);
    const auto restore = qScopeGuard([&] { ::umask(earlier); });
    const auto memory = SharedMemory::create(segment.name(), 64, {.mode = mode, .reserve = true});
    QCOMPARE(segment.mode(), expected);
    QCOMPARE(memory.stat().mode, expected);
}

void tst_SharedMemory::ownersOnlyByDefault()
{
    const TestSegment segment;
    const auto earlier = ::umask(0);
    const auto restore = qScopeGuard([&] { ::umask(earlier); });
    const auto memory = SharedMemory::create(segment.name(), 64);
    QCOMPARE(segment.mode(), 0600u);
}

void tst_SharedMemory::badSizes_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("code");
    constexpr auto largest = std::numeric_limits<quint64>::max();
    QTest::newRow("zero") << quint64(0) << static_cast<int>(ErrorCode::InvalidArgument);
    QTest::newRow("2^64 - 1") << largest << static_cast<int>(ErrorCode::InvalidArgument);
    QTest::newRow("2^63") << quint64(1) + largest / 2 << static_cast<int>(ErrorCode::InvalidArgument);
    QTest::newRow("more than there is") << (quint64(1) << 60) << static_cast<int>(ErrorCode::NoSpace);
}

void tst_SharedMemory::badSizes()
{
    QFETCH(quint64, size);
    QFETCH(int, code);
    const TestSegment segment;
    COMPARE_ERROR(SharedMemory::create(segment.name(), size), static_cast<ErrorCode>(code));
    QVERIFY2(!segment.exists(), "a creation that failed left the name behind");
}

void tst_SharedMemory::reserve()
{
    constexpr quint64 size = 256 * 1024;
    const TestSegment backed;
    const auto first = SharedMemory::create(backed.name(), size, {.mode = 0600, .reserve = true});
    QVERIFY(backed.allocated() >= size);
    const TestSegment sparse;
    const auto second = SharedMemory::create(sparse.name(), size, {.mode = 0600, .reserve = false});
    QCOMPARE(sparse.allocated(), quint64(0));
    QCOMPARE(sparse.size(), size);
}

void tst_SharedMemory::openMissing()
{
    const TestSegment segment;
    COMPARE_ERROR_TEXT(SharedMemory::open(segment.name()), ErrorCode::NotFound, segment.name().c_str());
    COMPARE_ERROR(SharedMemory::open(segment.name(), Access::ReadOnly), ErrorCode::NotFound);
    const auto error = errorOf([&] { (void)SharedMemory::open(segment.name()); });
    QCOMPARE(error->systemError(), ENOENT);
    QCOMPARE(q(error->segment()), q(segment.name()));
    QVERIFY(!error->attempted().empty());
    QVERIFY(!segment.exists());
}

void tst_SharedMemory::errorsShowNamesEscaped()
{
    const TestSegment segment("a\nb\xe2\x80\xae"
                              "c\xff");
    const auto error = errorOf([&] { (void)SharedMemory::open(segment.name()); });
    QVERIFY(error);
    const QByteArray text = error->what();
    QVERIFY2(text.contains("a\\nb\\u{202e}c\\xff"), text);
    QVERIFY2(!text.contains('\n'), text);
    // Programs get it as it is.
    QVERIFY(error->segment() == segment.name());
}

void tst_SharedMemory::openDirectory()
{
    const TestSegment segment;
    QVERIFY(QDir().mkdir(q(segment.path())));
    const auto tidy = qScopeGuard([&] { QDir().rmdir(q(segment.path())); });
    QVERIFY(errorOf([&] { (void)SharedMemory::open(segment.name()); }));
    QVERIFY(errorOf([&] { (void)SegmentReader::open(segment.name()); }));
}

void tst_SharedMemory::openFifo_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("observe") << QStringLiteral("read");
    QTest::newRow("read-only") << QStringLiteral("ro");
    QTest::newRow("read and write") << QStringLiteral("rw");
}

void tst_SharedMemory::openFifo()
{
    QFETCH(QString, how);
    const TestSegment segment;
    // Whoever opens one the usual way waits until somebody opens the other end.
    QCOMPARE(::mkfifo(segment.path().c_str(), 0666), 0);
    segment.setMode(0666);
    const QByteArray answer = openAsNobody(segment, how, 3000);
    QVERIFY2(!answer.isEmpty() && std::isdigit(static_cast<unsigned char>(answer.front())), answer);
}

void tst_SharedMemory::permissionDenied_data()
{
    QTest::addColumn<quint32>("mode");
    QTest::addColumn<QString>("how");
    QTest::addColumn<bool>("opens");
    QTest::newRow("observe 0000") << 0u << QStringLiteral("read") << false;
    QTest::newRow("open 0000 read-only") << 0u << QStringLiteral("ro") << false;
    QTest::newRow("open 0000") << 0u << QStringLiteral("rw") << false;
    QTest::newRow("open 0444 for writing") << 0444u << QStringLiteral("rw") << false;
    QTest::newRow("observe 0444") << 0444u << QStringLiteral("read") << true;
    QTest::newRow("open 0444 read-only") << 0444u << QStringLiteral("ro") << true;
}

void tst_SharedMemory::permissionDenied()
{
    QFETCH(quint32, mode);
    QFETCH(QString, how);
    QFETCH(bool, opens);
    const TestSegment segment;
    segment.create(64);
    segment.setMode(mode);
    const QByteArray answer = openAsNobody(segment, how);
    const QByteArray denied = QByteArray::number(static_cast<int>(ErrorCode::PermissionDenied)) + ' ';
    QVERIFY2(opens ? answer == "opened" : answer.startsWith(denied), answer);
}

void tst_SharedMemory::readOnlyHandles()
{
    const TestSegment segment;
    segment.create(1024 + 24);
    segment.put(ring_layout::capacityOffset, std::uint64_t(1024));
    const auto memory = SharedMemory::open(segment.name(), Access::ReadOnly);
    const ByteVector before = segment.bytes();
    MappedView view = memory.map();
    COMPARE_ERROR(view.write(Value{std::int64_t(1)}), ErrorCode::ReadOnly);
    COMPARE_ERROR(view.zero(), ErrorCode::ReadOnly);
    // Reading takes the lock, and taking the lock writes.
    COMPARE_ERROR(view.read(TypeTag::Int), ErrorCode::ReadOnly);
    COMPARE_ERROR(view.readAll(), ErrorCode::ReadOnly);
    QCOMPARE(view.lockWord().raw, 0);
    SpscRingBuffer ring = memory.spsc();
    COMPARE_ERROR(ring.producer().tryPush(Value{true}), ErrorCode::ReadOnly);
    COMPARE_ERROR(ring.consumer().pop(), ErrorCode::ReadOnly);
    QCOMPARE(ring.capacity(), quint64(1024));
    QVERIFY(ring.isEmpty());
    COMPARE_ERROR(peeked(ring), ErrorCode::ReadOnly);
    QVERIFY(segment.bytes() == before);
}

void tst_SharedMemory::removeTakesTheNameOnly()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 64);
    MappedView view = memory.map();
    SharedMemory::remove(segment.name());
    QVERIFY(!segment.exists());
    QCOMPARE(view.write(Value{std::int64_t(42)}), WaitOutcome::Done);
    view.seek();
    QVERIFY(view.read(TypeTag::Int).decoded.fields.at(0).value == Value{std::int64_t(42)});
    // The object lives on under no name; the name is free for another.
    const auto other = SharedMemory::create(segment.name(), 64);
    QVERIFY(other.stat().inode != memory.stat().inode);
    QVERIFY(segment.bytes() == ByteVector(64));
}

void tst_SharedMemory::removeMissing()
{
    const TestSegment segment;
    COMPARE_ERROR(SharedMemory::remove(segment.name()), ErrorCode::NotFound);
}

void tst_SharedMemory::mapsTheSizeOfNow()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 64);
    segment.truncate(10'000);
    MappedView grown = memory.map();
    QCOMPARE(grown.size(), quint64(9'996));
    QCOMPARE(grown.write(Value{true}, 9'995), WaitOutcome::Done);
    segment.truncate(32);
    QCOMPARE(memory.map().size(), quint64(28));
    segment.truncate(4);
    COMPARE_ERROR(memory.map(), ErrorCode::TooSmall);
    COMPARE_ERROR(memory.spsc(), ErrorCode::TooSmall);
}

void tst_SharedMemory::copiesOutliveTheOriginal()
{
    const TestSegment segment;
    std::optional<SharedMemory> original = SharedMemory::create(segment.name(), 64);
    const SharedMemory copy = *original;
    original.reset();
    MappedView view = copy.map();
    QCOMPARE(view.write(Value{true}), WaitOutcome::Done);
    QCOMPARE(segment.get<std::uint8_t>(4), std::uint8_t(1));
}

void tst_SharedMemory::descriptorsAreGivenBack()
{
    const TestSegment segment;
    const TestSegment missing;
    segment.create(1000);
    const auto before = openDescriptors();
    for (int i = 0; i < 20; ++i) {
        COMPARE_ERROR(SharedMemory::create(segment.name(), 64), ErrorCode::AlreadyExists);
        COMPARE_ERROR(SharedMemory::create(missing.name(), quint64(1) << 60), ErrorCode::NoSpace);
        COMPARE_ERROR(SharedMemory::open(segment.name()).spsc(), ErrorCode::Malformed);
        MappedView view = SharedMemory::open(segment.name()).map();
        QCOMPARE(view.size(), quint64(996));
        (void)SegmentReader::open(segment.name()).snapshot(0, 1000);
    }
    QCOMPARE(openDescriptors(), before);
}

void tst_SharedMemory::mapTooSmall_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("empty, by another program") << quint64(0) << false;
    QTest::newRow("1") << quint64(1) << false;
    QTest::newRow("lock word only") << quint64(4) << false;
    QTest::newRow("one data byte") << quint64(5) << true;
}

void tst_SharedMemory::mapTooSmall()
{
    QFETCH(quint64, size);
    QFETCH(bool, fits);
    const TestSegment segment;
    segment.create(size);
    const auto memory = SharedMemory::open(segment.name());
    if (fits)
        QCOMPARE(memory.map().size(), size - 4);
    else
        COMPARE_ERROR(memory.map(), ErrorCode::TooSmall);
}

void tst_SharedMemory::ringTooSmall_data()
{
    QTest::addColumn<quint64>("size");
    QTest::newRow("empty, by another program") << quint64(0);
    QTest::newRow("one byte short of a header") << quint64(23);
    QTest::newRow("header only") << quint64(24);
    QTest::newRow("one byte short of a frame") << quint64(27);
}

void tst_SharedMemory::ringTooSmall()
{
    QFETCH(quint64, size);
    const TestSegment segment;
    segment.create(size);
    COMPARE_ERROR(SharedMemory::open(segment.name()).spsc(), ErrorCode::TooSmall);
}

void tst_SharedMemory::ringSizeMustFit_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("smallest") << quint64(28) << true;
    QTest::newRow("1024") << quint64(1048) << true;
    QTest::newRow("1000") << quint64(1024) << false;
    QTest::newRow("one too many") << quint64(1049) << false;
    QTest::newRow("a page") << quint64(4096) << false;
}

void tst_SharedMemory::ringSizeMustFit()
{
    QFETCH(quint64, size);
    QFETCH(bool, fits);
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), size);
    if (!fits) {
        COMPARE_ERROR(memory.spsc(), ErrorCode::NotPowerOfTwo);
        QVERIFY(segment.bytes() == ByteVector(size));
        return;
    }
    const SpscRingBuffer ring = memory.spsc();
    QCOMPARE(ring.capacity(), size - 24);
    QCOMPARE(segment.get<std::uint64_t>(ring_layout::capacityOffset), size - 24);
    QVERIFY(ring.isEmpty());
}

void tst_SharedMemory::mapKeepsTheLock()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 64);
    MappedView first = memory.map();
    QVERIFY(first.lock().tryLockWrite());
    // The peer's creator would set the word to free here, under the feet of whoever holds it.
    const MappedView second = memory.map();
    QVERIFY(second.isWriteLocked());
    QVERIFY(first.lock().unlockWrite());
}

void tst_SharedMemory::secondRingKeepsTheMessages()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 1024 + 24);
    SpscRingBuffer first = memory.spsc();
    QCOMPARE(first.producer().tryPush(Value{std::int64_t(7)}), PushOutcome::Pushed);
    SpscRingBuffer second = memory.spsc();
    const PopResult popped = second.consumer().pop(TypeTag::Int);
    QCOMPARE(popped.outcome, PopOutcome::Popped);
    QVERIFY(popped.decoded.fields.at(0).value == Value{std::int64_t(7)});
}

void tst_SharedMemory::openersDontSetUpRings()
{
    const TestSegment segment;
    segment.create(1024 + 24);
    COMPARE_ERROR(SharedMemory::open(segment.name()).spsc(), ErrorCode::Malformed);
    QVERIFY(segment.bytes() == ByteVector(1024 + 24));
}

QTEST_GUILESS_MAIN(tst_SharedMemory)
#include "tst_shared_memory.moc"
