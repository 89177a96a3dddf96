// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json_output.h"

#include "core/codec/utf8.h"

namespace membridge::cli {

Json nameJson(std::string_view name)
{
    if (firstInvalidUtf8(name))
        return {{"hex", hexText(std::as_bytes(std::span(name.data(), name.size())))}};
    return std::string(name);
}

Json findingsJson(const std::vector<Finding> &findings)
{
    Json list = Json::array();
    for (const Finding &finding : findings) {
        list.push_back({{"code", name(finding.code)},
                        {"severity", name(finding.severity)},
                        {"text", finding.text},
                        {"offset", finding.offset}});
    }
    return list;
}

std::string compact(const Json &json)
{
    // Replacing is a second line of defence: it never throws for what came out of a segment.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace membridge::cli
