// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPushButton>
#include <QString>

class QMenu;

namespace membridge {

/// A menu of named values: to take one, to name those that are typed now, to remove one. Knows lines of values as text only. GUI thread.
class ValuePresetsButton : public QPushButton
{
    Q_OBJECT

public:
    struct Preset
    {
        QString name;
        QString line;
        bool operator==(const Preset &) const = default;
    };
    static constexpr int mostPresets = 50;
    static constexpr int longestName = 100;
    static constexpr int longestLine = 16 * 1024;

    explicit ValuePresetsButton(QWidget *parent = nullptr);

    const QList<Preset> &presets() const { return m_presets; }
    /// Untrusted; what is no such list is dropped.
    void fromJson(const QByteArray &json);
    /// Empty without presets.
    QByteArray toJson() const;
    /// Keeps it under that name, in the place of one that has it.
    void add(const Preset &preset);
    /// Asks for a name for `line`.
    void askForName(const QString &line);

signals:
    void chosen(const QString &line);
    /// The user wants to name what is typed now: askForName() follows, or not.
    void nameWanted();

private:
    void fillMenu();

    QMenu *m_menu;
    QList<Preset> m_presets;
};

} // namespace membridge
