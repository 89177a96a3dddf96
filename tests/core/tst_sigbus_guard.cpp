// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/platform/platform.h"
#include "tests/support/errors.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QTest>

#include <atomic>
#include <csignal>
#include <memory>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace membridge;
using namespace membridge::test;
using platform::Access;
using platform::Mapping;

namespace {

const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));

std::unique_ptr<Mapping> mapped(const TestSegment &segment, Access access = Access::ReadWrite)
{
    auto handle = std::make_shared<platform::SegmentHandle>(platform::openSegment(segment.name(), access));
    return std::make_unique<Mapping>(std::move(handle), segment.size(), access, segment.name());
}

/// A read that the compiler can't leave out.
int touch(const Mapping &mapping, std::size_t offset)
{
    return static_cast<int>(*reinterpret_cast<volatile unsigned char *>(mapping.data() + offset));
}

} // namespace

class tst_SigbusGuard : public TestCase
{
    Q_OBJECT

private slots:
    void shrunkMappingIsMarked_data();
    void shrunkMappingIsMarked();
    void healthyMappingIsNot();
    void writesAreCaughtToo();
    void othersGoOn();
    void slotsAreUsedAgain();
    void tooManyMappingsAreAnError();
    void mappingOfNothingIsAnError();
    void manyThreadsAtOnce();
    void signalsForOthers_data();
    void signalsForOthers();
};

void tst_SigbusGuard::shrunkMappingIsMarked_data()
{
    QTest::addColumn<bool>("writable");
    QTest::addColumn<quint64>("newSize");
    QTest::newRow("read-only, to nothing") << false << quint64(0);
    QTest::newRow("writable, to nothing") << true << quint64(0);
    QTest::newRow("to one page") << true << quint64(page);
}

void tst_SigbusGuard::shrunkMappingIsMarked()
{
    QFETCH(bool, writable);
    QFETCH(quint64, newSize);
    const TestSegment segment;
    segment.fill(ByteVector(16 * page, std::byte{7}));
    const auto mapping = mapped(segment, writable ? Access::ReadWrite : Access::ReadOnly);
    QCOMPARE(touch(*mapping, 15 * page), 7);
    segment.truncate(newSize);
    QVERIFY(!mapping->lost()); // nobody has touched it yet
    QCOMPARE(mapping->sizeNow(), newSize);
    QCOMPARE(touch(*mapping, 15 * page), 0);
    QVERIFY(mapping->lost());
    QCOMPARE(mapping->size(), quint64(16 * page));
    // Every byte can be read, too; what is still there stays shared.
    for (std::size_t i = 0; i < 16; ++i)
        QCOMPARE(touch(*mapping, i * page + 1), i * page < newSize ? 7 : 0);
    if (newSize > 0) {
        segment.put(1, std::uint8_t(9));
        QCOMPARE(touch(*mapping, 1), 9);
    }
}

void tst_SigbusGuard::healthyMappingIsNot()
{
    const TestSegment segment;
    segment.fill(patternBytes(10'000));
    const auto mapping = mapped(segment);
    for (std::size_t i = 0; i < 10'000; ++i)
        (void)touch(*mapping, i);
    QVERIFY(!mapping->lost());
    QCOMPARE(mapping->sizeNow(), quint64(10'000));
    segment.unlink();
    QCOMPARE(touch(*mapping, 1), static_cast<int>(patternBytes(2)[1]));
    QVERIFY(!mapping->lost());
}

void tst_SigbusGuard::writesAreCaughtToo()
{
    const TestSegment segment;
    segment.create(4 * page);
    const auto mapping = mapped(segment);
    segment.truncate(0);
    std::memset(mapping->data(), 1, 4 * page);
    QVERIFY(mapping->lost());
    // What was written went to private pages: the segment stays as it was cut.
    QCOMPARE(segment.size(), quint64(0));
    segment.truncate(4 * page);
    QVERIFY(segment.bytes() == ByteVector(4 * page));
}

void tst_SigbusGuard::othersGoOn()
{
    const TestSegment cut;
    cut.fill(ByteVector(8 * page, std::byte{1}));
    const TestSegment whole;
    whole.fill(ByteVector(8 * page, std::byte{2}));
    const auto lost = mapped(cut);
    const auto sameSegment = mapped(cut);
    const auto other = mapped(whole);
    cut.truncate(page);
    (void)touch(*lost, 5 * page);
    QVERIFY(lost->lost());
    QVERIFY(!sameSegment->lost());
    QVERIFY(!other->lost());
    // The other mapping of the cut segment still sees what is left of it.
    QCOMPARE(touch(*sameSegment, 0), 1);
    QVERIFY(!sameSegment->lost());
    QCOMPARE(touch(*other, 7 * page), 2);
    *reinterpret_cast<volatile unsigned char *>(other->data()) = 9;
    QCOMPARE(whole.get<std::uint8_t>(0), std::uint8_t(9));
}

void tst_SigbusGuard::slotsAreUsedAgain()
{
    const TestSegment segment;
    segment.create(page);
    for (int i = 0; i < 5000; ++i)
        QVERIFY(!mapped(segment)->lost());
    // A slot that was lost once is as good as new.
    const TestSegment cut;
    cut.create(page);
    {
        const auto mapping = mapped(cut);
        cut.truncate(0);
        (void)touch(*mapping, 0);
        QVERIFY(mapping->lost());
    }
    const auto next = mapped(segment);
    QVERIFY(!next->lost());
    QCOMPARE(touch(*next, 0), 0);
    QVERIFY(!next->lost());
}

void tst_SigbusGuard::tooManyMappingsAreAnError()
{
    const TestSegment segment;
    segment.create(page);
    std::vector<std::unique_ptr<Mapping>> mappings;
    const auto fill = [&] {
        while (mappings.size() < 100'000)
            mappings.push_back(mapped(segment));
    };
    COMPARE_ERROR(fill(), ErrorCode::System);
    const std::size_t most = mappings.size();
    QVERIFY(most >= 256);
    mappings.pop_back();
    mappings.push_back(mapped(segment));
    QCOMPARE(mappings.size(), most);
}

void tst_SigbusGuard::mappingOfNothingIsAnError()
{
    const TestSegment segment;
    segment.create(0);
    QVERIFY(errorOf([&] { (void)mapped(segment); }));
}

void tst_SigbusGuard::manyThreadsAtOnce()
{
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i) {
                const TestSegment segment("guard");
                segment.create(2 * page);
                const auto cut = mapped(segment);
                const auto spare = mapped(segment);
                segment.truncate(page);
                if (touch(*cut, page) != 0 || !cut->lost() || spare->lost())
                    ++wrong;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void tst_SigbusGuard::signalsForOthers_data()
{
    QTest::addColumn<QString>("earlier");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<int>("exitCode"); // -1: killed by SIGBUS
    QTest::newRow("elsewhere, earlier handler") << "handler"
                                                << "elsewhere" << QByteArray("earlier handler") << 42;
    QTest::newRow("elsewhere, earlier handler with details") << "action"
                                                             << "elsewhere" << QByteArray("earlier action") << 43;
    QTest::newRow("elsewhere, no earlier handler") << "default"
                                                   << "elsewhere" << QByteArray() << -1;
    QTest::newRow("elsewhere, ignored earlier") << "ignore"
                                                << "elsewhere" << QByteArray() << -1;
    QTest::newRow("sent, earlier handler") << "handler"
                                           << "sent" << QByteArray("earlier handler") << 42;
    QTest::newRow("sent, no earlier handler") << "default"
                                              << "sent" << QByteArray() << -1;
    QTest::newRow("sent, ignored earlier") << "ignore"
                                           << "sent" << QByteArray("survived") << 0;
    QTest::newRow("guarded, earlier handler") << "handler"
                                              << "guarded" << QByteArray("read 0 lost") << 0;
    QTest::newRow("guarded, no earlier handler") << "default"
                                                 << "guarded" << QByteArray("read 0 lost") << 0;
}

void tst_SigbusGuard::signalsForOthers()
{
    QFETCH(QString, earlier);
    QFETCH(QString, where);
    QFETCH(QByteArray, output);
    QFETCH(int, exitCode);
    const TestSegment segment;
    segment.create(4 * page);
    OwnProcess child;
    child.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER),
                {QStringLiteral("fault"), q(segment.name()), earlier, where});
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.readAllStandardOutput().trimmed(), output);
    if (exitCode < 0) {
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        QCOMPARE(child.exitCode(), SIGBUS);
    } else {
        QCOMPARE(child.exitStatus(), QProcess::NormalExit);
        QCOMPARE(child.exitCode(), exitCode);
    }
}

QTEST_GUILESS_MAIN(tst_SigbusGuard)
#include "tst_sigbus_guard.moc"
