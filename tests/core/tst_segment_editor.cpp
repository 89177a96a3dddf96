// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/error.h"
#include "core/ipc/segment_editor.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace membridge;
using namespace membridge::test;

namespace {

using Locking = SegmentEditor::Locking;

SegmentEditor editorOf(const TestSegment &segment, bool hasLock = true)
{
    return SegmentEditor(std::make_shared<const platform::SegmentHandle>(
                             platform::openSegment(segment.name(), platform::Access::ReadWrite)),
                         segment.size(), hasLock, segment.name());
}

ByteVector bytes(std::initializer_list<int> values)
{
    ByteVector result;
    for (const int value : values)
        result.push_back(static_cast<std::byte>(value));
    return result;
}

EditResult edit(SegmentEditor &editor, std::uint64_t offset, const ByteVector &before, const ByteVector &after,
                Locking locking = Locking::WriteLock)
{
    return editor.replace(offset, before, after, locking, Deadline::after(std::chrono::milliseconds(50)));
}

template <typename Action> int codeOf(Action &&action)
{
    const auto error = errorOf(action);
    return error ? static_cast<int>(error->code()) : -1;
}

} // namespace

class tst_SegmentEditor : public TestCase
{
    Q_OBJECT

private slots:
    void replacesUnderTheLock();
    void leavesAloneWhatIsAnother_data();
    void leavesAloneWhatIsAnother();
    void waitsForTheLock();
    void withoutTheLockDoesNotWait();
    void headerWordsAreReplacedWhole_data();
    void headerWordsAreReplacedWhole();
    void refuses_data();
    void refuses();
    void aShrunkSegmentIsAnError();
    void editsOfOneWordAreNeverHalf();
};

void tst_SegmentEditor::replacesUnderTheLock()
{
    const TestSegment segment("edit");
    segment.create(64);
    SegmentEditor editor = editorOf(segment);
    QCOMPARE(edit(editor, 10, bytes({0, 0, 0}), bytes({1, 2, 3})).outcome, EditOutcome::Written);
    QCOMPARE(segment.bytes(9, 5), bytes({0, 1, 2, 3, 0}));
    QCOMPARE(segment.get<std::int32_t>(0), 0);
}

void tst_SegmentEditor::leavesAloneWhatIsAnother_data()
{
    QTest::addColumn<bool>("hasLock");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<int>("locking");
    QTest::newRow("data, locked") << true << quint64(8) << int(Locking::WriteLock);
    QTest::newRow("data") << true << quint64(8) << int(Locking::None);
    QTest::newRow("lock word") << true << quint64(0) << int(Locking::None);
    QTest::newRow("ring's tail") << false << quint64(8) << int(Locking::None);
    QTest::newRow("ring's data") << false << quint64(30) << int(Locking::None);
}

void tst_SegmentEditor::leavesAloneWhatIsAnother()
{
    QFETCH(bool, hasLock);
    QFETCH(quint64, offset);
    QFETCH(int, locking);
    const TestSegment segment("edit");
    segment.create(64);
    segment.put<std::uint16_t>(offset, 0x0707);
    SegmentEditor editor = editorOf(segment, hasLock);
    const ByteVector before = segment.bytes();
    const EditResult result = edit(editor, offset, bytes({0, 7}), bytes({1, 1}), static_cast<Locking>(locking));
    QCOMPARE(result.outcome, EditOutcome::Changed);
    QCOMPARE(result.found, bytes({7, 7}));
    QCOMPARE(segment.bytes(), before);
}

void tst_SegmentEditor::waitsForTheLock()
{
    const TestSegment segment("edit");
    segment.create(64);
    segment.put<std::int32_t>(0, 1);
    SegmentEditor editor = editorOf(segment);
    QCOMPARE(edit(editor, 8, bytes({0}), bytes({1})).outcome, EditOutcome::Timeout);
    StopFlag stop;
    stop.request();
    QCOMPARE(
        editor.replace(8, bytes({0}), bytes({1}), Locking::WriteLock, Deadline::after(std::chrono::seconds(60), &stop))
            .outcome,
        EditOutcome::Stopped);
    QCOMPARE(segment.get<std::uint8_t>(8), quint8(0));
    QCOMPARE(segment.get<std::int32_t>(0), 1);
    segment.put<std::int32_t>(0, 0);
    QCOMPARE(edit(editor, 8, bytes({0}), bytes({1})).outcome, EditOutcome::Written);
}

void tst_SegmentEditor::withoutTheLockDoesNotWait()
{
    const TestSegment segment("edit");
    segment.create(64);
    segment.put<std::int32_t>(0, -1);
    SegmentEditor editor = editorOf(segment);
    QCOMPARE(edit(editor, 8, bytes({0}), bytes({9}), Locking::None).outcome, EditOutcome::Written);
    QCOMPARE(segment.get<std::uint8_t>(8), quint8(9));
    QCOMPARE(segment.get<std::int32_t>(0), -1);
}

void tst_SegmentEditor::headerWordsAreReplacedWhole_data()
{
    QTest::addColumn<bool>("hasLock");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<int>("length");
    QTest::newRow("lock word") << true << quint64(0) << 4;
    QTest::newRow("its third byte") << true << quint64(2) << 1;
    QTest::newRow("head") << false << quint64(0) << 8;
    QTest::newRow("tail's last byte") << false << quint64(15) << 1;
    QTest::newRow("capacity") << false << quint64(16) << 8;
    QTest::newRow("across two words") << false << quint64(6) << 4;
    QTest::newRow("across header and data") << false << quint64(22) << 4;
    QTest::newRow("across lock word and data") << true << quint64(2) << 4;
}

void tst_SegmentEditor::headerWordsAreReplacedWhole()
{
    QFETCH(bool, hasLock);
    QFETCH(quint64, offset);
    QFETCH(int, length);
    const TestSegment segment("edit");
    segment.create(64);
    SegmentEditor editor = editorOf(segment, hasLock);
    const ByteVector after(static_cast<std::size_t>(length), std::byte{0x5a});
    QCOMPARE(edit(editor, offset, ByteVector(after.size()), after, Locking::None).outcome, EditOutcome::Written);
    ByteVector expected(64);
    std::copy(after.begin(), after.end(), expected.begin() + static_cast<std::ptrdiff_t>(offset));
    QCOMPARE(segment.bytes(), expected);
}

void tst_SegmentEditor::refuses_data()
{
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << quint64(8) << 0 << 0 << int(ErrorCode::InvalidArgument);
    QTest::newRow("another length") << quint64(8) << 1 << 2 << int(ErrorCode::InvalidArgument);
    QTest::newRow("too much") << quint64(8) << (1 << 20) + 1 << (1 << 20) + 1 << int(ErrorCode::InvalidArgument);
    QTest::newRow("past the end") << quint64(64) << 1 << 1 << int(ErrorCode::OutOfBounds);
    QTest::newRow("across the end") << quint64(63) << 2 << 2 << int(ErrorCode::OutOfBounds);
    QTest::newRow("where sums wrap") << ~quint64(0) << 2 << 2 << int(ErrorCode::OutOfBounds);
    QTest::newRow("the lock word under the lock") << quint64(3) << 1 << 1 << int(ErrorCode::InvalidArgument);
}

void tst_SegmentEditor::refuses()
{
    QFETCH(quint64, offset);
    QFETCH(int, before);
    QFETCH(int, after);
    QFETCH(int, code);
    const TestSegment segment("edit");
    segment.create(64);
    SegmentEditor editor = editorOf(segment);
    QCOMPARE(codeOf([&] {
                 edit(editor, offset, ByteVector(static_cast<std::size_t>(before)),
                      ByteVector(static_cast<std::size_t>(after)));
             }),
             code);
    QCOMPARE(segment.bytes(), ByteVector(64));
}

void tst_SegmentEditor::aShrunkSegmentIsAnError()
{
    const TestSegment segment("edit");
    segment.create(3 * 4096);
    SegmentEditor editor = editorOf(segment);
    segment.truncate(4096);
    QCOMPARE(codeOf([&] { edit(editor, 2 * 4096, bytes({0}), bytes({1})); }), int(ErrorCode::SegmentLost));
    QCOMPARE(segment.get<std::int32_t>(0), 0); // the lock was given back
}

void tst_SegmentEditor::editsOfOneWordAreNeverHalf()
{
    const TestSegment segment("edit");
    segment.create(64);
    SegmentEditor writer = editorOf(segment, false);
    const platform::Mapping reading(std::make_shared<const platform::SegmentHandle>(
                                        platform::openSegment(segment.name(), platform::Access::ReadOnly)),
                                    64, platform::Access::ReadOnly, segment.name());
    std::atomic<bool> done = false;
    std::atomic<bool> half = false;
    std::thread reader([&] {
        const auto *word = reinterpret_cast<const std::atomic<std::uint64_t> *>(reading.data());
        while (!done) {
            const std::uint64_t value = word->load();
            if (value != 0 && value != ~std::uint64_t{0})
                half = true;
        }
    });
    const ByteVector zeros(8);
    const ByteVector ones(8, std::byte{0xff});
    for (int i = 0; i < 20'000; ++i) {
        if (edit(writer, 0, i % 2 == 0 ? zeros : ones, i % 2 == 0 ? ones : zeros, Locking::None).outcome
            != EditOutcome::Written)
            half = true;
    }
    done = true;
    reader.join();
    QVERIFY(!half);
}

QTEST_GUILESS_MAIN(tst_SegmentEditor)
#include "tst_segment_editor.moc"
