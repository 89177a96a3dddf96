// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/ipc/hold_record.h"
#include "core/platform/platform.h"
#include "failure.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "region_access.h"

#include <optional>

namespace membridge::cli {

namespace {

constexpr auto attempted = "hold the lock of";

/// The lock, until this ends: whatever ends it.
class Hold
{
public:
    Hold(RwLock &lock, bool write) noexcept : m_lock(lock), m_write(write) { }
    ~Hold() { (void)release(); }
    Hold(const Hold &) = delete;
    Hold &operator=(const Hold &) = delete;

    /// False when it was no longer ours to give back: somebody reset the word.
    bool release() noexcept
    {
        if (m_released)
            return true;
        m_released = true;
        return m_write ? m_lock.unlockWrite() : m_lock.unlockRead();
    }

private:
    RwLock &m_lock;
    bool m_write;
    bool m_released = false;
};

class HoldCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        if (!m_for)
            throw Failure(ExitStatus::Usage, m_name, attempted, "it is not said for how long", "give --for MS");
        const bool write = m_mode == "write";
        const StopSignals signals(SecondSignal::Ignored);
        MappedView view = openRegion(m_name, m_told, attempted, m_timeout, signals.flag());
        RwLock &lock = view.lock();
        HoldRecord record(m_name, write, "membridge-cli");
        const Deadline deadline = m_timeout.count() == 0 ? Deadline::now() : Deadline::after(m_timeout, &signals.flag());
        requireLocked(write ? lock.lockWrite(deadline) : lock.lockRead(deadline), view, attempted, m_timeout);

        const auto begin = std::chrono::steady_clock::now();
        Hold hold(lock, write);
        record.taken();
        if (!m_json)
            printLine("holding the " + m_mode + " lock of \"" + escapedForDisplay(m_name) + "\" for "
                      + std::to_string(m_for->count()) + " ms");
        flushOutput();
        (void)signals.sleepUntil(begin + *m_for);
        const auto heldNs = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begin)
                                .count();
        const bool ours = hold.release();
        printLine(m_json ? compact({{"held_ns", heldNs}})
                         : "released it after " + std::to_string(heldNs / 1'000'000) + " ms");
        if (!ours)
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          "somebody reset the lock while it was held; the word is "
                              + std::to_string(view.lockWord().raw) + " and was left alone");
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.choice("MODE", {"read", "write"}, m_mode, "Which lock");
        options.milliseconds("--for", m_for, "How long; a signal ends it sooner");
        options.milliseconds("--timeout", m_timeout, "How long to wait for the lock (default: 5000)");
        options.layout(m_told);
    }

private:
    std::string m_mode;
    std::optional<std::chrono::milliseconds> m_for;
    std::chrono::milliseconds m_timeout{5000};
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeHoldCommand()
{
    return std::make_unique<HoldCommand>();
}

} // namespace membridge::cli
