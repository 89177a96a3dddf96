// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/traffic/sender.h"
#include "core/traffic/template_text.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace membridge {

/// One kind of message to send, as the user typed it; what is empty has a default. A value type.
struct SenderEntry
{
    Q_DECLARE_TR_FUNCTIONS(membridge::SenderEntry)

public:
    enum class Part { Name, Payload, Size, Rate, Jitter, Count, Burst };
    static constexpr int partCount = 7;
    static constexpr int longestText = static_cast<int>(templateTextMost);

    bool enabled = true;
    QString name;
    QString payload = QStringLiteral("counter"); ///< A pattern's name, or a template: template_text.h.
    QString size = QStringLiteral("64");         ///< "64" or "16:256", of a pattern.
    QString rate = QStringLiteral("10/s");       ///< "max", "1000/s" or a period: "10 ms".
    QString jitter;                              ///< Percent of the interval.
    QString count;                               ///< Empty: no limit.
    QString burst = QStringLiteral("1");
    bool operator==(const SenderEntry &) const = default;

    QString &text(Part part);
    const QString &text(Part part) const;
    /// What is wrong with that part: one sentence, or an empty string. A size is right or wrong for its payload.
    QString error(Part part) const;
    /// What it says, nothing if a part is wrong. `stream` is the stream of verify payloads.
    std::optional<SenderRow> row(quint32 stream) const;
    /// Its payload is a template, which has a size of its own.
    bool isTemplate() const;

    QJsonObject toJson() const;
    /// Untrusted: what is missing, too long or no text has its default.
    static SenderEntry fromJson(const QJsonObject &object);

    static const QStringList &patterns();
    /// "max", "1000/s" or a period ("10 ms") in messages a second; 0: as fast as it goes.
    static std::optional<double> rateOf(const QString &text);

private:
    QString parse(Part part, SenderRow &row) const;
};

} // namespace membridge
