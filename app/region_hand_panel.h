// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hand_panel.h"

class QLabel;

namespace membridge {

class OffsetEdit;
class SchemaEdit;

/// A region's writer and reader by hand: values one after the other, a schema to read with, at an offset or at our own cursor, which it moves. GUI
/// thread.
class RegionHandPanel : public HandPanel
{
    Q_OBJECT

public:
    explicit RegionHandPanel(QWidget *parent = nullptr);

    /// For the question before the data are set to zero.
    void setSegmentName(const QString &shown) { m_name = shown; }
    void showCursor(quint64 dataOffset);

private:
    void makeWriter();
    void makeReader();
    void makeCursor();
    OffsetEdit *addOffset(const char *objectName, const QString &accessibleName, const QString &placeholder);
    void write();
    void read();
    void seek();
    void confirmZero();

    QString m_name;
    OffsetEdit *m_writeOffset = nullptr;
    SchemaEdit *m_schema = nullptr;
    OffsetEdit *m_readOffset = nullptr;
    OffsetEdit *m_seekOffset = nullptr;
    QLabel *m_cursor = nullptr;
};

} // namespace membridge
