// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "export.h"

#include "../ipc/error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <system_error>

namespace membridge {

namespace {

/// A file beside its final place, which goes unless it is kept.
class PendingFile
{
public:
    PendingFile(const std::string &segment, const std::filesystem::path &path) : m_segment(segment), m_path(path)
    {
        m_temporary = path;
        m_temporary += ".part" + std::to_string(std::random_device{}());
        errno = 0;
        m_stream.open(m_temporary, std::ios::binary | std::ios::trunc);
        if (!m_stream)
            fail(errno);
    }
    ~PendingFile()
    {
        if (m_temporary.empty())
            return;
        m_stream.close();
        std::error_code ignored;
        std::filesystem::remove(m_temporary, ignored);
    }
    PendingFile(const PendingFile &) = delete;
    PendingFile &operator=(const PendingFile &) = delete;

    void write(const char *data, std::size_t size)
    {
        errno = 0;
        m_stream.write(data, static_cast<std::streamsize>(size));
        if (!m_stream)
            fail(errno);
    }

    void keep()
    {
        errno = 0;
        m_stream.close();
        if (!m_stream)
            fail(errno);
        std::error_code error;
        std::filesystem::rename(m_temporary, m_path, error);
        if (error)
            fail(error.value());
        m_temporary.clear();
    }

private:
    [[noreturn]] void fail(int systemError) const
    {
        const std::error_code error(systemError, std::generic_category());
        const ErrorCode code = error == std::errc::permission_denied || error == std::errc::read_only_file_system
            ? ErrorCode::PermissionDenied
            : error == std::errc::no_space_on_device ? ErrorCode::NoSpace
                                                     : ErrorCode::System;
        const std::string reason = systemError == 0 ? "the file can't be written" : error.message();
        throw Error(code, m_segment, "export to a file", m_path.string() + ": " + reason, systemError);
    }

    std::string m_segment;
    std::filesystem::path m_path;
    std::filesystem::path m_temporary; ///< Empty once the file is kept.
    std::ofstream m_stream;
};

} // namespace

ExportResult exportRanges(const ByteSource &source, const std::string &segment, std::span<const ByteRange> ranges,
                          std::optional<CopyFormat> format, const std::filesystem::path &path, const StopFlag *stop,
                          const std::function<void(std::uint64_t)> &progress)
{
    constexpr std::uint64_t pieceSize = 1 << 20;
    PendingFile file(segment, path);
    const auto sink = [&file](std::string_view text) { file.write(text.data(), text.size()); };
    std::optional<CopyWriter> writer;
    if (format)
        writer.emplace(*format, ranges.empty() ? 0 : ranges.front().offset, sink);
    ByteVector piece;
    ExportResult result;
    bool ended = false;
    for (std::size_t i = 0; i < ranges.size() && !ended; ++i) {
        const ByteRange range = ranges[i];
        if (i > 0 && format == CopyFormat::HexDump) {
            writer->finish();
            writer.emplace(*format, range.offset, sink);
        }
        std::uint64_t done = 0;
        while (done < range.length && !ended) {
            if (stop != nullptr && stop->requested()) {
                result.stopped = true;
                return result;
            }
            const auto wanted = static_cast<std::size_t>(std::min(pieceSize, range.length - done));
            piece.resize(std::max(piece.size(), wanted));
            const std::size_t count = source.read(range.offset + done, std::span(piece).first(wanted));
            const auto got = std::span<const std::byte>(piece).first(count);
            if (writer)
                writer->write(got);
            else
                file.write(reinterpret_cast<const char *>(got.data()), got.size());
            done += count;
            result.bytes += count;
            if (progress)
                progress(result.bytes);
            ended = count < wanted;
        }
    }
    if (writer)
        writer->finish();
    file.keep();
    return result;
}

ExportResult exportRange(const SegmentReader &reader, ByteRange range, std::optional<CopyFormat> format,
                         const std::filesystem::path &path, const StopFlag *stop,
                         const std::function<void(std::uint64_t)> &progress)
{
    return exportRanges(SegmentBytes(reader), reader.name(), std::span(&range, 1), format, path, stop, progress);
}

} // namespace membridge
