// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "holder.h"

#include "core/ipc/hold_record.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/inspection.h"
#include "core/platform/role_mark.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;
using platform::RoleMark;

namespace {

SpscRingBuffer opened(const TestSegment &segment)
{
    return SharedMemory::open(segment.name()).spsc();
}

} // namespace

/// A ring's side that is claimed for the machine, in this process and another.
class tst_RoleMark : public TestCase
{
    Q_OBJECT

    static void make(const TestSegment &segment)
    {
        segment.fillRing({.head = 0, .tail = 0, .capacity = 64}, ByteVector(64));
    }

private slots:
    void anotherProcessIsRefusedAndNamed_data()
    {
        QTest::addColumn<bool>("produces");
        QTest::newRow("producer") << true;
        QTest::newRow("consumer") << false;
    }

    void anotherProcessIsRefusedAndNamed()
    {
        QFETCH(const bool, produces);
        const TestSegment segment("role");
        make(segment);
        const SpscRingBuffer ring = opened(segment);
        Holder other(segment,
                     {QStringLiteral("claim"), produces ? QStringLiteral("producer") : QStringLiteral("consumer")});
        QVERIFY(other.holds());
        const auto claim = [&](RingSide side, RoleClaim how) {
            return errorOf([&] {
                if (side == RingSide::Producer)
                    (void)ring.producer(how);
                else
                    (void)ring.consumer(how);
            });
        };
        const RingSide side = produces ? RingSide::Producer : RingSide::Consumer;
        const RingSide opposite = produces ? RingSide::Consumer : RingSide::Producer;
        const auto error = claim(side, RoleClaim::Machine);
        QVERIFY(error);
        QCOMPARE(error->code(), ErrorCode::RoleTaken);
        QCOMPARE(error->holder().pid, other.pid());
        QCOMPARE(QByteArray::fromStdString(error->holder().program),
                 QByteArray("core_test_helpe")); // as much as the kernel keeps
        QVERIFY2(error->reason().find(std::to_string(other.pid())) != std::string::npos, error->what());
        // The refusal leaves nothing behind, the other side is free, and who does not ask for the machine is not refused.
        QVERIFY(claim(side, RoleClaim::Machine));
        QVERIFY(!claim(opposite, RoleClaim::Machine));
        QVERIFY(!claim(side, RoleClaim::Mapping));
        const Inspection seen = inspect(segment.name());
        QCOMPARE(seen.producer.value_or(0), produces ? other.pid() : 0);
        QCOMPARE(seen.consumer.value_or(0), produces ? 0 : other.pid());
        other.end();
        QVERIFY(!claim(side, RoleClaim::Machine));
    }

    void deathEndsIt()
    {
        const TestSegment segment("role");
        make(segment);
        const SpscRingBuffer ring = opened(segment);
        Holder other(segment, {QStringLiteral("claim"), QStringLiteral("producer")});
        QVERIFY(other.holds());
        COMPARE_ERROR(ring.producer(RoleClaim::Machine), ErrorCode::RoleTaken);
        QCOMPARE(::kill(static_cast<pid_t>(other.pid()), SIGKILL), 0);
        other.end();
        const SpscProducer producer = ring.producer(RoleClaim::Machine);
    }

    void anotherMappingOfThisProcessIsRefused()
    {
        const TestSegment segment("role");
        make(segment);
        const SharedMemory memory = SharedMemory::open(segment.name());
        const SpscRingBuffer first = memory.spsc();
        // The same descriptor, and one of its own.
        const SpscRingBuffer second = memory.spsc();
        const SpscRingBuffer third = opened(segment);
        {
            const SpscProducer producer = first.producer(RoleClaim::Machine);
            for (const SpscRingBuffer &ring : {second, third}) {
                const auto error = errorOf([&] { (void)ring.producer(RoleClaim::Machine); });
                QVERIFY(error);
                QCOMPARE(error->holder().pid, std::int64_t{::getpid()});
                const SpscConsumer consumer = ring.consumer(RoleClaim::Machine);
            }
        }
        SpscProducer producer = second.producer(RoleClaim::Machine);
        // It moves with the handle.
        const SpscProducer moved = std::move(producer);
        COMPARE_ERROR(third.producer(RoleClaim::Machine), ErrorCode::RoleTaken);
    }

    void changesNoByte()
    {
        const TestSegment segment("role");
        make(segment);
        const ByteVector before = segment.bytes();
        const std::int64_t mtime = segment.mtimeNs();
        const SpscRingBuffer ring = opened(segment);
        const SpscProducer producer = ring.producer(RoleClaim::Machine);
        const SpscConsumer consumer = ring.consumer(RoleClaim::Machine);
        QCOMPARE(segment.size(), quint64(64 + 24));
        QCOMPARE(segment.bytes(), before);
        QCOMPARE(segment.mtimeNs(), mtime);
    }

    void closingOtherDescriptorsKeepsIt()
    {
        const TestSegment segment("role");
        make(segment);
        const SpscRingBuffer ring = opened(segment);
        const SpscProducer producer = ring.producer(RoleClaim::Machine);
        (void)inspect(segment.name());
        {
            const SpscRingBuffer another = opened(segment);
        }
        QCOMPARE(inspect(segment.name()).producer.value_or(0), std::int64_t{::getpid()});
    }

    void theObjectIsMarkedNotTheName()
    {
        const TestSegment segment("role");
        make(segment);
        const SpscRingBuffer old = opened(segment);
        segment.unlink();
        const SpscProducer producer = old.producer(RoleClaim::Machine);
        make(segment);
        QVERIFY(!errorOf([&] { (void)opened(segment).producer(RoleClaim::Machine); }));
        COMPARE_ERROR(old.producer(RoleClaim::Machine), ErrorCode::RoleTaken);
    }

    void locksOfOtherProgramsAreNoRole()
    {
        const TestSegment segment("role");
        make(segment);
        // Of the whole file, as some programs take them.
        const int other = ::open(segment.path().c_str(), O_RDWR | O_CLOEXEC);
        QVERIFY(other >= 0);
        struct flock whole = {};
        whole.l_type = F_WRLCK;
        whole.l_whence = SEEK_SET;
        QCOMPARE(::fcntl(other, F_OFD_SETLK, &whole), 0);
        const SpscRingBuffer ring = opened(segment);
        QVERIFY(!errorOf([&] { (void)ring.producer(RoleClaim::Machine); }));
        QVERIFY(!inspect(segment.name()).producer);
        ::close(other);
    }

    void whoMayOnlyReadRefusesNobody()
    {
        const TestSegment segment("role");
        make(segment);
        const auto handle = platform::openSegment(segment.name(), platform::Access::ReadOnly);
        segment.setMode(0400);
        RoleMark mark;
        QVERIFY(!mark.take(handle, RoleMark::Role::Producer));
        // root may write all the same
        QCOMPARE(mark.isSet(), ::geteuid() == 0);
    }

    void staysClearOfHolds()
    {
        const TestSegment segment("role");
        make(segment);
        const SpscRingBuffer ring = opened(segment);
        const SpscProducer producer = ring.producer(RoleClaim::Machine);
        const SpscConsumer consumer = ring.consumer(RoleClaim::Machine);
        const auto handle = platform::openSegment(segment.name(), platform::Access::ReadOnly);
        // Whatever pid: a mark of a role is none of a holder.
        for (const std::int64_t pid : {std::int64_t{1}, std::int64_t{::getpid()}, std::int64_t{1} << 22})
            QVERIFY(!platform::HoldMark::isSet(handle, pid));
    }
};

QTEST_GUILESS_MAIN(tst_RoleMark)
#include "tst_role_mark.moc"
