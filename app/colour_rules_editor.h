// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/colour_rule_model.h"

#include <QDialog>

class QComboBox;
class QPushButton;
class QTableView;

namespace membridge {

class FrameFilterEdit;

/// Where the user makes the colour rules of frames, beside the window. What is changed holds at once. GUI thread.
class ColourRulesEditor : public QDialog
{
    Q_OBJECT

public:
    explicit ColourRulesEditor(QWidget *parent = nullptr);

    ColourRuleModel *model() { return &m_model; }
    /// Of the ring at hand: what fields filters can name.
    void setSchema(const Schema &schema);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeForm();
    void showRule();
    int currentRow() const;
    void addRule();

    ColourRuleModel m_model;
    QTableView *m_list;
    FrameFilterEdit *m_filter = nullptr;
    QComboBox *m_colour = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    bool m_showing = false;
};

} // namespace membridge
