// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace membridge {

/// Asks for a process's number and lists what it maps or holds, deleted segments and those of its namespace too. /proc is read in a
/// background thread. GUI thread.
class ProcessSegments : public QWidget
{
    Q_OBJECT

public:
    explicit ProcessSegments(QWidget *parent = nullptr);

signals:
    /// The name, or the pid:PID/NAME address, of the segment that was selected.
    void chosen(const QByteArray &address);

private:
    struct Row
    {
        QString text;
        QByteArray address;
    };
    struct Look
    {
        QString message; ///< What is wrong or missing; may be empty.
        std::vector<Row> rows;
    };

    static Look lookInto(qint64 pid);
    void ask();
    void show(const Look &look);

    QLineEdit *m_pid;
    QListWidget *m_list;
    QLabel *m_message;
    int m_asked = 0; ///< The answer to an earlier question is not shown.
};

} // namespace membridge
