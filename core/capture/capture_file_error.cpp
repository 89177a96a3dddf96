// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "capture_file_error.h"

#include <filesystem>
#include <system_error>

namespace membridge {

namespace {

ErrorCode codeOf(const std::error_code &error)
{
    if (error == std::errc::permission_denied || error == std::errc::operation_not_permitted
        || error == std::errc::read_only_file_system)
        return ErrorCode::PermissionDenied;
    if (error == std::errc::no_such_file_or_directory)
        return ErrorCode::NotFound;
    if (error == std::errc::no_space_on_device || error == std::errc::file_too_large)
        return ErrorCode::NoSpace;
    return ErrorCode::System;
}

} // namespace

CaptureFileError::CaptureFileError(const std::string &path, std::string_view attempted, int systemError)
    : Error(codeOf(std::error_code(systemError, std::generic_category())), path, attempted,
            systemError == 0 ? "the system does not say why" : std::generic_category().message(systemError), systemError)
{
}

void refuseWhatMayBlock(const std::string &path, std::string_view attempted)
{
    std::error_code ignored;
    const auto type = std::filesystem::status(path, ignored).type();
    if (type == std::filesystem::file_type::fifo || type == std::filesystem::file_type::socket)
        throw CaptureFileError(ErrorCode::InvalidArgument, path, attempted, "it is a pipe or a socket, not a file");
    if (type == std::filesystem::file_type::directory)
        throw CaptureFileError(ErrorCode::InvalidArgument, path, attempted, "it is a folder");
}

} // namespace membridge
