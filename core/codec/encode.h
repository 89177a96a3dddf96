// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "value.h"

#include <span>

namespace membridge {

/// Appends one value as the peer packs it. Lists are refused. Throws Error (InvalidArgument) for text that is not UTF-8 (use bytes)
/// and for text of 4 GiB and more.
void appendValue(ByteVector &out, const Value &value);

/// A list for MappedView::writeMixed: items are values or lists of values, one level deep (deeper: Error, InvalidArgument).
ByteVector encodeMixed(std::span<const Value> items);

/// A ring payload: a value, or a flat list of values (a nested list: Error, InvalidArgument).
ByteVector encodePayload(const Value &value);

} // namespace membridge
