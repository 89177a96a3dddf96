// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/errors.h"
#include "tests/support/own_process.h"
#include "tests/support/test_segment.h"

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <cstdint>

namespace membridge::test {

/// core_test_helper with a verb that holds the segment until this object ends.
class Holder
{
public:
    Holder(const TestSegment &segment, const QStringList &verb)
    {
        QStringList arguments = verb;
        arguments.insert(1, q(segment.name()));
        m_process.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), arguments);
        if (m_process.waitForStarted() && m_process.waitForReadyRead())
            m_line = m_process.readLine().trimmed();
        m_holds = m_line == "holding";
    }
    ~Holder() { end(); }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    bool holds() const { return m_holds; }
    bool refused() const { return m_line == "refused"; }
    std::int64_t pid() const { return m_process.processId(); }
    void end()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

private:
    OwnProcess m_process;
    QByteArray m_line;
    bool m_holds = false;
};

} // namespace membridge::test
