// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace membridge {

/// The eleven type tags of the format. Int is I64 and Float is F64 under their Python names; both spellings are kept
/// because a schema prints as it was typed.
enum class TypeTag { Bool, Int, Float, F32, F64, I32, I64, U8, U32, U64, Str };

inline constexpr std::array allTypeTags{TypeTag::Bool, TypeTag::Int, TypeTag::Float, TypeTag::F32,
                                        TypeTag::F64,  TypeTag::I32, TypeTag::I64,   TypeTag::U8,
                                        TypeTag::U32,  TypeTag::U64, TypeTag::Str};

/// "bool", "int", … exactly as the peer spells it.
std::string_view name(TypeTag tag) noexcept;
/// Case-sensitive, as in the peer.
std::optional<TypeTag> parseTypeTag(std::string_view text) noexcept;
/// Bytes of one element; nothing for Str, whose length is in its data.
std::optional<std::uint32_t> fixedSize(TypeTag tag) noexcept;

} // namespace membridge
