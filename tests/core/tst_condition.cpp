// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/condition.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <map>

using namespace membridge;
using namespace membridge::test;

namespace {

using Reason = ConditionError::Reason;

constexpr std::int64_t ms = 1'000'000;

/// What the conditions below may ask for.
ConditionValue valueOf(std::string_view name)
{
    static const std::map<std::string_view, ConditionValue> values{
        {"one", std::int64_t{1}},
        {"minus", std::int64_t{-1}},
        {"huge", std::numeric_limits<std::uint64_t>::max()},
        {"half", 0.5},
        {"nan", std::nan("")},
        {"yes", true},
        {"no", false},
        {"text", std::string("hello world")},
        {"odd", (std::int64_t{1} << 53) + 1},
        {"field.name", std::string("x\n\"y\"")},
    };
    const auto found = values.find(name);
    return found == values.end() ? ConditionValue() : found->second;
}

Condition parsed(std::string_view text)
{
    auto result = Condition::parse(text);
    if (const auto *error = std::get_if<ConditionError>(&result))
        qFatal("%.*s: %s", static_cast<int>(text.size()), text.data(), error->text().c_str());
    return std::get<Condition>(result);
}

} // namespace

class tst_Condition : public TestCase
{
    Q_OBJECT

private slots:
    void truth_data();
    void truth();
    void errors_data();
    void errors();
    void onlyKnownNames();
    void heldForATime();
    void changes();
    void eachStateHasItsOwnMemory();
    void variablesAreListedOnce();
    void nestingIsBounded();
};

void tst_Condition::truth_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *text, bool expected) { QTest::newRow(text) << QByteArray(text) << expected; };
    row("one == 1", true);
    row("one = 1", true);
    row("one != 1", false);
    row("minus < 0", true);
    row("minus >= 0", false);
    row("half <= 50%", true);
    row("half > 50%", false);
    row("one == 1.0", true);
    row("yes", true);
    row("no", false);
    row("not no", true);
    row("!no && yes", true);
    row("true", true);
    row("false or one == 1", true);
    row("yes == 1", true);
    row("one", true);
    // "and" binds closer than "or", "not" closer than both.
    row("yes or no and no", true);
    row("(yes or no) and no", false);
    row("not no and no", false);
    row("not (no and no)", true);
    row("one == 0x1 and huge == 0xffffffffffffffff", true);
    row("1K == 1024 and 1M == 1048576", true);
    row("-1 == minus", true);
    row("1 < 2", true);
    // Exactly, over all kinds of numbers.
    row("huge > minus", true);
    row("minus < huge", true);
    row("huge == -1", false);
    row("huge == 18446744073709551615", true);
    row("huge < 1.9e19", true);
    row("huge > 1.8e19", true);
    row("odd == 9007199254740992.0", false);
    row("odd > 9007199254740992.0", true);
    row("9007199254740992.0 < odd", true);
    row("minus < -0.5", true);
    row("minus > -1.5", true);
    // Texts.
    row("text contains \"lo w\"", true);
    row("text contains \"Hello\"", false);
    row("text == \"hello world\"", true);
    row("text < \"i\"", true);
    row("field.name == \"x\\n\\\"y\\\"\"", true);
    row("field.name contains \"\\x0a\"", true);
    // Unknown: neither true nor false.
    row("missing == 1", false);
    row("missing != 1", false);
    row("not missing", false);
    row("not (missing == 1)", false);
    row("missing == 1 or yes", true);
    row("missing == 1 and no", false);
    row("not (missing == 1 and no)", true);
    row("text == 1", false);
    row("not (text == 1)", false);
    row("one contains \"1\"", false);
    row("nan == nan", false);
    row("nan != 1", false);
    row("not (nan > 1)", false);
    row("text", false);
    // Names that begin like words, and words that are names where nothing else can be meant.
    row("one==1 or no", true);
    row("changed == 1", false);
}

void tst_Condition::truth()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, expected);
    const Condition condition = parsed(text.toStdString());
    QCOMPARE(ConditionState(condition).evaluate(valueOf, 0), expected);
    // Its one form means the same, and is its own one form.
    const Condition again = parsed(condition.text());
    QCOMPARE(again.text(), condition.text());
    QCOMPARE(ConditionState(again).evaluate(valueOf, 0), expected);
}

void tst_Condition::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    const auto row = [](const char *text, Reason reason, int column) {
        QTest::newRow(text) << QByteArray(text) << static_cast<int>(reason) << column;
    };
    row("", Reason::Empty, 0);
    row("  \t", Reason::Empty, 0);
    row("one ==", Reason::UnexpectedEnd, 6);
    row("one and", Reason::UnexpectedEnd, 7);
    row("(one", Reason::UnexpectedEnd, 4);
    row("one)", Reason::UnexpectedText, 3);
    row("one two", Reason::UnexpectedText, 4);
    row("== 1", Reason::UnexpectedText, 0);
    row("one == and", Reason::UnexpectedText, 7);
    row("a & b", Reason::UnexpectedText, 2);
    row("5", Reason::NotACondition, 0);
    row("yes and \"x\"", Reason::NotACondition, 8);
    row("one == 5x", Reason::BadNumber, 7);
    row("one == 0x", Reason::BadNumber, 7);
    row("one == 1.2.3", Reason::BadNumber, 7);
    row("one == -", Reason::BadNumber, 7);
    row("one == 99999999999999999999999", Reason::BadNumber, 7);
    row("one == -9223372036854775809", Reason::BadNumber, 7);
    row("one == 18446744073709551615K", Reason::BadNumber, 7);
    row("text == \"x", Reason::BadString, 8);
    row("text == \"\\q\"", Reason::BadString, 9);
    row("text == \"\\x1\"", Reason::BadString, 9);
    row("yes for", Reason::DurationExpected, 7);
    row("yes for 5", Reason::DurationExpected, 8);
    row("yes for 5h", Reason::DurationExpected, 8);
    row("yes for at 5s", Reason::DurationExpected, 11);
    row("yes for 1e9s", Reason::DurationExpected, 8);
    row("changed(5)", Reason::UnexpectedText, 8);
    row("changed(one", Reason::UnexpectedEnd, 11);
}

void tst_Condition::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(int, reason);
    QFETCH(int, column);
    const auto result = Condition::parse(text.toStdString());
    const auto *error = std::get_if<ConditionError>(&result);
    QVERIFY(error != nullptr);
    QCOMPARE(static_cast<int>(error->reason), reason);
    QCOMPARE(error->column, static_cast<std::size_t>(column));
    QVERIFY(!error->text().empty());
}

void tst_Condition::onlyKnownNames()
{
    constexpr std::array<std::string_view, 3> names{"word", "readers", "field."};
    QVERIFY(std::holds_alternative<Condition>(Condition::parse("word == 1 and field.anything == 2", names)));
    const auto typo = Condition::parse("word == 1 or raeders > 2", names);
    const auto *error = std::get_if<ConditionError>(&typo);
    QVERIFY(error != nullptr);
    QCOMPARE(error->reason, Reason::UnknownVariable);
    QCOMPARE(error->column, std::size_t(13));
    QCOMPARE(error->suggestion, std::string("readers"));
    QVERIFY(QString::fromStdString(error->text()).contains(QStringLiteral("column 14")));
    // The prefix alone is no field.
    QVERIFY(std::holds_alternative<ConditionError>(Condition::parse("field. == 1", names)));
    const auto far = Condition::parse("xyzzy", names);
    QCOMPARE(std::get<ConditionError>(far).suggestion, std::string());
}

void tst_Condition::heldForATime()
{
    bool on = false;
    const auto lookup = [&](std::string_view) { return ConditionValue(on); };
    ConditionState state(parsed("on for 100ms"));
    QVERIFY(!state.evaluate(lookup, 0));
    on = true;
    QVERIFY(!state.evaluate(lookup, 10 * ms));
    QVERIFY(!state.evaluate(lookup, 109 * ms));
    QVERIFY(state.evaluate(lookup, 110 * ms));
    on = false;
    QVERIFY(!state.evaluate(lookup, 120 * ms));
    on = true;
    // From the start again.
    QVERIFY(!state.evaluate(lookup, 130 * ms));
    QVERIFY(state.evaluate(lookup, 230 * ms));

    ConditionState words(parsed("(on and true) for at least 0.1 s"));
    QVERIFY(!words.evaluate(lookup, 0));
    QVERIFY(words.evaluate(lookup, 100 * ms));
    // It is watched also where the other side decides already.
    ConditionState both(parsed("false or on for 50ms"));
    QVERIFY(!both.evaluate(lookup, 0));
    QVERIFY(both.evaluate(lookup, 50 * ms));
}

void tst_Condition::changes()
{
    ConditionValue value = std::int64_t{5};
    const auto lookup = [&](std::string_view) { return value; };
    ConditionState changed(parsed("changed(x)"));
    ConditionState rises(parsed("rises(x)"));
    ConditionState falls(parsed("falls(x)"));
    const auto step = [&](ConditionValue next) {
        value = std::move(next);
        return std::array{changed.evaluate(lookup, 0), rises.evaluate(lookup, 0), falls.evaluate(lookup, 0)};
    };
    using Steps = std::array<bool, 3>;
    QVERIFY((step(std::int64_t{5}) == Steps{false, false, false})); // there is nothing to compare it with
    QVERIFY((step(std::int64_t{5}) == Steps{false, false, false}));
    QVERIFY((step(std::int64_t{6}) == Steps{true, true, false}));
    QVERIFY((step(std::int64_t{4}) == Steps{true, false, true}));
    // While it has no value nothing is said; then it is compared with the last one that there was.
    QVERIFY((step({}) == Steps{false, false, false}));
    QVERIFY((step(std::int64_t{4}) == Steps{false, false, false}));
    QVERIFY((step({}) == Steps{false, false, false}));
    QVERIFY((step(std::int64_t{7}) == Steps{true, true, false}));
}

void tst_Condition::eachStateHasItsOwnMemory()
{
    const auto on = [](std::string_view) { return ConditionValue(true); };
    const Condition condition = parsed("on for 10ms");
    ConditionState first(condition);
    ConditionState second(condition);
    QVERIFY(!first.evaluate(on, 0));
    QVERIFY(first.evaluate(on, 10 * ms));
    QVERIFY(!second.evaluate(on, 10 * ms));
}

void tst_Condition::variablesAreListedOnce()
{
    const Condition condition = parsed("b == 1 or a > 2 and changed(b) and field.x contains \"y\"");
    QCOMPARE(condition.variables(), (std::vector<std::string>{"b", "a", "field.x"}));
    QVERIFY(condition.uses("field."));
    QVERIFY(!condition.uses("frame."));
}

void tst_Condition::nestingIsBounded()
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "true" + std::string(depth, ')'); };
    QVERIFY(std::holds_alternative<Condition>(Condition::parse(nested(Condition::maxDepth - 1))));
    const auto deep = Condition::parse(nested(Condition::maxDepth));
    QCOMPARE(std::get<ConditionError>(deep).reason, Reason::TooDeep);
    std::string nots;
    for (std::size_t i = 0; i < Condition::maxDepth; ++i)
        nots += "not ";
    QCOMPARE(std::get<ConditionError>(Condition::parse(nots + "true")).reason, Reason::TooDeep);
    const auto longer = Condition::parse(std::string(Condition::maxLength + 1, ' '));
    QCOMPARE(std::get<ConditionError>(longer).reason, Reason::TooLong);
    // Long chains are no nesting.
    std::string chain = "true";
    while (chain.size() + 9 < Condition::maxLength)
        chain += " and true";
    QVERIFY(ConditionState(parsed(chain)).evaluate(valueOf, 0));
}

QTEST_GUILESS_MAIN(tst_Condition)
#include "tst_condition.moc"
