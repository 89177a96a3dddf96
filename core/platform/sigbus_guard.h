// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#pragma once

#include <atomic>
#include <cstddef>

/// Turns a SIGBUS inside a registered mapping into a flag. Process-wide; installed at the first registration. Signals for other
/// addresses go to the handler that was there before; a handler that is installed later has to pass on what it does not know.
namespace membridge::platform::sigbus_guard {

/// Registers [address, address + size) and returns its slot. Thread-safe. Throws Error (System) when all slots are taken.
std::size_t add(void *address, std::size_t size);
/// Must be called before the range is unmapped, by which time no thread may touch it any more.
void remove(std::size_t slot) noexcept;
/// Becomes true, with release, once a fault was met in the slot's range; valid until remove().
const std::atomic<bool> &lost(std::size_t slot) noexcept;

} // namespace membridge::platform::sigbus_guard
