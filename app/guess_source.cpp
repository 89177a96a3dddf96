// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guess_source.h"

#include <set>
#include <span>

namespace membridge {

namespace {

using Pieces = std::vector<std::span<const std::byte>>;

void addPending(Pieces &pieces, std::set<std::uint64_t> &positions, const FrameList &pending)
{
    // Half of the room is left to those that were seen before.
    for (const PendingFrame &frame : pending.rows) {
        if (pieces.size() == guessedPieces / 2)
            return;
        if (frame.payload.size() < frame.length || frame.length > guessedBytes)
            continue;
        pieces.emplace_back(frame.payload);
        positions.insert(frame.position);
    }
}

void addSeen(Pieces &pieces, const std::set<std::uint64_t> &positions, const FrameStoreView &seen)
{
    auto entries = seen.sample(guessedPieces - pieces.size(), true);
    // Where each was consumed before it was copied, something is better than nothing.
    if (entries.empty() && pieces.empty())
        entries = seen.sample(guessedPieces, false);
    for (const FrameStoreView::Entry &entry : entries) {
        if (entry.row.length <= guessedBytes && !positions.contains(entry.row.position))
            pieces.push_back(entry.payload);
    }
}

} // namespace

GuessedSchemas guessedSchemas(const GuessSource &source)
{
    if (source.bytes != nullptr) {
        ByteVector data(guessedBytes);
        data.resize(source.bytes->read(source.offset, data));
        const std::span<const std::byte> piece(data);
        return {guessSchemas(std::span(&piece, 1), GuessFrom::Window), 0};
    }
    Pieces pieces;
    std::set<std::uint64_t> positions;
    if (source.pending != nullptr)
        addPending(pieces, positions, *source.pending);
    addSeen(pieces, positions, source.seen);
    return {guessSchemas(pieces, GuessFrom::Frames), pieces.size()};
}

} // namespace membridge
