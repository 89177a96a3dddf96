// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/golden.h"
#include "tests/support/test_case.h"

#include "core/codec/schema.h"
#include "core/observe/schema_guess.h"

#include <QTest>

#include <random>

using namespace membridge;

namespace {

ByteVector unpacked(const std::string &text)
{
    ByteVector bytes;
    for (const QByteArray &part : QByteArray::fromStdString(text).split(' ')) {
        if (part.startsWith('z')) {
            bytes.resize(bytes.size() + part.mid(1).toULongLong());
            continue;
        }
        for (const char c : QByteArray::fromHex(part))
            bytes.push_back(static_cast<std::byte>(c));
    }
    return bytes;
}

std::vector<SchemaCandidate> guess(const std::vector<ByteVector> &pieces, GuessFrom from)
{
    std::vector<std::span<const std::byte>> spans(pieces.begin(), pieces.end());
    return guessSchemas(spans, from);
}

} // namespace

class tst_SchemaGuess : public test::TestCase
{
    Q_OBJECT

private slots:
    void goldenRegions_data();
    void goldenRegions();
    void frames();
    void randomBytes();
    void nothing();
    void bounded();
};

void tst_SchemaGuess::goldenRegions_data()
{
    QTest::addColumn<QByteArray>("region");
    QTest::newRow("quick start") << QByteArray("readme_quick_start");
    QTest::newRow("example") << QByteArray("example_producer");
}

void tst_SchemaGuess::goldenRegions()
{
    QFETCH(QByteArray, region);
    for (const auto &each : test::goldenVectors().at("regions")) {
        if (each.at("name").get<std::string>() != region.toStdString())
            continue;
        ByteVector data = unpacked(each.at("segment_hex_rle").get<std::string>());
        data.erase(data.begin(), data.begin() + 4);
        const auto found = guess({data}, GuessFrom::Window);
        const std::string truth = test::schemaOf(each.at("schema")).text() + " ...";
        QByteArray all;
        bool among = false;
        for (std::size_t i = 0; i < found.size(); ++i) {
            all += QByteArray::number(found[i].score) + ' ' + QByteArray::fromStdString(found[i].schema) + '\n';
            among = among || (i < 3 && found[i].schema == truth);
        }
        QVERIFY2(among, (all + "truth: " + QByteArray::fromStdString(truth)).constData());
        QVERIFY(!found.front().weak);
        return;
    }
    QFAIL("no such vector");
}

void tst_SchemaGuess::frames()
{
    std::vector<ByteVector> frames;
    for (std::int64_t i = 0; i < 100; ++i) {
        ByteVector frame;
        const auto put = [&frame](const void *data, std::size_t size) {
            const auto *bytes = static_cast<const std::byte *>(data);
            frame.insert(frame.end(), bytes, bytes + size);
        };
        const std::int64_t time = 1'700'000'000'000'000'000 + i * 1'000'000;
        const std::string text(static_cast<std::size_t>(i % 7 + 1), 'x');
        const auto length = static_cast<std::uint32_t>(text.size());
        const double value = 20.5 + static_cast<double>(i) / 10;
        const bool flag = i % 2 == 0;
        put(&time, 8);
        put(&length, 4);
        put(text.data(), text.size());
        put(&value, 8);
        put(&flag, 1);
        frames.push_back(frame);
    }
    const auto found = guess(frames, GuessFrom::Frames);
    QVERIFY(!found.empty());
    QCOMPARE(QString::fromStdString(found.front().schema), QStringLiteral("int str float bool"));
    QVERIFY(!found.front().weak);
    QCOMPARE(QString::fromStdString(found.front().reasons.front()),
             QStringLiteral("All 100 frames decode to their last byte."));
    for (std::size_t i = 1; i < found.size(); ++i)
        QVERIFY(found[i - 1].score >= found[i].score);
}

void tst_SchemaGuess::randomBytes()
{
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
        ByteVector data(256);
        for (std::byte &byte : data)
            byte = static_cast<std::byte>(random());
        for (const SchemaCandidate &candidate : guess({data}, GuessFrom::Window)) {
            QVERIFY2(candidate.weak, candidate.schema.c_str());
            QVERIFY(candidate.reasons.front().find("chance") != std::string::npos);
            QVERIFY(std::holds_alternative<Schema>(parseSchema(candidate.schema)));
        }
    }
}

void tst_SchemaGuess::nothing()
{
    QVERIFY(guess({}, GuessFrom::Frames).empty());
    QVERIFY(guess({ByteVector()}, GuessFrom::Frames).empty());
    QVERIFY(guess({ByteVector(100)}, GuessFrom::Window).empty());
}

void tst_SchemaGuess::bounded()
{
    QVERIFY(guess({ByteVector(5000, std::byte{1})}, GuessFrom::Frames).empty());
    const std::vector<ByteVector> many(300, ByteVector(4096, std::byte{1}));
    QVERIFY(guess(many, GuessFrom::Frames).size() <= 10);
}

QTEST_APPLESS_MAIN(tst_SchemaGuess)
#include "tst_schema_guess.moc"
