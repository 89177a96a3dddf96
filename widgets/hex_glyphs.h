// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QHash>
#include <QPointF>
#include <QRawFont>
#include <QVector>

#include <array>
#include <vector>

class QPainter;

namespace membridge {

/// Draws many single characters of a fixed font cheaply: glyphs are looked up once a font, not shaped at each paint, and
/// characters of one colour are one draw call. GUI thread.
class HexGlyphs
{
public:
    void setFont(const QFont &font);

    /// Notes a character to draw with its left end of the baseline there. Characters that the font lacks are drawn through
    /// the font's substitutes.
    void add(QPointF baseline, char32_t character, const QColor &colour, bool bold = false);
    /// Draws all that was noted and forgets it.
    void flush(QPainter &painter);

private:
    struct Face
    {
        QFont font;
        QRawFont raw;
        std::array<quint32, 128> ascii{};
        quint32 middleDot = 0;
    };
    struct Batch
    {
        QRgb colour = 0;
        bool bold = false;
        QVector<quint32> indexes;
        QVector<QPointF> places;
    };
    struct Foreign
    {
        QPointF place;
        char32_t character;
        QRgb colour;
        bool bold;
    };

    static Face faceOf(const QFont &font);
    Batch &batchOf(QRgb colour, bool bold);

    std::array<Face, 2> m_faces;  ///< Regular, bold.
    std::vector<Batch> m_batches; ///< Kept between paints for their memory.
    QHash<quint64, std::size_t> m_batchOf;
    std::size_t m_lastBatch = 0;
    std::vector<Foreign> m_foreign;
};

} // namespace membridge
