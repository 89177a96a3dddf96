// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/bookmark_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <limits>

using namespace membridge;

class TestBookmarkModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init();
    void cleanup();
    void sortedByOffset();
    void refused();
    void editMoves_data();
    void editMoves();
    void nextAndPrevious();
    void eachSegmentHasItsOwn();
    void jsonRoundTrip();
    void hostileJson_data();
    void hostileJson();
    void bounded();
    void notesAreEdited();

private:
    QList<quint64> offsets() const
    {
        QList<quint64> list;
        for (const Bookmark &each : m_model->bookmarks())
            list << each.offset;
        return list;
    }

    std::unique_ptr<BookmarkModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestBookmarkModel::init()
{
    widget_test::failOnWarnings();
    m_model = std::make_unique<BookmarkModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setSegment(QStringLiteral("/a"));
}

void TestBookmarkModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestBookmarkModel::sortedByOffset()
{
    QSignalSpy changed(m_model.get(), &BookmarkModel::changed);
    QCOMPARE(m_model->add({20, 1, 0, {}}), 0);
    QCOMPARE(m_model->add({10, 4, 2, QStringLiteral("<b>x</b>")}), 0);
    QCOMPARE(m_model->add({20, 2, 0, {}}), 2); // after its equal
    QCOMPARE(offsets(), (QList<quint64>{10, 20, 20}));
    QCOMPARE(changed.count(), 3);
    QCOMPARE(m_model->index(0, BookmarkModel::Offset).data().toString(), QStringLiteral("0xa (10)"));
    QCOMPARE(m_model->index(0, BookmarkModel::Length).data().toString(), QStringLiteral("4 B"));
    QVERIFY(!m_model->index(0, BookmarkModel::Note).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
    m_model->remove(0);
    m_model->remove(2);
    m_model->remove(-1);
    QCOMPARE(offsets(), (QList<quint64>{20, 20}));
    QCOMPARE(changed.count(), 4);
}

void TestBookmarkModel::refused()
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    QCOMPARE(m_model->add({0, 0, 0, {}}), -1);
    QCOMPARE(m_model->add({most, 1, 0, {}}), -1);
    QCOMPARE(m_model->add({most - 1, 1, 0, {}}), 0);
    QCOMPARE(m_model->add({0, 1, 99, QString(501, QLatin1Char('x'))}), 0);
    QCOMPARE(m_model->bookmarks()[0].colour, BookmarkModel::colourCount - 1);
    QCOMPARE(m_model->bookmarks()[0].note.size(), 500);
    QCOMPARE(m_model->edit(2, {0, 1, 0, {}}), -1);
    QCOMPARE(m_model->edit(0, {0, 0, 0, {}}), -1);
    m_model->setSegment({});
    QCOMPARE(m_model->add({0, 1, 0, {}}), -1);
}

void TestBookmarkModel::editMoves_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<int>("to");
    QTest::newRow("stays") << 1 << quint64(25) << 1;
    QTest::newRow("to the front") << 2 << quint64(0) << 0;
    QTest::newRow("to the end") << 0 << quint64(99) << 2;
    QTest::newRow("one down") << 0 << quint64(21) << 1;
    QTest::newRow("one up") << 1 << quint64(9) << 0;
}

void TestBookmarkModel::editMoves()
{
    QFETCH(int, row);
    QFETCH(quint64, offset);
    QFETCH(int, to);
    for (const quint64 at : {10, 20, 30})
        m_model->add({at, 1, 0, QString::number(at)});
    const QPersistentModelIndex moved(m_model->index(row, 0));
    Bookmark bookmark = m_model->bookmarks()[static_cast<std::size_t>(row)];
    const QString note = bookmark.note;
    bookmark.offset = offset;
    QCOMPARE(m_model->edit(row, bookmark), to);
    QCOMPARE(moved.row(), to);
    QCOMPARE(m_model->bookmarks()[static_cast<std::size_t>(to)].note, note);
    const auto all = offsets();
    QVERIFY(std::is_sorted(all.begin(), all.end()));
    QCOMPARE(all.size(), 3);
}

void TestBookmarkModel::nextAndPrevious()
{
    QVERIFY(!m_model->next(0) && !m_model->previous(0));
    for (const quint64 at : {10, 20})
        m_model->add({at, 1, 0, {}});
    QCOMPARE(m_model->next(0)->offset, 10u);
    QCOMPARE(m_model->next(10)->offset, 20u);
    QCOMPARE(m_model->next(20)->offset, 10u);
    QCOMPARE(m_model->previous(20)->offset, 10u);
    QCOMPARE(m_model->previous(21)->offset, 20u);
    QCOMPARE(m_model->previous(10)->offset, 20u);
}

void TestBookmarkModel::eachSegmentHasItsOwn()
{
    m_model->add({10, 1, 0, {}});
    m_model->setSegment(QStringLiteral("/b"));
    QCOMPARE(m_model->rowCount(), 0);
    m_model->add({5, 1, 0, {}});
    m_model->setSegment(QStringLiteral("/a"));
    QCOMPARE(offsets(), (QList<quint64>{10}));
}

void TestBookmarkModel::jsonRoundTrip()
{
    // More than a double can count.
    m_model->add({(quint64(1) << 53) + 1, 3, 1, QStringLiteral("é \"q\"\n")});
    m_model->setSegment(QStringLiteral("/b"));
    m_model->add({1, 1, 0, {}});
    BookmarkModel other;
    QVERIFY(other.fromJson(m_model->toJson()));
    other.setSegment(QStringLiteral("/b"));
    QVERIFY(other.bookmarks() == m_model->bookmarks());
    other.setSegment(QStringLiteral("/a"));
    m_model->setSegment(QStringLiteral("/a"));
    QVERIFY(other.bookmarks() == m_model->bookmarks());
    QCOMPARE(other.toJson(), m_model->toJson());
}

void TestBookmarkModel::hostileJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<int>("rows");
    const auto row = [](const char *name, const QByteArray &json, bool taken, int rows) {
        QTest::newRow(name) << json << taken << rows;
    };
    const auto of = [](const QByteArray &list) { return QByteArray(R"({"version":1,"segments":{"/a":)") + list + "}}"; };
    row("nothing", "", false, 1);
    row("no JSON", "{", false, 1);
    row("an array", "[]", false, 1);
    row("another version", R"({"version":2,"segments":{}})", false, 1);
    row("segments are no object", R"({"version":1,"segments":[]})", false, 1);
    row("no segments", R"({"version":1,"segments":{}})", true, 0);
    row("a good one", of(R"([{"offset":"1","length":"1"}])"), true, 1);
    row("numbers for strings", of(R"([{"offset":1,"length":1}])"), true, 0);
    row("negative", of(R"([{"offset":"-1","length":"1"}])"), true, 0);
    row("past 64 bits", of(R"([{"offset":"18446744073709551616","length":"1"}])"), true, 0);
    row("wraps", of(R"([{"offset":"18446744073709551615","length":"2"}])"), true, 0);
    row("nulls and lists", of(R"([null,[],7,{"offset":"2","length":"1","colour":-9,"note":{}}])"), true, 1);
    row("no list", of("7"), true, 0);
}

void TestBookmarkModel::hostileJson()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, taken);
    QFETCH(int, rows);
    m_model->add({7, 1, 0, {}});
    QCOMPARE(m_model->fromJson(json), taken);
    QCOMPARE(m_model->rowCount(), rows);
    for (const Bookmark &each : m_model->bookmarks())
        QVERIFY(each.colour >= 0 && each.colour < BookmarkModel::colourCount);
}

void TestBookmarkModel::bounded()
{
    QByteArray list;
    for (int i = 0; i < BookmarkModel::maxPerSegment + 5; ++i)
        list += QByteArray(i == 0 ? "" : ",") + R"({"offset":")" + QByteArray::number(2000 - i) + R"(","length":"1"})";
    QVERIFY(m_model->fromJson(R"({"version":1,"segments":{"/a":[)" + list + "]}}"));
    QCOMPARE(m_model->rowCount(), BookmarkModel::maxPerSegment);
    const auto all = offsets();
    QVERIFY(std::is_sorted(all.begin(), all.end()));
    QCOMPARE(m_model->add({1, 1, 0, {}}), -1);
}

void TestBookmarkModel::notesAreEdited()
{
    m_model->add({1, 1, 0, QStringLiteral("a")});
    QVERIFY(m_model->setData(m_model->index(0, BookmarkModel::Note), QStringLiteral("b")));
    QCOMPARE(m_model->bookmarks()[0].note, QStringLiteral("b"));
    QVERIFY(!m_model->setData(m_model->index(0, BookmarkModel::Offset), 5));
    QVERIFY(!m_model->setData(m_model->index(1, BookmarkModel::Note), QStringLiteral("b")));
}

QTEST_MAIN(TestBookmarkModel)
#include "tst_bookmark_model.moc"
