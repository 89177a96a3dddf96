// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace membridge::words {

/// A text of a FaultEntry in the user's language; one that is not in faultTexts() stays English.
QString ofFault(const char *text);
/// Those that can be translated.
std::span<const char *const> faultTexts();

} // namespace membridge::words
