// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/value.h"
#include "widgets/field_model.h"
#include "widgets/frame_model.h"
#include "widgets/hex_view.h"
#include "widgets/state_badge.h"
#include "widgets/throughput_plot.h"
#include "window_fixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTableView>
#include <QTreeView>

using namespace membridge;
using namespace membridge::test;

/// The main job: a segment that the real wheel wrote, read off the widgets.
class AttachWheelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { failOnWarnings(); }

    void readsARegionOffTheWidgets()
    {
        const OwnName name;
        runWheel(name,
                 "v = membridge.SharedMemory.create(name, 4096).map()\n"
                 "v.write('Hello from A!'); v.write(42); v.write(3.14); v.write(True)\n"
                 "v.write_mixed([['x', 'y', 'z']])");
        Window window;
        SegmentTab *tab = window.attached(name);
        type(find<QLineEdit>(tab, "regionSchema"), QStringLiteral("str int float bool 3*str"));
        auto *fields = find<QTreeView>(tab, "regionFields")->model();
        QTRY_COMPARE(fields->rowCount(), 5);
        const auto value = [fields](int row, const QModelIndex &parent = {}) {
            return fields->index(row, FieldModel::ValueColumn, parent).data().toString();
        };
        QCOMPARE(value(0), QStringLiteral("\"Hello from A!\""));
        QCOMPARE(value(1), QStringLiteral("42"));
        QCOMPARE(value(2), QStringLiteral("3.14"));
        QCOMPARE(value(3), QStringLiteral("true"));
        const QModelIndex list = fields->index(4, 0);
        QCOMPARE(fields->rowCount(list), 3);
        QCOMPARE(value(2, list), QStringLiteral("\"z\""));
        QCOMPARE(find<StateBadge>(tab, "segmentState")->kind(), StateBadge::Kind::Free);
        QCOMPARE(find<StateBadge>(tab, "segmentAccess")->kind(), StateBadge::Kind::ReadOnly);
    }

    void showsWhatChanges()
    {
        const OwnName name;
        runWheel(name, "v = membridge.SharedMemory.create(name, 4096).map(); v.write(1)");
        Window window;
        SegmentTab *tab = window.attached(name);
        type(find<QLineEdit>(tab, "regionSchema"), QStringLiteral("int"));
        auto *fields = find<QTreeView>(tab, "regionFields")->model();
        QTRY_COMPARE(fields->index(0, FieldModel::ValueColumn).data().toString(), QStringLiteral("1"));
        runWheel(name, "v = membridge.SharedMemory.open(name).map(); v.write(2)");
        QTRY_COMPARE(fields->index(0, FieldModel::ValueColumn).data().toString(), QStringLiteral("2"));
        QVERIFY(find<HexView>(tab, "regionHex")->isFading());
    }

    void showsWhoHoldsTheLock_data()
    {
        QTest::addColumn<int>("word");
        QTest::addColumn<StateBadge::Kind>("kind");
        QTest::newRow("free") << 0 << StateBadge::Kind::Free;
        QTest::newRow("three readers") << 3 << StateBadge::Kind::Readers;
        QTest::newRow("a writer") << -1 << StateBadge::Kind::Writer;
        QTest::newRow("no state of this lock") << -7 << StateBadge::Kind::Invalid;
    }
    void showsWhoHoldsTheLock()
    {
        QFETCH(const int, word);
        QFETCH(const StateBadge::Kind, kind);
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        name.overwrite(0, QByteArray(reinterpret_cast<const char *>(&word), sizeof word));
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_COMPARE(find<StateBadge>(tab, "segmentState")->kind(), kind);
        QTRY_COMPARE(!tab->banner()->isHidden(), kind == StateBadge::Kind::Invalid);
    }

    void readsARingOffTheWidgets()
    {
        const OwnName name;
        runWheel(name,
                 "r = membridge.SharedMemory.create(name, 1024 + 24).spsc()\n"
                 "r.push('gone'); r.pop()\n"
                 "r.push(['Hello', 0.92, True]); r.push(['World', 0.5, False])");
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = window.attached(name);
        type(find<QLineEdit>(tab, "ringSchema"), QStringLiteral("str float bool"));
        auto *frames = find<QTableView>(tab, "ringFrames")->model();
        QTRY_COMPARE(frames->index(0, FrameModel::Values).data().toString(), QStringLiteral("\"Hello\", 0.92, true"));
        QCOMPARE(frames->rowCount(), 2);
        QCOMPARE(frames->index(1, FrameModel::Values).data().toString(), QStringLiteral("\"World\", 0.5, false"));
        QCOMPARE(find<QLabel>(tab, "ringHead")->text(), QStringLiteral("12"));
        QCOMPARE(find<QLabel>(tab, "ringTail")->text(), QStringLiteral("56"));
        QCOMPARE(find<QLabel>(tab, "ringUsed")->text(), QStringLiteral("44"));
        QCOMPARE(find<QLabel>(tab, "ringFree")->text(), QStringLiteral("980"));
        QCOMPARE(name.contents(), before); // nothing was consumed
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().pop('str'))"), QByteArray("Hello"));
    }

    void theGraphMovesWithTheWheel()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 1024 + 24).spsc()");
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *plot = find<ThroughputPlot>(tab, "ringThroughput");
        QTRY_VERIFY(plot->recording().channel(RingRecording::Fill).total() > 2);
        runWheel(name, "r = membridge.SharedMemory.open(name).spsc()\nfor i in range(20): r.push('message')");
        QTRY_COMPARE(find<QLabel>(tab, "ringUsed")->text(), QStringLiteral("300"));
        QTRY_VERIFY(plot->latestText().contains(QStringLiteral("29")));
    }

    void lookingChangesNothing()
    {
        const OwnName name;
        runWheel(name, "v = membridge.SharedMemory.create(name, 4096).map(); v.write('untouched')");
        const SharedMemory before = SharedMemory::open(name.name(), Access::ReadOnly);
        const QByteArray bytes = name.contents();
        Window window;
        SegmentTab *tab = window.attached(name);
        type(find<QLineEdit>(tab, "regionSchema"), QStringLiteral("str"));
        QTRY_COMPARE(find<QTreeView>(tab, "regionFields")->model()->rowCount(), 1);
        const quint64 seen = tab->session()->latest()->generation;
        QVERIFY(seen > 0);
        window.close();
        const SharedMemory after = SharedMemory::open(name.name(), Access::ReadOnly);
        QCOMPARE(name.contents(), bytes);
        QCOMPARE(after.stat().mtimeNs, before.stat().mtimeNs);
        QCOMPARE(after.stat().allocated, before.stat().allocated);
    }

    void untrustedNamesAreShownEscaped()
    {
        const OwnName plain;
        const std::string evil = plain.name()
            + "-\xe2\x80\xae"
              "gnp.exe\n";
        const SharedMemory memory = SharedMemory::create(evil, 64);
        Window window;
        SegmentTab *tab = window->attach(QByteArray::fromStdString(evil));
        QTRY_VERIFY(tab->content() != nullptr);
        const QString title = find<QLabel>(tab, "segmentTitle")->text();
        QVERIFY2(title.endsWith(QStringLiteral("-\\u{202e}gnp.exe\\n")), qPrintable(title));
        SharedMemory::remove(evil);
    }
};

QTEST_MAIN(AttachWheelTest)
#include "tst_attach_wheel.moc"
