// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "measured_application.h"

#include <QEvent>

#include <algorithm>
#include <chrono>

namespace membridge::bench {

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

MeasuredApplication::MeasuredApplication(int &argc, char **argv) : QApplication(argc, argv) { }

void MeasuredApplication::begin()
{
    m_paints.clear();
    m_longestMs = 0;
}

bool MeasuredApplication::notify(QObject *receiver, QEvent *event)
{
    if (m_depth++ == 0) {
        m_eventNs = nowNs();
        m_isPainting = false;
    }
    m_isPainting = m_isPainting || event->type() == QEvent::Paint;
    const bool result = QApplication::notify(receiver, event);
    if (--m_depth != 0)
        return result;
    const double took = static_cast<double>(nowNs() - m_eventNs) / 1e6;
    m_longestMs = std::max(m_longestMs, took);
    if (m_isPainting) {
        m_paints.push_back(took);
        if (m_painted)
            m_painted();
    }
    return result;
}

} // namespace membridge::bench
