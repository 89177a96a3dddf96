// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>

/// A property that holds for every input: says where it does not, and ends the program so that the fuzzer keeps the input.
#define FUZZ_CHECK(condition)                                                            \
    do {                                                                                 \
        if (!(condition)) {                                                              \
            std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            std::abort();                                                                \
        }                                                                                \
    } while (false)

/// Each target implements libFuzzer's entry point.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace membridge::fuzz {

/// Takes an input apart, from the front; gives zeros when it is used up.
class Input
{
public:
    Input(const std::uint8_t *data, std::size_t size) : m_rest(reinterpret_cast<const std::byte *>(data), size) { }

    template <typename T> T take()
    {
        T value{};
        const auto bytes = takeBytes(sizeof(T));
        if (!bytes.empty())
            std::memcpy(&value, bytes.data(), bytes.size());
        return value;
    }
    std::span<const std::byte> takeBytes(std::size_t most)
    {
        const auto bytes = m_rest.first(std::min(most, m_rest.size()));
        m_rest = m_rest.subspan(bytes.size());
        return bytes;
    }
    std::string takeText(std::size_t most)
    {
        const auto bytes = takeBytes(most);
        return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    }
    std::span<const std::byte> rest() { return takeBytes(m_rest.size()); }
    bool isEmpty() const { return m_rest.empty(); }

private:
    std::span<const std::byte> m_rest;
};

} // namespace membridge::fuzz
