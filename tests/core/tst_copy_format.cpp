// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/copy_format.h"
#include "tests/support/bytes.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>

using namespace membridge;
using namespace membridge::test;

namespace {

/// Reads the numbers in the braces or brackets of a C or Rust array.
QByteArray arrayNumbers(const QByteArray &text, const char *shape)
{
    const auto whole = QRegularExpression(QString::fromLatin1(shape), QRegularExpression::DotMatchesEverythingOption)
                           .match(QString::fromLatin1(text));
    if (!whole.hasMatch())
        return "no match";
    QByteArray bytes;
    for (const QString &word : whole.captured(1).split(QLatin1Char(','))) {
        if (!word.trimmed().isEmpty())
            bytes.append(static_cast<char>(word.trimmed().toInt(nullptr, 0)));
    }
    return bytes;
}

/// Runs a program with `input`; its output, or its errors.
QByteArray ran(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    OwnProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return "failed: " + process.readAllStandardError();
    return process.readAllStandardOutput();
}

} // namespace

class tst_CopyFormat : public TestCase
{
    Q_OBJECT

private slots:
    void readBack_data();
    void readBack();
    void cStringsCompile();
    void piecesDoNotMatter();
    void exactly_data();
    void exactly();
};

void tst_CopyFormat::readBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one") << QByteArray("\0", 1);
    QTest::newRow("two") << QByteArray("\0\xff", 2);
    QTest::newRow("NUL, then a digit") << QByteArray("\0"
                                                     "1\x01"
                                                     "a\x7f"
                                                     "7",
                                                     6);
    QTest::newRow("quotes, backslashes, trigraphs") << QByteArray("\"'\\\\n?\?=?"
                                                                  "?/\"\\x41{}");
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(static_cast<char>(i));
    QTest::newRow("all values") << all;
    std::mt19937 random(11);
    for (const int size : {11, 12, 13, 15, 16, 17, 47, 48, 49, 96, 3071, 3072, 3073, 10'000}) {
        QByteArray bytes;
        for (int i = 0; i < size; ++i)
            bytes.append(static_cast<char>(random()));
        QTest::newRow(qPrintable(QString::number(size))) << bytes;
    }
}

void tst_CopyFormat::readBack()
{
    QFETCH(QByteArray, bytes);
    const auto text = [&bytes](CopyFormat format) {
        return QByteArray::fromStdString(
            copyText(format, 0, std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())))));
    };
    QCOMPARE(text(CopyFormat::Base64), bytes.toBase64());
    QCOMPARE(text(CopyFormat::Hex), bytes.toHex(' '));
    QCOMPARE(arrayNumbers(text(CopyFormat::CArray), "^const unsigned char data\\[\\] = \\{(.*)\\};\\n$"), bytes);
    QCOMPARE(arrayNumbers(text(CopyFormat::Rust), "^const DATA: &\\[u8\\] = &\\[(.*)\\];\\n$"), bytes);

    QByteArray numbers;
    const QJsonDocument json = QJsonDocument::fromJson(text(CopyFormat::Json));
    QVERIFY(json.isArray());
    for (const auto &each : json.array())
        numbers.append(static_cast<char>(each.toInt()));
    QCOMPARE(numbers, bytes);

    // The real thing reads the literal.
    const QString python = QStringLiteral(MEMBRIDGE_PYTHON);
    QCOMPARE(
        ran(python,
            {QStringLiteral("-c"), QStringLiteral("import ast,sys\nprint(ast.literal_eval(sys.stdin.read()).hex())")},
            text(CopyFormat::Python))
            .trimmed(),
        bytes.toHex());

    // Each line of the dump: offset, groups, characters.
    QByteArray dumped;
    for (const QByteArray &line : text(CopyFormat::HexDump).split('\n')) {
        if (line.isEmpty())
            continue;
        QCOMPARE(line.left(8).toLongLong(nullptr, 16), dumped.size());
        QCOMPARE(line.mid(8, 2), QByteArray(": "));
        const QByteArray piece = QByteArray::fromHex(line.mid(10, 39));
        QCOMPARE(line.size(), 51 + piece.size());
        for (qsizetype i = 0; i < piece.size(); ++i)
            QCOMPARE(line[51 + i], piece[i] >= 0x20 && piece[i] < 0x7f ? piece[i] : '.');
        dumped += piece;
    }
    QCOMPARE(dumped, bytes);
}

void tst_CopyFormat::cStringsCompile()
{
    // A compiler knows best; with trigraphs, as in C before C23.
    QTemporaryDir folder;
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(static_cast<char>(i)).append('0').append("?\?=");
    const auto data = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    QFile source(folder.filePath(QStringLiteral("literal.c")));
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write("#include <stdio.h>\nstatic const char text[] =\n");
    source.write(QByteArray::fromStdString(copyText(CopyFormat::CString, 0, data)));
    source.write(";\nint main(void) { for (unsigned i = 0; i + 1 < sizeof text; ++i) "
                 "printf(\"%02x\", (unsigned char)text[i]); return 0; }\n");
    source.close();
    const QString program = folder.filePath(QStringLiteral("literal"));
    QCOMPARE(ran(QStringLiteral("cc"),
                 {QStringLiteral("-std=c99"), QStringLiteral("-Wall"), QStringLiteral("-Werror"), source.fileName(),
                  QStringLiteral("-o"), program}),
             QByteArray());
    QCOMPARE(ran(program, {}), bytes.toHex());
}

void tst_CopyFormat::piecesDoNotMatter()
{
    const ByteVector bytes = patternBytes(7000, 3);
    std::mt19937 random(5);
    for (const CopyFormat format : allCopyFormats) {
        std::string text;
        std::size_t largest = 0;
        CopyWriter writer(format, 77, [&](std::string_view part) {
            text += part;
            largest = std::max(largest, part.size());
        });
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t count = std::min<std::size_t>(random() % 100, bytes.size() - at);
            writer.write(std::span(bytes).subspan(at, count));
            at += count;
        }
        writer.finish();
        QCOMPARE(q(text), q(copyText(format, 77, bytes)));
        QVERIFY(largest <= 16 * 1024);
    }
}

void tst_CopyFormat::exactly_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *expected) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(expected);
    };
    row("hex", "48 00 22");
    row("hexdump", "1ffffffff0: 4800 22                                  H.\"\n");
    row("c", "const unsigned char data[] = {\n    0x48, 0x00, 0x22,\n};\n");
    row("c-string", "\"H\\000\\\"\"");
    row("python", "b\"H\\x00\\\"\"");
    row("rust", "const DATA: &[u8] = &[\n    0x48, 0x00, 0x22,\n];\n");
    row("base64", "SAAi");
    row("json", "[72,0,34]");
    row("offset-hex", "0x1ffffffff0");
    row("offset", "137438953456");
}

void tst_CopyFormat::exactly()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, expected);
    const auto format = std::find_if(allCopyFormats.begin(), allCopyFormats.end(),
                                     [&key](CopyFormat each) { return membridge::key(each) == key.toStdString(); });
    QVERIFY(format != allCopyFormats.end());
    QCOMPARE(QByteArray::fromStdString(copyText(*format, 0x1ffffffff0, fromHex("480022"))), expected);
}

QTEST_GUILESS_MAIN(tst_CopyFormat)
#include "tst_copy_format.moc"
