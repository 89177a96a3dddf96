// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture_panel.h"

#include "rival_banner.h"
#include "session.h"
#include "widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace membridge {

namespace {

QString counted(quint64 number)
{
    return QLocale().toString(number);
}

/// Wraps; a long path in it does not set the least width of the window.
QLabel *makeState(QWidget *parent, const char *name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QPushButton *makeButton(QWidget *parent, const QString &text, const char *name, const QString &accessibleName)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(accessibleName);
    return button;
}

} // namespace

CapturePanel::CapturePanel(Session *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("capturePanel"));
    m_capture = makeButton(this, tr("&Capture…"), "captureButton", tr("Capture the ring's frames to a file"));
    m_captureStop = makeButton(this, tr("Stop capt&uring"), "captureStop", tr("Stop capturing"));
    m_captureState = makeState(this, "captureState");
    m_captureState->setAccessibleName(tr("What the capture has so far"));
    m_replayState = makeState(this, "replayState");
    m_replayState->setAccessibleName(tr("How far the replay has come"));
    auto *captureRow = new QHBoxLayout;
    captureRow->addWidget(m_capture);
    captureRow->addWidget(m_captureStop);
    captureRow->addWidget(makeLimits());
    captureRow->addSpacing(fontMetrics().averageCharWidth());
    captureRow->addWidget(m_captureState, 1);
    auto *layout = new QVBoxLayout(this);
    // Four rows; the window has to fit 1000 x 700.
    layout->setContentsMargins(6, 2, 6, 2);
    layout->setSpacing(2);
    layout->addLayout(captureRow);
    layout->addWidget(makeFileRow());
    m_rival = new RivalBanner(session->rivals(), RingSide::Producer, this);
    layout->addWidget(makeReplayRow());
    layout->addWidget(m_replayState);
    layout->addWidget(m_rival);
    layout->addStretch(1);

    connect(m_capture, &QPushButton::clicked, this, &CapturePanel::captureRequested);
    connect(m_captureStop, &QPushButton::clicked, session->frameFiles(), &FrameFiles::stopCapture);
    connect(session->frameFiles(), &FrameFiles::captureChanged, this, &CapturePanel::showCapture);
    connect(session->frameFiles(), &FrameFiles::replayChanged, this, &CapturePanel::showReplay);
    connect(session, &Session::participationChanged, this, &CapturePanel::updateEnabled);
    connect(session, &Session::busyChanged, this, &CapturePanel::updateEnabled);
    connect(m_rival, &RivalBanner::changed, this, &CapturePanel::updateEnabled);
    showCapture(session->frameFiles()->captureState());
    showReplay(session->frameFiles()->replayState());
}

QWidget *CapturePanel::makeLimits()
{
    auto *row = new QWidget(this);
    m_fileSize = new QSpinBox(row);
    m_fileSize->setObjectName(QStringLiteral("captureFileSize"));
    m_fileSize->setAccessibleName(tr("Size at which the capture goes on in another file"));
    m_fileSize->setToolTip(tr("Size at which the capture goes on in another file: NAME.00001.pcap, NAME.00002.pcap, …"));
    m_fileSize->setRange(0, 1 << 20);
    m_fileSize->setSuffix(tr(" MiB a file", "behind a number"));
    m_fileSize->setSpecialValueText(tr("one file"));
    m_fileCount = new QSpinBox(row);
    m_fileCount->setObjectName(QStringLiteral("captureFileCount"));
    m_fileCount->setAccessibleName(tr("How many files are kept, the newest"));
    m_fileCount->setToolTip(m_fileCount->accessibleName());
    m_fileCount->setRange(0, 99'999);
    m_fileCount->setPrefix(tr("newest ", "before a number of files"));
    m_fileCount->setSpecialValueText(tr("all are kept"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_fileSize);
    layout->addWidget(m_fileCount);
    const auto set = [this] {
        constexpr quint64 mebibyte = 1 << 20;
        if (m_session)
            m_session->frameFiles()->setCaptureLimits(static_cast<quint64>(m_fileSize->value()) * mebibyte,
                                                      static_cast<quint64>(m_fileCount->value()));
        updateEnabled();
    };
    connect(m_fileSize, &QSpinBox::valueChanged, this, set);
    connect(m_fileCount, &QSpinBox::valueChanged, this, set);
    return row;
}

QWidget *CapturePanel::makeFileRow()
{
    auto *row = new QWidget(this);
    auto *label = new QLabel(tr("Captured &file:"), row);
    m_file = new QLineEdit(row);
    m_file->setObjectName(QStringLiteral("captureFile"));
    m_file->setAccessibleName(tr("Captured file to replay or export"));
    label->setBuddy(m_file);
    m_open = makeButton(row, tr("&Open…"), "captureOpen", tr("Choose a captured file"));
    m_export = makeButton(row, tr("&Export frames…"), "captureExport", tr("Export the file's frames as CSV or JSON"));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_file, 1);
    layout->addWidget(m_open);
    layout->addWidget(m_export);
    connect(m_file, &QLineEdit::textChanged, this, &CapturePanel::updateEnabled);
    connect(m_open, &QPushButton::clicked, this, &CapturePanel::openRequested);
    connect(m_export, &QPushButton::clicked, this, [this] { emit exportRequested(filePath()); });
    return row;
}

QWidget *CapturePanel::makeReplayRow()
{
    auto *row = new QWidget(this);
    m_speed = new QComboBox(row);
    m_speed->setObjectName(QStringLiteral("replaySpeed"));
    m_speed->setAccessibleName(tr("How fast to replay"));
    for (const double factor : {0.1, 0.5, 1.0, 2.0, 10.0, 100.0})
        m_speed->addItem(factor == 1.0 ? tr("as captured") : tr("%1 times as fast").arg(QLocale().toString(factor)),
                         factor);
    m_speed->addItem(tr("as fast as there is room"));
    m_speed->setCurrentIndex(2);
    m_rounds = new QSpinBox(row);
    m_rounds->setObjectName(QStringLiteral("replayRounds"));
    m_rounds->setAccessibleName(tr("How often to replay the file"));
    m_rounds->setRange(0, 1'000'000);
    m_rounds->setValue(1);
    m_rounds->setSuffix(tr(" ×"));
    m_rounds->setSpecialValueText(tr("until stopped"));
    m_steps = new QCheckBox(tr("Frame &by frame"), row);
    m_steps->setObjectName(QStringLiteral("replaySteps"));
    m_replay = makeButton(row, tr("&Replay"), "replayButton", tr("Push the file's frames into the ring"));
    m_next = makeButton(row, tr("&Next frame"), "replayNext", tr("Push the next frame of the file"));
    m_replayStop = makeButton(row, tr("S&top replaying"), "replayStop", tr("Stop replaying"));
    m_progress = new QProgressBar(row);
    m_progress->setObjectName(QStringLiteral("replayProgress"));
    m_progress->setAccessibleName(tr("How much of the file was replayed in this round"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_speed, m_rounds, m_steps, m_replay, m_next, m_replayStop})
        layout->addWidget(widget);
    layout->addWidget(m_progress, 1);
    connect(m_steps, &QCheckBox::toggled, this, &CapturePanel::updateEnabled);
    connect(m_replay, &QPushButton::clicked, this, &CapturePanel::replay);
    connect(m_next, &QPushButton::clicked, m_session->frameFiles(), &FrameFiles::step);
    connect(m_replayStop, &QPushButton::clicked, m_session->frameFiles(), &FrameFiles::stopReplay);
    return row;
}

void CapturePanel::setFacts(const SegmentFacts &facts)
{
    m_isRing = facts.layout == Layout::Ring;
    updateEnabled();
}

QString CapturePanel::filePath() const
{
    return m_file->text();
}

void CapturePanel::setFilePath(const QString &path)
{
    m_file->setText(path);
}

void CapturePanel::replay()
{
    if (!m_session || !m_session->isParticipating() || m_session->isBusy())
        return;
    ReplayRequest request;
    request.path = filePath();
    const QVariant factor = m_speed->currentData();
    request.speed = factor.isValid() ? std::optional(factor.toDouble()) : std::nullopt;
    request.rounds = static_cast<quint64>(m_rounds->value());
    request.steps = m_steps->isChecked();
    m_session->replay(request);
}

void CapturePanel::showCapture(const CaptureState &state)
{
    using Phase = CaptureState::Phase;
    const QString form = state.files > 1 ? tr("%1 frames, %2, %3 missed; %5 files are left, with %4")
                                         : tr("%1 frames, %2, %3 missed; the file has %4");
    QString numbers = form.arg(counted(state.frames), words::size(state.bytes), words::exactSize(state.missedBytes),
                               words::size(state.fileBytes));
    if (state.files > 1)
        numbers = numbers.arg(counted(state.files));
    QString text;
    switch (state.phase) {
    case Phase::None:
        text = FrameFiles::arePossible() ? tr("Nothing is being captured.")
                                         : tr("This program was built without captures.");
        break;
    case Phase::Running:
        text = tr("Capturing to %1: %2").arg(state.path, numbers);
        break;
    case Phase::Done:
        text = tr("Captured to %1: %2").arg(state.path, numbers);
        break;
    case Phase::Stopped:
        text = tr("Stopped capturing to %1: %2").arg(state.path, numbers);
        break;
    case Phase::Removed:
        text = tr("The ring's name was removed. Captured to %1: %2").arg(state.path, numbers);
        break;
    case Phase::Replaced:
        text = tr("The name means another segment by now. Captured to %1: %2").arg(state.path, numbers);
        break;
    case Phase::Malformed:
        text = tr("The ring's header makes no sense any more. Captured to %1: %2").arg(state.path, numbers);
        break;
    case Phase::Failed:
        text = state.frames > 0 ? tr("%1 Kept in %2: %3").arg(words::of(*state.error), state.path, numbers)
                                : words::of(*state.error);
        break;
    }
    m_captureState->setText(text);
    if (state.phase != Phase::None && state.phase != Phase::Running && state.frames > 0)
        setFilePath(state.path);
    updateEnabled();
}

void CapturePanel::showReplay(const ReplayState &state)
{
    using Phase = ReplayState::Phase;
    QString numbers = tr("%1 frames, %2").arg(counted(state.frames), words::size(state.bytes));
    if (state.leftOut > 0)
        numbers = tr("%1; %2 left out, cut in the file or too large for this ring").arg(numbers, counted(state.leftOut));
    QString text;
    switch (state.phase) {
    case Phase::None:
        break;
    case Phase::Running:
        text = tr("Replaying: %1").arg(numbers);
        break;
    case Phase::Done:
        text = tr("Replayed: %1").arg(numbers);
        break;
    case Phase::Stopped:
        text = tr("Stopped replaying: %1").arg(numbers);
        break;
    case Phase::Full:
        text = tr("The ring is full, and nobody takes anything out. Replayed: %1").arg(numbers);
        break;
    case Phase::Malformed:
        text = tr("The ring was set up anew, or somebody else pushes too. Replayed: %1").arg(numbers);
        break;
    case Phase::Faulty:
        text = tr("The file is broken (%1). Replayed: %2").arg(words::shown(state.fault.toStdString()), numbers);
        break;
    case Phase::Failed:
        text = words::of(*state.error);
        break;
    }
    m_replayState->setText(text);
    m_progress->setValue(state.permille);
    updateEnabled();
}

void CapturePanel::updateEnabled()
{
    if (!m_session)
        return;
    const bool possible = m_isRing && FrameFiles::arePossible();
    const bool capturing = m_session->frameFiles()->isCapturing();
    const bool replaying = m_session->frameFiles()->isReplaying();
    const bool hasFile = FrameFiles::arePossible() && !filePath().isEmpty();
    m_capture->setEnabled(possible && !capturing);
    m_captureStop->setEnabled(capturing);
    m_fileSize->setEnabled(possible && !capturing);
    m_fileCount->setEnabled(possible && !capturing && m_fileSize->value() > 0);
    m_open->setEnabled(FrameFiles::arePossible());
    m_export->setEnabled(hasFile);
    const bool mayReplay = possible && hasFile && m_session->isParticipating() && !m_session->isBusy();
    m_replay->setEnabled(mayReplay && !m_rival->isBlocking());
    m_replayState->setHidden(m_rival->isBlocking() && m_replayState->text().isEmpty());
    m_replay->setToolTip(m_session->isParticipating() ? QString() : tr("Take part in the segment's traffic first."));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_speed, m_rounds, m_steps, m_file})
        widget->setEnabled(!replaying);
    m_speed->setEnabled(!replaying && !m_steps->isChecked());
    m_next->setEnabled(replaying && m_steps->isChecked());
    m_replayStop->setEnabled(replaying);
}

} // namespace membridge
