// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace membridge {

/// Why a text is not the file that it should be.
struct FileError
{
    std::size_t line = 0;   ///< From 1; 0 when no place in the text is to blame.
    std::size_t column = 0; ///< From 1, in bytes.
    std::string path;       ///< Which value, as a JSON pointer: "/fields/2/tag". Empty for the whole.
    std::string reason;     ///< Safe to show.

    /// "line 4, column 12, /fields/2/tag: …".
    std::string text() const;
};

} // namespace membridge
