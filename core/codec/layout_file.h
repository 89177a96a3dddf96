// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "field_style.h"
#include "file_error.h"
#include "schema.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace membridge {

/// What a layout file says about one field. The keys are described in codec/LAYOUT_FILES.md.
struct LayoutField
{
    std::string name = {};
    FieldKind kind = FieldKind::Tagged;
    TypeTag tag = TypeTag::Bool;              ///< Tagged only.
    std::uint64_t count = 1;                  ///< As in SchemaField.
    std::optional<std::uint64_t> offset = {}; ///< Bytes from the start of the data; as SchemaField::at.
    std::uint64_t skip = 0;                   ///< As in SchemaField.
    FieldStyle style = {};
    std::string note = {}; ///< For people.

    bool operator==(const LayoutField &) const = default;
};

/// Names, types and ways of showing for the data of one kind of segment.
struct LayoutFile
{
    enum class Kind { Region, Ring };

    std::string name = {};
    std::optional<Kind> kind = {}; ///< What the layout is meant for; nothing: either.
    std::vector<LayoutField> fields = {};

    /// What decode() takes: one field for each of `fields`.
    Schema schema() const;
    /// One for each of `fields`.
    std::vector<FieldStyle> styles() const;

    bool operator==(const LayoutFile &) const = default;
};

/// Why a text is no layout file.
using LayoutFileError = FileError;

/// A layout, and what in the text was odd but no error (keys that nobody reads).
struct LoadedLayout
{
    LayoutFile layout;
    std::vector<LayoutFileError> warnings;
};

inline constexpr std::size_t maxLayoutFileBytes = 1024 * 1024;

/// Reads the JSON text of a layout file. Untrusted input: at most maxLayoutFileBytes, 4,096 fields and 1,024 names in an enum.
std::variant<LoadedLayout, LayoutFileError> parseLayoutFile(std::string_view text);

/// The text that parseLayoutFile() reads back to the same layout: indented, ending in a newline.
std::string layoutFileText(const LayoutFile &layout);

/// Reads a file. Throws Error (NotFound, PermissionDenied, System) when there is none that could be read; its segment() is the path. Blocks.
std::variant<LoadedLayout, LayoutFileError> readLayoutFile(const std::string &path);

} // namespace membridge
