// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/observe/snapshot.h"

#include <QColor>
#include <QString>
#include <QStringList>

#include <array>
#include <vector>

namespace membridge {

/// Bytes with a colour and a name.
struct HexMark
{
    ByteRange range;
    QColor colour; ///< Invalid: the colour of its kind in the theme.
    QString text;  ///< What the tool tip says.

    bool operator==(const HexMark &) const = default;
};

/// The marks of a hex view, by kind; later kinds are painted over earlier ones. A plain value; looking up costs what is
/// found, not what there is.
class HexMarks
{
public:
    enum class Kind { Field, Difference, Bookmark, Found, Cursor };
    static constexpr std::array kinds{Kind::Field, Kind::Difference, Kind::Bookmark, Kind::Found, Kind::Cursor};

    struct Shown
    {
        ByteRange range;
        Kind kind;
        QColor colour;
    };

    /// Replaces all marks of that kind. False: they are the same as before.
    bool set(Kind kind, std::vector<HexMark> marks);
    void clear();
    /// Those that touch bytes [first, end), in the order to paint them.
    std::vector<Shown> touching(quint64 first, quint64 end) const;
    /// The texts of the marks over that byte.
    QStringList textsAt(quint64 offset) const;

    /// The background that such a mark has: text and muted text stay legible on it, whatever the colour.
    static QColor tintOf(const Theme &theme, Kind kind, const QColor &colour);
    /// The line at the first byte, legible on the tint.
    static QColor edgeOf(const Theme &theme, Kind kind, const QColor &colour);

private:
    struct List
    {
        std::vector<HexMark> marks;   ///< By offset.
        std::vector<quint64> reaches; ///< The largest end of the marks up to there.
    };

    template <typename Visit> void visit(const List &list, quint64 first, quint64 end, Visit each) const;
    const List &listOf(Kind kind) const { return m_lists[static_cast<std::size_t>(kind)]; }

    std::array<List, kinds.size()> m_lists;
};

} // namespace membridge
