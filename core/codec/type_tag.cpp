// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "type_tag.h"

namespace membridge {

namespace {

struct TagFacts
{
    TypeTag tag;
    std::string_view name;
    std::uint32_t size; // 0: the length is in the data
};

constexpr std::array facts{
    TagFacts{TypeTag::Bool, "bool", 1}, TagFacts{TypeTag::Int, "int", 8}, TagFacts{TypeTag::Float, "float", 8},
    TagFacts{TypeTag::F32, "f32", 4},   TagFacts{TypeTag::F64, "f64", 8}, TagFacts{TypeTag::I32, "i32", 4},
    TagFacts{TypeTag::I64, "i64", 8},   TagFacts{TypeTag::U8, "u8", 1},   TagFacts{TypeTag::U32, "u32", 4},
    TagFacts{TypeTag::U64, "u64", 8},   TagFacts{TypeTag::Str, "str", 0},
};
static_assert(facts.size() == allTypeTags.size());

constexpr bool factsAreInOrder()
{
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (static_cast<std::size_t>(facts[i].tag) != i)
            return false;
    }
    return true;
}
static_assert(factsAreInOrder(), "facts is indexed by the tag");

} // namespace

std::string_view name(TypeTag tag) noexcept
{
    return facts[static_cast<std::size_t>(tag)].name;
}

std::optional<TypeTag> parseTypeTag(std::string_view text) noexcept
{
    for (const TagFacts &fact : facts) {
        if (fact.name == text)
            return fact.tag;
    }
    return std::nullopt;
}

std::optional<std::uint32_t> fixedSize(TypeTag tag) noexcept
{
    const std::uint32_t size = facts[static_cast<std::size_t>(tag)].size;
    return size == 0 ? std::nullopt : std::optional(size);
}

} // namespace membridge
