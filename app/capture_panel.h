// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame_files.h"
#include "observation.h"

#include <QPointer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace membridge {

class RivalBanner;
class Session;

/// A ring's frames into files and back: the capture that is running with its numbers and a Stop, the export of a captured file, and the replay of one
/// into the ring once the user takes part in it. GUI thread.
class CapturePanel : public QWidget
{
    Q_OBJECT

public:
    explicit CapturePanel(Session *session, QWidget *parent = nullptr);

    void setFacts(const SegmentFacts &facts);
    /// The file that is replayed and exported.
    QString filePath() const;
    void setFilePath(const QString &path);

signals:
    /// Ask for a file and capture to it.
    void captureRequested();
    /// Ask for a file that was captured: setFilePath().
    void openRequested();
    /// Ask where to, and export this file's frames by the ring's schema.
    void exportRequested(const QString &path);

private:
    QWidget *makeLimits();
    QWidget *makeFileRow();
    QWidget *makeReplayRow();
    void replay();
    void showCapture(const CaptureState &state);
    void showReplay(const ReplayState &state);
    void updateEnabled();

    QPointer<Session> m_session;
    bool m_isRing = false;
    QPushButton *m_capture;
    QPushButton *m_captureStop;
    QSpinBox *m_fileSize = nullptr;
    QSpinBox *m_fileCount = nullptr;
    QLabel *m_captureState;
    QLineEdit *m_file = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_export = nullptr;
    QComboBox *m_speed = nullptr;
    QSpinBox *m_rounds = nullptr;
    QCheckBox *m_steps = nullptr;
    QPushButton *m_replay = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_replayStop = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_replayState;
    RivalBanner *m_rival;
};

} // namespace membridge
