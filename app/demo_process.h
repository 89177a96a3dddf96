// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/layout_guess.h"

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>

#include <vector>

namespace membridge {

/// Runs the demo's programs in a process of their own and knows their segments. GUI thread.
///
/// The segments go away on every path: the worker removes them when it ends, and it ends when this process does, however that
/// happens, because its standard input closes. Should the worker itself be killed, they are removed here.
class DemoProcess : public QObject
{
    Q_OBJECT

public:
    struct Segment
    {
        QByteArray name;
        Layout layout;
        QString schema;
    };

    explicit DemoProcess(QObject *parent = nullptr);
    ~DemoProcess() override;

    /// ready() or failed() follows. Running already: ready() again.
    void start();
    /// Asks it to end and returns once its segments are removed (at most a second).
    void stop();
    std::vector<Segment> segments() const;
    qint64 workerPid() const { return m_process.processId(); }

signals:
    void ready();
    void failed(const QString &why);

private:
    void ended();

    QProcess m_process;
    qint64 m_pid = 0;
    bool m_stopping = false;
};

} // namespace membridge
