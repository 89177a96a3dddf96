// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame_model.h"
#include "ring_map_geometry.h"
#include "theme.h"

#include "core/ipc/layout.h"

#include <QWidget>

#include <memory>
#include <optional>

class QPainter;

namespace membridge {

/// A ring as a picture: pending bytes from head to tail, the frames in them while they can be told apart, where it wraps, how full it ever was,
/// and when it will be full or empty if things go on like this. A click goes to a byte. GUI thread.
///
/// Keys: left and right move a cursor from frame to frame, Home and End to the oldest and the newest, Return goes there.
class RingMap : public QWidget
{
    Q_OBJECT

public:
    explicit RingMap(QWidget *parent = nullptr);

    /// `frames` are pending ones, of which their places count; nullptr: none are known.
    void setRing(const RingHeader &header, std::shared_ptr<const FrameList> frames);
    /// There is no ring to show, and why (plain text).
    void setUnknown(const QString &why);
    /// Bytes a second, for the forecast; nothing: not known.
    void setRates(std::optional<double> bytesIn, std::optional<double> bytesOut);
    void setShape(RingMapGeometry::Shape shape);
    RingMapGeometry::Shape shape() const { return m_shape; }
    /// So many bytes were pending at some time, in a ring of that capacity: looks that come between those that are shown.
    void addFill(quint64 used, quint64 capacity);
    /// The most pending bytes since it is shown, or since resetHighWater().
    quint64 highWater() const { return m_highWater; }
    void resetHighWater();

    /// "full in 3.2 s", "empty in 12 s", "steady"; empty when nothing is known.
    QString forecast() const;
    /// What is at a byte of the data area: one line a fact.
    QString textAt(quint64 byte) const;
    RingMapGeometry geometryOfBytes() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The user wants to see that byte of the data area. `framePosition` is the ring position of the frame there, if it is pending.
    void byteActivated(quint64 byte, std::optional<quint64> framePosition);
    void shapeChanged(membridge::RingMapGeometry::Shape shape);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// The logical position between head and head + capacity of that byte of the data area.
    quint64 positionOf(quint64 byte) const;
    std::optional<FrameRuns::Place> frameAt(quint64 byte) const;
    void moveCursor(int key);
    void paintBand(QPainter &painter, const RingMapGeometry &geometry, quint64 from, quint64 length,
                   const QColor &colour) const;
    void paintLine(QPainter &painter, const RingMapGeometry &geometry, quint64 position, const QPen &pen,
                   double beyond) const;
    void paintFrames(QPainter &painter, const RingMapGeometry &geometry, const Theme &theme) const;
    /// Its name keeps out of `taken`. Returns where that is.
    QRectF paintHand(QPainter &painter, const RingMapGeometry &geometry, quint64 position, const QColor &colour,
                     const QString &name, const QRectF &taken) const;
    void paintMiddle(QPainter &painter, const RingMapGeometry &geometry, const Theme &theme) const;
    void say();

    RingMapGeometry::Shape m_shape = RingMapGeometry::Shape::Ring;
    std::optional<RingHeader> m_header;
    std::shared_ptr<const FrameList> m_frames;
    QString m_why;
    std::optional<double> m_bytesIn;
    std::optional<double> m_bytesOut;
    quint64 m_highWater = 0;
    std::optional<quint64> m_cursor; ///< Position of a frame.
};

} // namespace membridge
