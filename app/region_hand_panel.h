// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "participant.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace membridge {

class OffsetEdit;
class SchemaEdit;
class ValuesByHand;

/// A region's writer and reader by hand: values one after the other, a schema to read with, at an offset or at our own cursor, which it moves. GUI
/// thread.
class RegionHandPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RegionHandPanel(QWidget *parent = nullptr);

    /// For the question before the data are set to zero.
    void setSegmentName(const QString &shown) { m_name = shown; }
    ValuesByHand *values() const { return m_values; }
    /// Whether an operation can be asked for now.
    void setReady(bool ready);
    void showCursor(quint64 dataOffset);

signals:
    void requested(const membridge::Operation &operation);
    /// What was typed can't be carried out.
    void refused(const QString &why);

private:
    void makeWriter(QGridLayout *grid);
    void makeReader(QGridLayout *grid);
    void makeCursor(QGridLayout *grid);
    OffsetEdit *addOffset(const char *objectName, const QString &accessibleName, const QString &placeholder);
    QPushButton *addButton(const char *objectName, const QString &text, const QString &accessibleName);
    void write();
    void read();
    void seek();
    void confirmZero();

    QString m_name;
    ValuesByHand *m_values = nullptr;
    OffsetEdit *m_writeOffset = nullptr;
    SchemaEdit *m_schema = nullptr;
    OffsetEdit *m_readOffset = nullptr;
    OffsetEdit *m_seekOffset = nullptr;
    QLabel *m_cursor = nullptr;
    std::vector<QPushButton *> m_buttons;
};

} // namespace membridge
