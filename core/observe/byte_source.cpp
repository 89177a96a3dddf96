// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "byte_source.h"

#include "../ipc/error.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace membridge {

namespace {

std::size_t copied(std::span<const std::byte> bytes, std::uint64_t offset, std::span<std::byte> out)
{
    if (offset >= bytes.size())
        return 0;
    const auto from = bytes.subspan(static_cast<std::size_t>(offset));
    const std::size_t count = std::min(from.size(), out.size());
    if (count > 0)
        std::memcpy(out.data(), from.data(), count);
    return count;
}

} // namespace

std::size_t SegmentBytes::read(std::uint64_t offset, std::span<std::byte> out) const
{
    return m_reader.read(offset, out);
}

std::uint64_t SegmentBytes::nextData(std::uint64_t offset) const
{
    return platform::nextDataAt(*m_reader.handle(), offset);
}

std::size_t SnapshotBytes::read(std::uint64_t offset, std::span<std::byte> out) const
{
    return offset < m_snapshot->offset ? 0 : copied(m_snapshot->bytes, offset - m_snapshot->offset, out);
}

std::size_t MemoryBytes::read(std::uint64_t offset, std::span<std::byte> out) const
{
    return copied(m_bytes, offset, out);
}

FileBytes::FileBytes(const std::string &path)
{
    const std::filesystem::path where(path);
    std::error_code error;
    const auto status = std::filesystem::status(where, error);
    if (!std::filesystem::exists(status))
        throw Error(ErrorCode::NotFound, path, "open file", "there is no such file", error.value());
    if (!std::filesystem::is_regular_file(status))
        throw Error(ErrorCode::InvalidArgument, path, "open file", "not an ordinary file");
    m_size = std::filesystem::file_size(where, error);
    m_file.open(where, std::ios::binary);
    if (error || !m_file)
        throw Error(ErrorCode::System, path, "open file", "it can't be read", error.value());
}

std::size_t FileBytes::read(std::uint64_t offset, std::span<std::byte> out) const
{
    if (offset >= m_size)
        return 0;
    const std::lock_guard lock(m_mutex);
    m_file.clear();
    m_file.seekg(static_cast<std::streamoff>(offset));
    m_file.read(reinterpret_cast<char *>(out.data()), static_cast<std::streamsize>(out.size()));
    return static_cast<std::size_t>(std::max<std::streamsize>(m_file.gcount(), 0));
}

} // namespace membridge
