// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

/// A test program without a test library: Qt is not there for the targets it is cross-compiled to.
namespace cross_test {

/// Why a test failed, in one line.
class Failure : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Throws Failure unless `condition` holds.
inline void check(bool condition, const std::string &what)
{
    if (!condition)
        throw Failure(what);
}

} // namespace cross_test
