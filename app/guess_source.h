// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/byte_source.h"
#include "core/observe/frame_store.h"
#include "core/observe/schema_guess.h"
#include "widgets/frame_model.h"

#include <memory>
#include <vector>

namespace membridge {

/// What somebody's schema is to be guessed from. A value that is made in the GUI thread and used in another one.
struct GuessSource
{
    std::shared_ptr<const ByteSource> bytes = {};  ///< A region's; nullptr: a ring.
    quint64 offset = 0;                            ///< Of the segment, where the schema begins.
    std::shared_ptr<const FrameList> pending = {}; ///< A ring's, like those below; may be nullptr.
    FrameStoreView seen = {};
};

struct GuessedSchemas
{
    std::vector<SchemaCandidate> candidates = {};
    std::size_t frames = 0; ///< That they were guessed from; of a region 0.
};

/// Reads what there is, wherever the view was scrolled to, and guesses: some frames that are pending, and others from all over those that were seen.
/// Throws Error where the segment can't be read. Any thread.
GuessedSchemas guessedSchemas(const GuessSource &source);

} // namespace membridge
