// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"

#include "core/codec/schema.h"

#include <QList>
#include <QStringList>

#include <optional>

class QCompleter;
class QMenu;
class QStringListModel;

namespace membridge {

/// Where a schema is typed: checked at every key, the wrong word underlined, with type tags and known names offered for completion
/// and a menu of presets (arrow down, or the arrow at the left). GUI thread.
class SchemaEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    struct Preset
    {
        QString title;
        QString schema;
    };
    /// The wrong word, in characters of text(); length 0 while nothing is wrong.
    struct Span
    {
        int start = 0;
        int length = 0;
        bool operator==(const Span &) const = default;
    };
    static constexpr int maxRecent = 10;

    explicit SchemaEdit(QWidget *parent = nullptr);

    /// Nothing while the text is empty or wrong.
    std::optional<Schema> schema() const { return m_schema; }
    void setSchema(const Schema &schema);
    Span errorSpan() const { return m_errorSpan; }

    /// Offered in the menu below the recent ones; their field names are offered for completion. At first some general ones.
    void setPresets(const QList<Preset> &presets);
    /// The schemas last used, the latest first; more than maxRecent and what is no schema are dropped.
    void setRecent(const QStringList &recent);
    QStringList recent() const { return m_recent; }
    /// The menu, filled; at the caller's disposal to hang on a button as well.
    QMenu *presetsMenu() const { return m_menu; }

signals:
    /// Sent when the text has become another right schema.
    void schemaChanged(const membridge::Schema &schema);
    /// Sent when there was a schema and now the text is empty or wrong.
    void schemaCleared();
    /// Sent when the user has finished a right schema, for whoever keeps them.
    void recentChanged(const QStringList &recent);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void check();
    void complete(const QString &word);
    void offer(bool typed);
    void rememberThis();
    void fillMenu();
    void openMenu();
    void underline(Span span);
    QString wordBeforeCursor() const;

    std::optional<Schema> m_schema;
    Span m_errorSpan;
    QList<Preset> m_presets;
    QStringList m_recent;
    QStringListModel *m_words;
    QCompleter *m_completer;
    QMenu *m_menu;
    QAction *m_openMenu;
};

} // namespace membridge
