// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compare_panel.h"

#include "core/platform/platform.h"
#include "widgets/still_combo_box.h"
#include "widgets/words.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace membridge {

namespace {

enum Kind { Live, Pin, File, ChooseFile };
constexpr int kindRole = Qt::UserRole;
constexpr int valueRole = Qt::UserRole + 1;
constexpr int progressSteps = 1000;

QToolButton *makeStep(ComparePanel *panel, const QString &objectName, Qt::ArrowType arrow, const QString &text,
                      void (ComparePanel::*act)())
{
    auto *button = new QToolButton(panel);
    button->setObjectName(objectName);
    button->setArrowType(arrow);
    button->setAccessibleName(text.section(QLatin1String(" ("), 0, 0));
    button->setToolTip(text);
    QObject::connect(button, &QToolButton::clicked, panel, act);
    return button;
}

} // namespace

ComparePanel::ComparePanel(QWidget *parent) : QWidget(parent), m_model(new DifferenceModel(this))
{
    setObjectName(QStringLiteral("comparePanel"));
    m_pin = new QPushButton(tr("P&in now"), this);
    m_pin->setObjectName(QStringLiteral("pinButton"));
    m_pin->setAccessibleName(tr("Keep all bytes as they are now"));
    m_before.box = new StillComboBox(this);
    m_before.box->setObjectName(QStringLiteral("compareBefore"));
    m_before.box->setAccessibleName(tr("What was before"));
    m_after.box = new StillComboBox(this);
    m_after.box->setObjectName(QStringLiteral("compareAfter"));
    m_after.box->setAccessibleName(tr("What came after"));
    m_compare = new QPushButton(tr("Co&mpare"), this);
    m_compare->setObjectName(QStringLiteral("compareButton"));
    m_compare->setAccessibleName(tr("List what differs"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("compareProgress"));
    m_progress->setAccessibleName(tr("How much was compared"));
    m_progress->setRange(0, progressSteps);
    m_stop = new QPushButton(tr("&Stop"), this);
    m_stop->setObjectName(QStringLiteral("compareStop"));
    connect(m_stop, &QPushButton::clicked, this, &ComparePanel::stopRequested);
    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("compareResult"));
    m_result->setWordWrap(true);
    m_result->setTextFormat(Qt::PlainText);
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("differencesTable"));
    m_view->setAccessibleName(tr("Differences"));
    m_view->setModel(m_model);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_view->horizontalHeader()->setStretchLastSection(true);
    for (Side *side : {&m_before, &m_after}) {
        QComboBox *box = side->box;
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(8);
        connect(box, &QComboBox::activated, this, [this, side] { chosen(*side); });
    }
    connect(m_pin, &QPushButton::clicked, this, &ComparePanel::pinRequested);
    connect(m_compare, &QPushButton::clicked, this, &ComparePanel::compare);
    const auto go = [this](const QModelIndex &index) {
        emit goTo(index.data(DifferenceModel::OffsetRole).toULongLong(),
                  index.data(DifferenceModel::LengthRole).toULongLong());
    };
    connect(m_view, &QTableView::activated, this, go);
    connect(m_view, &QTableView::doubleClicked, this, go);
    auto *sides = new QHBoxLayout;
    sides->addWidget(m_before.box, 1);
    sides->addWidget(new QLabel(QStringLiteral("→"), this));
    sides->addWidget(m_after.box, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_pin);
    buttons->addWidget(m_compare);
    buttons->addWidget(makeStep(this, QStringLiteral("comparePrevious"), Qt::UpArrow,
                                tr("Previous difference (Shift+F8)"), &ComparePanel::previous));
    buttons->addWidget(
        makeStep(this, QStringLiteral("compareNext"), Qt::DownArrow, tr("Next difference (F8)"), &ComparePanel::next));
    buttons->addStretch(1);
    auto *running = new QHBoxLayout;
    running->addWidget(m_progress, 1);
    running->addWidget(m_stop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addLayout(buttons);
    column->addLayout(sides);
    column->addLayout(running);
    column->addWidget(m_result);
    column->addWidget(m_view, 1);
    setPins({});
    setPossible(false);
    setRunning(false);
}

void ComparePanel::setRunning(bool running)
{
    m_progress->setVisible(running);
    m_stop->setVisible(running);
    m_progress->setValue(0);
}

void ComparePanel::showProgress(quint64 bytesDone, quint64 bytesTotal)
{
    const double share = bytesTotal == 0 ? 0 : static_cast<double>(bytesDone) / static_cast<double>(bytesTotal);
    m_progress->setValue(static_cast<int>(share * progressSteps));
}

void ComparePanel::fill(const Side &side)
{
    QComboBox *box = side.box;
    box->clear();
    const auto add = [box](const QString &text, Kind kind, const QVariant &value) {
        box->addItem(text);
        box->setItemData(box->count() - 1, static_cast<int>(kind), kindRole);
        box->setItemData(box->count() - 1, value, valueRole);
    };
    if (box == m_after.box)
        add(tr("as it is now"), Live, {});
    for (std::size_t i = m_pins.size(); i-- > 0;) {
        const qint64 agoMs = (platform::monotonicNs() - m_pins[i]->timeNs()) / 1'000'000;
        add(tr("pin %1, %2")
                .arg(QString::number(i + 1),
                     QLocale().toString(QDateTime::currentDateTime().addMSecs(-agoMs).time(),
                                        QStringLiteral("HH:mm:ss"))),
            Pin, static_cast<qulonglong>(i));
    }
    for (const QString &file : side.files)
        add(QFileInfo(file).fileName(), File, file);
    add(tr("a file…"), ChooseFile, {});
    for (int row = 0; side.chosen && row < box->count() - 1; ++row) {
        const CompareSide offered = sideAt(*box, row);
        if (offered.pin == side.chosen->pin && offered.file == side.chosen->file)
            box->setCurrentIndex(row);
    }
}

void ComparePanel::setPins(const std::vector<PinPtr> &pins)
{
    m_pins = pins;
    fill(m_before);
    fill(m_after);
}

void ComparePanel::setPossible(bool possible)
{
    m_pin->setEnabled(possible);
    m_compare->setEnabled(possible);
}

CompareSide ComparePanel::sideAt(const QComboBox &box, int row) const
{
    switch (box.itemData(row, kindRole).toInt()) {
    case Pin: {
        const auto index = static_cast<std::size_t>(box.itemData(row, valueRole).toULongLong());
        return {.pin = index < m_pins.size() ? m_pins[index] : nullptr, .file = {}};
    }
    case File:
        return {.pin = nullptr, .file = box.itemData(row, valueRole).toString()};
    default:
        return {};
    }
}

void ComparePanel::chosen(Side &side)
{
    if (side.box->currentData(kindRole).toInt() == ChooseFile)
        chooseFile(side);
    else
        side.chosen = sideAt(*side.box, side.box->currentIndex());
}

void ComparePanel::chooseFile(Side &side)
{
    auto *dialog = new QFileDialog(this, tr("Compare with a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, &side](const QString &path) {
        side.files.removeAll(path);
        side.files.append(path);
        side.chosen = CompareSide{.pin = nullptr, .file = path};
        fill(side);
    });
    dialog->open();
}

void ComparePanel::compare()
{
    if (m_before.box->currentData(kindRole).toInt() == ChooseFile
        || m_after.box->currentData(kindRole).toInt() == ChooseFile) {
        say(tr("Pin the segment, or choose a file, to have something to compare with."));
        return;
    }
    say(tr("Comparing…"));
    setRunning(true);
    emit compareRequested(sideAt(*m_before.box, m_before.box->currentIndex()),
                          sideAt(*m_after.box, m_after.box->currentIndex()));
}

void ComparePanel::showComparison(const ComparisonPtr &comparison)
{
    setRunning(false);
    m_model->setDifferences(comparison->differences);
    QString text = comparison->error;
    if (text.isEmpty()) {
        text = comparison->count == 0
            ? tr("No byte differs.")
            : tr("%1 in %Ln place(s) differ.", nullptr, static_cast<int>(std::min<quint64>(comparison->count, INT_MAX)))
                  .arg(words::exactSize(comparison->bytes));
        if (comparison->sizeBefore != comparison->sizeAfter)
            text += QLatin1Char(' ')
                + tr("The sizes are %1 and %2.")
                      .arg(words::exactSize(comparison->sizeBefore), words::exactSize(comparison->sizeAfter));
        if (comparison->count > comparison->differences.size())
            text += QLatin1Char(' ')
                + tr("Only the first %Ln place(s) are listed.", nullptr,
                     static_cast<int>(comparison->differences.size()));
        if (comparison->stopped)
            text += QLatin1Char(' ') + tr("Stopped before the end.");
    }
    m_result->setText(text);
    emit differencesChanged();
}

void ComparePanel::say(const QString &text)
{
    m_result->setText(text);
}

void ComparePanel::clear()
{
    setRunning(false);
    m_model->setDifferences({});
    m_result->clear();
    emit differencesChanged();
}

void ComparePanel::move(int step)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = m_view->currentIndex().isValid() ? (m_view->currentIndex().row() + step + count) % count
                                                     : (step > 0 ? 0 : count - 1);
    const QModelIndex index = m_model->index(row, 0);
    m_view->setCurrentIndex(index);
    emit goTo(index.data(DifferenceModel::OffsetRole).toULongLong(),
              index.data(DifferenceModel::LengthRole).toULongLong());
}

} // namespace membridge
