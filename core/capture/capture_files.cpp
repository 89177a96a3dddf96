// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "capture_files.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace membridge {

CaptureFiles::CaptureFiles(std::string path, const CaptureLimits &limits)
    : m_path(std::move(path)), m_limits(limits) { }

std::string CaptureFiles::next()
{
    if (!isNumbered()) {
        m_names = {m_path};
        return m_path;
    }
    if (m_limits.maxFiles > 0 && m_names.size() >= m_limits.maxFiles) {
        // One that somebody else removed meanwhile takes no room any more.
        std::error_code ignored;
        std::filesystem::remove(m_names.front(), ignored);
        m_names.pop_front();
    }
    std::string digits = std::to_string(++m_number);
    if (digits.size() < 5)
        digits.insert(0, 5 - digits.size(), '0');
    const std::filesystem::path path(m_path);
    std::filesystem::path name = path;
    name.replace_filename(path.stem().string() + '.' + digits + path.extension().string());
    m_names.push_back(name.string());
    return m_names.back();
}

} // namespace membridge
