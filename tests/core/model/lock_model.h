// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorer.h"

namespace membridge::test {

/// One thing done differently in the lock; all but the last are wrong.
enum class LockFlaw {
    None,
    UnlockWriteRelaxed,
    UnlockReadRelaxed,
    LockReadRelaxed,
    LockWriteRelaxed,
    ReaderIgnoresWriter,  ///< Counts up whatever the word is.
    WriterIgnoresReaders, ///< Sets -1 whatever the word is.
    LockReadLoadAndStore, ///< Instead of the compare-exchange.
    LockWriteLoadAndStore,
    UnlockReadLoadAndStore,
    RecoverByStore, ///< RwLock::recover() sets 0 whatever the word is by now.
    // Not wrong, only not what the peer does.
    LocksAcquireOnly, ///< Without the release half of acq_rel.
};

enum class LockRole { Reader, Writer, PeerReader, PeerWriter, RescuerOfWriter, RescuerOfReader };

struct LockSetup
{
    std::vector<LockRole> threads;
    int rounds = 1;
    bool wordOnly = false; ///< No data behind the lock: only what becomes of the word.
    LockFlaw flaw = LockFlaw::None;
};

/// RwLock, order by order, and two plain values behind it which writers count up together. Names are those of the class.
class LockModel : public Model
{
public:
    LockModel(Machine &machine, LockSetup setup);
    void atEnd() override;

private:
    Task<> reader(bool peer);
    Task<> writer(bool peer);
    /// Who sees `expected` and takes its holder for dead.
    Task<> rescuer(Value expected);

    Task<> lockRead();
    Task<bool> unlockRead();
    Task<> lockWrite();
    Task<bool> unlockWrite();
    Task<bool> changeWord(Value &seen, Value desired, std::memory_order order, LockFlaw loadAndStore);

    bool has(LockFlaw flaw) const { return m_setup.flaw == flaw; }
    std::memory_order lockOrder(LockFlaw relaxed) const;
    void checkWord(Value word);

    LockSetup m_setup;
    bool m_rescue = false;
    std::size_t m_word;
    std::size_t m_first;
    std::size_t m_second;
};

} // namespace membridge::test
