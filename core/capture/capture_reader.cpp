// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "capture_reader.h"

#include "capture_file_error.h"
#include "capture_format.h"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>

namespace membridge {

namespace {

constexpr auto attempted = "read capture file";

template <typename T> T load(const std::byte *from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

/// Whatever the file says, a time that can be added to another.
std::int64_t timeOf(const pcap_pkthdr &header)
{
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max() / second / 4;
    const std::int64_t seconds = std::clamp<std::int64_t>(header.ts.tv_sec, 0, last);
    return seconds * second + std::clamp<std::int64_t>(header.ts.tv_usec, 0, second - 1);
}

} // namespace

/// libpcap's side of the file.
struct CaptureReader::Input
{
    explicit Input(pcap_t *opened) noexcept : pcap(opened) { }
    ~Input() { pcap_close(pcap); }
    Input(const Input &) = delete;
    Input &operator=(const Input &) = delete;

    pcap_t *pcap;
};

CaptureReader::CaptureReader(const std::string &path) : m_path(path)
{
    rewind();
}

CaptureReader::~CaptureReader() = default;
CaptureReader::CaptureReader(CaptureReader &&) noexcept = default;
CaptureReader &CaptureReader::operator=(CaptureReader &&) noexcept = default;

void CaptureReader::rewind()
{
    m_input.reset();
    m_fault.clear();
    m_packets = 0;
    refuseWhatMayBlock(m_path, attempted);
    std::FILE *file = std::fopen(m_path.c_str(), "rb");
    if (file == nullptr)
        throw CaptureFileError(m_path, attempted, errno);
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(m_path, ignored);
    m_fileBytes = size == static_cast<std::uintmax_t>(-1) ? 0 : size;
    std::array<char, PCAP_ERRBUF_SIZE> reason{};
    pcap_t *pcap = pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, reason.data());
    if (pcap == nullptr) {
        std::fclose(file);
        m_fault = reason.data();
        return;
    }
    m_input = std::make_unique<Input>(pcap);
    if (const int type = pcap_datalink(pcap); type != DLT_USER0) {
        m_input.reset();
        m_fault = "its link type is " + std::to_string(type) + ", and a capture of ours has 147 (USER0)";
    }
}

std::uint64_t CaptureReader::bytesRead() const noexcept
{
    const long position = m_input ? std::ftell(pcap_file(m_input->pcap)) : 0;
    return position > 0 ? static_cast<std::uint64_t>(position) : 0;
}

CaptureReader::Outcome CaptureReader::faulty(const std::string &reason)
{
    // A reader that goes on after a fault would take the middle of something for its start.
    m_input.reset();
    m_fault = "after " + std::to_string(m_packets) + (m_packets == 1 ? " packet: " : " packets: ") + reason;
    return Outcome::Faulty;
}

CaptureReader::Outcome CaptureReader::next(CapturedPacket &packet)
{
    using namespace capture_format;
    if (!m_input)
        return Outcome::Faulty;
    pcap_pkthdr *header = nullptr;
    const u_char *data = nullptr;
    const int result = pcap_next_ex(m_input->pcap, &header, &data);
    if (result == PCAP_ERROR_BREAK)
        return Outcome::End;
    if (result != 1)
        return faulty(pcap_geterr(m_input->pcap));

    const std::span<const std::byte> bytes(reinterpret_cast<const std::byte *>(data), header->caplen);
    packet.timeNs = timeOf(*header);
    if (bytes.size() < 4 || header->caplen > header->len)
        return faulty("the next one is no frame: it has " + std::to_string(bytes.size()) + " of "
                      + std::to_string(header->len) + " bytes");
    const auto prefix = load<std::uint32_t>(bytes.data());
    if (prefix == gapMark && bytes.size() == gapBytes && header->len == gapBytes
        && load<std::uint32_t>(bytes.data() + 4) == gapTag) {
        packet.kind = CapturedPacket::Kind::Gap;
        packet.length = load<std::uint64_t>(bytes.data() + 8);
        packet.bytes = {};
    } else {
        packet.kind = CapturedPacket::Kind::Frame;
        packet.length = std::uint64_t{4} + prefix;
        packet.bytes = bytes;
        // The format keeps lengths in 32 bits, which the largest frames exceed.
        if (header->len != std::min<std::uint64_t>(packet.length, std::numeric_limits<std::uint32_t>::max()))
            return faulty("the next one is no frame: its length prefix says " + std::to_string(packet.length)
                          + " bytes, the file " + std::to_string(header->len));
    }
    ++m_packets;
    return Outcome::Packet;
}

} // namespace membridge
