// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QtGlobal>

#include <optional>

namespace membridge {

/// Where the bytes of a ring's data area lie in a picture of it: around a circle, clockwise from the top, or along a strip from left to right.
/// A plain value; needs no window.
class RingMapGeometry
{
public:
    enum class Shape { Ring, Strip };

    RingMapGeometry() = default;
    /// `capacity` in bytes, 0: nothing is shown.
    RingMapGeometry(Shape shape, const QRectF &area, quint64 capacity);

    Shape shape() const { return m_shape; }
    quint64 capacity() const { return m_capacity; }
    /// The circle's outer bounds, or the strip.
    QRectF bounds() const { return m_bounds; }
    /// How broad the band of bytes is.
    double thickness() const { return m_thickness; }
    /// Pixels for that many bytes, along the middle of the band.
    double pixelsFor(quint64 bytes) const;

    /// Share of the way round of a ring position (any 64-bit index), from 0 to below 1.
    double shareAt(quint64 position) const;
    /// The points of that share on the inner and outer edge of the band (strip: lower and upper).
    QPointF inner(double share) const;
    QPointF outer(double share) const;
    /// The byte of the data area under a point; nothing beside the band.
    std::optional<quint64> byteAt(const QPointF &point) const;

private:
    QPointF onCircle(double share, double radius) const;

    Shape m_shape = Shape::Ring;
    QRectF m_bounds;
    double m_thickness = 0;
    quint64 m_capacity = 0;
};

} // namespace membridge
