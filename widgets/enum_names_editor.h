// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/schema.h"

#include <QDialog>
#include <QPointer>

#include <cstddef>

class QPushButton;
class QTableView;

namespace membridge {

class EnumNamesModel;
class FieldLooks;

/// Where the user gives names to the numbers of one field, beside the window. What is typed holds at once: the field is shown by its names from the
/// first on. Closes when the field is no more. GUI thread.
class EnumNamesEditor : public QDialog
{
    Q_OBJECT

public:
    /// Shows the editor of that field, which must have numbers (see EnumNamesModel::takes()): one that is there already, or another. It belongs to
    /// `window`, and deletes itself when it is closed.
    static EnumNamesEditor *open(FieldLooks *looks, const Schema &schema, std::size_t field, QWidget *window);

    EnumNamesModel *model() const { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    EnumNamesEditor(FieldLooks *looks, const Schema &schema, std::size_t field, QWidget *window);
    void follow();
    void showField();
    void apply();

    QPointer<FieldLooks> m_looks;
    Schema m_schema;
    std::size_t m_field;
    EnumNamesModel *m_model;
    QTableView *m_list;
    QPushButton *m_remove = nullptr;
};

} // namespace membridge
