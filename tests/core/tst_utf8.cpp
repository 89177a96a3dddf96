// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/utf8.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

/// "61 f0" -> the bytes, as text.
std::string bytesFrom(const QByteArray &hexText)
{
    return QByteArray::fromHex(hexText).toStdString();
}

} // namespace

class tst_Utf8 : public TestCase
{
    Q_OBJECT

private slots:
    void lossy_data();
    void lossy();
    void everyTwoByteSequence();
    void everyCodePoint();
    void escaped_data();
    void escaped();
    void escapingLeavesOneVisibleLine();
};

void tst_Utf8::lossy_data()
{
    // `shown`: R for each U+FFFD, everything else as it is. The expectations are those of the peer's decoder: one U+FFFD for each
    // maximal part that could have begun a character.
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<int>("firstInvalid");
    const auto row = [](const char *name, const char *bytes, const char *shown, int firstInvalid) {
        QTest::newRow(name) << QByteArray(bytes) << QByteArray(shown) << firstInvalid;
    };
    row("empty", "", "", -1);
    row("ASCII", "61 62", "ab", -1);
    row("two, three and four bytes", "c3 a9 e4 b8 ad f0 9f 9a 80", "é中🚀", -1);
    row("NUL is a character", "61 00 62", "a\\0b", -1);
    row("largest code point", "f4 8f bf bf", "\xf4\x8f\xbf\xbf", -1);
    row("lone continuation", "80 61", "Ra", 0);
    row("two lone continuations", "80 bf", "RR", 0);
    row("FF and FE", "ff fe 6f 6b", "RRok", 0);
    row("overlong NUL", "c0 80", "RR", 0);
    row("overlong slash in three bytes", "e0 80 af", "RRR", 0);
    row("overlong in four bytes", "f0 80 80 af", "RRRR", 0);
    row("surrogate", "ed a0 80", "RRR", 0);
    row("last before the surrogates", "ed 9f bf", "\xed\x9f\xbf", -1);
    row("past U+10FFFF", "f4 90 80 80", "RRRR", 0);
    row("F5 begins nothing", "f5 80 80 80", "RRRR", 0);
    row("cut after one of two", "61 c3", "aR", 1);
    row("cut after one of three", "61 e4", "aR", 1);
    row("cut after two of three", "61 e4 b8", "aR", 1);
    row("cut after three of four", "61 f0 9f 9a", "aR", 1);
    row("cut in the middle, then ASCII", "e4 b8 41", "RA", 0);
    row("three of four, then ASCII", "f1 80 80 41", "RA", 0);
    row("two cut ones after each other", "f0 9f e4 b8", "RR", 0);
    row("cut, then a whole one", "e4 c3 a9", "Ré", 0);
    row("unicode standard's example", "61 f1 80 80 e1 80 c2 62 80 63 80 bf 64", "aRRRbRcRRd", 1);
}

void tst_Utf8::lossy()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, shown);
    QFETCH(int, firstInvalid);
    const std::string text = bytesFrom(bytes);
    shown.replace("R", "\xef\xbf\xbd").replace("\\0", QByteArray(1, '\0'));
    QCOMPARE(QByteArray::fromStdString(toLossyUtf8(text)).toHex(' '), shown.toHex(' '));
    QCOMPARE(firstInvalidUtf8(text).has_value(), firstInvalid >= 0);
    if (firstInvalid >= 0)
        QCOMPARE(static_cast<int>(*firstInvalidUtf8(text)), firstInvalid);
    QVERIFY(!firstInvalidUtf8(toLossyUtf8(text)));
}

void tst_Utf8::everyTwoByteSequence()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second)};
            const bool ascii = first < 0x80 && second < 0x80;
            const bool pair = first >= 0xc2 && first <= 0xdf && second >= 0x80 && second <= 0xbf;
            QCOMPARE(!firstInvalidUtf8(text), ascii || pair);
            const std::string shown = toLossyUtf8(text);
            QVERIFY(!firstInvalidUtf8(shown));
            QCOMPARE(shown == text, ascii || pair);
        }
    }
}

void tst_Utf8::everyCodePoint()
{
    for (char32_t c = 0; c <= 0x10ffff; c += c < 0x3000 ? 1 : 61) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
        const std::string text = bytes.toStdString();
        QVERIFY2(!firstInvalidUtf8(text), bytes.toHex());
        // Cut short, it is one ill-formed part.
        if (text.size() > 1)
            QCOMPARE(q(toLossyUtf8(text.substr(0, text.size() - 1))), QString(QChar::ReplacementCharacter));
    }
}

void tst_Utf8::escaped_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QByteArray &bytes, const char *shown) {
        QTest::newRow(name) << bytes << QString::fromUtf8(shown);
    };
    row("plain", "segment-1", "segment-1");
    row("letters of other scripts", "żółć 中文 🚀", "żółć 中文 🚀");
    row("line feed, tab, carriage return", "a\nb\tc\rd", "a\\nb\\tc\\rd");
    row("backslash", "a\\nb", "a\\\\nb");
    row("NUL", QByteArray("a\0b", 3), "a\\x00b");
    row("escape sequence of a terminal", "\x1b[31mred", "\\x1b[31mred");
    row("DEL", "\x7f", "\\x7f");
    row("C1 control", "\xc2\x9b", "\\u{9b}");
    row("right-to-left override", "\xe2\x80\xae", "\\u{202e}");
    row("left-to-right embedding", "\xe2\x80\xaa", "\\u{202a}");
    row("directional marks", "\xe2\x80\x8e\xe2\x80\x8f", "\\u{200e}\\u{200f}");
    row("Arabic letter mark", "\xd8\x9c", "\\u{61c}");
    row("isolates", "\xe2\x81\xa6\xe2\x81\xa9", "\\u{2066}\\u{2069}");
    row("zero width space", "\xe2\x80\x8b", "\\u{200b}");
    row("line and paragraph separator", "\xe2\x80\xa8\xe2\x80\xa9", "\\u{2028}\\u{2029}");
    row("byte order mark", "\xef\xbb\xbf", "\\u{feff}");
    row("soft hyphen", "\xc2\xad", "\\u{ad}");
    row("invalid bytes", "\xff\xfe!", "\\xff\\xfe!");
    row("cut sequence", "\xe4\xb8", "\\xe4\\xb8");
    row("empty", "", "");
}

void tst_Utf8::escaped()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, shown);
    QCOMPARE(q(escapedForDisplay(bytes.toStdString())), shown);
}

void tst_Utf8::escapingLeavesOneVisibleLine()
{
    for (char32_t c = 0; c < 0x20000; ++c) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        const QString shown = q(escapedForDisplay(QString::fromUcs4(&c, 1).toStdString()));
        for (const char32_t seen : shown.toUcs4()) {
            const auto category = QChar::category(seen);
            const bool hidden = category == QChar::Other_Control || category == QChar::Other_Format
                || category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
            const auto direction = QChar::direction(seen);
            const bool turns = direction == QChar::DirRLO || direction == QChar::DirLRO || direction == QChar::DirRLE
                || direction == QChar::DirLRE || direction == QChar::DirPDF || direction == QChar::DirRLI
                || direction == QChar::DirLRI || direction == QChar::DirFSI || direction == QChar::DirPDI;
            QVERIFY2(!turns, qPrintable(QString::number(c, 16)));
            // Marks that only some scripts use to join their letters stay.
            const bool joinsLetters = (c >= 0x600 && c <= 0x605) || c == 0x6dd || c == 0x70f
                || (c >= 0x890 && c <= 0x8e2) || c >= 0x10000;
            QVERIFY2(!hidden || joinsLetters, qPrintable(QString::number(c, 16)));
        }
    }
}

QTEST_APPLESS_MAIN(tst_Utf8)
#include "tst_utf8.moc"
