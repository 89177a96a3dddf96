// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "error.h"

#include "../codec/utf8.h"

#include <utility>

namespace membridge {

namespace {

std::string sentence(std::string_view segment, std::string_view attempted, std::string_view reason)
{
    std::string text = "cannot ";
    text += attempted;
    if (!segment.empty()) {
        text += " \"";
        text += escapedForDisplay(segment);
        text += '"';
    }
    text += ": ";
    text += reason;
    return text;
}

} // namespace

Error::Error(ErrorCode code, std::string_view segment, std::string_view attempted, std::string_view reason,
             int systemError, ErrorHolder holder)
    : std::runtime_error(sentence(segment, attempted, reason)),
      m_code(code),
      m_systemError(systemError),
      m_segment(segment),
      m_attempted(attempted),
      m_reason(reason),
      m_holder(std::move(holder))
{
}

} // namespace membridge
