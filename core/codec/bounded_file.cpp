// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "bounded_file.h"

#include "../ipc/error.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace membridge {

std::string readBoundedFile(const std::string &path, const char *attempted, std::size_t most)
{
    const std::filesystem::path place(std::u8string(path.begin(), path.end()));
    std::error_code error;
    const auto status = std::filesystem::status(place, error);
    if (status.type() == std::filesystem::file_type::not_found)
        throw Error(ErrorCode::NotFound, path, attempted, "there is no such file");
    // A pipe or a device could make us wait for ever.
    if (status.type() != std::filesystem::file_type::regular)
        throw Error(ErrorCode::System, path, attempted, error ? error.message() : "it is no regular file",
                    error.value());
    std::ifstream file(place, std::ios::binary);
    if (!file)
        throw Error(ErrorCode::PermissionDenied, path, attempted, "it can't be opened for reading");
    std::string text(most + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad())
        throw Error(ErrorCode::System, path, attempted, "it can't be read to its end");
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

} // namespace membridge
