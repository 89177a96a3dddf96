// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/decode.h"
#include "core/codec/schema.h"
#include "core/codec/value.h"
#include "json_output.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace membridge::cli {

/// One field of a schema that was read whole: a list is one field.
struct WholeField
{
    std::string name;
    std::string tag; ///< As the schema spells it; "bytes" for bytes(N).
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    Value value;
    std::string doubt; ///< Why it may be misread, or empty.
};

/// `base` is added to the offsets, which decode() counts from where it began.
std::vector<WholeField> wholeFields(const Decoded &decoded, const Schema &schema, std::uint64_t base = 0);

/// [{tag,offset,length,value,name?}].
Json fieldsJson(const std::vector<WholeField> &fields);
/// {field,offset,reason,wanted,left}.
Json errorJson(const DecodeError &error, std::uint64_t base = 0);

/// A table of them.
std::string fieldsText(const std::vector<WholeField> &fields, std::string_view indent = {});
/// The values in one line.
std::string valuesText(const Decoded &decoded, const Schema &schema);

} // namespace membridge::cli
