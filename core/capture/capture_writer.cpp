// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "capture_writer.h"

#include "../platform/platform.h"
#include "capture_format.h"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <new>
#include <system_error>

namespace membridge {

namespace {

constexpr auto attempted = "write capture file";
constexpr std::int64_t second = 1'000'000'000;

} // namespace

/// libpcap's side of one file.
struct CaptureWriter::Output
{
    explicit Output(const std::string &filePath) : path(filePath)
    {
        format = pcap_open_dead_with_tstamp_precision(DLT_USER0, static_cast<int>(capture_format::mostPacketBytes),
                                                      PCAP_TSTAMP_PRECISION_NANO);
        if (format == nullptr)
            throw std::bad_alloc();
    }
    ~Output()
    {
        if (dumper != nullptr)
            pcap_dump_close(dumper);
        pcap_close(format);
    }
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    std::string path;
    pcap_t *format = nullptr;
    pcap_dumper_t *dumper = nullptr;
};

std::int64_t CaptureWriter::epochOffsetNs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() - platform::monotonicNs();
}

CaptureWriter::CaptureWriter(const std::string &path, const CaptureLimits &limits, std::int64_t epochOffset)
    : m_files(path, limits), m_epochOffset(epochOffset)
{
    if (limits.maxFileBytes != 0 && limits.maxFileBytes < smallestFile) {
        throw CaptureFileError(ErrorCode::InvalidArgument, path, attempted,
                               "files of " + std::to_string(limits.maxFileBytes) + " bytes are too small; "
                                   + std::to_string(smallestFile) + " is the least");
    }
    open();
}

CaptureWriter::~CaptureWriter() = default;

void CaptureWriter::open()
{
    m_output.reset();
    m_safeBytes = 0;
    const std::string path = m_files.next();
    try {
        refuseWhatMayBlock(path, attempted);
    } catch (const CaptureFileError &error) {
        fail(error);
    }
    auto output = std::make_unique<Output>(path);
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (file == nullptr)
        fail(CaptureFileError(path, attempted, errno));
    // Many small packets a look; the library's own 4 KiB would be a system call every few of them.
    constexpr std::size_t bufferBytes = 256 * 1024;
    std::setvbuf(file, nullptr, _IOFBF, bufferBytes);
    errno = 0;
    output->dumper = pcap_dump_fopen(output->format, file);
    // Which has closed the file by then.
    if (output->dumper == nullptr)
        fail(CaptureFileError(path, attempted, errno));
    m_output = std::move(output);
    m_fileBytes = capture_format::fileHeaderBytes;
    flush();
}

void CaptureWriter::frame(const RecordedFrame &frame)
{
    requireSound();
    const std::uint64_t kept = add(frame.timeNs, frame.bytes, frame.length);
    ++m_given.frames;
    m_given.bytes += frame.length;
    m_given.truncated += kept < frame.length ? 1 : 0;
}

void CaptureWriter::gap(const RecordedGap &gap)
{
    requireSound();
    std::array<std::byte, capture_format::gapBytes> packet;
    std::memcpy(packet.data(), &capture_format::gapMark, 4);
    std::memcpy(packet.data() + 4, &capture_format::gapTag, 4);
    std::memcpy(packet.data() + 8, &gap.bytes, 8);
    add(gap.timeNs, packet, packet.size());
    ++m_given.gaps;
}

std::uint64_t CaptureWriter::add(std::int64_t timeNs, std::span<const std::byte> bytes, std::uint64_t originalLength)
{
    using namespace capture_format;
    const std::uint64_t limit = m_files.limits().maxFileBytes;
    std::uint64_t most = mostPacketBytes;
    if (limit != 0)
        most = std::min(most, limit - fileHeaderBytes - packetHeaderBytes);
    const std::uint64_t kept = std::min<std::uint64_t>(bytes.size(), most);
    if (limit != 0 && m_fileBytes + packetHeaderBytes + kept > limit) {
        flush();
        open();
    }

    const std::int64_t time = std::max<std::int64_t>(timeNs + m_epochOffset, 0);
    pcap_pkthdr header = {};
    header.ts.tv_sec = static_cast<decltype(header.ts.tv_sec)>(time / second);
    header.ts.tv_usec = static_cast<decltype(header.ts.tv_usec)>(time % second); // nanoseconds, in this kind of file
    header.caplen = static_cast<bpf_u_int32>(kept);
    header.len = static_cast<bpf_u_int32>(
        std::min<std::uint64_t>(originalLength, std::numeric_limits<bpf_u_int32>::max()));
    errno = 0;
    pcap_dump(reinterpret_cast<u_char *>(m_output->dumper), &header, reinterpret_cast<const u_char *>(bytes.data()));
    if (std::ferror(pcap_dump_file(m_output->dumper)) != 0)
        cutAndFail(errno);
    m_fileBytes += packetHeaderBytes + kept;
    return kept;
}

void CaptureWriter::settle()
{
    requireSound();
    constexpr std::int64_t longest = 50'000'000;
    constexpr std::uint64_t most = 1024 * 1024;
    if (m_fileBytes == m_safeBytes)
        return;
    if (m_fileBytes - m_safeBytes >= most || platform::monotonicNs() - m_flushedNs >= longest)
        flush();
}

void CaptureWriter::finish()
{
    requireSound();
    flush();
}

void CaptureWriter::requireSound() const
{
    if (m_failure)
        throw CaptureFileError(*m_failure);
}

void CaptureWriter::flush()
{
    errno = 0;
    if (pcap_dump_flush(m_output->dumper) != 0)
        cutAndFail(errno);
    m_safeBytes = m_fileBytes;
    m_written = m_given;
    m_flushedNs = platform::monotonicNs();
}

void CaptureWriter::fail(const CaptureFileError &error)
{
    if (m_safeBytes == 0)
        m_files.dropNewest();
    m_failure = error;
    throw CaptureFileError(error);
}

void CaptureWriter::cutAndFail(int systemError)
{
    const std::string path = m_output->path;
    std::error_code ignored;
    const bool isFile = std::filesystem::is_regular_file(path, ignored);
    // What closing adds may come after a hole that the failed write left.
    const std::uintmax_t size = isFile ? std::filesystem::file_size(path, ignored) : 0;
    if (isFile && size != static_cast<std::uintmax_t>(-1) && m_safeBytes > 0)
        takeWhatIsWhole(size);
    m_output.reset();
    if (isFile) {
        // Without a header there is nothing that anybody could open.
        if (m_safeBytes == 0)
            std::filesystem::remove(path, ignored);
        else
            std::filesystem::resize_file(path, m_safeBytes, ignored);
    }
    fail(CaptureFileError(path, attempted, systemError));
}

/// A write that failed may have brought many packets to the disk before.
void CaptureWriter::takeWhatIsWhole(std::uint64_t onDisk)
{
    using namespace capture_format;
    std::ifstream file(m_output->path, std::ios::binary);
    const auto read = [&file](auto &words, std::uint64_t bytes) {
        return static_cast<bool>(file.read(reinterpret_cast<char *>(words.data()), static_cast<std::streamsize>(bytes)));
    };
    while (file.seekg(static_cast<std::streamoff>(m_safeBytes))) {
        std::array<std::uint32_t, 4> header{}; // seconds, nanoseconds, bytes kept, bytes there were
        std::array<std::uint32_t, 2> begin{};
        if (!read(header, packetHeaderBytes))
            return;
        const std::uint64_t kept = header[2];
        const std::uint64_t end = m_safeBytes + packetHeaderBytes + kept;
        if (kept < sizeof begin[0] || kept > mostPacketBytes || end > onDisk
            || !read(begin, std::min<std::uint64_t>(kept, sizeof begin)))
            return;
        const std::uint64_t length = std::uint64_t{4} + begin[0];
        if (kept == gapBytes && header[3] == gapBytes && begin == std::array{gapMark, gapTag}) {
            ++m_written.gaps;
        } else if (header[3] == std::min<std::uint64_t>(length, std::numeric_limits<std::uint32_t>::max())) {
            ++m_written.frames;
            m_written.bytes += length;
            m_written.truncated += kept < length ? 1 : 0;
        } else {
            return;
        }
        m_safeBytes = end;
    }
}

} // namespace membridge
