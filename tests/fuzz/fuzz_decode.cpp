// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Decoding any data by any schema: a byte with the length of the schema's text, the text, the data.

#include "core/codec/decode.h"
#include "core/codec/encode.h"
#include "core/codec/scalar_decoder.h"
#include "core/codec/value_text.h"
#include "fuzz_input.h"

#include <algorithm>

using namespace membridge;
using fuzz::Input;

namespace {

void checkFields(const Decoded &decoded, const Schema &schema, std::span<const std::byte> data)
{
    std::uint64_t end = 0;
    for (const DecodedField &field : decoded.fields) {
        FUZZ_CHECK(field.field < schema.fields.size());
        const SchemaField &from = schema.fields[field.field];
        if (field.element == 0 && from.at)
            FUZZ_CHECK(field.offset == *from.at + from.skip);
        FUZZ_CHECK(field.length == 0 || (field.offset <= data.size() && field.length <= data.size() - field.offset));
        if (field.length > 0)
            end = std::max(end, field.offset + field.length);
        if (const auto *text = std::get_if<Text>(&field.value.data))
            FUZZ_CHECK(field.length == 4 + text->bytes.size() && field.doubtOffset <= text->bytes.size());
    }
    FUZZ_CHECK(decoded.consumed == end);
    FUZZ_CHECK(decoded.consumed <= data.size());
    if (decoded.error) {
        FUZZ_CHECK(decoded.error->field < schema.fields.size());
        FUZZ_CHECK(decoded.error->wanted > decoded.error->left);
        FUZZ_CHECK(!decoded.error->text().empty());
    }
}

/// What can be written as it was read comes out as the same bytes.
void checkRoundTrip(const Decoded &decoded, std::span<const std::byte> data)
{
    for (const DecodedField &field : decoded.fields) {
        const bool sameWidth = field.kind == FieldKind::Bytes || field.tag == TypeTag::I64 || field.tag == TypeTag::Int
            || field.tag == TypeTag::F64 || field.tag == TypeTag::Float || field.tag == TypeTag::F32
            || field.tag == TypeTag::U64 || (field.tag == TypeTag::Bool && field.doubt == Doubt::None)
            || (field.tag == TypeTag::Str && field.doubt != Doubt::InvalidUtf8);
        if (!sameWidth)
            continue;
        ByteVector written;
        appendValue(written, field.value);
        FUZZ_CHECK(written.size() == field.length);
        FUZZ_CHECK(written.empty() || std::memcmp(written.data(), data.data() + field.offset, written.size()) == 0);
    }
}

void checkScalars(const Decoded &decoded, const Schema &schema, std::span<const std::byte> data)
{
    const auto decoder = ScalarDecoder::of(schema, 10'000);
    if (!decoder)
        return;
    std::vector<Scalar> scalars(decoder->count());
    const bool enough = decoder->decode(data, scalars);
    FUZZ_CHECK(enough == !decoded.error);
    for (std::size_t i = 0; enough && i < scalars.size(); ++i) {
        FUZZ_CHECK(scalars[i].tag == decoded.fields[i].tag);
        FUZZ_CHECK(scalars[i].value().data.index() == decoded.fields[i].value.data.index());
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Input input(data, size);
    const auto parsed = parseSchema(input.takeText(input.take<std::uint8_t>()));
    const auto *schema = std::get_if<Schema>(&parsed);
    if (schema == nullptr)
        return 0;
    const auto rest = input.rest();
    const Decoded decoded = decode(rest, *schema, {.maxValues = 10'000});
    checkFields(decoded, *schema, rest);
    checkRoundTrip(decoded, rest);
    checkScalars(decoded, *schema, rest);
    for (const Value &value : decoded.values(*schema))
        FUZZ_CHECK(value.data.index() < std::variant_size_v<decltype(value.data)>);
    return 0;
}
