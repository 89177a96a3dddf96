// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/inspection.h"
#include "core/observe/lock_probe.h"
#include "tests/support/errors.h"
#include "tests/support/golden.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;
using namespace std::chrono_literals;

/// The lock word is one for both of us.
class tst_InteropLock : public InteropCase
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void ourHoldsAreSeen();
    void wheelWaitsForOurWriter();
    void wheelWaitsForOurReaders();
    void weWaitForNoneOfItsOperations();
    void ourCreatorKeepsTheLock();

private:
    json ask(const json &request);

    std::optional<TestSegment> m_segment;
    std::optional<WheelPeer> m_peer;
    std::optional<SharedMemory> m_memory;
};

void tst_InteropLock::init()
{
    InteropCase::init();
    m_segment.emplace("lock");
    m_memory = SharedMemory::create(m_segment->name(), 256);
    m_peer.emplace();
    QVERIFY2(m_peer->start("peer.py"), qPrintable(m_peer->problem()));
    QCOMPARE(ask({{"open", m_segment->name()}}).dump().c_str(), R"({"is":256})");
    QCOMPARE(ask({{"view", "size"}}).dump().c_str(), R"({"is":252})");
}

void tst_InteropLock::cleanup()
{
    m_peer.reset();
    m_memory.reset();
    m_segment.reset();
}

json tst_InteropLock::ask(const json &request)
{
    const auto answer = m_peer->ask(QByteArray::fromStdString(request.dump()));
    return answer ? json::parse(answer->toStdString()) : json("no answer");
}

void tst_InteropLock::ourHoldsAreSeen()
{
    MappedView view = m_memory->map();
    {
        const ReadGuard first(view.lock(), Deadline::now());
        const ReadGuard second(view.lock(), Deadline::now());
        QCOMPARE(ask({{"view", "reader_count"}}).dump().c_str(), R"({"is":2})");
        QCOMPARE(ask({{"view", "is_write_locked"}}).dump().c_str(), R"({"is":false})");
        // Readers don't keep readers out.
        QCOMPARE(ask({{"view", "read"}, {"args", {"int"}}}).dump().c_str(), R"({"is":0})");
    }
    {
        const WriteGuard guard(view.lock(), Deadline::now());
        QCOMPARE(ask({{"view", "is_write_locked"}}).dump().c_str(), R"({"is":true})");
    }
    QCOMPARE(ask({{"view", "is_write_locked"}}).dump().c_str(), R"({"is":false})");
    QCOMPARE(ask({{"view", "reader_count"}}).dump().c_str(), R"({"is":0})");
}

void tst_InteropLock::wheelWaitsForOurWriter()
{
    MappedView view = m_memory->map();
    QVERIFY(view.lock().tryLockWrite());
    QVERIFY(m_peer->send(R"({"view":"read","args":["int"]})"));
    QVERIFY2(!m_peer->readLine(100ms), "the peer read while we held the write lock");
    m_segment->put(4, std::int64_t(77));
    QVERIFY(view.lock().unlockWrite());
    QCOMPARE(m_peer->readLine().value_or("no answer"), QByteArray(R"({"is": 77})"));
}

void tst_InteropLock::wheelWaitsForOurReaders()
{
    MappedView view = m_memory->map();
    QVERIFY(view.lock().tryLockRead());
    QVERIFY(m_peer->send(R"({"view":"write","args":[5]})"));
    QVERIFY2(!m_peer->readLine(100ms), "the peer wrote while we held the read lock");
    QCOMPARE(m_segment->get<std::int64_t>(4), std::int64_t(0));
    QVERIFY(view.lock().unlockRead());
    QCOMPARE(m_peer->readLine().value_or("no answer"), QByteArray(R"({"is": null})"));
    QCOMPARE(m_segment->get<std::int64_t>(4), std::int64_t(5));
}

void tst_InteropLock::weWaitForNoneOfItsOperations()
{
    // Whatever it does, it leaves the lock free.
    MappedView view = m_memory->map();
    view.setLockTimeout(0ns);
    for (const char *request : {R"({"view":"write","args":[5]})", R"({"view":"zero"})", R"({"view":"read_all"})",
                                R"({"view":"read","args":["str"]})", R"({"view":"write","args":[1,9999]})"}) {
        QVERIFY(m_peer->ask(request));
        QCOMPARE(view.lockWord().raw, 0);
        QCOMPARE(view.write(Value{true}, 100), WaitOutcome::Done);
    }
}

void tst_InteropLock::ourCreatorKeepsTheLock()
{
    // The wheel's creator frees the lock at every map(), whoever holds it; ours must not.
    MappedView view = m_memory->map();
    QVERIFY(view.lock().tryLockWrite());
    const MappedView again = m_memory->map();
    QCOMPARE(ask({{"view", "is_write_locked"}}).dump().c_str(), R"({"is":true})");
    QVERIFY(view.lock().unlockWrite());
}

QTEST_GUILESS_MAIN(tst_InteropLock)
#include "tst_interop_lock.moc"
