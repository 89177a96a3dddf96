// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/random.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>

namespace membridge::test {

/// Makes random sequences of calls in the form of differential.py. Each is done by our side at once, so that the next can depend on what it gave:
/// rings that fill up and run empty, reads that fit what was written.
///
/// What the two sides do differently on purpose is left out here; the rows of that table have tests of their own (tst_interop_differences).
class CallMaker
{
public:
    /// Does a call and returns our answer.
    using Do = std::function<nlohmann::json(nlohmann::json call)>;
    /// Which of the two objects does the next piece of work.
    enum class Objects {
        Any,     ///< Either, whatever it is.
        Roles01, ///< On a ring: object 0 pushes, object 1 pops.
        Roles10  ///< The other way round.
    };

    CallMaker(std::uint64_t seed, Do perform) : m_random(seed), m_do(std::move(perform)) { }

    /// A region `@0`, created and mapped, mapped again through another handle, and at least `calls` calls.
    void region(std::uint64_t calls);
    void ring(std::uint64_t calls, Objects objects = Objects::Any);
    /// Good and bad names `@0` to `@3`, sizes and layouts.
    void names(std::uint64_t calls);

    Random &random() noexcept { return m_random; }

private:
    struct Made
    {
        nlohmann::json wire;
        nlohmann::json schema = nlohmann::json::array(); ///< What reads it back.
    };

    nlohmann::json call(const char *operation, std::size_t object, std::initializer_list<nlohmann::json> arguments = {});
    Made scalar(std::size_t largestBlob);
    Made items(bool mayNest);
    nlohmann::json schema(bool mayBeWrong);
    std::string text();
    std::uint64_t offset();
    void regionPiece(std::size_t object);
    void push(std::size_t object);
    void pop(std::size_t object);
    void pushMany(std::size_t object);
    void popMany(std::size_t object);
    void useName(std::size_t handle);

    Random m_random;
    Do m_do;
    std::uint64_t m_done = 0;
    std::uint64_t m_size = 0;             ///< Bytes of data of the region or ring at work.
    std::deque<nlohmann::json> m_pending; ///< For each frame in the ring, the schema that reads it.

    struct Handle
    {
        bool made = false;
        bool creator = false;
        std::shared_ptr<bool> ring; ///< Whether the object was set up as a ring.
    };
    std::array<Handle, 2> m_handles;
    std::array<std::shared_ptr<bool>, 4> m_named; ///< The object behind each name, if there is one.
};

} // namespace membridge::test
