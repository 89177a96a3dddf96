// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/field_style.h"
#include "core/codec/layout_file.h"
#include "core/codec/schema.h"

#include <QObject>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace membridge {

/// How the fields of a segment are shown and what was noted of them, while their schema is edited: whoever adds a field to a schema, renames one
/// or takes one away for a while finds the others as they were. Shared by all that show those fields. GUI thread.
///
/// A field is known again by its name; one without a name by its place, counted from whichever end of the schema did not change.
class FieldLooks : public QObject
{
    Q_OBJECT

public:
    struct Look
    {
        FieldStyle style = {};
        std::string note = {}; ///< For people; a layout file has it.

        bool operator==(const Look &) const = default;
    };

    using QObject::QObject;

    /// Forgets everything for what that layout says.
    void setLayout(const LayoutFile &layout);
    /// What a layout file says of that schema: name and kind as in the layout set last, if there was one.
    LayoutFile layout(const Schema &schema) const;
    bool hasLayout() const { return m_hasLayout; }

    /// From now on the fields are these. Sends changed() when they are others.
    void follow(const Schema &schema);
    /// The fields that were told of last.
    const Schema &schema() const { return m_schema; }
    /// One for each field of that schema, which is not followed by this.
    std::vector<FieldStyle> styles(const Schema &schema) const;

    /// Follows that schema and changes how one of its fields is shown. Sends changed() when that is something else.
    void setStyle(const Schema &schema, std::size_t field, const FieldStyle &style);
    /// The same for all; fields beyond `styles` become plain.
    void setStyles(const Schema &schema, const std::vector<FieldStyle> &styles);

signals:
    void changed();

private:
    struct Match;
    Match match(const Schema &schema) const;
    bool take(const Schema &schema);

    Schema m_schema;
    std::vector<Look> m_looks; ///< One for each field of m_schema.
    /// Of fields that the schema has no more, should they come again.
    std::map<std::string, Look> m_byName;
    std::map<std::size_t, std::pair<SchemaField, Look>> m_byNumber; ///< Those without a name.
    std::string m_name;                                             ///< Of the layout.
    std::optional<LayoutFile::Kind> m_kind;
    bool m_hasLayout = false;
};

} // namespace membridge
