// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario_panel.h"

#include "core/codec/bounded_file.h"
#include "core/traffic/scenario_file.h"
#include "widgets/state_badge.h"
#include "widgets/words.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QTableView>
#include <QTextBlock>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>
#include <variant>

namespace membridge {

namespace {

constexpr int parseDelayMs = 200;
constexpr auto examplesFolder = ":/scenarios";

QString textOfResource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Never narrower: columns that jump about with every number can't be read.
void widenColumns(QTableView &view)
{
    constexpr int margin = 8;
    const QAbstractItemView &items = view;
    for (int column = 0; column < view.model()->columnCount(); ++column) {
        if (view.horizontalHeader()->sectionResizeMode(column) == QHeaderView::Interactive)
            view.setColumnWidth(column, std::max(view.columnWidth(column), items.sizeHintForColumn(column) + margin));
    }
}

} // namespace

ScenarioPanel::ScenarioPanel(QWidget *parent) : QWidget(parent), m_cli(ScenarioWorker::findCli())
{
    setObjectName(QStringLiteral("scenarioPanel"));
    auto *halves = new QSplitter(this);
    halves->addWidget(makeEditor());
    halves->addWidget(makeResults());
    halves->setChildrenCollapsible(false);
    halves->setSizes({420, 520});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(halves);

    auto *worker = m_worker.get();
    worker->moveToThread(&m_thread);
    connect(this, &ScenarioPanel::runRequested, worker, &ScenarioWorker::run);
    connect(worker, &ScenarioWorker::progressed, this, [this](const ScenarioReportPtr &report) { showReport(*report); });
    connect(worker, &ScenarioWorker::finished, this, &ScenarioPanel::showFinished);
    connect(worker, &ScenarioWorker::failed, this, &ScenarioPanel::showFailed);

    m_parseSoon.setSingleShot(true);
    m_parseSoon.setInterval(parseDelayMs);
    connect(&m_parseSoon, &QTimer::timeout, this, &ScenarioPanel::parse);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] { m_parseSoon.start(); });
    m_editor->setPlainText(textOfResource(QStringLiteral("%1/steady-ring.json").arg(QLatin1String(examplesFolder))));
    parse();
    setRunning(false);
}

ScenarioPanel::~ScenarioPanel()
{
    m_stop.request();
    m_thread.quit();
    m_thread.wait();
}

QPushButton *ScenarioPanel::button(const QString &text, const char *name, const QString &accessibleName)
{
    auto *made = new QPushButton(text, this);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(accessibleName);
    return made;
}

QWidget *ScenarioPanel::makeEditor()
{
    auto *open = button(tr("&Open…"), "scenarioOpen", tr("Open a scenario file"));
    connect(open, &QPushButton::clicked, this, [this] {
        chooseFile(tr("Open a scenario"), tr("Scenarios (*.json)"), {}, false,
                   [this](const QString &path) { openFile(path); });
    });
    auto *save = button(tr("&Save…"), "scenarioSave", tr("Save the scenario to a file"));
    connect(save, &QPushButton::clicked, this, [this] {
        chooseFile(tr("Save the scenario"), tr("Scenarios (*.json)"), QStringLiteral("json"), true,
                   [this](const QString &path) { saveFile(path); });
    });
    auto *examples = button(tr("E&xamples"), "scenarioExamples", tr("Examples of scenarios"));
    addExamples(examples);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(open);
    buttons->addWidget(save);
    buttons->addWidget(examples);
    buttons->addStretch(1);

    m_editor = new QPlainTextEdit(this);
    m_editor->setObjectName(QStringLiteral("scenarioEditor"));
    m_editor->setAccessibleName(tr("Scenario, as JSON"));
    m_editor->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setTabChangesFocus(true);
    m_editor->installEventFilter(this);
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("scenarioProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_goToError = button(tr("&Go to the error"), "scenarioGoToError", tr("Go to the error"));
    connect(m_goToError, &QPushButton::clicked, this, &ScenarioPanel::goToError);
    auto *problem = new QHBoxLayout;
    problem->addWidget(m_problem, 1);
    problem->addWidget(m_goToError);

    auto *half = new QWidget(this);
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(buttons);
    column->addWidget(m_editor, 1);
    column->addLayout(problem);
    return half;
}

QWidget *ScenarioPanel::makeResults()
{
    m_run = button(tr("&Run"), "scenarioRun", tr("Run the scenario"));
    m_run->setToolTip(tr("Run the scenario (Ctrl+Enter in the text)"));
    connect(m_run, &QPushButton::clicked, this, &ScenarioPanel::start);
    m_stopButton = button(tr("S&top"), "scenarioStop", tr("Stop the run"));
    connect(m_stopButton, &QPushButton::clicked, this, &ScenarioPanel::stop);
    m_junit = button(tr("Export &JUnit…"), "scenarioJunit", tr("Export the result as JUnit XML"));
    connect(m_junit, &QPushButton::clicked, this, [this] {
        chooseFile(tr("Export the result"), tr("JUnit reports (*.xml)"), QStringLiteral("xml"), true,
                   [this](const QString &path) { saveJunit(path); });
    });
    m_state = new StateBadge(this);
    m_state->setObjectName(QStringLiteral("scenarioState"));
    m_state->setAccessibleName(tr("State of the run"));
    m_state->setState(StateBadge::Kind::Neutral, tr("not run yet"));
    m_name = new QLabel(this);
    m_name->setObjectName(QStringLiteral("scenarioName"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *each : {m_run, m_stopButton, m_junit})
        buttons->addWidget(each);
    buttons->addStretch(1);
    auto *state = new QHBoxLayout;
    state->addWidget(m_state);
    state->addWidget(m_name, 1);

    m_partsView = table(&m_parts, "scenarioParts", tr("Who takes part"), ScenarioModel::State);
    m_outcomeView = table(&m_outcome, "scenarioOutcome", tr("Expectations, faults and findings"), ScenarioModel::Seen);
    // What was seen is a sentence or two.
    m_outcomeView->horizontalHeader()->setSectionResizeMode(ScenarioModel::What, QHeaderView::Stretch);
    m_outcomeView->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto *tables = new QSplitter(Qt::Vertical, this);
    tables->setChildrenCollapsible(false);
    tables->addWidget(m_partsView);
    tables->addWidget(m_outcomeView);
    tables->setSizes({120, 200});
    auto *half = new QWidget(this);
    auto *column = new QVBoxLayout(half);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(buttons);
    column->addLayout(state);
    column->addWidget(tables, 1);
    return half;
}

QTableView *ScenarioPanel::table(ScenarioModel *model, const char *name, const QString &accessibleName, int stretched)
{
    auto *view = new QTableView(this);
    view->setObjectName(QLatin1String(name));
    view->setAccessibleName(accessibleName);
    view->setModel(model);
    view->setShowGrid(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setTabKeyNavigation(false);
    view->setMinimumHeight(fontMetrics().height() * 3);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    view->resizeColumnsToContents();
    view->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    return view;
}

void ScenarioPanel::addExamples(QPushButton *button)
{
    auto *menu = new QMenu(button);
    menu->setObjectName(QStringLiteral("scenarioExamplesMenu"));
    for (const QString &file :
         QDir(QLatin1String(examplesFolder)).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QString title = QFileInfo(file).completeBaseName();
        title.replace(QLatin1Char('-'), QLatin1Char(' '));
        connect(menu->addAction(title), &QAction::triggered, this, [this, file] {
            setText(textOfResource(QStringLiteral("%1/%2").arg(QLatin1String(examplesFolder), file)), {});
        });
    }
    button->setMenu(menu);
}

void ScenarioPanel::chooseFile(const QString &title, const QString &filter, const QString &suffix, bool save,
                               const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(this, title, m_directory, filter);
    dialog->setObjectName(QStringLiteral("scenarioFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setDefaultSuffix(suffix);
    if (!save)
        dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void ScenarioPanel::openFile(const QString &path)
{
    QThreadPool::globalInstance()->start([alive = QPointer<ScenarioPanel>(this), path] {
        QByteArray bytes;
        QString problem;
        try {
            bytes = QByteArray::fromStdString(
                readBoundedFile(path.toStdString(), "open the scenario", maxScenarioFileBytes));
            if (static_cast<std::size_t>(bytes.size()) > maxScenarioFileBytes)
                problem = tr("%1 is longer than a scenario may be").arg(path);
        } catch (const Error &error) {
            problem = words::of(error);
        }
        // A guarded pointer may only be looked at by the thread of its object.
        QMetaObject::invokeMethod(qApp, [alive, path, bytes, problem] {
            if (!alive)
                return;
            if (problem.isEmpty())
                alive->setText(QString::fromUtf8(bytes), QFileInfo(path).absolutePath());
            else
                emit alive->said(problem);
        });
    });
}

void ScenarioPanel::saveFile(const QString &path)
{
    m_directory = QFileInfo(path).absolutePath();
    writeFile(path, m_editor->toPlainText().toUtf8());
}

void ScenarioPanel::saveJunit(const QString &path)
{
    if (m_result)
        writeFile(path, QByteArray::fromStdString(reportJunit(*m_result)));
}

void ScenarioPanel::writeFile(const QString &path, const QByteArray &bytes)
{
    QThreadPool::globalInstance()->start([alive = QPointer<ScenarioPanel>(this), path, bytes] {
        QSaveFile file(path);
        const bool done = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        const QString text = done ? tr("Saved %1").arg(path)
                                  : tr("%1 can't be written: %2").arg(path, file.errorString());
        QMetaObject::invokeMethod(qApp, [alive, text] {
            if (alive)
                emit alive->said(text);
        });
    });
}

void ScenarioPanel::setText(const QString &text, const QString &directory)
{
    // As an edit, so that undo brings back what was there.
    QTextCursor cursor(m_editor->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.movePosition(QTextCursor::Start);
    m_editor->setTextCursor(cursor);
    m_directory = directory;
    parse();
}

void ScenarioPanel::parse()
{
    m_parseSoon.stop();
    m_scenario.reset();
    m_error.reset();
    // Before the text is copied.
    if (static_cast<std::size_t>(m_editor->document()->characterCount()) > maxScenarioFileBytes + 1) {
        m_error = FileError{.line = 0, .column = 0, .path = {}, .reason = "longer than a scenario may be"};
    } else {
        auto parsed = parseScenario(m_editor->toPlainText().toStdString());
        if (auto *error = std::get_if<FileError>(&parsed))
            m_error = std::move(*error);
        else
            m_scenario = std::make_shared<const Scenario>(std::get<Scenario>(std::move(parsed)));
    }
    showProblem();
}

void ScenarioPanel::showProblem()
{
    const Theme theme = Theme::of(palette());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_error ? theme.error : theme.free);
    m_problem->setPalette(colours);
    m_problem->setText(m_error ? tr("✗ %1").arg(words::shown(m_error->text())) : tr("✓ A sound scenario"));
    QList<QTextEdit::ExtraSelection> marks;
    m_goToError->setVisible(m_error && m_error->line > 0);
    if (m_error && m_error->line > 0) {
        const QString line = QLocale().toString(static_cast<qulonglong>(m_error->line));
        m_goToError->setText(tr("&Go to line %1").arg(line));
        m_goToError->setAccessibleName(tr("Go to the error in line %1").arg(line));
        QTextEdit::ExtraSelection mark;
        mark.format.setBackground(theme.errorTint);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.cursor = QTextCursor(m_editor->document()->findBlockByNumber(static_cast<int>(m_error->line) - 1));
        marks << mark;
    }
    m_editor->setExtraSelections(marks);
    m_run->setEnabled(!m_running && m_scenario != nullptr);
}

void ScenarioPanel::goToError()
{
    if (!m_error || m_error->line == 0)
        return;
    const QTextBlock block = m_editor->document()->findBlockByNumber(static_cast<int>(m_error->line) - 1);
    if (!block.isValid())
        return;
    // The error counts bytes.
    const qsizetype bytes = std::max<qsizetype>(static_cast<qsizetype>(m_error->column) - 1, 0);
    const auto characters = static_cast<int>(QString::fromUtf8(block.text().toUtf8().left(bytes)).size());
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, std::min(characters, block.length() - 1));
    m_editor->setTextCursor(cursor);
    m_editor->ensureCursorVisible();
    m_editor->setFocus();
}

void ScenarioPanel::start()
{
    if (m_running)
        return;
    parse();
    if (m_scenario == nullptr) {
        goToError();
        return;
    }
    if (m_cli.isEmpty() || !QFileInfo(m_cli).isExecutable()) {
        m_state->setState(StateBadge::Kind::Warning, tr("not started"));
        m_name->setText(tr("membridge-cli is neither beside this program nor in PATH"));
        m_name->setToolTip(m_name->text());
        return;
    }
    m_stop.reset();
    m_result.reset();
    m_expected.clear();
    for (const ScenarioExpectation &expectation : m_scenario->expectations)
        m_expected << words::shown(m_scenario->text(expectation));
    m_parts.clear();
    m_outcome.setReport({}, m_expected);
    m_name->setText(words::shown(m_scenario->name));
    m_name->setToolTip(words::plainToolTip(m_name->text()));
    m_state->setState(StateBadge::Kind::Participating, tr("running"));
    setRunning(true);
    if (!m_thread.isRunning())
        m_thread.start();
    emit runRequested(m_scenario, m_cli, m_directory);
}

void ScenarioPanel::stop()
{
    if (!m_running)
        return;
    m_stop.request();
    m_stopButton->setEnabled(false);
    m_state->setState(StateBadge::Kind::Warning, tr("stopping"));
}

void ScenarioPanel::showReport(const ScenarioReport &report)
{
    m_parts.setReport(report);
    m_outcome.setReport(report, m_expected);
    widenColumns(*m_partsView);
    widenColumns(*m_outcomeView);
    if (m_running && !m_stop.requested())
        m_state->setState(
            StateBadge::Kind::Participating,
            tr("running, %1 s").arg(QLocale().toString(static_cast<double>(report.elapsedNs) / 1e9, 'f', 1)));
}

void ScenarioPanel::showFinished(const ScenarioReportPtr &report)
{
    setRunning(false);
    m_result = report;
    m_junit->setEnabled(true);
    showReport(*report);
    const QString after = QLocale().toString(static_cast<double>(report->elapsedNs) / 1e9, 'f', 1);
    const auto failed = std::count_if(report->verdicts.begin(), report->verdicts.end(),
                                      [](const ScenarioVerdict &one) { return !one.passed; });
    if (report->stopped)
        m_state->setState(StateBadge::Kind::Warning, tr("stopped after %1 s").arg(after));
    else if (report->passed())
        m_state->setState(StateBadge::Kind::Free, tr("✓ passed in %1 s").arg(after));
    else
        m_state->setState(StateBadge::Kind::Invalid,
                          tr("✗ failed: %1 of %2, in %3 s")
                              .arg(QLocale().toString(static_cast<qlonglong>(failed)),
                                   QLocale().toString(static_cast<qulonglong>(report->verdicts.size())), after));
}

void ScenarioPanel::showFailed(const Error &error)
{
    setRunning(false);
    m_state->setState(StateBadge::Kind::Invalid, tr("not run"));
    m_name->setText(words::of(error));
    m_name->setToolTip(words::plainToolTip(m_name->text()));
}

void ScenarioPanel::setRunning(bool running)
{
    // A button that is disabled would give the focus to whatever comes next.
    const bool hadFocus = (running ? m_run : m_stopButton)->hasFocus();
    m_running = running;
    m_stopButton->setEnabled(running);
    m_run->setEnabled(!running && m_scenario != nullptr);
    m_junit->setEnabled(m_result != nullptr);
    if (hadFocus)
        (running ? m_stopButton : m_run)->setFocus();
}

void ScenarioPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        const Theme theme = Theme::of(palette());
        m_parts.setTheme(theme);
        m_outcome.setTheme(theme);
        showProblem();
    }
    QWidget::changeEvent(event);
}

bool ScenarioPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers().testFlag(Qt::ControlModifier)
            && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            start();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace membridge
