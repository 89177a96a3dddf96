// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Any segment taken for a region: a byte with the length of a schema's text, the text, 8 bytes of offset, 2 of size, the image. Looked at by the
// observers, who must change nothing; then read and written under whatever the lock word says.

#include "core/ipc/error.h"
#include "core/ipc/mapped_view.h"
#include "core/observe/inspection.h"
#include "core/observe/lock_probe.h"
#include "core/observe/segment_decode.h"
#include "fuzz_input.h"
#include "fuzz_segment.h"

using namespace membridge;
using fuzz::Input;

namespace {

void observe(const std::string &name, std::uint64_t size, std::uint64_t offset, const Schema *schema)
{
    const SegmentReader reader = SegmentReader::open(name);
    const auto word = LockProbe(reader).sample();
    FUZZ_CHECK(word.has_value() == (size >= sizeof(std::int32_t)));
    const auto snapshot = reader.snapshot(offset, 1000);
    FUZZ_CHECK(snapshot->bytes.size() <= 1000);
    FUZZ_CHECK(snapshot->bytes.empty() || snapshot->end() <= size);
    const auto whole = reader.snapshot(0, size);
    FUZZ_CHECK(whole->bytes.size() == size);
    FUZZ_CHECK(changedRanges(*whole, *whole).empty());
    for (const Layout layout : {Layout::Unknown, Layout::Region, Layout::Ring}) {
        const Inspection inspection = inspect(reader, layout, false);
        for (const Finding &finding : inspection.findings)
            FUZZ_CHECK(!finding.text.empty());
        FUZZ_CHECK(inspection.guess.confidence >= 0 && inspection.guess.confidence <= 1);
    }
    if (schema != nullptr) {
        const SegmentDecode decoded = decodeSegment(reader, offset, *schema, 100'000, {.maxValues = 1000});
        FUZZ_CHECK(decoded.decoded.consumed <= size - std::min(offset, size));
    }
}

void takePart(MappedView &view, const fuzz::Segment &segment, std::uint64_t offset, const Schema *schema)
{
    const ByteVector before = segment.bytes();
    const LockWord word = view.lockWord();
    const auto lockIsAsItWas = [&] { return view.lockWord() == word; };
    if (schema != nullptr) {
        const ViewRead read = view.readMixed(*schema, offset);
        FUZZ_CHECK((read.outcome == WaitOutcome::Done) == (word.raw >= 0 && word.raw != 0x7fffffff));
        FUZZ_CHECK(lockIsAsItWas());
        FUZZ_CHECK(segment.bytes() == before);
    }
    const WaitOutcome written = view.write(Value{std::uint64_t{0x0123456789abcdef}}, offset);
    FUZZ_CHECK((written == WaitOutcome::Done) == (word.raw == 0));
    FUZZ_CHECK(lockIsAsItWas());
    const ByteVector after = segment.bytes();
    FUZZ_CHECK(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        const bool ours = written == WaitOutcome::Done && i >= 4 + offset && i < 4 + offset + 8;
        FUZZ_CHECK(ours || after[i] == before[i]);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Segment segment;
    Input input(data, size);
    const auto parsed = parseSchema(input.takeText(input.take<std::uint8_t>()));
    const auto *schema = std::get_if<Schema>(&parsed);
    const auto offset = input.take<std::uint64_t>();
    const auto segmentSize = std::max<std::uint64_t>(input.take<std::uint16_t>(), 1);
    segment.fill(input.rest(), segmentSize);
    const ByteVector before = segment.bytes();
    observe(segment.name(), segmentSize, offset, schema);
    FUZZ_CHECK(segment.bytes() == before);
    try {
        MappedView view = SharedMemory::open(segment.name()).map();
        view.setLockTimeout(std::chrono::nanoseconds(0));
        takePart(view, segment, offset, schema);
    } catch (const Error &error) {
        FUZZ_CHECK(error.code() == ErrorCode::TooSmall || error.code() == ErrorCode::OutOfBounds);
        FUZZ_CHECK(segment.bytes() == before);
    }
    return 0;
}
