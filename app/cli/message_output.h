// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/decode.h"
#include "core/codec/schema.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "json_output.h"

#include <cstdint>
#include <optional>
#include <string>

namespace membridge::cli {

/// What the schema makes of the payload from `offset` on; TooLarge where only its first bytes were kept.
Decoded decodeMessage(const Frame &frame, const Schema &schema, std::uint64_t offset = 0);

/// Adds position, length and hex to `json`; with a schema also the values, or the error if it does not fit.
/// `truncated` where only the first bytes were kept.
void addMessage(Json &json, const Frame &frame, const std::optional<Schema> &schema, const Decoded &decoded);

/// For people: "position 36, 12 bytes: 42, "hello"", or a dump where there is no schema. Ends its last line.
std::string messageText(const Frame &frame, const std::optional<Schema> &schema, const Decoded &decoded);

} // namespace membridge::cli
