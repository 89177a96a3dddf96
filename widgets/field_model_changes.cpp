// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// FieldModel's memory of what values were before, and the marks of those that changed.

#include "field_model.h"

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

/// More of a text or of bytes than a cell shows.
constexpr std::size_t keptBytes = 512;

DecodedField kept(const DecodedField &field)
{
    DecodedField copy{field};
    if (auto *text = std::get_if<Text>(&copy.value.data); text != nullptr && text->bytes.size() > keptBytes) {
        text->bytes.resize(keptBytes);
        text->bytes.shrink_to_fit();
    } else if (auto *bytes = std::get_if<ByteVector>(&copy.value.data); bytes != nullptr && bytes->size() > keptBytes) {
        bytes->resize(keptBytes);
        bytes->shrink_to_fit();
    }
    return copy;
}

} // namespace

void FieldModel::notePasts(const DecodedSchema &before, const std::vector<Elements> &spansBefore)
{
    const qint64 time = now();
    bool any = false;
    const auto at = [](const DecodedSchema &result, const Elements &span, std::size_t number) {
        return number < span.count ? &result.decoded.fields[span.first + number] : nullptr;
    };
    const auto note = [&](Past &past, const DecodedField *was) {
        past.sinceMs = time;
        past.marked = true;
        if (was != nullptr)
            past.was = kept(*was);
    };
    for (std::size_t field = 0; field < m_spans.size(); ++field) {
        const Elements &spanNow = m_spans[field];
        const Elements &then = spansBefore[field];
        FieldPast &past = m_pasts[field];
        const std::size_t looked = std::min(std::max(spanNow.count, then.count), static_cast<std::size_t>(maxElements));
        bool changed = spanNow.count != then.count;
        for (std::size_t number = 0; number < looked; ++number) {
            const DecodedField *current = at(*m_result, spanNow, number);
            const DecodedField *last = at(before, then, number);
            if (current != nullptr && last != nullptr && current->value == last->value)
                continue;
            changed = true;
            if (isList(field))
                note(past.elements[number], last);
        }
        if (!changed)
            continue;
        any = true;
        if (!past.own)
            past.own.emplace();
        note(*past.own, isList(field) ? nullptr : at(before, then, 0));
        if (!isList(field) || then.count == 0)
            continue;
        past.preview.clear();
        past.count = then.count;
        for (std::size_t number = 0; number < std::min(then.count, previewed); ++number)
            past.preview.push_back(kept(before.decoded.fields[then.first + number]));
    }
    if (any && !m_frozenAt)
        m_fadeTimer.start();
}

const FieldModel::Past *FieldModel::past(const QModelIndex &index) const
{
    const RowKind kind = kindOf(index);
    if (kind == RowKind::Error || kind == RowKind::More)
        return nullptr;
    const FieldPast &field = m_pasts[fieldOf(index)];
    if (kind == RowKind::Field)
        return field.own ? &*field.own : nullptr;
    const auto found = field.elements.find(static_cast<std::size_t>(index.row()));
    return found != field.elements.end() ? &found->second : nullptr;
}

double FieldModel::freshness(const QModelIndex &index) const
{
    const Past *found = past(index);
    const qint64 age = found != nullptr ? now() - found->sinceMs : fadeMs;
    return age >= fadeMs ? 0 : 1 - static_cast<double>(std::max<qint64>(age, 0)) / static_cast<double>(fadeMs);
}

void FieldModel::fade()
{
    const qint64 time = now();
    bool more = false;
    // Those that have faded are painted once more, without a mark.
    const auto takesPaint = [&](Past &past) {
        if (!past.marked)
            return false;
        past.marked = time - past.sinceMs < fadeMs;
        more = more || past.marked;
        return true;
    };
    std::vector<bool> top(m_pasts.size(), false);
    for (std::size_t field = 0; field < m_pasts.size(); ++field) {
        FieldPast &past = m_pasts[field];
        if (!past.own || !takesPaint(*past.own))
            continue;
        top[field] = true;
        std::vector<bool> children(static_cast<std::size_t>(m_childRows[field]), false);
        for (auto &[number, element] : past.elements) {
            if (takesPaint(element) && number < children.size())
                children[number] = true;
        }
        emitRows(index(static_cast<int>(field), 0), children);
    }
    emitRows({}, top);
    if (!more)
        m_fadeTimer.stop();
}

void FieldModel::setFrozen(bool frozen)
{
    if (frozen == m_frozenAt.has_value())
        return;
    if (frozen) {
        m_frozenAt = m_clock();
        m_fadeTimer.stop();
        return;
    }
    m_frozenAt.reset();
    m_fadeTimer.start();
}

void FieldModel::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
}

} // namespace membridge
