// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace membridge {

/// Turns SIGTERM and SIGINT into a Qt signal, so that the window closes as if the user had closed it. A second one ends
/// the program at once. One at a time; does nothing where there are no such signals. GUI thread.
class QuitSignals : public QObject
{
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

signals:
    void quitRequested();
};

} // namespace membridge
