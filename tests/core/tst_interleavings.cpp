// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/model/explorer.h"
#include "tests/core/model/litmus_model.h"
#include "tests/core/model/lock_model.h"
#include "tests/core/model/ring_model.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr auto relaxed = std::memory_order_relaxed;
constexpr auto acquire = std::memory_order_acquire;
constexpr auto release = std::memory_order_release;
constexpr auto x = LitmusStep::Place::X;
constexpr auto y = LitmusStep::Place::Y;

using Litmus = std::vector<LitmusThread>;
using Roles = std::vector<LockRole>;

LitmusStep load(LitmusStep::Place place, std::memory_order order)
{
    return {.kind = LitmusStep::Kind::Load, .place = place, .order = order};
}
LitmusStep await(LitmusStep::Place place, Value value, std::memory_order order)
{
    return {.kind = LitmusStep::Kind::Await, .place = place, .value = value, .order = order};
}
LitmusStep store(LitmusStep::Place place, Value value, std::memory_order order)
{
    return {.kind = LitmusStep::Kind::Store, .place = place, .value = value, .order = order};
}
LitmusStep add(LitmusStep::Place place, Value value, std::memory_order order)
{
    return {.kind = LitmusStep::Kind::FetchAdd, .place = place, .value = value, .order = order};
}
LitmusStep readPlain(LitmusStep::Place place)
{
    return {.kind = LitmusStep::Kind::ReadPlain, .place = place};
}
LitmusStep writePlain(LitmusStep::Place place, Value value)
{
    return {.kind = LitmusStep::Kind::WritePlain, .place = place, .value = value};
}

Exploration exploreLitmus(const Litmus &threads, bool finalValues = false)
{
    return explore([&](Machine &machine) { return std::make_unique<LitmusModel>(machine, threads, finalValues); });
}
Exploration exploreRing(const RingSetup &setup)
{
    return explore([&](Machine &machine) { return std::make_unique<RingModel>(machine, setup); });
}
Exploration exploreLock(const LockSetup &setup)
{
    return explore([&](Machine &machine) { return std::make_unique<LockModel>(machine, setup); });
}

QString joined(const std::set<std::string> &outcomes)
{
    QStringList list;
    for (const std::string &outcome : outcomes)
        list << QString::fromStdString(outcome);
    return list.join(QLatin1Char(' '));
}

/// The numbers, or the trace, are what a reader of the log wants to see.
void tell(const Exploration &found)
{
    qInfo("%s", found.text().c_str());
}

} // namespace

Q_DECLARE_METATYPE(Litmus)
Q_DECLARE_METATYPE(RingSetup)
Q_DECLARE_METATYPE(LockSetup)

/// Every execution of the ring's and the lock's protocols in small settings, and proof that an order weakened or a check dropped is found.
class tst_Interleavings : public TestCase
{
    Q_OBJECT

private slots:
    void litmus_data();
    void litmus();
    void races_data();
    void races();
    void waitingForEver();
    void ring_data();
    void ring();
    void ringFlaws_data();
    void ringFlaws();
    void lock_data();
    void lock();
    void lockFlaws_data();
    void lockFlaws();
    void recovery_data();
    void recovery();
};

// All outcomes that the model has; literature calls the tests by these names.
void tst_Interleavings::litmus_data()
{
    QTest::addColumn<Litmus>("threads");
    QTest::addColumn<bool>("finalValues");
    QTest::addColumn<QString>("outcomes");

    QTest::newRow("SB: both may miss the other's store")
        << Litmus{{store(x, 1, release), load(y, acquire)}, {store(y, 1, release), load(x, acquire)}} << false
        << "00 01 10 11";
    QTest::newRow("MP, release and acquire: never the flag without the data")
        << Litmus{{store(x, 1, relaxed), store(y, 1, release)}, {load(y, acquire), load(x, relaxed)}} << false
        << "00 01 11";
    QTest::newRow("MP, relaxed store") << Litmus{{store(x, 1, relaxed), store(y, 1, relaxed)},
                                                 {load(y, acquire), load(x, relaxed)}}
                                       << false << "00 01 10 11";
    QTest::newRow("MP, relaxed load") << Litmus{{store(x, 1, relaxed), store(y, 1, release)},
                                                {load(y, relaxed), load(x, relaxed)}}
                                      << false << "00 01 10 11";
    // C++ allows 11 here; it takes promises, which this model does not have.
    QTest::newRow("LB, relaxed: a limit of the model")
        << Litmus{{load(x, relaxed), store(y, 1, relaxed)}, {load(y, relaxed), store(x, 1, relaxed)}} << false
        << "00 01 10";
    QTest::newRow("LB, release and acquire: forbidden")
        << Litmus{{load(x, acquire), store(y, 1, release)}, {load(y, acquire), store(x, 1, release)}} << false
        << "00 01 10";
    QTest::newRow("CoRR: no thread sees a word go back")
        << Litmus{{store(x, 1, relaxed), store(x, 2, relaxed)}, {load(x, relaxed), load(x, relaxed)}} << false
        << "00 01 02 11 12 22";
    QTest::newRow("CoRR, two readers: they agree on the order of two writes")
        << Litmus{{store(x, 1, relaxed)},
                  {store(x, 2, relaxed)},
                  {await(x, 1, relaxed), load(x, relaxed)},
                  {await(x, 2, relaxed), load(x, relaxed)}}
        << false << "11 12 22";
    QTest::newRow("IRIW: two readers may disagree on the order of two words")
        << Litmus{{store(x, 1, release)},
                  {store(y, 1, release)},
                  {await(x, 1, acquire), load(y, acquire)},
                  {await(y, 1, acquire), load(x, acquire)}}
        << false << "00 01 10 11";
    QTest::newRow("2+2W: both first stores may come last")
        << Litmus{{store(x, 1, release), store(y, 2, release)}, {store(y, 1, release), store(x, 2, release)}} << true
        << "11 12 21 22";
    QTest::newRow("WRC: what was seen is passed on") << Litmus{{store(x, 1, release)},
                                                               {await(x, 1, acquire), store(y, 1, release)},
                                                               {await(y, 1, acquire), load(x, relaxed)}}
                                                     << false << "1";
    QTest::newRow("two additions never read the same")
        << Litmus{{add(x, 1, relaxed)}, {add(x, 1, relaxed)}} << true << "20";
    QTest::newRow("release sequence: goes on through another's relaxed addition")
        << Litmus{{store(x, 1, relaxed), store(y, 10, release)},
                  {add(y, 1, relaxed)},
                  {load(y, acquire), load(x, relaxed)}}
        << false << "00 01 10 101 11 111";
    QTest::newRow("release sequence: ends at another's store") << Litmus{{store(x, 1, relaxed), store(y, 10, release)},
                                                                         {store(y, 11, relaxed)},
                                                                         {await(y, 11, acquire), load(x, relaxed)}}
                                                               << false << "0 1";
    QTest::newRow("release sequence: since C++20 ends at one's own store, too")
        << Litmus{{store(x, 1, relaxed), store(y, 10, release), store(y, 11, relaxed)},
                  {await(y, 11, acquire), load(x, relaxed)}}
        << false << "0 1";
}

void tst_Interleavings::litmus()
{
    QFETCH(Litmus, threads);
    QFETCH(bool, finalValues);
    const Exploration found = exploreLitmus(threads, finalValues);
    QVERIFY2(!found.violation, found.text().c_str());
    QTEST(joined(found.outcomes), "outcomes");
}

void tst_Interleavings::races_data()
{
    QTest::addColumn<Litmus>("threads");
    QTest::addColumn<bool>("race");
    QTest::newRow("two reads") << Litmus{{readPlain(x)}, {readPlain(x)}} << false;
    QTest::newRow("two bytes") << Litmus{{writePlain(x, 1)}, {writePlain(y, 1)}} << false;
    QTest::newRow("read and write") << Litmus{{readPlain(x)}, {writePlain(x, 1)}} << true;
    QTest::newRow("write and read") << Litmus{{writePlain(x, 1)}, {readPlain(x)}} << true;
    QTest::newRow("two writes") << Litmus{{writePlain(x, 1)}, {writePlain(x, 2)}} << true;
    QTest::newRow("handed over") << Litmus{{writePlain(x, 1), store(y, 1, release)},
                                           {await(y, 1, acquire), readPlain(x), writePlain(x, 2)}}
                                 << false;
    QTest::newRow("handed over, relaxed store")
        << Litmus{{writePlain(x, 1), store(y, 1, relaxed)}, {await(y, 1, acquire), readPlain(x)}} << true;
    QTest::newRow("handed over, relaxed load")
        << Litmus{{writePlain(x, 1), store(y, 1, release)}, {await(y, 1, relaxed), readPlain(x)}} << true;
    QTest::newRow("written again after it was handed over")
        << Litmus{{writePlain(x, 1), store(y, 1, release), writePlain(x, 2)}, {await(y, 1, acquire), readPlain(x)}}
        << true;
    QTest::newRow("read, given back, written")
        << Litmus{{readPlain(x), store(y, 1, release)}, {await(y, 1, acquire), writePlain(x, 1)}} << false;
    QTest::newRow("read, given back relaxed, written")
        << Litmus{{readPlain(x), store(y, 1, relaxed)}, {await(y, 1, acquire), writePlain(x, 1)}} << true;
    QTest::newRow("only one of two readers waited for") << Litmus{{readPlain(x), add(y, 1, release)},
                                                                  {readPlain(x), add(y, 2, relaxed)},
                                                                  {await(y, 3, acquire), writePlain(x, 1)}}
                                                        << true;
}

void tst_Interleavings::races()
{
    QFETCH(Litmus, threads);
    QFETCH(bool, race);
    const Exploration found = exploreLitmus(threads);
    QCOMPARE(found.violation.has_value(), race);
    if (race)
        QVERIFY2(found.violation->starts_with("data race"), found.text().c_str());
}

void tst_Interleavings::waitingForEver()
{
    const Exploration found = exploreLitmus({{await(x, 1, acquire)}, {store(x, 2, release)}});
    QCOMPARE(QString::fromStdString(found.violation.value_or("none")),
             QStringLiteral("stuck: thread 1 waits in x.load(acquire), which is 2"));
}

void tst_Interleavings::ring_data()
{
    QTest::addColumn<RingSetup>("setup");
    QTest::newRow("frame by frame") << RingSetup{.payloads = {2, 1, 3, 2, 0}};
    QTest::newRow("frames as large as the ring") << RingSetup{.payloads = {6, 6, 6}};
    QTest::newRow("smallest frames") << RingSetup{.payloads = {0, 0, 0, 0, 0, 0}};
    QTest::newRow("batches of two") << RingSetup{.payloads = {1, 2, 0, 3, 2, 1}, .batch = 2};
    QTest::newRow("a batch larger than the ring") << RingSetup{.payloads = {1, 2, 0, 3, 2}, .batch = 5};
    QTest::newRow("released in drains") << RingSetup{.payloads = {1, 2, 0, 3, 2, 1}, .releaseInterval = 4};
    QTest::newRow("batches and drains") << RingSetup{.payloads = {1, 2, 0, 3, 2, 1, 0}, .batch = 2, .releaseInterval = 4};
    QTest::newRow("the peer pushes") << RingSetup{.payloads = {2, 1, 3, 2, 0}, .peerProducer = true};
    QTest::newRow("the peer pops") << RingSetup{.payloads = {2, 1, 3, 2, 0}, .peerConsumer = true};
    QTest::newRow("observed") << RingSetup{.payloads = {2, 1, 3, 2}, .observer = true};
    QTest::newRow("a second producer") << RingSetup{.payloads = {2, 1, 3, 2, 0}, .twoProducers = true};
    QTest::newRow("a second consumer") << RingSetup{.payloads = {2, 1, 3, 2, 0}, .twoConsumers = true};
    QTest::newRow("second ones on both sides")
        << RingSetup{.payloads = {1, 2, 0, 3, 1}, .batch = 2, .twoProducers = true, .twoConsumers = true};
    QTest::newRow("observed, batches and drains")
        << RingSetup{.payloads = {1, 2, 0, 3, 1}, .batch = 2, .releaseInterval = 4, .observer = true};
}

void tst_Interleavings::ring()
{
    QFETCH(RingSetup, setup);
    const Exploration found = exploreRing(setup);
    tell(found);
    QVERIFY2(!found.violation, found.text().c_str());
    // More than a few: the setting is not so small that nothing can happen.
    QVERIFY(found.executions > 100);
}

void tst_Interleavings::ringFlaws_data()
{
    QTest::addColumn<RingSetup>("setup");
    QTest::addColumn<QString>("finds");
    const auto row = [](const char *name, const RingSetup &setup, const char *finds) {
        QTest::newRow(name) << setup << QString::fromLatin1(finds);
    };
    constexpr auto readTooEarly = "data race: byte 0 is read while another thread may be writing it";
    constexpr auto writtenTooEarly = "data race: byte 0 is written while another thread may be reading it";
    row("tail stored relaxed", {.flaw = RingFlaw::TailStoreRelaxed}, readTooEarly);
    row("tail loaded relaxed", {.flaw = RingFlaw::TailLoadRelaxed}, readTooEarly);
    row("head stored relaxed", {.flaw = RingFlaw::HeadStoreRelaxed}, writtenTooEarly);
    row("head loaded relaxed", {.flaw = RingFlaw::HeadLoadRelaxed}, writtenTooEarly);
    row("published before the bytes", {.flaw = RingFlaw::PublishBeforeBytes}, readTooEarly);
    row("batch published before the last frame's bytes", {.batch = 2, .flaw = RingFlaw::PublishBeforeLastBytes},
        "data race: byte 4 is read while another thread may be writing it");
    row("room not checked", {.flaw = RingFlaw::RoomNotChecked}, "more bytes are in use than the ring has");
    row("room counted from what is published",
        {.payloads = {1, 1, 1, 1}, .batch = 4, .flaw = RingFlaw::RoomCountedFromPublished},
        "more bytes are in use than the ring has");
    row("released before the copy", {.flaw = RingFlaw::ReleaseBeforeCopy}, writtenTooEarly);
    row("peeked frame released with the others", {.releaseInterval = 4, .flaw = RingFlaw::ReleaseIncludesPeeked},
        "data race: byte 7 is written while another thread may be reading it");
    row("tail not looked at", {.flaw = RingFlaw::TailNotLookedAt}, "a frame has the wrong length");
    row("observer loads tail relaxed", {.observer = true, .flaw = RingFlaw::ObserverTailLoadRelaxed},
        "an observer reports a ring as malformed that is not");
    row("observer loads tail before head", {.observer = true, .flaw = RingFlaw::ObserverTailBeforeHead},
        "an observer reports a ring as malformed that is not");
    row("producer's side taken relaxed", {.twoProducers = true, .flaw = RingFlaw::TakeSideRelaxed},
        "the producer reports TailMoved, and nobody has moved it");
    row("producer's side left relaxed", {.twoProducers = true, .flaw = RingFlaw::LeaveSideRelaxed},
        "the producer reports TailMoved, and nobody has moved it");
    row("consumer's side taken relaxed", {.twoConsumers = true, .flaw = RingFlaw::TakeSideRelaxed},
        "the consumer reports HeadMoved, and nobody has moved it");
    row("consumer's side left relaxed", {.twoConsumers = true, .flaw = RingFlaw::LeaveSideRelaxed},
        "the consumer reports HeadMoved, and nobody has moved it");
}

void tst_Interleavings::ringFlaws()
{
    QFETCH(RingSetup, setup);
    const Exploration found = exploreRing(setup);
    tell(found);
    QTEST(QString::fromStdString(found.violation.value_or("nothing")), "finds");
    QVERIFY(!found.trace.empty());
    // The same without the flaw is sound: it is the flaw that is found.
    setup.flaw = RingFlaw::None;
    const Exploration sound = exploreRing(setup);
    QVERIFY2(!sound.violation, sound.text().c_str());
}

void tst_Interleavings::lock_data()
{
    using enum LockRole;
    QTest::addColumn<LockSetup>("setup");
    QTest::newRow("two readers and a writer") << LockSetup{.threads = {Reader, Reader, Writer}};
    QTest::newRow("a reader and two writers") << LockSetup{.threads = {Reader, Writer, Writer}};
    QTest::newRow("two writers, two rounds") << LockSetup{.threads = {Writer, Writer}, .rounds = 2};
    QTest::newRow("a reader and a writer, two rounds") << LockSetup{.threads = {Reader, Writer}, .rounds = 2};
    QTest::newRow("the peer reads") << LockSetup{.threads = {PeerReader, Reader, Writer}};
    QTest::newRow("the peer writes") << LockSetup{.threads = {Reader, PeerWriter, Writer}};
    QTest::newRow("the peer reads and writes") << LockSetup{.threads = {Reader, PeerReader, PeerWriter}};
    QTest::newRow("the peer alone") << LockSetup{.threads = {PeerReader, PeerReader, PeerWriter}};
    QTest::newRow("a reader and two writers, two rounds") << LockSetup{.threads = {Reader, Writer, Writer}, .rounds = 2};
    QTest::newRow("all four") << LockSetup{.threads = {Reader, PeerReader, Writer, PeerWriter}};
    // Release belongs to the unlocks: what an earlier one released goes on through a later lock's exchange anyway.
    QTest::newRow("locks that acquire and don't release")
        << LockSetup{.threads = {Reader, Reader, Writer}, .flaw = LockFlaw::LocksAcquireOnly};
}

void tst_Interleavings::lock()
{
    QFETCH(LockSetup, setup);
    const Exploration found = exploreLock(setup);
    tell(found);
    QVERIFY2(!found.violation, found.text().c_str());
    QVERIFY(found.executions > 1);
}

void tst_Interleavings::lockFlaws_data()
{
    using enum LockRole;
    QTest::addColumn<LockSetup>("setup");
    QTest::addColumn<QString>("finds");
    const auto row = [](const char *name, LockFlaw flaw, const Roles &threads, const char *finds) {
        QTest::newRow(name) << LockSetup{.threads = threads, .flaw = flaw} << QString::fromLatin1(finds);
    };
    constexpr auto readTooEarly = "data race: first is read while another thread may be writing it";
    constexpr auto writtenTooEarly = "data race: first is written while another thread may be reading it";
    row("write unlocked relaxed", LockFlaw::UnlockWriteRelaxed, {Reader, Writer}, readTooEarly);
    row("write unlocked relaxed, two writers", LockFlaw::UnlockWriteRelaxed, {Writer, Writer}, readTooEarly);
    row("read unlocked relaxed", LockFlaw::UnlockReadRelaxed, {Reader, Writer}, writtenTooEarly);
    row("read unlocked relaxed, two readers", LockFlaw::UnlockReadRelaxed, {Reader, Reader, Writer}, writtenTooEarly);
    row("read locked relaxed", LockFlaw::LockReadRelaxed, {Reader, Writer}, readTooEarly);
    row("write locked relaxed", LockFlaw::LockWriteRelaxed, {Writer, Writer}, readTooEarly);
    row("write locked relaxed, after a reader", LockFlaw::LockWriteRelaxed, {Reader, Writer}, writtenTooEarly);
    row("reader ignores a writer", LockFlaw::ReaderIgnoresWriter, {Reader, Writer}, readTooEarly);
    row("writer ignores readers", LockFlaw::WriterIgnoresReaders, {Reader, Writer}, writtenTooEarly);
    row("read locked by load and store", LockFlaw::LockReadLoadAndStore, {Reader, Writer}, writtenTooEarly);
    row("write locked by load and store", LockFlaw::LockWriteLoadAndStore, {Writer, Writer}, readTooEarly);
    row("read unlocked by load and store", LockFlaw::UnlockReadLoadAndStore, {Reader, Reader}, "a reader can't unlock");
}

void tst_Interleavings::lockFlaws()
{
    QFETCH(LockSetup, setup);
    const Exploration found = exploreLock(setup);
    tell(found);
    QTEST(QString::fromStdString(found.violation.value_or("nothing")), "finds");
    QVERIFY(!found.trace.empty());
    setup.flaw = LockFlaw::None;
    const Exploration sound = exploreLock(setup);
    QVERIFY2(!sound.violation, sound.text().c_str());
}

// recover() called although the holder lives.
void tst_Interleavings::recovery_data()
{
    using enum LockRole;
    QTest::addColumn<LockSetup>("setup");
    QTest::addColumn<QString>("finds");
    // Guaranteed: with our unlocks, which change the word only from a state that they can have left, it is always a state of the lock,
    // and free when all have gone.
    QTest::newRow("our writers: the word is always a state, and free in the end")
        << LockSetup{.threads = {Writer, Writer, RescuerOfWriter}, .wordOnly = true} << "nothing";
    QTest::newRow("our writer and readers")
        << LockSetup{.threads = {Writer, Reader, Reader, RescuerOfWriter}, .wordOnly = true} << "nothing";
    QTest::newRow("our readers, one taken for dead")
        << LockSetup{.threads = {Reader, Reader, Writer, RescuerOfReader}, .wordOnly = true} << "nothing";
    QTest::newRow("the peer's writer and ours")
        << LockSetup{.threads = {PeerWriter, Writer, RescuerOfWriter}, .wordOnly = true} << "nothing";
    QTest::newRow("recovery by a store meets a reader who came since")
        << LockSetup{.threads = {Writer, Reader, RescuerOfWriter}, .wordOnly = true, .flaw = LockFlaw::RecoverByStore}
        << "recovery throws out a holder whom nobody took for dead";
    // Not guaranteed, whoever unlocks: that the holder taken for dead is alone.
    QTest::newRow("a recovered writer is not alone")
        << LockSetup{.threads = {Writer, Writer, RescuerOfWriter}}
        << "data race: first is read while another thread may be writing it";
    QTest::newRow("a recovered reader is not safe from writers")
        << LockSetup{.threads = {Reader, Writer, RescuerOfReader}}
        << "data race: first is written while another thread may be reading it";
    // And what the peer's blind unlocks make of it.
    QTest::newRow("the peer's reader leaves a writer who never was")
        << LockSetup{.threads = {PeerReader, RescuerOfReader}, .wordOnly = true}
        << "all have unlocked, and the word is -1";
    QTest::newRow("the peer's writer throws a reader out")
        << LockSetup{.threads = {PeerWriter, PeerReader, RescuerOfWriter}, .wordOnly = true}
        << "all have unlocked, and the word is -1";
    QTest::newRow("the peer's reader shuts a writer out for ever")
        << LockSetup{.threads = {PeerReader, Writer, RescuerOfReader}, .wordOnly = true}
        << "stuck: writer waits in word.compare_exchange(0, -1, acq_rel), which is -1";
}

void tst_Interleavings::recovery()
{
    QFETCH(LockSetup, setup);
    const Exploration found = exploreLock(setup);
    tell(found);
    QTEST(QString::fromStdString(found.violation.value_or("nothing")), "finds");
}

QTEST_GUILESS_MAIN(tst_Interleavings)
#include "tst_interleavings.moc"
