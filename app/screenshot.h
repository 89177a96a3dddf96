// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSize>
#include <QString>

namespace membridge {

class MainWindow;

struct ScreenshotRequest
{
    QString file;
    QString tab;        ///< See MainWindow::showTab(); empty: the current one.
    int afterMs = 2000; ///< After the window is up.
    QSize size;         ///< Of the window, in pixels; invalid: as it is.
};

/// Takes a picture of the window after a while, saves it and ends the application: exit status 0, or 1 with a reason on stderr.
class Screenshot : public QObject
{
    Q_OBJECT

public:
    Screenshot(MainWindow *window, ScreenshotRequest request, QObject *parent = nullptr);

private:
    void take();

    MainWindow *m_window;
    ScreenshotRequest m_request;
};

} // namespace membridge
