// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "output.h"

#include "process.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>
#include <utility>

namespace membridge::cli {

namespace {

constexpr std::size_t bufferSize = 64 * 1024;

std::string &buffer()
{
    static std::string text;
    return text;
}

} // namespace

OutputError::OutputError(int systemError)
    : std::runtime_error(std::string("cannot write to standard output: ") + std::strerror(systemError)),
      m_readerGone(systemError == EPIPE || systemError == EINTR)
{
}

void print(std::string_view text)
{
    buffer() += text;
    if (buffer().size() >= bufferSize)
        flushOutput();
}

void printLine(std::string_view text)
{
    print(text);
    print("\n");
    flushOutput();
}

void flushOutput()
{
    // Emptied before it is written: what could not be written once is not tried again at the end of the
    // program.
    const std::string text = std::exchange(buffer(), {});
    writeToStandardOutput(text);
}

} // namespace membridge::cli
