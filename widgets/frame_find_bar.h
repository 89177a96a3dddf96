// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame_finder.h"

#include <QWidget>

class QComboBox;
class QItemSelectionModel;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace membridge {

class FrameFilterEdit;

/// A line that asks for a text or an expression and selects the next frame that has it, without changing what is listed. Hidden until open().
/// GUI thread.
///
/// Keys in the line: Return finds the next, Shift+Return the previous one, Escape closes.
class FrameFindBar : public QWidget
{
    Q_OBJECT

public:
    /// `selection` is a list's of `model`: it says where to begin, and is moved. Both must outlive this.
    FrameFindBar(FrameHistoryModel *model, QItemSelectionModel *selection, QWidget *parent = nullptr);

    /// Whose fields an expression can name.
    void setSchema(const Schema &schema);
    /// Shows the line and gives it the keyboard.
    void open();
    /// From the selected frame on, around the end; opens when there is nothing to look for.
    void next() { find(FrameFinder::Direction::Forward); }
    void previous() { find(FrameFinder::Direction::Backward); }

signals:
    /// A frame was found and selected.
    void found();
    /// The user closed it.
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void find(FrameFinder::Direction direction);
    void select(quint64 storeRow, bool wrapped);
    QLineEdit *line() const;

    FrameHistoryModel *m_model;
    QItemSelectionModel *m_selection;
    FrameFinder m_finder;
    FrameFinder::Direction m_direction = FrameFinder::Direction::Forward;
    QComboBox *m_kind;
    QStackedWidget *m_lines;
    QLineEdit *m_text;
    FrameFilterEdit *m_expression;
    QLabel *m_status;
};

} // namespace membridge
