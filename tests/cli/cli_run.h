// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/own_process.h"

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace membridge::test {

using Json = nlohmann::ordered_json;

/// How membridge-cli ended, and what it said.
struct CliRun
{
    bool finished = false; ///< By itself and in time, not by a signal.
    int status = -1;
    QByteArray output;
    QByteArray errors;

    /// Its one document; a discarded value when it is none.
    Json json() const;
    /// One document a line.
    std::vector<Json> documents() const;
    /// For the message of a failed check.
    QByteArray text() const;
};

CliRun runCli(const QStringList &arguments);
/// The same through /bin/sh, where $0 is the program and $1… are the arguments: for what QProcess can't pass on.
CliRun runShell(const QString &script, const QStringList &arguments = {});

/// "name,size,mode": in their order.
QByteArray keysOf(const Json &object);

/// What is against the contract in this end: another status, more or less than one line of errors, errors though all went well.
/// Empty when nothing is.
QByteArray wrongWith(const CliRun &run, int status);

/// membridge-cli while it runs.
class LiveCli
{
public:
    explicit LiveCli(const QStringList &arguments);
    ~LiveCli();
    LiveCli(const LiveCli &) = delete;
    LiveCli &operator=(const LiveCli &) = delete;

    /// Its next document; a discarded value when none came in time.
    Json next();
    void signal(int number) const;
    /// What next() did not take is in the result.
    CliRun finish();

private:
    OwnProcess m_process;
};

} // namespace membridge::test

/// The run must have ended with this status, in the way that the contract says.
#define COMPARE_STATUS(run, expected)                                       \
    do {                                                                    \
        const QByteArray wrong = membridge::test::wrongWith(run, expected); \
        QVERIFY2(wrong.isEmpty(), wrong.constData());                       \
    } while (false)

/// JSON values, with both in the message when they differ.
#define COMPARE_JSON(actual, expected)                   \
    QCOMPARE(QByteArray::fromStdString((actual).dump()), \
             QByteArray::fromStdString(membridge::test::Json(expected).dump()))
