// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/frame_model.h"
#include "widgets/hex_view.h"
#include "widgets/ring_map.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr quint64 frameSize = 104;
constexpr quint64 capacity = 1 << 20;

/// Thousands of frames that have their number in their first bytes.
struct Ring
{
    Ring()
        : memory(SharedMemory::create(name.name(), ring_layout::dataOffset + capacity)),
          buffer(memory.spsc()),
          producer(buffer.producer()),
          consumer(buffer.consumer())
    {
    }
    void push(quint64 count)
    {
        ByteVector payload(frameSize - ring_layout::frameHeaderSize);
        for (quint64 i = 0; i < count; ++i) {
            std::memcpy(payload.data(), &pushed, sizeof pushed);
            QCOMPARE(producer.tryPush(payload), PushOutcome::Pushed);
            ++pushed;
        }
    }
    void pop(quint64 count)
    {
        Frame frame;
        for (quint64 i = 0; i < count; ++i)
            QCOMPARE(consumer.tryPop(frame), PopOutcome::Popped);
    }

    OwnName name;
    SharedMemory memory;
    SpscRingBuffer buffer;
    SpscProducer producer;
    SpscConsumer consumer;
    quint64 pushed = 0;
};

/// What a window shows of it.
struct Shown
{
    explicit Shown(const Ring &ring)
        : tab(window.attached(ring.name, Layout::Ring)),
          map(find<RingMap>(tab, "ringMap")),
          list(find<QTableView>(tab, "ringFrames")),
          hex(find<HexView>(tab, "ringHex")),
          oldest(find<QToolButton>(tab, "listOldestPending")),
          newest(find<QToolButton>(tab, "followNewestPending"))
    {
        if (!QTest::qWaitFor([&] { return map->textAt(0).contains(QStringLiteral("frame at")); }, 20'000))
            qFatal("the map does not show the frames");
    }
    /// A click on the map's band, at that ring position.
    void clickAt(quint64 position)
    {
        const RingMapGeometry geometry = map->geometryOfBytes();
        const double share = geometry.shareAt(position);
        QTest::mouseClick(map, Qt::LeftButton, {}, ((geometry.inner(share) + geometry.outer(share)) / 2).toPoint());
    }
    quint64 selected() const { return list->currentIndex().data(FrameModel::PositionRole).toULongLong(); }
    quint64 firstListed() const { return list->model()->index(0, 0).data(FrameModel::PositionRole).toULongLong(); }

    Window window;
    SegmentTab *tab;
    RingMap *map;
    QTableView *list;
    HexView *hex;
    QToolButton *oldest;
    QToolButton *newest;
};

} // namespace

/// From the picture of a ring to its frames, however many are pending, and back.
class RingJumpsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void aClickGoesToAFrameFarBehindTheList()
    {
        Ring ring;
        ring.push(8000);
        Shown shown(ring);
        QVERIFY(!shown.oldest->isVisible());
        constexpr quint64 wanted = 6000 * frameSize;
        shown.clickAt(wanted);
        // The pixel is some frames broad: which one it is the selected byte says.
        const quint64 byte = shown.hex->selection().offset - ring_layout::dataOffset;
        QVERIFY(byte > wanted - 60 * frameSize && byte < wanted + 60 * frameSize);
        const quint64 frame = byte / frameSize * frameSize;
        QTRY_COMPARE(shown.selected(), frame);
        // Some before it are listed, too, and it can be seen.
        QVERIFY(shown.firstListed() < frame && shown.firstListed() > 0);
        QVERIFY(shown.list->viewport()->rect().intersects(shown.list->visualRect(shown.list->currentIndex())));
        // It stays while others come and go.
        ring.pop(100);
        ring.push(100);
        QTRY_COMPARE(shown.tab->session()->latest()->ring->header.head, 100 * frameSize);
        QCOMPARE(shown.selected(), frame);
        // And leads back.
        QVERIFY(shown.oldest->isVisible());
        click(shown.oldest);
        QTRY_COMPARE(shown.firstListed(), 100 * frameSize);
        QTRY_VERIFY(!shown.oldest->isVisible());
    }

    void aFrameThatIsConsumedLeadsBackToTheOldest()
    {
        Ring ring;
        ring.push(5000);
        Shown shown(ring);
        shown.clickAt(3000 * frameSize);
        QTRY_VERIFY(shown.selected() > 2900 * frameSize);
        ring.pop(4000);
        QTRY_COMPARE(shown.firstListed(), 4000 * frameSize);
        QTRY_VERIFY(!shown.oldest->isVisible());
        // From there on the list follows the oldest again.
        ring.pop(500);
        QTRY_COMPARE(shown.firstListed(), 4500 * frameSize);
    }

    void aClickEndsFollowingTheNewest()
    {
        Ring ring;
        ring.push(5000);
        Shown shown(ring);
        click(shown.newest);
        QTRY_COMPARE(shown.selected(), 4999 * frameSize);
        shown.clickAt(1000 * frameSize);
        QTRY_VERIFY(shown.selected() > 900 * frameSize && shown.selected() < 1100 * frameSize);
        QVERIFY(!shown.newest->isChecked());
        ring.push(10);
        QTRY_COMPARE(shown.tab->session()->latest()->ring->header.tail, 5010 * frameSize);
        QVERIFY(shown.selected() < 1100 * frameSize);
    }

    void notesTakeRoomOnlyWhereThereAreSome()
    {
        Ring ring;
        ring.push(20);
        Shown shown(ring);
        QTRY_COMPARE(shown.list->model()->rowCount(), 20);
        QVERIFY(shown.list->isColumnHidden(FrameModel::Note));
        QVERIFY(!shown.list->horizontalScrollBar()->isVisible());
        // A schema that does not fit any of them, and one that does.
        auto *schema = find<QLineEdit>(shown.tab, "ringSchema");
        schema->setText(QStringLiteral("999*u64"));
        QTRY_VERIFY(!shown.list->isColumnHidden(FrameModel::Note));
        schema->setText(QStringLiteral("number:u64 ..."));
        QTRY_COMPARE(shown.list->model()->index(7, FrameModel::Values).data().toString(), QStringLiteral("7"));
        QVERIFY(shown.list->isColumnHidden(FrameModel::Note));
    }

    void theShapeIsRememberedForAllRings()
    {
        const QTemporaryDir folder;
        QSettings store(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        Ring ring;
        ring.push(10);
        {
            Ring other;
            other.push(10);
            Shown shown(ring);
            auto *second = find<RingMap>(shown.window.attached(other.name, Layout::Ring), "ringMap");
            shown.window->showTab(QStringLiteral("1"));
            QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(9, 9), shown.map->mapToGlobal(QPoint(9, 9)));
            QCoreApplication::sendEvent(shown.map, &event);
            QPointer<QMenu> menu = shown.map->findChild<QMenu *>();
            QVERIFY(menu != nullptr);
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Down);
            QTest::keyClick(menu, Qt::Key_Return);
            QCOMPARE(shown.map->shape(), RingMapGeometry::Shape::Strip);
            QCOMPARE(second->shape(), RingMapGeometry::Shape::Strip);
            shown.window.settings().save(store);
        }
        QVERIFY(Settings::load(store).ringAsStrip);
        // Another run.
        Settings again = Settings::load(store);
        again.viewIntervalMs = 33;
        MainWindow window(again);
        window.show();
        const SegmentTab *tab = window.attach(ring.name.bytes(), Layout::Ring);
        QTRY_VERIFY(tab->content() != nullptr);
        QCOMPARE(tab->content()->ringMap()->shape(), RingMapGeometry::Shape::Strip);
    }
};

QTEST_MAIN(RingJumpsTest)
#include "tst_ring_jumps.moc"
