// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/core/numbered_message.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

class tst_SpscThreads : public TestCase
{
    Q_OBJECT

private slots:
    void waitsAreMet();
    void threads_data();
    void threads();
};

void tst_SpscThreads::waitsAreMet()
{
    const TestSegment segment;
    const SpscRingBuffer ring = SharedMemory::create(segment.name(), 64 + 24).spsc();
    const auto deadline = Deadline::after(100s);
    std::thread other([&, side = ring.producer()]() mutable {
        for (std::uint64_t i = 0; i < 1000; ++i)
            (void)side.push(std::as_bytes(std::span<const Message, 1>(std::array{Message::of(i)})), deadline);
    });
    SpscConsumer consumer = ring.consumer();
    std::uint64_t wrong = 0;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const PopResult result = consumer.pop(deadline);
        wrong += result.frame.payload == packed(Message::of(i)) ? 0 : 1;
    }
    other.join();
    QCOMPARE(wrong, std::uint64_t(0));
}

void tst_SpscThreads::threads_data()
{
    QTest::addColumn<bool>("batched");
    QTest::addColumn<bool>("inPlace");
    QTest::addColumn<bool>("objects");
    QTest::addColumn<quint64>("releaseInterval");
    QTest::newRow("single") << false << false << false << quint64(0);
    QTest::newRow("single, released late") << false << false << false << quint64(512);
    QTest::newRow("batches, drained") << true << false << false << quint64(0);
    QTest::newRow("claimed, peeked") << false << true << false << quint64(0);
    QTest::newRow("objects in batches") << false << false << true << quint64(0);
}

void tst_SpscThreads::threads()
{
    QFETCH(bool, batched);
    QFETCH(bool, inPlace);
    QFETCH(bool, objects);
    QFETCH(quint64, releaseInterval);
    constexpr std::uint64_t messages = 200'000;
    const TestSegment segment;
    // One mapping for both threads: what orders them is the indices alone, and a race detector can see it.
    const SpscRingBuffer ring = SharedMemory::create(segment.name(), 4096 + 24).spsc();
    const auto deadline = Deadline::after(100s);
    std::thread producer([&, side = ring.producer()]() mutable {
        for (std::uint64_t i = 0; i < messages;) {
            const Message message = Message::of(i);
            const auto bytes = std::as_bytes(std::span<const Message, 1>(&message, 1));
            if (objects) {
                std::array<Message, 20> batch;
                const std::size_t count = std::min<std::size_t>(batch.size(), messages - i);
                for (std::size_t k = 0; k < count; ++k)
                    batch[k] = Message::of(i + k);
                const auto result = side.tryPushObjects(std::span<const Message>(batch.data(), count));
                i += result.pushed;
                if (result.outcome == PushOutcome::Full
                    && side.waitForRoom(sizeof(Message), deadline) != WaitOutcome::Done)
                    return;
                continue;
            }
            if (batched) {
                if (side.stage(bytes) != PushOutcome::Pushed) {
                    side.publish();
                    if (side.waitForRoom(bytes.size(), deadline) != WaitOutcome::Done)
                        return;
                    continue;
                }
                if (i % 16 == 0 || i + 1 == messages)
                    side.publish();
            } else if (inPlace) {
                SpscProducer::Claim claim;
                if (side.waitForRoom(bytes.size(), deadline) != WaitOutcome::Done
                    || side.claim(bytes.size(), claim) != PushOutcome::Pushed)
                    return;
                std::copy_n(bytes.begin(), claim.first.size(), claim.first.begin());
                std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(claim.first.size()), claim.second.size(),
                            claim.second.begin());
                side.commit(bytes.size());
            } else if (side.push(bytes, deadline) != PushOutcome::Pushed) {
                return;
            }
            ++i;
        }
    });
    SpscConsumer consumer = ring.consumer();
    consumer.setReleaseInterval(releaseInterval);
    std::uint64_t popped = 0;
    std::uint64_t wrong = 0;
    const auto use = [&](const FrameView &frame) {
        Message message;
        if (frame.size() == sizeof message)
            frame.copyTo(reinterpret_cast<std::byte *>(&message));
        wrong += message == Message::of(popped++) ? 0 : 1;
        return true;
    };
    while (popped < messages && consumer.waitForFrame(deadline) == WaitOutcome::Done) {
        FrameView frame;
        if (objects) {
            std::array<Message, 20> batch;
            const auto result = consumer.tryPopObjects(std::span<Message>(batch));
            for (std::size_t k = 0; k < result.popped; ++k)
                wrong += batch[k] == Message::of(popped++) ? 0 : 1;
        } else if (batched) {
            (void)consumer.drain(use);
        } else if (consumer.peek(frame) == PopOutcome::Popped) {
            use(frame);
            consumer.commit();
        }
    }
    producer.join();
    consumer.release();
    QCOMPARE(popped, messages);
    QCOMPARE(wrong, std::uint64_t(0));
    QVERIFY(ring.isEmpty());
}

QTEST_GUILESS_MAIN(tst_SpscThreads)
#include "tst_spsc_threads.moc"
