// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/participate_panel.h"
#include "app/segment_list_panel.h"
#include "tests/support/own_process.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

using namespace membridge;
using namespace membridge::test;

namespace {

/// The real wheel, with a segment whose name it removed: it has the mapping alone, or the descriptor too.
class Peer
{
public:
    explicit Peer(const OwnName &name)
    {
        m_process.start(QStringLiteral(MEMBRIDGE_PYTHON),
                        {QStringLiteral("-c"),
                         QStringLiteral("import membridge, sys\n"
                                        "memory = membridge.SharedMemory.create('%1', 4096)\n"
                                        "view = memory.map()\n"
                                        "view.write('Hello', 0)\n"
                                        "membridge.SharedMemory.remove('%1')\n"
                                        "print('holding', flush=True)\n"
                                        "sys.stdin.read()\n")
                             .arg(QString::fromStdString(name.name()))});
        m_holds = m_process.waitForStarted() && m_process.waitForReadyRead()
            && m_process.readLine().trimmed() == QByteArray("holding");
        m_pid = m_process.processId();
    }
    ~Peer() { kill(); }
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    bool holds() const { return m_holds; }
    QByteArray address(const OwnName &name) const { return "pid:" + QByteArray::number(m_pid) + name.bytes(); }
    qint64 pid() const { return m_pid; } ///< Also after its end.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    OwnProcess m_process;
    qint64 m_pid = 0;
    bool m_holds = false;
};

QByteArray shownBytes(const SegmentTab &tab)
{
    const auto latest = tab.session()->latest();
    if (latest == nullptr || latest->snapshot == nullptr)
        return {};
    const ByteVector &bytes = latest->snapshot->bytes;
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

} // namespace

class TestHidden : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void isListedAndAttachedByDoubleClick()
    {
        const OwnName name;
        Peer peer(name);
        QVERIFY(peer.holds());
        Window window;
        auto *panel = find<SegmentListPanel>(window.get(), "segmentListPanel");
        const QAbstractItemModelTester tester(panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY_WITH_TIMEOUT(panel->model()->indexOf(peer.address(name)).isValid(), 30'000);
        type(find<QLineEdit>(window.get(), "segmentFilter"), QString::fromStdString(name.name()));
        auto *table = find<QTableView>(window.get(), "segmentTable");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        const QModelIndex index = table->model()->index(0, 0);
        QVERIFY2(index.data().toString().contains(QStringLiteral("unlinked, held by python (%1)").arg(peer.pid())),
                 qPrintable(index.data().toString()));
        table->scrollTo(index);
        const QPoint at = table->visualRect(index).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, at);
        QTRY_VERIFY(window->currentTab() != nullptr && window->currentTab()->content() != nullptr);
        SegmentTab *tab = window->currentTab();
        QCOMPARE(tab->name(), peer.address(name));
        QTRY_VERIFY(shownBytes(*tab).contains("Hello"));

        // What it was from the start is told, and is no finding.
        QTRY_VERIFY(tab->banner()->isVisible());
        QVERIFY2(tab->banner()->text().contains(QStringLiteral("before you attached")),
                 qPrintable(tab->banner()->text()));
        QVERIFY(tab->session()->latest()->findings.empty());

        // Nothing but looking.
        QVERIFY(!tab->canParticipate());
        QVERIFY(!find<QPushButton>(tab, "participateButton")->isEnabled());
        auto *invitation = find<QLabel>(tab->participatePanel(), "participateInvitation");
        QVERIFY2(invitation->text().contains(QStringLiteral("removed or belongs to another namespace")),
                 qPrintable(invitation->text()));
        QVERIFY(!find<QPushButton>(tab->participatePanel(), "participateFromPanel")->isEnabled());
        const QString picture = qEnvironmentVariable("MEMBRIDGE_TEST_PICTURE");
        if (!picture.isEmpty())
            window->grab().save(picture);

        // It goes from the list with its holder, which the observer is none of; what was attached stays.
        type(find<QLineEdit>(window.get(), "segmentFilter"), QStringLiteral(" "));
        peer.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!panel->model()->indexOf(peer.address(name)).isValid(), 30'000);
        QVERIFY(tab->content() != nullptr);
    }

    void attachesByAddressFromTheDialog()
    {
        const OwnName name;
        Peer peer(name);
        QVERIFY(peer.holds());
        // Another segment that has the name now.
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        Window window;
        click(find<QPushButton>(window.get(), "emptyAttach"));
        QTRY_VERIFY(window.get()->findChild<QDialog *>(QStringLiteral("attachDialog")) != nullptr);
        auto *dialog = find<QDialog>(window.get(), "attachDialog");
        auto *accept = find<QPushButton>(dialog, "attachAccept");
        type(find<QLineEdit>(dialog, "attachName"), QStringLiteral("pid:0/a"));
        QVERIFY(!accept->isEnabled());
        type(find<QLineEdit>(dialog, "attachName"), QString::fromUtf8(peer.address(name)));
        QVERIFY(accept->isEnabled());
        click(accept);
        QTRY_VERIFY(window->currentTab() != nullptr && window->currentTab()->content() != nullptr);
        QCOMPARE(window->currentTab()->session()->facts()->stat.size, std::uint64_t(4096));
    }

    void listsWhatAProcessHas()
    {
        const OwnName hidden;
        const OwnName named;
        const Peer peer(hidden);
        QVERIFY(peer.holds());
        const SharedMemory memory = SharedMemory::create(named.name(), 64);
        Window window;
        click(find<QPushButton>(window.get(), "emptyAttach"));
        QTRY_VERIFY(window.get()->findChild<QDialog *>(QStringLiteral("attachDialog")) != nullptr);
        auto *dialog = find<QDialog>(window.get(), "attachDialog");
        auto *pid = find<QLineEdit>(dialog, "attachPid");
        auto *list = find<QListWidget>(dialog, "attachPidSegments");
        auto *message = find<QLabel>(dialog, "attachPidMessage");
        type(pid, QString::number(INT_MAX));
        QTRY_COMPARE(message->text(), QStringLiteral("There is no such process."));
        const auto rowOf = [&](const OwnName &name) {
            const auto found = list->findItems(QString::fromStdString(name.name()), Qt::MatchStartsWith);
            return found.isEmpty() ? -1 : list->row(found.front());
        };
        // What has a name here is attached by it, whoever has it.
        type(pid, QString::number(QCoreApplication::applicationPid()));
        QTRY_VERIFY(rowOf(named) >= 0);
        list->setFocus();
        list->setCurrentRow(rowOf(named));
        QCOMPARE(find<QLineEdit>(dialog, "attachName")->text(), QString::fromStdString(named.name()));
        type(pid, QString::number(peer.pid()));
        QTRY_VERIFY(rowOf(hidden) >= 0);
        QVERIFY(!message->isVisible());
        QVERIFY2(list->item(rowOf(hidden))->text().endsWith(QStringLiteral("its name is gone")),
                 qPrintable(list->item(rowOf(hidden))->text()));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualItemRect(list->item(rowOf(hidden))).center());
        QVERIFY(find<QLineEdit>(dialog, "attachName")->text().startsWith(QString::fromUtf8(peer.address(hidden))));
        click(find<QPushButton>(dialog, "attachAccept"));
        QTRY_VERIFY(window->currentTab() != nullptr && window->currentTab()->content() != nullptr);
        QCOMPARE(window->currentTab()->session()->facts()->stat.size, std::uint64_t(4096));
    }

    void anEndedProcessIsSaid()
    {
        const OwnName name;
        Peer peer(name);
        QVERIFY(peer.holds());
        const QByteArray address = peer.address(name);
        peer.kill();
        Window window;
        SegmentTab *tab = window->attach(address);
        QTRY_VERIFY(tab->banner()->isVisible());
        QVERIFY(tab->content() == nullptr);
    }
};

QTEST_MAIN(TestHidden)
#include "tst_hidden.moc"
