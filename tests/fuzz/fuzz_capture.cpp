// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Capture files: any bytes are packets up to an end or a fault, the same ones when read again, and what is written of them reads back the same.

#include "core/capture/capture_reader.h"
#include "core/capture/capture_table.h"
#include "core/capture/capture_writer.h"
#include "core/codec/field_json.h"
#include "fuzz_input.h"

#include <sys/mman.h>
#include <unistd.h>
#include <vector>

using namespace membridge;

namespace {

/// A file in memory that has a path.
class MemoryFile
{
public:
    explicit MemoryFile(const char *name) : m_descriptor(::memfd_create(name, 0)) { FUZZ_CHECK(m_descriptor >= 0); }
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }
    void fill(const std::uint8_t *data, std::size_t size) const
    {
        FUZZ_CHECK(::ftruncate(m_descriptor, 0) == 0);
        FUZZ_CHECK(::pwrite(m_descriptor, data, size, 0) == static_cast<ssize_t>(size));
    }

private:
    int m_descriptor;
};

struct Kept
{
    CapturedPacket::Kind kind;
    std::int64_t timeNs;
    std::uint64_t length;
    std::vector<std::byte> bytes;
    bool operator==(const Kept &) const = default;
};

CaptureReader::Outcome readAll(CaptureReader &reader, std::vector<Kept> &packets)
{
    CapturedPacket packet;
    CaptureReader::Outcome outcome;
    packets.clear();
    while ((outcome = reader.next(packet)) == CaptureReader::Outcome::Packet) {
        FUZZ_CHECK(packet.timeNs >= 0);
        if (packet.kind == CapturedPacket::Kind::Frame)
            FUZZ_CHECK(packet.bytes.size() >= 4 && packet.bytes.size() <= packet.length);
        packets.push_back({packet.kind, packet.timeNs, packet.length, {packet.bytes.begin(), packet.bytes.end()}});
    }
    FUZZ_CHECK((outcome == CaptureReader::Outcome::Faulty) == !reader.fault().empty());
    FUZZ_CHECK(reader.next(packet) == outcome);
    return outcome;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const MemoryFile input("input");
    static const MemoryFile output("output");
    input.fill(data, size);
    CaptureReader reader(input.path());
    std::vector<Kept> packets;
    const CaptureReader::Outcome outcome = readAll(reader, packets);
    reader.rewind();
    std::vector<Kept> again;
    FUZZ_CHECK(readAll(reader, again) == outcome && again == packets);

    static const Schema schema = std::get<Schema>(parseSchema("text:str n:i64 2*bool"));
    CaptureTable csv(CaptureTable::Format::Csv, schema);
    CaptureTable json(CaptureTable::Format::Json, schema);
    CaptureWriter writer(output.path(), {}, 0);
    // The format's seconds have 32 bits, of which libpcap takes one for a sign.
    constexpr std::int64_t last = std::int64_t{0x7fff'ffff} * 1'000'000'000;
    for (Kept &packet : packets) {
        packet.timeNs = std::min(packet.timeNs, last);
        const CapturedPacket read{packet.kind, packet.timeNs, packet.length, packet.bytes};
        FUZZ_CHECK(csv.row(read).empty() == (packet.kind == CapturedPacket::Kind::Gap));
        const std::string row = json.row(read);
        FUZZ_CHECK(row.empty() || Json::accept(row));
        if (packet.kind == CapturedPacket::Kind::Gap)
            writer.gap({.timeNs = packet.timeNs, .position = 0, .bytes = packet.length});
        else
            writer.frame({.timeNs = packet.timeNs, .position = 0, .length = packet.length, .bytes = packet.bytes});
        constexpr std::size_t mostKept = 262'144;
        packet.bytes.resize(std::min(packet.bytes.size(), mostKept));
    }
    writer.finish();
    CaptureReader written(output.path());
    FUZZ_CHECK(readAll(written, again) == CaptureReader::Outcome::End);
    FUZZ_CHECK(again == packets);
    return 0;
}
