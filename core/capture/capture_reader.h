// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace membridge {

/// One packet of a capture file.
struct CapturedPacket
{
    enum class Kind { Frame, Gap };

    Kind kind = Kind::Frame;
    std::int64_t timeNs = 0; ///< Since the epoch.
    std::uint64_t length = 0; ///< Frame: of the whole frame, its length prefix included. Gap: how many bytes were missed.
    /// Frame: its bytes from the length prefix on, as many as were kept. Valid until the next call.
    std::span<const std::byte> bytes;

    bool truncated() const noexcept { return kind == Kind::Frame && bytes.size() < length; }
    /// Without the length prefix.
    std::span<const std::byte> payload() const noexcept { return bytes.subspan(4); }
};

/// Reads capture files (CAPTURE_FILES.md), also those that Wireshark saved as pcapng. Everything in them is untrusted: no packet takes more than
/// 16 MiB, and what is no frame ends the reading with a reason.
///
/// Threads: one at a time. Throws CaptureFileError: NotFound, PermissionDenied, InvalidArgument (no file), System.
class CaptureReader
{
public:
    explicit CaptureReader(const std::string &path);
    ~CaptureReader();
    CaptureReader(CaptureReader &&) noexcept;
    CaptureReader &operator=(CaptureReader &&) noexcept;

    enum class Outcome {
        Packet, ///< `packet` was filled.
        End,    ///< The file ends here, as it should.
        Faulty  ///< fault() says what is wrong from here on; what came before was whole.
    };
    Outcome next(CapturedPacket &packet);
    /// How far into the file the last packet ended, and the file's size when it was opened: for a progress. 0 once next() was Faulty.
    std::uint64_t bytesRead() const noexcept;
    std::uint64_t fileBytes() const noexcept { return m_fileBytes; }
    /// Back to the first packet. Opens the file anew.
    void rewind();

    /// In words; empty unless next() was Faulty. May hold untrusted text.
    const std::string &fault() const noexcept { return m_fault; }
    const std::string &path() const noexcept { return m_path; }

private:
    struct Input;

    Outcome faulty(const std::string &reason);

    std::string m_path;
    std::unique_ptr<Input> m_input; ///< None when the file's header was refused.
    std::string m_fault;
    std::uint64_t m_packets = 0;
    std::uint64_t m_fileBytes = 0;
};

} // namespace membridge
