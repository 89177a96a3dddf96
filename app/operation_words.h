// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "participant.h"
#include "widgets/operation_log_model.h"

#include <vector>

namespace membridge::operation_words {

/// What became of an operation, as entries of the log: one for each frame that was taken and kept, and one that sums up, where that says more.
std::vector<OperationEntry> entriesOf(const OperationResult &result);
/// Frames that were popped and are not among those entries.
quint64 unlisted(const OperationResult &result);

} // namespace membridge::operation_words
