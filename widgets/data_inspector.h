// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector_model.h"

#include <QStringList>
#include <QWidget>

class QMenu;
class QTableView;

namespace membridge {

/// What the bytes at the cursor can mean, as a table. Knows bytes, never a segment: an edit is a request. GUI thread.
///
/// Both byte orders are beside each other while there is room for the digits of a 64-bit number in each, and below each other otherwise.
///
/// Enter or a double click jumps to a value that is an offset in the segment (F2 edits it); any other value is edited when that is allowed.
class DataInspector : public QWidget
{
    Q_OBJECT

public:
    explicit DataInspector(QWidget *parent = nullptr);

    /// `bytes` are those from `offset` on, up to 64 or so.
    void setBytes(quint64 offset, const ByteVector &bytes, quint64 segmentSize);
    void setEditable(bool editable);
    void setBase(NumberBase base);
    NumberBase base() const { return m_model->base(); }

    /// Keys of the hidden rows, for the settings. Unknown keys are ignored; the last visible row stays.
    QStringList hiddenRows() const;
    void setHiddenRows(const QStringList &keys);

    InspectorModel *model() const { return m_model; }
    QTableView *view() const { return m_view; }
    /// The context menu of a cell; the caller owns it.
    QMenu *makeMenu(const QModelIndex &index);

signals:
    void editRequested(quint64 offset, const membridge::ByteVector &oldBytes, const membridge::ByteVector &newBytes);
    void jumpRequested(quint64 offset);
    void hiddenRowsChanged();
    void baseChanged(membridge::NumberBase base);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fitColumns();
    void setStacked(bool stacked);
    void showMenu(const QPoint &position);
    void activate(const QModelIndex &index);
    void copy(const QModelIndex &index);
    void hideRow(int row);
    int visibleKinds() const;

    InspectorModel *m_model;
    QTableView *m_view;
};

} // namespace membridge
