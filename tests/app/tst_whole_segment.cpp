// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/bookmarks_panel.h"
#include "app/compare_panel.h"
#include "app/freezer.h"
#include "app/workbench.h"
#include "widgets/data_inspector.h"
#include "widgets/find_panel.h"
#include "widgets/hex_view.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace membridge;
using namespace membridge::test;

/// What the window does with bytes that are not on screen: copy, export, find and pin them, and keep them while it stands still.
class WholeSegmentTest : public QObject
{
    Q_OBJECT

    static constexpr int size = 16 * 1024;

    /// Bytes of which no page repeats another.
    static QByteArray pattern(int seed)
    {
        QByteArray bytes(size - 4, '\0');
        for (int i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 7 + i / 251 + seed);
        return bytes;
    }

    struct Bench
    {
        explicit Bench(const OwnName &name) : memory(SharedMemory::create(name.name(), size))
        {
            name.overwrite(4, pattern(0));
            tab = window.attached(name);
            if (!QTest::qWaitFor([this] { return hex()->snapshot() != nullptr && !hex()->snapshot()->bytes.empty(); }))
                qFatal("no bytes were shown");
            hex()->setFocus();
            QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        }
        HexView *hex() const { return tab->content()->hexView(); }
        void trigger(const char *action) const { find<QAction>(window.get(), action)->trigger(); }
        Workbench *workbench() const { return window->findChild<Workbench *>(); }
        QString file(const char *name) const { return folder.filePath(QLatin1String(name)); }
        void pause() const
        {
            trigger("pauseAction");
            QTRY_VERIFY(tab->freezer()->bytes() != nullptr);
        }
        QMenu *menu() const
        {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, hex()->mapToGlobal(QPoint(5, 5)));
            QCoreApplication::sendEvent(hex()->viewport(), &event);
            return find<QMenu>(hex(), "hexMenu");
        }
        /// Takes the dialog that asks for a file.
        void choose(const QString &path) const
        {
            QTRY_VERIFY(window->findChild<QFileDialog *>(QStringLiteral("workbenchFile")) != nullptr);
            auto *dialog = find<QFileDialog>(window.get(), "workbenchFile");
            emit dialog->fileSelected(path);
            dialog->close();
        }

        SharedMemory memory;
        Window window;
        SegmentTab *tab = nullptr;
        QTemporaryDir folder;
    };

    static QByteArray contentsOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    static QString clipboard() { return QGuiApplication::clipboard()->text(); }
    static QString hexOf(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex(' ')); }

private slots:
    void init() { failOnWarnings(); }

    void allOfARegionIsCopied()
    {
        const OwnName name;
        const Bench bench(name);
        QVERIFY(bench.hex()->snapshot()->bytes.size() < size);
        QTest::keyClick(bench.hex(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(bench.hex(), Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(clipboard() != QStringLiteral("before"));
        QVERIFY(clipboard() == hexOf(name.contents()));
        QTRY_VERIFY2(bench.window->statusBar()->currentMessage().contains(QStringLiteral("16,384 B")),
                     qPrintable(bench.window->statusBar()->currentMessage()));
    }

    void aRectangleBeyondTheScreenIsCopiedRowByRow()
    {
        const OwnName name;
        const Bench bench(name);
        bench.hex()->setColumns(16);
        bench.hex()->setSelection(16, 0);
        QTest::keyClick(bench.hex(), Qt::Key_End, Qt::AltModifier | Qt::ShiftModifier | Qt::ControlModifier);
        QTest::keyClick(bench.hex(), Qt::Key_Home, Qt::AltModifier | Qt::ShiftModifier);
        QTest::keyClick(bench.hex(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(bench.hex()->selectedRanges().size(), std::size_t(size / 16 - 1));
        bench.menu()->findChild<QAction *>(QStringLiteral("hexCopy"))->trigger();
        QTRY_VERIFY(clipboard() != QStringLiteral("before"));
        const QStringList lines = clipboard().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), size / 16 - 1);
        QCOMPARE(lines.first(), hexOf(name.contents().mid(16, 2)));
        QCOMPARE(lines.last(), hexOf(name.contents().mid(size - 16, 2)));
    }

    void aFrozenSegmentStaysWhole()
    {
        const OwnName name;
        const Bench bench(name);
        name.overwrite(12'000, QByteArray("needle"));
        const QByteArray before = name.contents();
        bench.pause();
        name.overwrite(4, pattern(91));
        name.overwrite(8000, QByteArray("needle"));
        // Scrolled to, and in the inspector.
        QTest::keyClick(bench.hex(), Qt::Key_End, Qt::ControlModifier);
        const auto shown = bench.hex()->snapshot();
        QCOMPARE(quint64(shown->end()), quint64(size));
        QCOMPARE(char(shown->bytes.back()), before.back());
        bench.tab->content()->goTo(12'000);
        auto *inspector = find<DataInspector>(bench.window.get(), "dataInspector");
        QCOMPARE(inspector->model()->offset(), quint64(12'000));
        QCOMPARE(inspector->model()->indexOf(Interpretation::U8).data().toString(), QStringLiteral("110")); // 'n'
        // Copied and exported.
        bench.hex()->selectAll();
        bench.hex()->copy();
        QTRY_VERIFY(clipboard() == hexOf(before));
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->storeBytes(bench.tab, {{0, size}}, bench.file("a.bin"), std::nullopt);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(contentsOf(bench.file("a.bin")) == before);
        // Searched.
        bench.trigger("findAction");
        auto *panel = find<FindPanel>(bench.window.get(), "findPanel");
        find<QComboBox>(panel, "findKind")->setCurrentIndex(1);
        type(find<QLineEdit>(panel, "findEdit"), QStringLiteral("needle"));
        QTRY_COMPARE(panel->model()->rowCount(), 1);
        QCOMPARE(panel->model()->index(0, 0).data(HitModel::OffsetRole).toULongLong(), quint64(12'000));
        // Pinned: this moment, to be compared with now.
        bench.trigger("pinAction");
        auto *compare = find<ComparePanel>(bench.window.get(), "comparePanel");
        QTRY_COMPARE(find<QComboBox>(compare, "compareBefore")->count(), 2);
        click(find<QPushButton>(compare, "compareButton"));
        QTRY_VERIFY(compare->model()->rowCount() > 0);
        // And it goes on.
        bench.trigger("pauseAction");
        QVERIFY(bench.tab->freezer()->bytes() == nullptr);
        bench.hex()->scrollTo(8000);
        QTRY_VERIFY(bench.hex()->snapshot()->offset <= 8000 && bench.hex()->snapshot()->end() > 8006);
        const auto live = bench.hex()->snapshot();
        QCOMPARE(char(live->bytes.at(8000 - live->offset)), 'n');
    }

    void pausedAndPinnedAtOnce()
    {
        const OwnName name;
        const Bench bench(name);
        // As triggers do, before the copy can be there.
        bench.trigger("pauseAction");
        QVERIFY(bench.tab->freezer()->isCopying());
        bench.trigger("pinAction");
        auto *compare = find<ComparePanel>(bench.window.get(), "comparePanel");
        QTRY_COMPARE(find<QComboBox>(compare, "compareBefore")->count(), 2);
        QCOMPARE(find<QLabel>(compare, "compareResult")->text(), QString());
    }

    void whatIsTooMuchToKeepSaysSo()
    {
        const OwnName name;
        const Bench bench(name);
        bench.tab->freezer()->setLimit(4096);
        bench.trigger("pauseAction");
        QTRY_VERIFY(bench.hex()->missingReason().contains(QStringLiteral("more than 4")));
        QVERIFY(bench.tab->freezer()->bytes() == nullptr);
        const auto window = bench.hex()->snapshot();
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.hex()->selectAll();
        bench.hex()->copy();
        bench.workbench()->storeBytes(bench.tab, {{0, size}}, bench.file("a.bin"), std::nullopt);
        QCOMPARE(said.size(), 2);
        QCOMPARE(said.at(0).at(0).toString(), bench.hex()->missingReason());
        QCOMPARE(clipboard(), QStringLiteral("before"));
        QVERIFY(!QFile::exists(bench.file("a.bin")));
        bench.trigger("findAction");
        auto *panel = find<FindPanel>(bench.window.get(), "findPanel");
        type(find<QLineEdit>(panel, "findEdit"), QStringLiteral("00"));
        QTRY_COMPARE(find<QLabel>(panel, "findResult")->text(), bench.hex()->missingReason());
        bench.trigger("pinAction");
        auto *compare = find<ComparePanel>(bench.window.get(), "comparePanel");
        QCOMPARE(find<QLabel>(compare, "compareResult")->text(), bench.hex()->missingReason());
        // What was on screen is there.
        QVERIFY(bench.hex()->snapshot() == window);
        bench.hex()->setSelection(4, 4);
        bench.hex()->copy();
        QCOMPARE(clipboard(), hexOf(name.contents().mid(4, 4)));
        bench.trigger("pauseAction");
        QVERIFY(bench.hex()->missingReason().isEmpty());
    }

    void fourGiBAreFrozenAndPinned()
    {
        const OwnName name;
        QFile file(name.file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(qint64{1} << 32));
        file.close();
        name.overwrite(qint64{3} << 30, QByteArray("island"));
        const auto blocks = [&name] {
            struct stat info = {};
            return ::stat(name.file().toLocal8Bit().constData(), &info) == 0 ? info.st_blocks : -1;
        };
        const auto allocated = blocks();
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_VERIFY(tab->content()->hexView()->snapshot() != nullptr);
        find<QAction>(window.get(), "pauseAction")->trigger();
        QTRY_VERIFY(tab->freezer()->bytes() != nullptr);
        name.overwrite(qint64{3} << 30, QByteArray("ISLAND"));
        HexView *hex = tab->content()->hexView();
        hex->choose(quint64{3} << 30, 6);
        hex->scrollTo(quint64{3} << 30);
        const auto snapshot = hex->snapshot();
        QCOMPARE(char(snapshot->bytes.at((quint64{3} << 30) - snapshot->offset)), 'i');
        find<QAction>(window.get(), "pauseAction")->trigger();
        find<QAction>(window.get(), "pinAction")->trigger();
        auto *compare = find<ComparePanel>(window.get(), "comparePanel");
        QTRY_COMPARE(find<QComboBox>(compare, "compareBefore")->count(), 2);
        name.overwrite((qint64{3} << 30) + 2, QByteArray("l"));
        click(find<QPushButton>(compare, "compareButton"));
        QTRY_COMPARE(compare->model()->rowCount(), 1);
        QCOMPARE(compare->model()->differences().at(0).range, (ByteRange{(quint64{3} << 30) + 2, 1}));
        QCOMPARE(blocks(), allocated);
    }

    void aReplacedSegmentIsExportedAsItIsShown()
    {
        const OwnName name;
        const Bench bench(name);
        const QByteArray shown = name.contents();
        QVERIFY(QFile::remove(name.file()));
        QFile other(name.file());
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write(QByteArray(size, '!'));
        other.close();
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->storeBytes(bench.tab, {{0, size}}, bench.file("a.bin"), std::nullopt);
        QTRY_COMPARE(said.size(), 1);
        QVERIFY(contentsOf(bench.file("a.bin")) == shown);
        bench.hex()->selectAll();
        bench.hex()->copy();
        QTRY_VERIFY(clipboard() == hexOf(shown));
    }

    void theMenuExportsExactlyARectangle()
    {
        const OwnName name;
        const Bench bench(name);
        bench.hex()->setColumns(16);
        bench.hex()->setSelection(20, 0);
        for (int i = 0; i < 2; ++i) {
            QTest::keyClick(bench.hex(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
            QTest::keyClick(bench.hex(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
        }
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.menu()->findChild<QAction *>(QStringLiteral("hexExport"))->trigger();
        bench.choose(bench.file("rectangle.bin"));
        QTRY_COMPARE(said.size(), 1);
        const QByteArray all = name.contents();
        QCOMPARE(contentsOf(bench.file("rectangle.bin")), all.mid(20, 3) + all.mid(36, 3) + all.mid(52, 3));
        // Nothing selected is everything; the suffix says what of.
        bench.hex()->setSelection(20, 0);
        bench.menu()->findChild<QAction *>(QStringLiteral("hexExport"))->trigger();
        QTRY_COMPARE(bench.window->findChildren<QFileDialog *>(QStringLiteral("workbenchFile")).size(), 1);
        bench.choose(bench.file("all.hex"));
        QTRY_COMPARE(said.size(), 2);
        QCOMPARE(contentsOf(bench.file("all.hex")).count('\n'), size / 16);
        bench.menu()->close();
    }

    void theMenuBookmarks()
    {
        const OwnName name;
        const Bench bench(name);
        bench.hex()->setSelection(20, 5);
        bench.menu()->findChild<QAction *>(QStringLiteral("hexBookmark"))->trigger();
        bench.hex()->setSelection(40, 0);
        bench.menu()->findChild<QAction *>(QStringLiteral("hexBookmark"))->trigger();
        const auto &bookmarks = find<BookmarksPanel>(bench.window.get(), "bookmarksPanel")->model()->bookmarks();
        QCOMPARE(bookmarks.size(), std::size_t(2));
        QCOMPARE(bookmarks.at(0).offset, quint64(20));
        QCOMPARE(bookmarks.at(0).length, quint64(5));
        QCOMPARE(bookmarks.at(1).offset, quint64(40));
        QCOMPARE(bookmarks.at(1).length, quint64(1));
        QVERIFY(!bench.hex()->marks().touching(20, 25).empty());
        bench.menu()->close();
    }

    void aLongExportShowsProgressAndStops()
    {
        const OwnName name;
        const OwnName large;
        const Bench bench(name);
        QFile file(large.file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(qint64{1} << 33));
        file.close();
        SegmentTab *tab = const_cast<Window &>(bench.window).attached(large);
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->storeBytes(tab, {{0, quint64{1} << 33}}, bench.file("long.hex"), CopyFormat::HexDump);
        auto *dialog = find<QProgressDialog>(bench.window.get(), "exportProgress");
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->value() > 0, 60'000);
        QVERIFY(dialog->value() < dialog->maximum());
        QCOMPARE(said.size(), 0);
        click(dialog->findChild<QPushButton *>());
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, 30'000);
        QVERIFY2(said.at(0).at(0).toString().contains(QStringLiteral("Stopped")),
                 qPrintable(said.at(0).at(0).toString()));
        QVERIFY(QDir(bench.folder.path()).isEmpty());
        QTRY_VERIFY(bench.window->findChild<QProgressDialog *>(QStringLiteral("exportProgress")) == nullptr);
    }

    void theDataAloneIsRememberedForAllTabs()
    {
        const OwnName name;
        const Bench bench(name);
        bench.menu()->findChild<QAction *>(QStringLiteral("hexDataOnly"))->trigger();
        QCOMPARE(bench.hex()->geometryOfBytes().visibleRange().first, quint64(4));
        QVERIFY(bench.window.get() != nullptr);
        QVERIFY(const_cast<Window &>(bench.window).settings().hex.dataOnly);
        const OwnName second;
        const SharedMemory ring = SharedMemory::create(second.name(), 24 + 1024);
        (void)ring.spsc();
        SegmentTab *tab = const_cast<Window &>(bench.window).attached(second);
        QCOMPARE(tab->content()->hexView()->geometryOfBytes().base(), quint64(24));
        bench.menu()->close();
    }

    void aScreenReadersCaretMovesEverything()
    {
        const OwnName name;
        const Bench bench(name);
        QAccessibleTextInterface *text = QAccessible::queryAccessibleInterface(bench.hex())->textInterface();
        bench.hex()->setSelection(9, 0);
        const int at = text->cursorPosition();
        bench.hex()->setSelection(4, 0);
        text->setCursorPosition(at);
        QCOMPARE(find<QLabel>(bench.window.get(), "statusPlace")->text(),
                 QStringLiteral("0x9 (9) · data offset 0x5 (5)"));
        QCOMPARE(find<DataInspector>(bench.window.get(), "dataInspector")->model()->offset(), quint64(9));
    }
};

QTEST_MAIN(WholeSegmentTest)
#include "tst_whole_segment.moc"
