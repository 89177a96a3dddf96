// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_marks.h"

#include <algorithm>

namespace membridge {

namespace {

quint64 endOf(const ByteRange &range)
{
    return range.offset + std::min(quint64{range.length}, ~quint64{0} - range.offset);
}

QColor hueOf(const Theme &theme, HexMarks::Kind kind, const QColor &colour)
{
    if (colour.isValid())
        return colour;
    switch (kind) {
    case HexMarks::Kind::Field:
        return theme.info;
    case HexMarks::Kind::Difference:
        return theme.changed;
    case HexMarks::Kind::Bookmark:
        return theme.readers;
    case HexMarks::Kind::Cursor:
        return theme.writer;
    case HexMarks::Kind::Found:
        break;
    }
    return theme.warning;
}

} // namespace

bool HexMarks::set(Kind kind, std::vector<HexMark> marks)
{
    std::stable_sort(marks.begin(), marks.end(),
                     [](const HexMark &a, const HexMark &b) { return a.range.offset < b.range.offset; });
    List &list = m_lists[static_cast<std::size_t>(kind)];
    if (list.marks == marks)
        return false;
    list.marks = std::move(marks);
    list.reaches.clear();
    quint64 reach = 0;
    for (const HexMark &mark : list.marks) {
        reach = std::max(reach, endOf(mark.range));
        list.reaches.push_back(reach);
    }
    return true;
}

void HexMarks::clear()
{
    m_lists = {};
}

template <typename Visit> void HexMarks::visit(const List &list, quint64 first, quint64 end, Visit each) const
{
    const auto from = std::upper_bound(list.reaches.begin(), list.reaches.end(), first) - list.reaches.begin();
    for (auto i = static_cast<std::size_t>(from); i < list.marks.size() && list.marks[i].range.offset < end; ++i) {
        if (endOf(list.marks[i].range) > first)
            each(list.marks[i]);
    }
}

std::vector<HexMarks::Shown> HexMarks::touching(quint64 first, quint64 end) const
{
    std::vector<Shown> shown;
    for (const Kind kind : kinds) {
        visit(listOf(kind), first, end, [&](const HexMark &mark) { shown.push_back({mark.range, kind, mark.colour}); });
    }
    return shown;
}

QStringList HexMarks::textsAt(quint64 offset) const
{
    QStringList texts;
    for (const Kind kind : kinds) {
        visit(listOf(kind), offset, offset + 1, [&](const HexMark &mark) {
            if (!mark.text.isEmpty() && !texts.contains(mark.text))
                texts << mark.text;
        });
    }
    return texts;
}

QColor HexMarks::tintOf(const Theme &theme, Kind kind, const QColor &colour)
{
    const QColor hue = hueOf(theme, kind, colour);
    double share = 0.45;
    QColor tint = Theme::blend(theme.base, hue, share);
    while (share > 0.05 && (Theme::contrast(theme.text, tint) < 4.5 || Theme::contrast(theme.mutedOnTint, tint) < 3.5)) {
        share *= 0.85;
        tint = Theme::blend(theme.base, hue, share);
    }
    return tint;
}

QColor HexMarks::edgeOf(const Theme &theme, Kind kind, const QColor &colour)
{
    return Theme::legible(hueOf(theme, kind, colour), {theme.base, tintOf(theme, kind, colour)}, 3);
}

} // namespace membridge
