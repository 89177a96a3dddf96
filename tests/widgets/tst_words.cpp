// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/words.h"

#include <cmath>
#include <limits>

using namespace membridge;

Q_DECLARE_METATYPE(membridge::ErrorCode)

class TestWords : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void escapesUntrustedText_data();
    void escapesUntrustedText();
    void tooltipsAreNeverRichText();
    void sizes_data();
    void sizes();
    void rates_data();
    void rates();
    void durations_data();
    void durations();
    void percents_data();
    void percents();
    void offsetsInBothBases();
    void numbersHaveATrueMinus();
    void lockWords_data();
    void lockWords();
    void errorsSayWhatWhyAndWhatNext_data();
    void errorsSayWhatWhyAndWhatNext();
    void errorsWithoutASegment();
    void reasonsAreReworded();
    void numbersFollowTheLocale();
    void ringFaults();
    void decodeErrorsNameTheField();
    void schemaErrors();
    void valueErrors();
    void doubts();
    void findings();
    void adviceAndEvidence();
    void everyFindingHasWords();
    void reports();
    void outcomes();
    void guesses();
};

void TestWords::escapesUntrustedText_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QByteArray("/sensors") << QStringLiteral("/sensors");
    QTest::newRow("right-to-left override") << QByteArray("/a\u202egpj") << QStringLiteral("/a\\u{202e}gpj");
    QTest::newRow("isolate") << QByteArray("\u2066x\u2069") << QStringLiteral("\\u{2066}x\\u{2069}");
    QTest::newRow("zero width") << QByteArray("a\u200bb") << QStringLiteral("a\\u{200b}b");
    QTest::newRow("line feed and NUL") << QByteArray("a\nb\0c", 5) << QStringLiteral("a\\nb\\x00c");
    QTest::newRow("not UTF-8") << QByteArray("a\xff") << QStringLiteral("a\\xff");
    QTest::newRow("empty") << QByteArray() << QString();
}

void TestWords::escapesUntrustedText()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, shown);
    QCOMPARE(words::shown(raw.toStdString()), shown);
}

void TestWords::tooltipsAreNeverRichText()
{
    QCOMPARE(words::plainToolTip(QStringLiteral("/plain & simple")), QStringLiteral("/plain & simple"));
    const QString tip = words::plainToolTip(QStringLiteral("/x<img src=a>"));
    QVERIFY2(tip.contains(QStringLiteral("&lt;img")), qPrintable(tip));
}

void TestWords::sizes_data()
{
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << quint64{0} << "0 B";
    QTest::newRow("1,024") << quint64{1024} << "1,024 B";
    QTest::newRow("last exact one") << quint64{4095} << "4,095 B";
    QTest::newRow("4 KiB") << quint64{4096} << "4.0 KiB";
    QTest::newRow("just under 1 MiB") << quint64{1024 * 1024 - 1} << "1.0 MiB";
    QTest::newRow("1.5 GiB") << quint64{3} * 512 * 1024 * 1024 << "1.5 GiB";
    QTest::newRow("all there is") << std::numeric_limits<quint64>::max() << "16.0 EiB";
}

void TestWords::sizes()
{
    QFETCH(quint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(words::size(bytes), text);
}

void TestWords::rates_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << 0.0 << "0 B/s";
    QTest::newRow("1023") << 1023.0 << "1,023 B/s";
    QTest::newRow("1 KiB") << 1024.0 << "1.0 KiB/s";
    QTest::newRow("1.5 MiB") << 1.5 * 1024 * 1024 << "1.5 MiB/s";
    QTest::newRow("not a number") << std::nan("") << "—";
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << "—";
}

void TestWords::rates()
{
    QFETCH(double, perSecond);
    QFETCH(QString, text);
    QCOMPARE(words::rate(perSecond), text);
}

void TestWords::durations_data()
{
    QTest::addColumn<double>("ns");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << "0 ns";
    QTest::newRow("999 ns") << 999.0 << "999 ns";
    QTest::newRow("a microsecond") << 1000.0 << QStringLiteral("1.00 \u00b5s");
    QTest::newRow("tens") << 12.34e6 << "12.3 ms";
    QTest::newRow("almost a second") << 999.4e6 << "999 ms";
    QTest::newRow("a second but for what is rounded") << 999.6e6 << "1.00 s";
    QTest::newRow("minutes") << 250e9 << "250 s";
    QTest::newRow("back") << -1.5e6 << "-1.50 ms";
}

void TestWords::durations()
{
    QFETCH(double, ns);
    QFETCH(QString, text);
    QCOMPARE(words::duration(ns), text);
}

void TestWords::percents_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << "0 %";
    QTest::newRow("hardly any") << 1e-9 << "< 0.1 %";
    QTest::newRow("some") << 37.0 / 1024 << "3.6 %";
    QTest::newRow("almost all") << 0.99999 << "> 99.9 %";
    QTest::newRow("all") << 1.0 << "100 %";
    QTest::newRow("not a number") << std::nan("") << "—";
}

void TestWords::percents()
{
    QFETCH(double, share);
    QFETCH(QString, text);
    QCOMPARE(words::percent(share), text);
}

void TestWords::offsetsInBothBases()
{
    QCOMPARE(words::offset(0), QStringLiteral("0x0 (0)"));
    QCOMPARE(words::offset(24), QStringLiteral("0x18 (24)"));
    QCOMPARE(words::offset(quint64{1} << 32), QStringLiteral("0x100000000 (4,294,967,296)"));
}

void TestWords::numbersHaveATrueMinus()
{
    QCOMPARE(words::number(0), QStringLiteral("0"));
    QCOMPARE(words::number(-7), QStringLiteral("−7"));
    QCOMPARE(words::number(std::numeric_limits<qint64>::min()), QStringLiteral("−9,223,372,036,854,775,808"));
}

void TestWords::lockWords_data()
{
    QTest::addColumn<qint32>("raw");
    QTest::addColumn<QString>("text");
    QTest::newRow("free") << 0 << "free";
    QTest::newRow("one reader") << 1 << "1 reader";
    QTest::newRow("three readers") << 3 << "3 readers";
    QTest::newRow("INT_MAX") << std::numeric_limits<qint32>::max() << "2,147,483,647 readers";
    QTest::newRow("writer") << -1 << "1 writer";
    QTest::newRow("first invalid") << -2 << "invalid (−2)";
    QTest::newRow("INT_MIN") << std::numeric_limits<qint32>::min() << "invalid (−2,147,483,648)";
}

void TestWords::lockWords()
{
    QFETCH(qint32, raw);
    QFETCH(QString, text);
    QCOMPARE(words::of(LockWord{raw}), text);
}

void TestWords::errorsSayWhatWhyAndWhatNext_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("attempted");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("not found") << ErrorCode::NotFound << "open segment read-only"
                               << QStringList{"for reading", "no segment has that name",
                                              "is the program that creates it running?"};
    QTest::newRow("permission") << ErrorCode::PermissionDenied << "open segment"
                                << QStringList{"Cannot open", "permission", "Ask its owner", "or run as"};
    QTest::newRow("exists") << ErrorCode::AlreadyExists << "create segment"
                            << QStringList{"Cannot create", "exists already", "another name"};
    QTest::newRow("read-only") << ErrorCode::ReadOnly << "push to ring"
                               << QStringList{"Cannot push", "read-only", "Participate"};
    QTest::newRow("too small") << ErrorCode::TooSmall << "map ring" << QStringList{"as a ring", "too small"};
    QTest::newRow("malformed") << ErrorCode::Malformed << "map ring"
                               << QStringList{"contradicts itself", "look at its bytes"};
    QTest::newRow("lost") << ErrorCode::SegmentLost << "read from region"
                          << QStringList{"Cannot read", "shrank", "Attach again"};
    QTest::newRow("no space") << ErrorCode::NoSpace << "reserve memory for segment"
                              << QStringList{"set memory aside", "memory left"};
    QTest::newRow("unknown attempt") << ErrorCode::System << "juggle segment" << QStringList{"Cannot juggle segment"};
}

void TestWords::errorsSayWhatWhyAndWhatNext()
{
    QFETCH(ErrorCode, code);
    QFETCH(QString, attempted);
    QFETCH(QStringList, parts);
    // A name with placeholders must not be filled in, one with an override not be obeyed.
    const QString text = words::of(Error(code, "/%1\u202e%2", attempted.toStdString(), "for a reason", 0));
    for (const QString &part : parts)
        QVERIFY2(text.contains(part, Qt::CaseInsensitive), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("“/%1\\u{202e}%2”")), qPrintable(text));
    QVERIFY(!text.contains(QChar(0x202e)));
    QVERIFY(!words::of(code).isEmpty());
}

void TestWords::errorsWithoutASegment()
{
    const QString text = words::of(
        Error(ErrorCode::InvalidArgument, "", "encode value", "the text is not UTF-8 at byte 3; write it as bytes"));
    QCOMPARE(text,
             QStringLiteral("Cannot encode the value: not allowed by the format "
                            "(the text is not UTF-8 at byte 3; write it as bytes)."));
}

void TestWords::reasonsAreReworded()
{
    // The numbers are taken out of core's sentence and set by the locale: that shows that its pattern was known.
    const auto reworded = [](const char *reason) {
        return words::of(Error(ErrorCode::OutOfBounds, "/x", "write to region", reason));
    };
    QVERIFY(reworded("70000 bytes at offset 12345 do not fit in a data area of 65532 bytes")
                .contains(QStringLiteral("70,000 bytes at offset 12,345 do not fit in a data area of 65,532 bytes")));
    QVERIFY(reworded("segment shrank from 8192 to 4096 bytes").contains(QStringLiteral("from 8,192 to 4,096")));
    QVERIFY(reworded("something new about 8192").contains(QStringLiteral("something new about 8192")));
}

void TestWords::numbersFollowTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QString size = words::size(1024);
    const QString rate = words::rate(1.5 * 1024);
    widget_test::useEnglishNumbers();
    QCOMPARE(size, QStringLiteral("1.024 B"));
    QCOMPARE(rate, QStringLiteral("1,5 KiB/s"));
}

void TestWords::ringFaults()
{
    const auto fault = [](RingFaultKind kind, quint64 wanted, quint64 limit) {
        return words::of(
            RingFault{.kind = kind, .position = 4096, .wanted = wanted, .limit = limit, .header = {7, 5, 1024}});
    };
    QVERIFY(fault(RingFaultKind::TooSmall, 28, 10).contains(QStringLiteral("10 B")));
    QVERIFY(fault(RingFaultKind::CapacityNotPowerOfTwo, 1000, 1024).contains(QStringLiteral("no power of two")));
    QVERIFY(fault(RingFaultKind::CapacityMismatch, 2048, 1024).contains(QStringLiteral("2,048 B")));
    QVERIFY(fault(RingFaultKind::HeadPastTail, 7, 5).contains(QStringLiteral("Head (7) is past tail (5)")));
    QVERIFY(fault(RingFaultKind::OverCapacity, 5000, 1024).contains(QStringLiteral("5,000 B")));
    QVERIFY(fault(RingFaultKind::FramePastTail, 0x7fffffff, 12).contains(QStringLiteral("position 4,096")));
}

void TestWords::decodeErrorsNameTheField()
{
    const DecodeError error{DecodeError::Reason::StringPastEnd, 1, 2, 24, 4294967299u, 100};
    QCOMPARE(words::of(error),
             QStringLiteral("Field 2, element 2, at offset 0x18 (24) is a string that needs 4,294,967,299 B "
                            "with its length but only 100 B are left."));
    Schema schema;
    schema.fields = {{}, {FieldKind::Tagged, TypeTag::Str, 3, "label"}};
    QVERIFY(words::of(error, schema).startsWith(QStringLiteral("Field “label”, element 2,")));
    const DecodeError scalar{DecodeError::Reason::PastEnd, 0, 0, 0, 8, 3};
    QCOMPARE(words::of(scalar), QStringLiteral("Field 1 at offset 0x0 (0) needs 8 B but only 3 B are left."));
    const DecodeError many{DecodeError::Reason::TooManyValues, 0, 5, 0, 4294967296u, 1000000};
    QVERIFY(words::of(many).contains(QStringLiteral("1,000,000")));
}

void TestWords::schemaErrors()
{
    using Reason = SchemaError::Reason;
    for (const Reason reason : {Reason::Empty, Reason::UnknownTag, Reason::BadCount, Reason::BadName,
                                Reason::ExpectedTag, Reason::TextAfterRest, Reason::MissingParenthesis,
                                Reason::TooManyFields, Reason::BadOffset, Reason::UnexpectedName, Reason::ExpectedField})
        QVERIFY(!words::of(SchemaError{reason, 0, "x"}).isEmpty());
    QVERIFY(words::of(SchemaError{Reason::UnknownTag, 0, "%1\u202e"}).startsWith(QStringLiteral("“%1\\u{202e}”")));
}

void TestWords::valueErrors()
{
    using Reason = ValueTextError::Reason;
    for (const Reason reason : {Reason::NotABool, Reason::NotAnInteger, Reason::IntegerOutOfRange, Reason::NotANumber,
                                Reason::OddHexDigits, Reason::NotHex, Reason::UnterminatedQuote,
                                Reason::UnterminatedList, Reason::NestedTooDeep, Reason::UnknownEscape})
        QVERIFY(!words::of(ValueTextError{reason, 0, "x"}).isEmpty());
    QVERIFY(words::of(ValueTextError{Reason::UnknownEscape, 0, "\\q"})
                .contains(QStringLiteral("\\n, \\t, \\r, \\0, \\\\, \\\", \\' and \\xNN")));
}

void TestWords::doubts()
{
    QVERIFY(words::of(Doubt::None).isEmpty());
    QVERIFY(words::of(Doubt::InvalidUtf8, 1234).contains(QStringLiteral("byte 1,234")));
    for (const Doubt doubt : {Doubt::BoolNotZeroOrOne, Doubt::ControlCharacters, Doubt::ImplausibleFloat})
        QVERIFY(!words::of(doubt).isEmpty());
}

void TestWords::findings()
{
    const auto sentence = [](FindingCode code, quint64 first, quint64 second) {
        return words::of(Finding{code, Severity::Error, "core's own", 24, first, second});
    };
    QVERIFY(sentence(FindingCode::LockInvalid, static_cast<quint64>(qint64{-7}), 0).contains(QStringLiteral("−7")));
    QVERIFY(
        sentence(FindingCode::LockOrphaned, static_cast<quint64>(qint64{-1}), 0).contains(QStringLiteral("1 writer")));
    QVERIFY(sentence(FindingCode::ReadersImplausible, 0x7fffffff, 0).contains(QStringLiteral("2,147,483,647")));
    QVERIFY(sentence(FindingCode::CapacityMismatch, 2048, 1024).contains(QStringLiteral("2,048 B")));
    QVERIFY(sentence(FindingCode::FrameCorrupt, 0x7fffffff, 40).contains(QStringLiteral("0x18 (24)")));
    QVERIFY(sentence(FindingCode::RingFull, 1024, 1048).contains(QStringLiteral("1,024 B")));
    QVERIFY(sentence(FindingCode::SegmentTooSmall, 28, 10).contains(QStringLiteral("10 B")));
    QVERIFY(sentence(FindingCode::OccupancyOverCapacity, 7, 5).contains(QStringLiteral("contradict")));
    QVERIFY(sentence(FindingCode::RingFull, 1024, 60).contains(QStringLiteral("60 %")));
    QVERIFY(sentence(FindingCode::RingFull, 64, 88).contains(QStringLiteral("64 B")));
    QVERIFY(sentence(FindingCode::LockStuck, static_cast<quint64>(qint64{-1}), 2340).contains(QStringLiteral("2.3 s")));
    QVERIFY(sentence(FindingCode::ConsumerStalled, 12345, 2000).contains(QStringLiteral("12,345 B")));
    QVERIFY(sentence(FindingCode::HeadWentBack, 720, 360).contains(QStringLiteral("720 to 360")));
    QVERIFY(sentence(FindingCode::SegmentShrank, 4096, 100).contains(QStringLiteral("4,096 B to 100 B")));
    QVERIFY(sentence(FindingCode::SchemaMisfit, 0, 0).contains(QStringLiteral("field 1")));
}

void TestWords::adviceAndEvidence()
{
    for (int code = 0; code <= static_cast<int>(FindingCode::SharedCacheLine); ++code) {
        const auto finding = static_cast<FindingCode>(code);
        QCOMPARE(words::advice(finding), QString::fromUtf8(advice(finding)));
    }
    for (int kind = 0; kind <= static_cast<int>(EvidenceKind::NeverSeenFree); ++kind) {
        const Evidence evidence{
            .kind = static_cast<EvidenceKind>(kind), .pid = 1234, .process = "<b>peer\n", .number = 3};
        const QString sentence = words::of(evidence);
        QCOMPARE(sentence.isEmpty(), evidence.kind == EvidenceKind::Observed);
        QVERIFY2(!sentence.contains(QLatin1Char('\n')), "a process chooses its name");
    }
    QVERIFY(words::of(Evidence{.kind = EvidenceKind::ProcessStopped, .pid = 1234, .process = "peer", .number = 0})
                .contains(QStringLiteral("1234 (peer)")));
}

void TestWords::everyFindingHasWords()
{
    for (int code = 0; code <= static_cast<int>(FindingCode::SharedCacheLine); ++code)
        QVERIFY(!words::of(Finding{static_cast<FindingCode>(code), Severity::Info, "core's own sentence"}).isEmpty());
    for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error})
        QVERIFY(!words::of(severity).isEmpty());
}

void TestWords::reports()
{
    QVERIFY(words::of(StatusReport{SegmentStatus::Live, 10, 10}).isEmpty());
    QVERIFY(
        words::of(StatusReport{SegmentStatus::Shrunk, 8192, 4096}).contains(QStringLiteral("from 8,192 B to 4,096 B")));
    QVERIFY(words::of(StatusReport{SegmentStatus::Resized, 4096, 8192}).contains(QStringLiteral("grew")));
    QVERIFY(words::of(StatusReport{SegmentStatus::Removed, 0, 0}).contains(QStringLiteral("removed")));
    QVERIFY(words::of(StatusReport{SegmentStatus::Replaced, 0, 0}).contains(QStringLiteral("attach again")));
}

void TestWords::outcomes()
{
    for (const auto outcome : {PushOutcome::Pushed, PushOutcome::Full, PushOutcome::Malformed})
        QVERIFY(!words::of(outcome).isEmpty());
    for (const auto outcome : {PopOutcome::Popped, PopOutcome::Empty, PopOutcome::Misfit, PopOutcome::Malformed})
        QVERIFY(!words::of(outcome).isEmpty());
    for (const auto outcome : {WaitOutcome::Done, WaitOutcome::TimedOut, WaitOutcome::Stopped})
        QVERIFY(!words::of(outcome).isEmpty());
}

void TestWords::guesses()
{
    QCOMPARE(words::of(LayoutGuess{Layout::Ring, 0.99, GuessReason::HeaderConsistent}), QStringLiteral("ring · 99 %"));
    QCOMPARE(words::of(LayoutGuess{}), QStringLiteral("unknown"));
    for (int reason = 0; reason <= static_cast<int>(GuessReason::ImplausibleLockWord); ++reason)
        QVERIFY(!words::of(static_cast<GuessReason>(reason)).isEmpty());
}

QTEST_MAIN(TestWords)
#include "tst_words.moc"
