// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_glyphs.h"

#include <QGlyphRun>
#include <QPainter>

namespace membridge {

namespace {

/// More colours than this are those of a moment, such as steps of a fade: their memory isn't worth keeping.
constexpr std::size_t mostKeptBatches = 64;

constexpr char32_t middleDot = U'\u00b7';

} // namespace

HexGlyphs::Face HexGlyphs::faceOf(const QFont &font)
{
    Face face{font, QRawFont::fromFont(font)};
    for (int i = 0x20; i < 0x7f; ++i) {
        const auto indexes = face.raw.glyphIndexesForString(QString(QChar(i)));
        face.ascii[static_cast<std::size_t>(i)] = indexes.isEmpty() ? 0 : indexes.first();
    }
    const auto indexes = face.raw.glyphIndexesForString(QString(QChar(static_cast<char16_t>(middleDot))));
    face.middleDot = indexes.isEmpty() ? 0 : indexes.first();
    return face;
}

void HexGlyphs::setFont(const QFont &font)
{
    QFont bold = font;
    bold.setBold(true);
    m_faces = {faceOf(font), faceOf(bold)};
}

HexGlyphs::Batch &HexGlyphs::batchOf(QRgb colour, bool bold)
{
    if (m_lastBatch < m_batches.size() && m_batches[m_lastBatch].colour == colour && m_batches[m_lastBatch].bold == bold)
        return m_batches[m_lastBatch];
    const quint64 key = quint64{colour} << 1 | (bold ? 1 : 0);
    const auto found = m_batchOf.constFind(key);
    if (found != m_batchOf.constEnd()) {
        m_lastBatch = *found;
    } else {
        m_lastBatch = m_batches.size();
        m_batchOf.insert(key, m_lastBatch);
        m_batches.push_back({colour, bold, {}, {}});
    }
    return m_batches[m_lastBatch];
}

void HexGlyphs::add(QPointF baseline, char32_t character, const QColor &colour, bool bold)
{
    const Face &face = m_faces[bold ? 1 : 0];
    const quint32 index = character < face.ascii.size() ? face.ascii[character]
        : character == middleDot                        ? face.middleDot
                                                        : 0;
    if (index == 0) {
        m_foreign.push_back({baseline, character, colour.rgb(), bold});
        return;
    }
    Batch &batch = batchOf(colour.rgb(), bold);
    batch.indexes.push_back(index);
    batch.places.push_back(baseline);
}

void HexGlyphs::flush(QPainter &painter)
{
    for (Batch &batch : m_batches) {
        if (batch.indexes.isEmpty())
            continue;
        QGlyphRun run;
        run.setRawFont(m_faces[batch.bold ? 1 : 0].raw);
        run.setRawData(batch.indexes.constData(), batch.places.constData(), static_cast<int>(batch.indexes.size()));
        painter.setPen(QColor::fromRgb(batch.colour));
        painter.drawGlyphRun(QPointF(), run);
        batch.indexes.resize(0);
        batch.places.resize(0);
    }
    for (const Foreign &each : m_foreign) {
        painter.setFont(m_faces[each.bold ? 1 : 0].font);
        painter.setPen(QColor::fromRgb(each.colour));
        painter.drawText(each.place, QString::fromUcs4(&each.character, 1));
    }
    m_foreign.clear();
    if (m_batches.size() > mostKeptBatches) {
        m_batches.clear();
        m_batchOf.clear();
    }
}

} // namespace membridge
