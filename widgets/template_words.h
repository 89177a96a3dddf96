// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/traffic/sender.h"
#include "core/traffic/template_text.h"
#include "core/traffic/traffic_result.h"
#include "core/traffic/verifier.h"

#include <QString>

/// As words.h, for what core/traffic says.
namespace membridge::words {

/// What is wrong with a payload's template: one sentence.
QString of(const TemplateTextError &error);
/// A word or two; empty for Disabled.
QString of(SenderRowState state);
/// Why one side of the traffic ended: half a sentence.
QString of(TrafficEnd end);
/// "lost", …
QString of(OffenceKind kind);

} // namespace membridge::words
