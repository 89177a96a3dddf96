// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "measured_application.h"

#include <QAbstractEventDispatcher>
#include <QEvent>

#include <chrono>

namespace membridge::bench {

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

MeasuredApplication::MeasuredApplication(int &argc, char **argv) : QApplication(argc, argv)
{
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
            [this] { m_awakeNs = nowNs(); });
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        if (m_awakeNs != 0)
            m_stretches.push_back(static_cast<double>(nowNs() - m_awakeNs) / 1e6);
        m_awakeNs = 0;
    });
}

void MeasuredApplication::begin()
{
    m_paints.clear();
    m_stretches.clear();
}

bool MeasuredApplication::notify(QObject *receiver, QEvent *event)
{
    if (m_depth++ == 0) {
        m_eventNs = nowNs();
        m_isPainting = false;
    }
    m_isPainting = m_isPainting || event->type() == QEvent::Paint;
    const bool result = QApplication::notify(receiver, event);
    if (--m_depth == 0 && m_isPainting) {
        m_paints.push_back(static_cast<double>(nowNs() - m_eventNs) / 1e6);
        if (m_painted)
            m_painted();
    }
    return result;
}

} // namespace membridge::bench
