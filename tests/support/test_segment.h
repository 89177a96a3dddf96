// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bytes.h"
#include "core/codec/value.h"
#include "core/ipc/layout.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace membridge::test {

/// A segment name of this test's own, and its file from below: as any other program could make or damage it, without core.
///
/// Nothing exists until create(), fill() or the code under test makes it; whatever has the name at the end is removed, also when
/// the test process is killed. Failures throw std::system_error, which fails the test.
class TestSegment
{
public:
    /// `hint` becomes part of the name, for whoever looks into /dev/shm meanwhile.
    explicit TestSegment(std::string_view hint = "test");
    ~TestSegment();
    TestSegment(const TestSegment &) = delete;
    TestSegment &operator=(const TestSegment &) = delete;

    /// With the leading '/'.
    const std::string &name() const noexcept { return m_name; }
    /// The file behind the name.
    const std::string &path() const noexcept { return m_path; }
    bool exists() const;

    /// Makes a new object of zero bytes, none of which has memory yet.
    void create(std::uint64_t size) const;
    /// Makes a new object with exactly these bytes.
    void fill(std::span<const std::byte> bytes) const;
    /// A ring that holds `data`; nothing has to be as it should.
    void fillRing(const RingHeader &header, std::span<const std::byte> data) const;
    void truncate(std::uint64_t size) const;
    void unlink() const;
    /// Takes the name from the object that has it, and gives it to a new one.
    void replace(std::uint64_t size) const;

    void write(std::uint64_t offset, std::span<const std::byte> bytes) const;
    template <typename T> void put(std::uint64_t offset, const T &value) const { write(offset, packed(value)); }
    ByteVector bytes() const;
    ByteVector bytes(std::uint64_t offset, std::uint64_t length) const;
    template <typename T> T get(std::uint64_t offset) const
    {
        T value{};
        const ByteVector from = bytes(offset, sizeof value);
        std::memcpy(&value, from.data(), from.size());
        return value;
    }

    std::uint64_t size() const;
    /// Bytes of memory that back it.
    std::uint64_t allocated() const;
    std::int64_t mtimeNs() const;
    std::uint32_t mode() const;
    void setMode(std::uint32_t mode) const;

private:
    std::string m_name;
    std::string m_path;
};

} // namespace membridge::test
