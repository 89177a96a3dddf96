// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "segment_reader.h"
#include "snapshot.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <memory>
#include <mutex>
#include <span>
#include <string>

namespace membridge {

/// Bytes to search or to compare, wherever they are. They may change and become fewer at any time. Threads: any.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Bytes there are now.
    virtual std::uint64_t size() const = 0;
    /// Fills `out` from byte `offset` on; returns how many bytes there were. Throws Error where the system refuses.
    virtual std::size_t read(std::uint64_t offset, std::span<std::byte> out) const = 0;
    /// Everything from `offset` up to there is zeros; `offset` itself where that is not known.
    virtual std::uint64_t nextData(std::uint64_t offset) const { return offset; }
};

/// A segment as it is now.
class SegmentBytes : public ByteSource
{
public:
    explicit SegmentBytes(SegmentReader reader) : m_reader(std::move(reader)) { }

    std::uint64_t size() const override { return m_reader.stat().size; }
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override;
    std::uint64_t nextData(std::uint64_t offset) const override;
    const SegmentReader &reader() const noexcept { return m_reader; }

private:
    SegmentReader m_reader;
};

/// A copy made before. Its offsets count from the start of its segment; what comes before the copy reads as nothing.
class SnapshotBytes : public ByteSource
{
public:
    explicit SnapshotBytes(std::shared_ptr<const Snapshot> snapshot) : m_snapshot(std::move(snapshot)) { }

    std::uint64_t size() const override { return m_snapshot->end(); }
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override;

private:
    std::shared_ptr<const Snapshot> m_snapshot;
};

/// Memory of the caller's, which must outlive this.
class MemoryBytes : public ByteSource
{
public:
    explicit MemoryBytes(std::span<const std::byte> bytes) : m_bytes(bytes) { }

    std::uint64_t size() const override { return m_bytes.size(); }
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override;

private:
    std::span<const std::byte> m_bytes;
};

/// A file, opened for reading. Throws Error: NotFound; InvalidArgument for what is no ordinary file (reading a pipe would wait); System.
class FileBytes : public ByteSource
{
public:
    /// `path` in the file system's own encoding.
    explicit FileBytes(const std::string &path);

    std::uint64_t size() const override { return m_size; }
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override;

private:
    mutable std::mutex m_mutex;
    mutable std::ifstream m_file; ///< Guarded: it has one position.
    std::uint64_t m_size = 0;
};

} // namespace membridge
