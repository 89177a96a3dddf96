// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/decode.h"
#include "core/codec/schema.h"
#include "core/observe/snapshot.h"

#include <QtGlobal>

namespace membridge {

/// Data read by a schema, with both: what a worker hands to the views. Immutable once shared.
struct DecodedSchema
{
    Schema schema;
    Decoded decoded;
    quint64 baseOffset = 0; ///< Where the decoded data starts, in bytes from the start of the segment.
    /// A ring's data, when what is decoded may run past its end and go on at its start; length 0 otherwise.
    ByteRange lap;

    /// Where an offset of the decoded data is in the segment.
    quint64 inSegment(quint64 offset) const
    {
        const quint64 at = baseOffset + offset;
        return lap.length == 0 ? at : lap.offset + (at - lap.offset) % lap.length;
    }
};

} // namespace membridge
