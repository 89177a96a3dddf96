// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pair.h"

#include "core/ipc/deadline.h"

#include <nlohmann/json.hpp>

namespace membridge::test {

Pair::Pair(QString title, Layout layout, QStringList writerOptions)
    : m_title(std::move(title)), m_layout(layout), m_options(std::move(writerOptions)), m_segment("soak")
{
}

bool Pair::start()
{
    const bool ring = m_layout == Layout::Ring;
    const QString name = QString::fromStdString(m_segment.name());
    if (!m_writer.start(ring ? "steady_producer.py" : "steady_region_writer.py", QStringList{name} + m_options)
        || !m_reader.start(ring ? "steady_consumer.py" : "steady_region_reader.py", {name})) {
        m_problem = (m_writer.problem() + m_reader.problem()).toUtf8();
        return false;
    }
    const auto there = [this] { return m_segment.exists(); };
    if (waitUntil(Deadline::after(std::chrono::seconds(60)), there) != WaitOutcome::Done) {
        m_problem = "the segment did not come";
        return false;
    }
    m_watch.emplace(m_segment.name(), m_layout);
    return true;
}

Pair::Result Pair::finish()
{
    // A ring's consumer takes what is left and ends with the producer's last message; a region's reader has to be told.
    const bool ring = m_layout == Layout::Ring;
    const PythonRun regionReader = ring ? PythonRun{} : m_reader.terminate();
    const PythonRun writer = m_writer.terminate();
    const PythonRun reader = ring ? m_reader.finish() : regionReader;
    m_watch->stop();

    Result result;
    if (!writer.succeeded())
        result.problem += "writer: " + writer.text() + '\n';
    const auto report = nlohmann::json::parse(reader.output.toStdString(), nullptr, false);
    if (!reader.succeeded() || !report.is_object()) {
        result.problem += "reader: " + reader.text() + '\n';
        return result;
    }
    const auto count = [&report](const char *key) { return report.value(key, std::uint64_t(0)); };
    result.messages = ring ? count("messages") : count("changes");
    result.lost = count("lost") + count("out_of_order") + count("corrupt") + count("torn") + count("back");
    // Those before the first one that came are missing, too.
    if (ring)
        result.lost += report.value("first", nlohmann::json()).is_number() ? count("first") : 0;
    if (ring && !report.value("ended", false))
        result.problem += "reader: the end of the stream did not come\n";
    return result;
}

} // namespace membridge::test
