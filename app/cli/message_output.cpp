// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message_output.h"

#include "decoded_fields.h"
#include "hex_dump.h"
#include "size_text.h"

#include <algorithm>
#include <cstddef>
#include <span>

namespace membridge::cli {

namespace {

bool isTruncated(const Frame &frame)
{
    return frame.payload.size() < frame.length;
}

} // namespace

Decoded decodeMessage(const Frame &frame, const Schema &schema, std::uint64_t offset)
{
    const auto kept = std::span<const std::byte>(frame.payload);
    Decoded decoded = decode(kept.subspan(static_cast<std::size_t>(std::min<std::uint64_t>(offset, kept.size()))),
                             schema);
    if (decoded.error && decoded.error->reason != DecodeError::Reason::TooManyValues && isTruncated(frame)) {
        decoded.error->reason = DecodeError::Reason::TooLarge;
        decoded.error->left = kept.size();
    }
    return decoded;
}

void addMessage(Json &json, const Frame &frame, const std::optional<Schema> &schema, const Decoded &decoded)
{
    json["position"] = frame.position;
    json["length"] = frame.length;
    json["hex"] = hexText(frame.payload);
    if (isTruncated(frame))
        json["truncated"] = true;
    if (!schema)
        return;
    if (decoded.error)
        json["error"] = errorJson(*decoded.error);
    else
        json["values"] = valueJson(decoded.values(*schema));
}

std::string messageText(const Frame &frame, const std::optional<Schema> &schema, const Decoded &decoded)
{
    std::string text = "position " + std::to_string(frame.position) + ", " + countText(frame.length, "byte");
    if (isTruncated(frame))
        text += ", of which the first " + std::to_string(frame.payload.size()) + " are looked at";
    if (schema)
        return text + ": "
            + (decoded.error ? "the schema does not fit: " + decoded.error->text() : valuesText(decoded, *schema))
            + '\n';
    if (frame.payload.empty())
        return text + '\n';
    HexDump dump(0);
    text += '\n' + dump.add(frame.payload);
    return text + dump.finish();
}

} // namespace membridge::cli
