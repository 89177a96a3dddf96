// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/golden.h"
#include "tests/support/interop_case.h"
#include "tests/support/python.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace membridge::test;

/// The golden segments are what the wheel writes, not what we once believed it wrote.
class tst_InteropGolden : public InteropCase
{
    Q_OBJECT

private slots:
    void remakesTheSame();
};

void tst_InteropGolden::remakesTheSame()
{
    const QTemporaryDir directory;
    QVERIFY(directory.isValid());
    const QString path = directory.filePath(QStringLiteral("vectors.json"));
    const PythonRun run = runPython("../data/make_vectors.py", {path});
    QVERIFY2(run.succeeded(), run.text());
    QFile made(path);
    QVERIFY(made.open(QIODevice::ReadOnly));
    const auto vectors = nlohmann::json::parse(made.readAll().toStdString());
    for (const char *kind : {"regions", "rings"}) {
        QCOMPARE(vectors.at(kind).size(), goldenVectors().at(kind).size());
        for (std::size_t i = 0; i < vectors.at(kind).size(); ++i)
            QCOMPARE(vectors.at(kind).at(i).dump().c_str(), goldenVectors().at(kind).at(i).dump().c_str());
    }
}

QTEST_GUILESS_MAIN(tst_InteropGolden)
#include "tst_interop_golden.moc"
