// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message_output.h"

#include "decoded_fields.h"
#include "hex_dump.h"
#include "size_text.h"

namespace membridge::cli {

void addMessage(Json &json, const Frame &frame, const std::optional<Schema> &schema, const Decoded &decoded)
{
    json["position"] = frame.position;
    json["length"] = frame.payload.size();
    json["hex"] = hexText(frame.payload);
    if (!schema)
        return;
    if (decoded.error)
        json["error"] = errorJson(*decoded.error);
    else
        json["values"] = valueJson(decoded.values(*schema));
}

std::string messageText(const Frame &frame, const std::optional<Schema> &schema, const Decoded &decoded)
{
    std::string text = "position " + std::to_string(frame.position) + ", " + countText(frame.payload.size(), "byte");
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
