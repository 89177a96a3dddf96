// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/byte_changes.h"

using membridge::ByteChanges;
using Direction = ByteChanges::Direction;
using widget_test::snapshotOf;

class TestByteChanges : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void directions_data();
    void directions();
    void fadesWithTime();
    void aNewChangeStartsOver();
    void nothingChanged();
    void onlyWhatBothHold();
    void marksMoveWithTheRange();
    void clearing();
    void apartInTimeHasNoDirection();
    void notchedBytesAreMute();
    void notchesWhatChangesOften_data();
    void notchesWhatChangesOften();
    void notchesStayWithTheirBytes();
};

void TestByteChanges::directions_data()
{
    QTest::addColumn<char>("before");
    QTest::addColumn<char>("after");
    QTest::addColumn<int>("direction");
    QTest::newRow("up") << '\x01' << '\x02' << int(Direction::Up);
    QTest::newRow("down") << '\x02' << '\x01' << int(Direction::Down);
    QTest::newRow("same") << '\x01' << '\x01' << int(Direction::None);
    QTest::newRow("00 to ff: unsigned") << '\x00' << '\xff' << int(Direction::Up);
    QTest::newRow("7f to 80: unsigned") << '\x7f' << '\x80' << int(Direction::Up);
    QTest::newRow("ff to 00") << '\xff' << '\x00' << int(Direction::Down);
}

void TestByteChanges::directions()
{
    QFETCH(char, before);
    QFETCH(char, after);
    QFETCH(int, direction);
    ByteChanges changes;
    changes.setRange({0, 1});
    changes.note(*snapshotOf(QByteArray(1, before)), *snapshotOf(QByteArray(1, after)), 100);
    QCOMPARE(int(changes.at(0, 100).direction), direction);
}

void TestByteChanges::fadesWithTime()
{
    ByteChanges changes;
    changes.setRange({0, 2});
    QVERIFY(changes.note(*snapshotOf("ab"), *snapshotOf("aB"), 1000));
    QCOMPARE(changes.at(1, 1000).strength, 1.0);
    QCOMPARE(changes.at(1, 1000 + ByteChanges::fadeMs / 2).strength, 0.5);
    QVERIFY(changes.fading(1000 + ByteChanges::fadeMs - 1));
    QVERIFY(changes.at(1, 1000 + ByteChanges::fadeMs - 1).direction == Direction::Down);
    QVERIFY(changes.at(1, 1000 + ByteChanges::fadeMs).direction == Direction::None);
    QVERIFY(!changes.fading(1000 + ByteChanges::fadeMs));
    QVERIFY(changes.at(0, 1000).direction == Direction::None);
}

void TestByteChanges::aNewChangeStartsOver()
{
    ByteChanges changes;
    changes.setRange({0, 1});
    changes.note(*snapshotOf("a"), *snapshotOf("b"), 0);
    changes.note(*snapshotOf("b"), *snapshotOf("a"), 1000);
    QVERIFY(changes.at(0, 1000).direction == Direction::Down);
    QCOMPARE(changes.at(0, 1000).strength, 1.0);
    QVERIFY(changes.fading(2000));
}

void TestByteChanges::nothingChanged()
{
    ByteChanges changes;
    changes.setRange({0, 4});
    QVERIFY(!changes.note(*snapshotOf("abcd"), *snapshotOf("abcd"), 0));
    QVERIFY(!changes.fading(0));
}

void TestByteChanges::onlyWhatBothHold()
{
    ByteChanges changes;
    changes.setRange({0, 10});
    QVERIFY(changes.note(*snapshotOf("abcd", 0), *snapshotOf("CDef", 2), 0));
    QVERIFY(changes.at(1, 0).direction == Direction::None);
    QVERIFY(changes.at(2, 0).direction == Direction::Down);
    QVERIFY(changes.at(3, 0).direction == Direction::Down);
    QVERIFY(changes.at(4, 0).direction == Direction::None);
    QVERIFY(!changes.note(*snapshotOf("ab", 0), *snapshotOf("xy", 8), 0));
    QVERIFY(!changes.note(*snapshotOf("", 0), *snapshotOf("", 0), 0));
}

void TestByteChanges::marksMoveWithTheRange()
{
    ByteChanges changes;
    const quint64 far = quint64{1} << 40;
    changes.setRange({far, 4});
    changes.note(*snapshotOf("abcd", far), *snapshotOf("ABCD", far), 0);
    changes.setRange({far + 2, 4});
    QVERIFY(changes.at(far + 1, 0).direction == Direction::None);
    QVERIFY(changes.at(far + 2, 0).direction == Direction::Down);
    QVERIFY(changes.at(far + 4, 0).direction == Direction::None);
    changes.setRange({0, 4});
    QVERIFY(changes.at(far + 2, 0).direction == Direction::None);
    changes.setRange({});
    QVERIFY(changes.at(0, 0).direction == Direction::None);
}

void TestByteChanges::clearing()
{
    ByteChanges changes;
    changes.setRange({0, 1});
    changes.note(*snapshotOf("a"), *snapshotOf("b"), 0);
    changes.clear();
    QVERIFY(!changes.fading(0));
    QVERIFY(changes.at(0, 0).direction == Direction::None);
}

void TestByteChanges::apartInTimeHasNoDirection()
{
    ByteChanges changes;
    changes.setRange({0, 2});
    QVERIFY(changes.note(*snapshotOf("ab"), *snapshotOf("aB"), 0, false));
    QVERIFY(changes.at(1, 0).direction == Direction::Other);
    QVERIFY(changes.at(0, 0).direction == Direction::None);
}

void TestByteChanges::notchedBytesAreMute()
{
    ByteChanges changes;
    changes.setRange({0, 4});
    changes.setNotched({{3, ~quint64{0}}, {1, 1}});
    QVERIFY(changes.note(*snapshotOf("abcd"), *snapshotOf("aBcD"), 5));
    QVERIFY(changes.at(1, 5).direction == Direction::None);
    QVERIFY(changes.at(3, 5).direction == Direction::None);
    QVERIFY(changes.changedSince(1, 5));
    QVERIFY(!changes.changedSince(1, 6));
    QVERIFY(!changes.changedSince(0, 0));
    // What is mute has nothing to fade.
    QVERIFY(!changes.fading(5));
    changes.setNotched({});
    changes.note(*snapshotOf("aBcD"), *snapshotOf("abcd"), 6);
    QVERIFY(changes.at(1, 6).direction == Direction::Up);
}

void TestByteChanges::notchesWhatChangesOften_data()
{
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("restAfter");
    QTest::addColumn<bool>("notched");
    QTest::newRow("never") << 0 << 0 << false;
    QTest::newRow("just not often enough") << 4 << 0 << false;
    QTest::newRow("often enough") << 5 << 0 << true;
    QTest::newRow("often, and just not too long ago") << 5 << ByteChanges::historyLength - 5 << true;
    QTest::newRow("often, but long ago") << 5 << ByteChanges::historyLength - 4 << false;
}

void TestByteChanges::notchesWhatChangesOften()
{
    QFETCH(int, times);
    QFETCH(int, restAfter);
    QFETCH(bool, notched);
    ByteChanges changes;
    changes.setRange({10, 2});
    QByteArray bytes("ab");
    for (int i = 0; i < times + restAfter; ++i) {
        const auto before = snapshotOf(bytes, 10);
        if (i < times)
            bytes[1] = static_cast<char>(bytes[1] + 1);
        changes.note(*before, *snapshotOf(bytes, 10), i);
    }
    QCOMPARE(changes.notchChanging(4), notched);
    QVERIFY(changes.notched()
            == (notched ? std::vector<membridge::ByteRange>{{11, 1}} : std::vector<membridge::ByteRange>{}));
    QVERIFY(!changes.notchChanging(4));
}

void TestByteChanges::notchesStayWithTheirBytes()
{
    ByteChanges changes;
    changes.setRange({0, 4});
    changes.setNotched({{2, 1}, {3, 2}, {2, 2}});
    QVERIFY(changes.notched() == (std::vector<membridge::ByteRange>{{2, 3}}));
    changes.setRange({100, 4});
    changes.setRange({0, 4});
    changes.note(*snapshotOf("abcd"), *snapshotOf("ABCD"), 0);
    QVERIFY(changes.at(1, 0).direction == Direction::Down);
    QVERIFY(changes.at(2, 0).direction == Direction::None);
    changes.clear();
    QVERIFY(changes.notched().empty());
}

QTEST_MAIN(TestByteChanges)
#include "tst_byte_changes.moc"
