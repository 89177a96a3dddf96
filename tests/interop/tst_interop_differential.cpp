// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random calls, done by this library and by the wheel in two processes: values, return values, error classes and bytes have to be the same.
//
//   MEMBRIDGE_CALLS   how many calls altogether (150,000 unless set)
//   MEMBRIDGE_SEED    repeats a run; each run prints its seed

#include "differential_calls.h"
#include "differential_side.h"
#include "tests/support/interop_case.h"
#include "tests/support/long_run.h"
#include "tests/support/python.h"
#include "tests/support/test_segment.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <functional>
#include <optional>
#include <random>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;

namespace {

/// Calls sent at once: a round trip costs as much as dozens of calls.
constexpr std::size_t callsALine = 1000;
/// Calls on one segment, before the next one of another size.
constexpr std::uint64_t callsASegment = 1500;

class Mismatch : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

QByteArray shortened(const json &value)
{
    const QByteArray text = QByteArray::fromStdString(value.dump(-1, ' ', true, json::error_handler_t::replace));
    return text.size() <= 2000 ? text : text.left(2000) + " …";
}

/// Collects calls with our answers, has the wheel do them, too, and compares.
class Comparison
{
public:
    Comparison(WheelPeer &wheel, std::uint64_t seed) : m_wheel(wheel), m_seed(seed) { }

    void add(json call, json ours)
    {
        m_calls.push_back(std::move(call));
        m_ours.push_back(std::move(ours));
    }
    std::size_t waiting() const noexcept { return m_calls.size(); }
    std::uint64_t compared() const noexcept { return m_compared; }

    void compare()
    {
        if (m_calls.empty())
            return;
        const auto line = m_wheel.ask(QByteArray::fromStdString(json(m_calls).dump()));
        if (!line)
            throw Mismatch("seed " + std::to_string(m_seed) + ": the wheel gave no answer to "
                           + shortened(m_calls).toStdString() + "; " + m_wheel.finish().text().toStdString());
        const json theirs = json::parse(line->toStdString());
        for (std::size_t i = 0; i < m_calls.size(); ++i) {
            if (!alike(m_ours[i], theirs.at(i)))
                tell(i, theirs);
            ++m_compared;
            remember(m_calls[i], m_ours[i]);
        }
        m_calls.clear();
        m_ours.clear();
    }
    /// Two answers of ours, where the wheel was not asked.
    void compareOwn(const json &call, const json &expected, const json &ours)
    {
        // The texts name the two segments.
        const auto what = [](const json &answer) {
            return answer.is_object() && answer.contains("e") ? answer.at("e") : answer;
        };
        if (what(expected) != what(ours))
            fail(call, ours, expected);
        ++m_compared;
        remember(call, ours);
    }

private:
    void remember(const json &call, const json &answer)
    {
        m_before.push_back(shortened(call) + " -> " + shortened(answer));
        if (m_before.size() > 12)
            m_before.pop_front();
    }
    void tell(std::size_t at, const json &theirs) { fail(m_calls[at], m_ours[at], theirs.at(at)); }
    [[noreturn]] void fail(const json &call, const json &ours, const json &theirs)
    {
        QByteArray text = "seed " + QByteArray::number(quint64(m_seed)) + ", call "
            + QByteArray::number(quint64(m_compared)) + ": " + shortened(call) + "\n  ours:   " + shortened(ours)
            + "\n  theirs: " + shortened(theirs) + "\n  before it:";
        for (const QByteArray &earlier : m_before)
            text += "\n    " + earlier;
        throw Mismatch(text.toStdString());
    }

    WheelPeer &m_wheel;
    std::uint64_t m_seed;
    std::vector<json> m_calls;
    std::vector<json> m_ours;
    std::uint64_t m_compared = 0;
    std::deque<QByteArray> m_before;
};

} // namespace

class tst_InteropDifferential : public InteropCase
{
    Q_OBJECT

public:
    tst_InteropDifferential() { allowLongRun("MEMBRIDGE_CALLS"); }

public slots:
    void initTestCase();

private slots:
    void cleanupTestCase();
    void regionTwins();
    void ringTwins();
    void names();
    void sharedRegion();
    void sharedRing();

private:
    using Work = std::function<void(CallMaker &, std::uint64_t calls)>;
    void twins(std::uint64_t calls, const Work &work);
    void shared(std::uint64_t calls, const Work &work, bool handOver);
    void run(std::uint64_t calls, const std::function<void(Comparison &, WheelPeer &, std::uint64_t seed)> &body);
    std::uint64_t share(unsigned percent) const { return std::max<std::uint64_t>(m_total * percent / 100, 1); }

    std::uint64_t m_seed = 0;
    std::uint64_t m_total = 150'000;
    std::uint64_t m_compared = 0;
};

void tst_InteropDifferential::initTestCase()
{
    InteropCase::initTestCase();
    bool isNumber = false;
    m_seed = qEnvironmentVariable("MEMBRIDGE_SEED").toULongLong(&isNumber);
    if (!isNumber)
        m_seed = std::random_device()();
    const quint64 total = qEnvironmentVariable("MEMBRIDGE_CALLS").toULongLong(&isNumber);
    if (isNumber)
        m_total = total;
    qInfo("MEMBRIDGE_SEED=%llu MEMBRIDGE_CALLS=%llu", static_cast<unsigned long long>(m_seed),
          static_cast<unsigned long long>(m_total));
}

void tst_InteropDifferential::cleanupTestCase()
{
    qInfo("%llu calls compared", static_cast<unsigned long long>(m_compared));
}

void tst_InteropDifferential::run(std::uint64_t calls,
                                  const std::function<void(Comparison &, WheelPeer &, std::uint64_t)> &body)
{
    WheelPeer wheel;
    Comparison comparison(wheel, m_seed);
    QElapsedTimer timer;
    timer.start();
    try {
        body(comparison, wheel, m_seed);
    } catch (const Mismatch &mismatch) {
        QFAIL(mismatch.what());
    }
    qInfo("%llu calls in %lld ms", static_cast<unsigned long long>(comparison.compared()), timer.elapsed());
    m_compared += comparison.compared();
    QVERIFY(comparison.compared() >= calls);
    const PythonRun end = wheel.finish();
    QVERIFY2(end.succeeded(), end.text());
}

/// Each side has a segment of its own; the same calls have to leave them alike to the byte.
void tst_InteropDifferential::twins(std::uint64_t calls, const Work &work)
{
    const TestSegment ours[] = {TestSegment("a0"), TestSegment("a1"), TestSegment("a2"), TestSegment("a3")};
    const TestSegment theirs[] = {TestSegment("b0"), TestSegment("b1"), TestSegment("b2"), TestSegment("b3")};
    run(calls, [&](Comparison &comparison, WheelPeer &wheel, std::uint64_t seed) {
        QStringList arguments;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < std::size(ours); ++i) {
            arguments << q(theirs[i].name());
            names.push_back(ours[i].name());
        }
        if (!wheel.start("differential.py", arguments))
            throw Mismatch(wheel.problem().toStdString());
        OurSide side(names, seed);
        CallMaker maker(seed, [&](json call) {
            json answer = side.answer(call);
            comparison.add(std::move(call), answer);
            if (comparison.waiting() >= callsALine)
                comparison.compare();
            return answer;
        });
        while (comparison.compared() < calls) {
            work(maker, std::min(callsASegment, calls - comparison.compared()));
            comparison.compare();
        }
    });
}

/// Both sides on one segment, by turns: object 0 of each sequence is ours and object 1 the wheel's, or the other way round. What it has to give is
/// known from a second segment, where we do the work of both.
void tst_InteropDifferential::shared(std::uint64_t calls, const Work &work, bool handOver)
{
    const TestSegment segment("shared");
    const TestSegment model("model");
    run(calls, [&](Comparison &comparison, WheelPeer &wheel, std::uint64_t seed) {
        if (!wheel.start("differential.py", {q(segment.name())}))
            throw Mismatch(wheel.problem().toStdString());
        OurSide both({model.name()}, seed);
        OurSide side({segment.name()}, seed + 1);
        std::size_t ourObject = 0;
        const auto endTurn = [&] {
            if (comparison.waiting() == 0)
                return;
            // Before the wheel pushes or pops where we did until now.
            if (handOver)
                side.leaveRoles();
            comparison.compare();
        };
        CallMaker maker(seed, [&](json call) {
            const json expected = both.answer(call);
            const bool isOurs = call.at(1) == ourObject;
            if (!isOurs) {
                comparison.add(std::move(call), expected);
                return expected;
            }
            endTurn();
            comparison.compareOwn(call, expected, side.answer(call));
            return expected;
        });
        while (comparison.compared() < calls) {
            ourObject = maker.random().below(2);
            work(maker, std::min(callsASegment, calls - comparison.compared()));
            endTurn();
            if (handOver)
                side.leaveRoles();
        }
    });
}

void tst_InteropDifferential::regionTwins()
{
    twins(share(40), [](CallMaker &maker, std::uint64_t calls) { maker.region(calls); });
}

void tst_InteropDifferential::ringTwins()
{
    twins(share(30), [](CallMaker &maker, std::uint64_t calls) { maker.ring(calls); });
}

void tst_InteropDifferential::names()
{
    twins(share(5), [](CallMaker &maker, std::uint64_t calls) { maker.names(calls); });
}

void tst_InteropDifferential::sharedRegion()
{
    shared(
        share(10), [](CallMaker &maker, std::uint64_t calls) { maker.region(calls); }, false);
}

void tst_InteropDifferential::sharedRing()
{
    const auto roles = [](CallMaker &maker, std::uint64_t calls) {
        maker.ring(calls, maker.random().oneOf({CallMaker::Objects::Roles01, CallMaker::Objects::Roles10}));
    };
    shared(share(10), roles, false);
    // The roles change hands at every turn.
    shared(
        share(5), [](CallMaker &maker, std::uint64_t calls) { maker.ring(calls); }, true);
}

QTEST_GUILESS_MAIN(tst_InteropDifferential)
#include "tst_interop_differential.moc"
