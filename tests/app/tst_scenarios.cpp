// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/scenario_panel.h"
#include "core/traffic/scenario_file.h"
#include "widgets/state_badge.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTextBlock>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr auto unknownKey = R"({ "membridge_scenario": 1, "name": "x",
"segments": [{ "id": "SEGMENT", "ring": 1024 }],
"nonsense": 1 })";

constexpr auto endless = R"({ "membridge_scenario": 1, "name": "endless",
"segments": [{ "id": "SEGMENT", "ring": 65536 }],
"producers": [{ "id": "source", "segment": "SEGMENT", "rate": 1000 }],
"consumers": [{ "id": "sink", "segment": "SEGMENT" }],
"for_ms": 900000, "timeout_ms": 1000000,
"expect": [{ "what": "no-loss", "of": "sink" }] })";

constexpr auto passing = R"({ "membridge_scenario": 1, "name": "passes",
"segments": [{ "id": "SEGMENT", "ring": 65536 }],
"producers": [{ "id": "source", "segment": "SEGMENT", "rate": 5000, "count": 10000 }],
"consumers": [{ "id": "sink", "segment": "SEGMENT" }],
"expect": [{ "what": "no-loss", "of": "sink" },
{ "what": "messages", "of": "sink", "at_least": 10000, "at_most": 10000 }] })";

constexpr auto failing = R"({ "membridge_scenario": 1, "name": "fails",
"segments": [{ "id": "SEGMENT", "ring": 65536 }],
"producers": [{ "id": "source", "segment": "SEGMENT", "rate": 1000, "count": 50 }],
"consumers": [{ "id": "sink", "segment": "SEGMENT" }],
"expect": [{ "what": "no-loss", "of": "sink" },
{ "what": "messages", "of": "sink", "at_least": 51 }] })";

/// The window with its scenarios open, by the menu's key.
class Scenarios
{
public:
    Scenarios()
    {
        panel = find<ScenarioPanel>(window.get(), "scenarioPanel");
        panel->setCli(QStringLiteral(MEMBRIDGE_CLI));
        for (const char *name : {"scenarioParts", "scenarioOutcome"})
            new QAbstractItemModelTester(view(name)->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                         view(name));
        QTest::keyClick(window.get(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        if (!QTest::qWaitFor([this] { return editor()->isVisible() && editor()->hasFocus(); }, 5000))
            qFatal("the scenarios did not come up");
    }

    QPlainTextEdit *editor() const { return find<QPlainTextEdit>(panel, "scenarioEditor"); }
    QTableView *view(const char *name) const { return find<QTableView>(panel, name); }
    QPushButton *button(const char *name) const { return find<QPushButton>(panel, name); }
    QString problem() const { return find<QLabel>(panel, "scenarioProblem")->text(); }
    QString state() const { return find<StateBadge>(panel, "scenarioState")->text(); }
    QString cell(const char *table, int row, int column) const
    {
        return view(table)->model()->index(row, column).data().toString();
    }
    int rows(const char *table) const { return view(table)->model()->rowCount(); }
    void type(const char *text) const
    {
        editor()->setFocus();
        QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
        bool isFirst = true;
        for (const QString &line :
             QString::fromLatin1(text).replace(QLatin1String("SEGMENT"), segmentId()).split(QLatin1Char('\n'))) {
            if (!isFirst)
                QTest::keyClick(editor(), Qt::Key_Return);
            QTest::keyClicks(editor(), line);
            isFirst = false;
        }
    }
    /// This process's own, so that another run on this machine is not taken for one of these.
    static QString segmentId() { return QStringLiteral("tst-%1").arg(QCoreApplication::applicationPid()); }
    static QStringList segments()
    {
        return QDir(QStringLiteral("/dev/shm"))
            .entryList({QStringLiteral("membridge-run-*-%1").arg(segmentId())}, QDir::Files | QDir::System);
    }

    Window window;
    ScenarioPanel *panel = nullptr;
};

} // namespace

/// Scenarios in the window, with real keys and clicks, and the real command-line program for every part.
class ScenariosTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void anErrorNamesItsLineAndLeadsThere()
    {
        const Scenarios scenarios;
        QVERIFY(scenarios.button("scenarioRun")->isEnabled());
        QVERIFY(!scenarios.button("scenarioGoToError")->isVisible());
        scenarios.type(unknownKey);
        QTRY_VERIFY2(scenarios.problem().contains(QStringLiteral("line 3")), qPrintable(scenarios.problem()));
        QVERIFY(scenarios.problem().contains(QStringLiteral("nonsense")));
        QVERIFY(!scenarios.button("scenarioRun")->isEnabled());
        QPushButton *go = scenarios.button("scenarioGoToError");
        QVERIFY(go->isVisible());
        QVERIFY(go->accessibleName().contains(QStringLiteral("3")));
        // Away from it, then there, by mouse and by key.
        QTest::keyClick(scenarios.editor(), Qt::Key_Home, Qt::ControlModifier);
        click(go);
        QCOMPARE(scenarios.editor()->textCursor().blockNumber(), 2);
        QVERIFY(scenarios.editor()->hasFocus());
        QTest::keyClick(scenarios.editor(), Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(scenarios.editor(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!scenarios.panel->isRunning());
        QCOMPARE(scenarios.editor()->textCursor().blockNumber(), 2);
        // Mended.
        scenarios.type(endless);
        QTRY_VERIFY(scenarios.button("scenarioRun")->isEnabled());
        QVERIFY(!scenarios.button("scenarioGoToError")->isVisible());
        QVERIFY(!scenarios.problem().contains(QStringLiteral("line")));
    }

    void theColumnCountsCharacters()
    {
        const Scenarios scenarios;
        const QString line = QStringLiteral("{ \"membridge_scenario\": 1, \"name\": \"äöü€\", ");
        scenarios.editor()->setPlainText(line + QStringLiteral("oops }"));
        scenarios.editor()->setFocus();
        QTest::keyClick(scenarios.editor(), Qt::Key_Return, Qt::ControlModifier);
        const auto parsed = parseScenario(scenarios.editor()->toPlainText().toStdString());
        const auto *error = std::get_if<FileError>(&parsed);
        QVERIFY(error != nullptr);
        const QByteArray before = scenarios.editor()->toPlainText().toUtf8().left(static_cast<qsizetype>(error->column)
                                                                                  - 1);
        QCOMPARE(scenarios.editor()->textCursor().positionInBlock(), QString::fromUtf8(before).size());
        QVERIFY(before.size() > QString::fromUtf8(before).size());
    }

    void tooLongATextIsNotParsed()
    {
        const Scenarios scenarios;
        scenarios.editor()->setPlainText(QString(static_cast<qsizetype>(maxScenarioFileBytes) + 2, QLatin1Char(' ')));
        QTRY_VERIFY(scenarios.problem().contains(QStringLiteral("longer")));
        QVERIFY(!scenarios.button("scenarioGoToError")->isVisible());
        QVERIFY(!scenarios.button("scenarioRun")->isEnabled());
    }

    void oneThatPasses()
    {
        const Scenarios scenarios;
        QVERIFY(!scenarios.button("scenarioStop")->isEnabled());
        QVERIFY(!scenarios.button("scenarioJunit")->isEnabled());
        scenarios.type(passing);
        QTest::keyClick(scenarios.editor(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(scenarios.panel->isRunning());
        QVERIFY(!scenarios.button("scenarioRun")->isEnabled());
        QVERIFY(scenarios.button("scenarioStop")->isEnabled());
        // While it runs.
        QTRY_COMPARE(scenarios.rows("scenarioParts"), 2);
        QTRY_VERIFY_WITH_TIMEOUT(!Scenarios::segments().isEmpty(), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!scenarios.panel->isRunning(), 60'000);
        QVERIFY2(scenarios.state().contains(QStringLiteral("passed")), qPrintable(scenarios.state()));
        QCOMPARE(scenarios.cell("scenarioParts", 0, ScenarioModel::Id), QStringLiteral("source"));
        QCOMPARE(scenarios.cell("scenarioParts", 1, ScenarioModel::Messages), QLocale().toString(10'000));
        QVERIFY(!scenarios.cell("scenarioParts", 1, ScenarioModel::Rate).isEmpty());
        for (int column : {ScenarioModel::Kind, ScenarioModel::Messages, ScenarioModel::Rate}) {
            QTableView *parts = scenarios.view("scenarioParts");
            QVERIFY(parts->columnWidth(column) >= static_cast<QAbstractItemView *>(parts)->sizeHintForColumn(column));
        }
        // And the finding that the header's layout is worth a note.
        QVERIFY(scenarios.rows("scenarioOutcome") >= 2);
        for (int row = 0; row < 2; ++row)
            QVERIFY(scenarios.cell("scenarioOutcome", row, ScenarioModel::Verdict).contains(QStringLiteral("passed")));
        QCOMPARE(Scenarios::segments(), QStringList());
        QVERIFY(scenarios.button("scenarioRun")->isEnabled());
        QVERIFY(!scenarios.button("scenarioStop")->isEnabled());
    }

    void faultsNameTheCorrectPeer()
    {
        ScenarioReport report;
        report.faults = {{.kind = "stop",
                          .on = "sink",
                          .atNs = 1'500'000'000,
                          .done = true,
                          .text = "sent to process 7",
                          .correctPeer = "waits with a deadline"},
                         {.kind = "kill", .on = "sink", .correctPeer = "goes on without it"}};
        ScenarioModel model(ScenarioModel::Shows::Outcome);
        model.setReport(report, {});
        const auto seen = [&model](int row) { return model.index(row, ScenarioModel::Seen).data().toString(); };
        QVERIFY2(seen(0).contains(QStringLiteral("sent to process 7 — a correct peer: waits with a deadline")),
                 qPrintable(seen(0)));
        QVERIFY2(seen(1).contains(QStringLiteral("a correct peer: goes on without it")), qPrintable(seen(1)));
    }

    void oneThatFailsIsExported()
    {
        const Scenarios scenarios;
        scenarios.type(failing);
        QTRY_VERIFY(scenarios.button("scenarioRun")->isEnabled());
        click(scenarios.button("scenarioRun"));
        QVERIFY(scenarios.panel->isRunning());
        // What is expected is there before it is judged.
        QCOMPARE(scenarios.rows("scenarioOutcome"), 2);
        QVERIFY(scenarios.cell("scenarioOutcome", 1, ScenarioModel::Verdict).contains(QStringLiteral("open")));
        QTRY_VERIFY_WITH_TIMEOUT(!scenarios.panel->isRunning(), 60'000);
        QVERIFY2(scenarios.state().contains(QStringLiteral("failed: 1 of 2")), qPrintable(scenarios.state()));
        QVERIFY(scenarios.cell("scenarioOutcome", 0, ScenarioModel::Verdict).contains(QStringLiteral("passed")));
        QVERIFY(scenarios.cell("scenarioOutcome", 1, ScenarioModel::Verdict).contains(QStringLiteral("failed")));
        QVERIFY(!scenarios.cell("scenarioOutcome", 1, ScenarioModel::Seen).isEmpty());
        const QAbstractItemModel *outcome = scenarios.view("scenarioOutcome")->model();
        QVERIFY(outcome->index(0, 0).data(Qt::ForegroundRole) != outcome->index(1, 0).data(Qt::ForegroundRole));
        QCOMPARE(Scenarios::segments(), QStringList());
        const QTemporaryDir folder;
        QString said;
        connect(scenarios.panel, &ScenarioPanel::said, this, [&said](const QString &text) { said = text; });
        click(scenarios.button("scenarioJunit"));
        chooseFile(scenarios.panel, "scenarioFile", folder.filePath(QStringLiteral("report.xml")));
        QTRY_VERIFY(!said.isEmpty());
        QFile report(folder.filePath(QStringLiteral("report.xml")));
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(report.readAll().contains("failures=\"1\""));
    }

    void oneThatIsStopped()
    {
        const Scenarios scenarios;
        scenarios.type(endless);
        QTest::keyClick(scenarios.editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(scenarios.rows("scenarioParts"), 2, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(!scenarios.cell("scenarioParts", 1, ScenarioModel::Messages).isEmpty(), 20'000);
        QCOMPARE(Scenarios::segments().size(), 1);
        QPushButton *stop = scenarios.button("scenarioStop");
        stop->setFocus();
        QTest::keyClick(stop, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!scenarios.panel->isRunning(), 20'000);
        QVERIFY2(scenarios.state().contains(QStringLiteral("stopped")), qPrintable(scenarios.state()));
        QVERIFY(scenarios.panel->result()->stopped);
        QCOMPARE(Scenarios::segments(), QStringList());
        QVERIFY(scenarios.button("scenarioRun")->isEnabled());
    }

    void closingTheWindowEndsARun()
    {
        Scenarios scenarios;
        scenarios.type(endless);
        QTest::keyClick(scenarios.editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(Scenarios::segments().size(), 1, 10'000);
        scenarios.window->close();
        scenarios.window.close();
        QCOMPARE(Scenarios::segments(), QStringList());
    }

    void withoutTheProgramItSaysSo()
    {
        const Scenarios scenarios;
        scenarios.panel->setCli({});
        click(scenarios.button("scenarioRun"));
        QVERIFY(!scenarios.panel->isRunning());
        QVERIFY(find<QLabel>(scenarios.panel, "scenarioName")->text().contains(QStringLiteral("membridge-cli")));
        QCOMPARE(scenarios.state(), QStringLiteral("not started"));
    }

    void allExamplesAreSound()
    {
        const Scenarios scenarios;
        const QList<QAction *> actions = find<QMenu>(scenarios.panel, "scenarioExamplesMenu")->actions();
        QVERIFY(actions.size() >= 10);
        const QString first = scenarios.editor()->toPlainText();
        for (QAction *action : actions) {
            const QString before = scenarios.editor()->toPlainText();
            action->trigger();
            QVERIFY2(scenarios.button("scenarioRun")->isEnabled(), qPrintable(action->text() + scenarios.problem()));
            // Nothing typed is lost.
            scenarios.editor()->setFocus();
            QTest::keyClick(scenarios.editor(), Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(scenarios.editor()->toPlainText(), before);
        }
        QCOMPARE(scenarios.editor()->toPlainText(), first);
    }

    void filesAreSavedAndOpened()
    {
        const Scenarios scenarios;
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("one.json"));
        QString said;
        connect(scenarios.panel, &ScenarioPanel::said, this, [&said](const QString &text) { said = text; });
        scenarios.type(endless);
        const QString typed = scenarios.editor()->toPlainText();
        click(scenarios.button("scenarioSave"));
        chooseFile(scenarios.panel, "scenarioFile", path);
        QTRY_VERIFY(said.contains(path));
        scenarios.type("{");
        click(scenarios.button("scenarioOpen"));
        chooseFile(scenarios.panel, "scenarioFile", path);
        QTRY_COMPARE(scenarios.editor()->toPlainText(), typed);
        QVERIFY(scenarios.button("scenarioRun")->isEnabled());
        said.clear();
        scenarios.panel->openFile(folder.filePath(QStringLiteral("none.json")));
        QTRY_VERIFY(said.contains(QStringLiteral("none.json")));
        QCOMPARE(scenarios.editor()->toPlainText(), typed);
    }
};

QTEST_MAIN(ScenariosTest)
#include "tst_scenarios.moc"
