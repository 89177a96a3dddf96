// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/field_model.h"
#include "widgets/frame_model.h"
#include "widgets/hex_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

using namespace membridge;
using namespace membridge::test;

/// The pending frames of a real ring, its newest one followed.
class FollowNewestTest : public QObject
{
    Q_OBJECT

    struct Ring
    {
        explicit Ring(quint64 capacity = 65536)
            : buffer(SharedMemory::create(name.name(), 24 + capacity).spsc()),
              producer(buffer.producer()),
              consumer(buffer.consumer())
        {
        }
        void push(std::uint32_t value, std::size_t size = 4)
        {
            ByteVector payload(size);
            std::memcpy(payload.data(), &value, sizeof value);
            QVERIFY(producer.tryPush(payload) == PushOutcome::Pushed);
        }

        OwnName name;
        SpscRingBuffer buffer;
        SpscProducer producer;
        SpscConsumer consumer;
    };

    /// What a window shows of it.
    struct Shown
    {
        explicit Shown(const Ring &ring) : tab(window.attached(ring.name))
        {
            find<QLineEdit>(tab, "ringSchema")->setText(QStringLiteral("value:u32 ..."));
            toggle = find<QToolButton>(tab, "followNewestPending");
            list = find<QTableView>(tab, "ringFrames");
            fields = find<QTreeView>(tab, "ringFields");
            hex = find<HexView>(tab, "ringHex");
        }
        QString value() const { return fields->model()->index(0, FieldModel::ValueColumn).data().toString(); }
        int last() const { return list->model()->rowCount() - 1; }
        quint64 position() const { return list->currentIndex().data(FrameModel::PositionRole).toULongLong(); }
        bool showsByte(quint64 offset) const
        {
            const HexGeometry::Range visible = hex->geometryOfBytes().visibleRange();
            const auto snapshot = hex->snapshot();
            return snapshot != nullptr && offset >= visible.first && offset < visible.end && offset >= snapshot->offset
                && offset < snapshot->end();
        }

        Window window;
        SegmentTab *tab;
        QToolButton *toggle;
        QTableView *list;
        QTreeView *fields;
        HexView *hex;
    };

private slots:
    void init() { failOnWarnings(); }

    void theNewestIsSelectedAndShown()
    {
        Ring ring;
        ring.push(1, 1000);
        ring.push(2, 1000);
        Shown shown(ring);
        QTRY_COMPARE(shown.last(), 1);
        shown.toggle->setFocus(Qt::TabFocusReason);
        QTest::keyClick(shown.toggle, Qt::Key_Space);
        QVERIFY(shown.toggle->isChecked());
        QTRY_COMPARE(shown.value(), QStringLiteral("2"));
        for (std::uint32_t value = 3; value <= 20; ++value) {
            ring.push(value, 1000);
            QTRY_COMPARE(shown.value(), QString::number(value));
            QCOMPARE(shown.list->currentIndex().row(), shown.last());
            const quint64 start = ring_layout::dataOffset + (value - 1) * 1004;
            QTRY_VERIFY(shown.showsByte(start));
        }
        QVERIFY(shown.toggle->isChecked());
    }

    void beyondWhatIsListedOtherwise()
    {
        Ring ring;
        for (std::uint32_t value = 1; value <= 2000; ++value)
            ring.push(value);
        Shown shown(ring);
        auto *count = find<QLabel>(shown.tab, "ringFrameCount");
        QTRY_COMPARE(count->text(), QStringLiteral("The first 500 of 2,000 pending frames"));
        click(shown.toggle);
        QTRY_COMPARE(shown.value(), QStringLiteral("2000"));
        QTRY_COMPARE(count->text(), QStringLiteral("1,501 to 2,000 of 2,000 pending frames"));
        QTRY_VERIFY(shown.showsByte(ring_layout::dataOffset + 1999 * 8));
        // Whoever ends it by the button sees the oldest again.
        click(shown.toggle);
        QTRY_COMPARE(count->text(), QStringLiteral("The first 500 of 2,000 pending frames"));
    }

    void anotherRowEndsIt()
    {
        Ring ring;
        for (std::uint32_t value = 1; value <= 1000; ++value)
            ring.push(value);
        Shown shown(ring);
        QTRY_VERIFY(shown.last() > 0);
        click(shown.toggle);
        QTRY_COMPARE(shown.value(), QStringLiteral("1000"));
        shown.list->setFocus();
        QTest::keyClick(shown.list, Qt::Key_Up);
        QVERIFY(!shown.toggle->isChecked());
        QCOMPARE(shown.value(), QStringLiteral("999"));
        const quint64 position = shown.position();
        const quint64 row = shown.hex->geometryOfBytes().firstRow();
        ring.push(1001);
        QTRY_COMPARE(shown.list->model()->index(shown.last(), FrameModel::Values).data().toString(),
                     QStringLiteral("1001"));
        // It stays selected, though it is not among the first ones, and the bytes stay where they are.
        QCOMPARE(shown.position(), position);
        QCOMPARE(shown.value(), QStringLiteral("999"));
        QCOMPARE(shown.hex->geometryOfBytes().firstRow(), row);
    }

    void consumingTheNewestDoesNotEndIt()
    {
        Ring ring;
        ring.push(1);
        ring.push(2);
        Shown shown(ring);
        QTRY_COMPARE(shown.last(), 1);
        click(shown.toggle);
        QTRY_COMPARE(shown.value(), QStringLiteral("2"));
        QVERIFY(ring.consumer.pop().outcome == PopOutcome::Popped);
        QVERIFY(ring.consumer.pop().outcome == PopOutcome::Popped);
        QTRY_COMPARE(shown.last(), -1);
        QVERIFY(shown.toggle->isChecked());
        QCOMPARE(shown.value(), QStringLiteral("2")); // the last one shown stays
        ring.push(3);
        QTRY_COMPARE(shown.value(), QStringLiteral("3"));
    }

    void scrollingByHandMeanwhile()
    {
        Ring ring;
        ring.push(1);
        Shown shown(ring);
        QTRY_COMPARE(shown.last(), 0);
        click(shown.toggle);
        QTRY_COMPARE(shown.value(), QStringLiteral("1"));
        // No frame comes: the bytes are the user's.
        shown.hex->setFocus();
        QTest::keyClick(shown.hex, Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(shown.showsByte(24 + 65535));
        ring.push(2);
        QTRY_VERIFY(shown.showsByte(ring_layout::dataOffset + 8));
    }

    void bytesSelectTheirFrameAndField()
    {
        Ring ring(64);
        ring.push(1, 20); // 24 bytes
        ring.push(2, 20); // 48
        QVERIFY(ring.consumer.pop().outcome == PopOutcome::Popped);
        ring.push(3, 20); // goes round the end: 16 bytes before it, 8 after
        Shown shown(ring);
        find<QLineEdit>(shown.tab, "ringSchema")->setText(QStringLiteral("value:u32 two:u64 three:u64"));
        QTRY_COMPARE(shown.last(), 1);
        QTRY_VERIFY(shown.showsByte(24 + 63));
        const auto clickByte = [&](quint64 offset) {
            QTest::mouseClick(shown.hex->viewport(), Qt::LeftButton, {},
                              shown.hex->geometryOfBytes().rectOf(offset).center().toPoint());
        };
        clickByte(24 + 53); // value of the last frame
        QCOMPARE(shown.list->currentIndex().row(), 1);
        QCOMPARE(shown.value(), QStringLiteral("3"));
        QCOMPARE(shown.fields->currentIndex().row(), 0);
        clickByte(24 + 2); // its last field, at the start of the data
        QCOMPARE(shown.list->currentIndex().row(), 1);
        QCOMPARE(shown.fields->currentIndex().row(), 2);
        clickByte(24 + 30);
        QCOMPARE(shown.list->currentIndex().row(), 0);
        QCOMPARE(shown.value(), QStringLiteral("2"));
        QCOMPARE(find<QLabel>(shown.window.get(), "statusPlace")->text(),
                 QStringLiteral("0x36 (54) · data offset 0x1e (30)"));
        // And back: a field marks its bytes.
        shown.fields->setFocus();
        QTest::keyClick(shown.fields, Qt::Key_Home);
        QTest::keyClick(shown.fields, Qt::Key_Down);
        QVERIFY(shown.hex->selection() == (ByteRange{24 + 24 + 4 + 4, 8}));
        QCOMPARE(find<QLabel>(shown.window.get(), "statusPlace")->text(),
                 QStringLiteral("0x38 (56) · data offset 0x20 (32) · 0x8 (8) bytes selected"));
    }
};

QTEST_MAIN(FollowNewestTest)
#include "tst_follow_newest.moc"
