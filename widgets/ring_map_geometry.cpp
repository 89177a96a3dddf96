// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring_map_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace membridge {

namespace {

constexpr double ringThickness = 0.28; ///< Of the radius.
constexpr double stripHeight = 26;
constexpr double wholeTurn = 2 * std::numbers::pi;

} // namespace

RingMapGeometry::RingMapGeometry(Shape shape, const QRectF &area, quint64 capacity)
    : m_shape(shape), m_capacity(capacity)
{
    if (shape == Shape::Strip) {
        m_thickness = std::min(stripHeight, area.height());
        m_bounds = QRectF(area.left(), area.center().y() - m_thickness / 2, area.width(), m_thickness);
        return;
    }
    const double side = std::max(std::min(area.width(), area.height()), 0.0);
    m_bounds = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side);
    m_thickness = side / 2 * ringThickness;
}

double RingMapGeometry::pixelsFor(quint64 bytes) const
{
    if (m_capacity == 0)
        return 0;
    const double whole = m_shape == Shape::Strip ? m_bounds.width() : (m_bounds.width() - m_thickness) / 2 * wholeTurn;
    return whole * static_cast<double>(bytes) / static_cast<double>(m_capacity);
}

double RingMapGeometry::shareAt(quint64 position) const
{
    return m_capacity == 0 ? 0 : static_cast<double>(position % m_capacity) / static_cast<double>(m_capacity);
}

QPointF RingMapGeometry::onCircle(double share, double radius) const
{
    const double angle = share * wholeTurn;
    return m_bounds.center() + QPointF(std::sin(angle) * radius, -std::cos(angle) * radius);
}

QPointF RingMapGeometry::inner(double share) const
{
    if (m_shape == Shape::Strip)
        return {m_bounds.left() + share * m_bounds.width(), m_bounds.bottom()};
    return onCircle(share, m_bounds.width() / 2 - m_thickness);
}

QPointF RingMapGeometry::outer(double share) const
{
    if (m_shape == Shape::Strip)
        return {m_bounds.left() + share * m_bounds.width(), m_bounds.top()};
    return onCircle(share, m_bounds.width() / 2);
}

std::optional<quint64> RingMapGeometry::byteAt(const QPointF &point) const
{
    if (m_capacity == 0)
        return std::nullopt;
    double share = 0;
    if (m_shape == Shape::Strip) {
        if (!m_bounds.contains(point))
            return std::nullopt;
        share = (point.x() - m_bounds.left()) / m_bounds.width();
    } else {
        const QPointF from = point - m_bounds.center();
        const double radius = std::hypot(from.x(), from.y());
        if (radius > m_bounds.width() / 2 || radius < m_bounds.width() / 2 - m_thickness)
            return std::nullopt;
        share = std::atan2(from.x(), -from.y()) / wholeTurn;
        if (share < 0)
            share += 1;
    }
    return std::min(static_cast<quint64>(share * static_cast<double>(m_capacity)), m_capacity - 1);
}

} // namespace membridge
