// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "process.h"

#include "output.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <system_error>

#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

#include <shellapi.h>

namespace membridge::cli {

namespace {

constinit StopFlag stopFlag;
HANDLE wakeUp = nullptr;
std::atomic<bool> secondSignalKills{false};

/// In a thread of its own, which the system makes.
BOOL WINAPI onControl(DWORD type)
{
    const bool second = stopFlag.requested();
    stopFlag.request();
    ::SetEvent(wakeUp);
    if (type == CTRL_C_EVENT || type == CTRL_BREAK_EVENT)
        return second && secondSignalKills.load(std::memory_order_relaxed) ? FALSE : TRUE;
    // Closing, logging off: the process is killed as soon as this returns, and after 5 s anyway.
    ::Sleep(4500);
    return TRUE;
}

/// Blocks until all is written; an errno, 0 for success.
int writeTo(DWORD which, std::string_view text) noexcept
{
    const HANDLE out = ::GetStdHandle(which);
    while (!text.empty()) {
        DWORD count = 0;
        const auto chunk = static_cast<DWORD>(std::min<std::size_t>(text.size(), 1 << 20));
        if (::WriteFile(out, text.data(), chunk, &count, nullptr) == 0) {
            switch (::GetLastError()) {
            case ERROR_BROKEN_PIPE:
            case ERROR_NO_DATA:
                return EPIPE;
            case ERROR_DISK_FULL:
            case ERROR_HANDLE_DISK_FULL:
                return ENOSPC;
            case ERROR_INVALID_HANDLE:
                return EBADF;
            default:
                return EIO;
            }
        }
        text.remove_prefix(count);
    }
    return 0;
}

std::string toUtf8(const wchar_t *wide)
{
    const int size = ::WideCharToMultiByte(CP_UTF8, 0, wide, -1, nullptr, 0, nullptr, nullptr);
    std::string text(static_cast<std::size_t>(std::max(size, 1)), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, wide, -1, text.data(), size, nullptr, nullptr);
    text.pop_back(); // the NUL
    return text;
}

} // namespace

void prepareProcess()
{
    ::SetConsoleOutputCP(CP_UTF8);
}

void dieUnexpectedly() noexcept
{
    ::TerminateProcess(::GetCurrentProcess(), 9);
    std::abort();
}

std::vector<std::string> arguments(int argc, char *argv[])
{
    int count = 0;
    wchar_t **wide = ::CommandLineToArgvW(::GetCommandLineW(), &count);
    if (wide == nullptr)
        return {argv + (argc > 0 ? 1 : 0), argv + argc};
    std::vector<std::string> words;
    for (int i = 1; i < count; ++i)
        words.push_back(toUtf8(wide[i]));
    ::LocalFree(wide);
    return words;
}

void ignoreUmask() { }

void writeToStandardOutput(std::string_view text)
{
    if (const int error = writeTo(STD_OUTPUT_HANDLE, text); error != 0)
        throw OutputError(error);
}

void writeToStandardError(std::string_view text) noexcept
{
    writeTo(STD_ERROR_HANDLE, text);
}

StopSignals::StopSignals(SecondSignal second)
{
    secondSignalKills.store(second == SecondSignal::Kills, std::memory_order_relaxed);
    if (wakeUp == nullptr)
        wakeUp = ::CreateEventA(nullptr, TRUE, FALSE, nullptr);
    if (wakeUp == nullptr || ::SetConsoleCtrlHandler(onControl, TRUE) == 0)
        throw std::system_error(static_cast<int>(::GetLastError()), std::system_category(), "cannot listen for Ctrl+C");
}

StopSignals::~StopSignals()
{
    ::SetConsoleCtrlHandler(onControl, FALSE);
}

const StopFlag &StopSignals::flag() const noexcept
{
    return stopFlag;
}

bool StopSignals::sleepUntil(std::chrono::steady_clock::time_point when) const
{
    using Clock = std::chrono::steady_clock;
    while (!requested()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(when - Clock::now());
        if (left.count() <= 0)
            return true;
        ::WaitForSingleObject(wakeUp, static_cast<DWORD>(std::min<std::int64_t>(left.count(), 60'000)));
    }
    return false;
}

StopSignals::Line StopSignals::waitForLine() const
{
    char byte = 0;
    DWORD count = 0;
    while (!requested()) {
        if (::ReadFile(::GetStdHandle(STD_INPUT_HANDLE), &byte, 1, &count, nullptr) == 0 || count == 0)
            return requested() ? Line::Stopped : Line::EndOfInput;
        if (byte == '\n')
            return Line::Entered;
    }
    return Line::Stopped;
}

} // namespace membridge::cli
