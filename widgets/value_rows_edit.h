// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "value_rows_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace membridge {

class SchemaEdit;

/// A table of values to write, a row each, by hand or by the fields of a schema that is typed below; with their size. GUI thread.
class ValueRowsEdit : public QWidget
{
    Q_OBJECT

public:
    explicit ValueRowsEdit(QWidget *parent = nullptr);

    ValueRowsModel *model() { return &m_model; }
    const ValueRowsModel *model() const { return &m_model; }
    /// What is wrong with the rows, or with the schema.
    QString error() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void addButtons(QHBoxLayout *row);
    void addRow();
    void chooseFile();
    void schemaTyped();
    void showState();

    ValueRowsModel m_model;
    QTableView *m_view;
    SchemaEdit *m_schema;
    QLabel *m_state;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_file = nullptr;
    QString m_schemaError;
};

} // namespace membridge
