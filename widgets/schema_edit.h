// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"

#include "core/codec/schema.h"

#include <optional>

class QCompleter;

namespace membridge {

/// Where a schema is typed: checked at every key, with the type tags offered for completion. GUI thread.
class SchemaEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    explicit SchemaEdit(QWidget *parent = nullptr);

    /// Nothing while the text is empty or wrong.
    std::optional<Schema> schema() const { return m_schema; }
    void setSchema(const Schema &schema);

signals:
    /// Sent when the text has become another right schema.
    void schemaChanged(const membridge::Schema &schema);
    /// Sent when there was a schema and now the text is empty or wrong.
    void schemaCleared();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void check();
    void complete(const QString &tag);
    QString wordBeforeCursor() const;

    std::optional<Schema> m_schema;
    QCompleter *m_completer;
};

} // namespace membridge
