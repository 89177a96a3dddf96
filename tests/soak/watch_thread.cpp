// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "watch_thread.h"

#include <exception>

namespace membridge::test {

WatchThread::WatchThread(const std::string &name, Layout layout) : m_onlooker(name, layout), m_thread([this] { run(); })
{
}

void WatchThread::run()
{
    try {
        while (!m_stopped) {
            m_onlooker.lookFor(std::chrono::milliseconds(200));
            publish();
        }
    } catch (const std::exception &error) {
        const std::lock_guard guard(m_mutex);
        m_state.alarms += QByteArray("stopped looking: ") + error.what() + '\n';
    }
}

void WatchThread::publish()
{
    const std::lock_guard guard(m_mutex);
    m_state.samples = m_onlooker.samples();
    m_state.bytesIn = m_onlooker.bytesIn();
    if (m_revision == m_onlooker.tracker().revision())
        return;
    m_revision = m_onlooker.tracker().revision();
    m_state.findings = m_onlooker.everything();
    m_state.alarms = m_onlooker.alarms();
}

WatchThread::State WatchThread::state() const
{
    const std::lock_guard guard(m_mutex);
    return m_state;
}

void WatchThread::stop()
{
    m_stopped = true;
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace membridge::test
