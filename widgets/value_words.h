// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"

#include <QString>

/// Values as text. Any thread.
namespace membridge::value_words {

/// For people, as displayText() with commas between; of many values the first, and an ellipsis.
QString shown(const ValueList &values);
QString shownBytes(const ByteVector &bytes);

/// In the form that parseValueLine() reads back to the same values, for any that it can give.
QString typed(const ValueList &values);
QString typed(const Value &value);
/// Text in double quotes, with what has to be escaped.
QString quoted(const std::string &text);

} // namespace membridge::value_words
