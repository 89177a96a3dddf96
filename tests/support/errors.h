// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/error.h"
#include "names.h"

#include <QTest>

#include <optional>

namespace membridge::test {

/// The Error that `action` throws, or nothing.
template <typename Action> std::optional<Error> errorOf(Action &&action)
{
    try {
        action();
    } catch (const Error &error) {
        return error;
    }
    return std::nullopt;
}

} // namespace membridge::test

/// Like QCOMPARE: the expression must throw an Error with this code.
#define COMPARE_ERROR(expression, expectedCode)                                         \
    do {                                                                                \
        const auto caughtError = membridge::test::errorOf([&] { (void)(expression); }); \
        QVERIFY2(caughtError, #expression " threw no error");                           \
        QCOMPARE(caughtError->code(), expectedCode);                                    \
    } while (false)

/// The same, and the message must contain `part`.
#define COMPARE_ERROR_TEXT(expression, expectedCode, part)                              \
    do {                                                                                \
        const auto caughtError = membridge::test::errorOf([&] { (void)(expression); }); \
        QVERIFY2(caughtError, #expression " threw no error");                           \
        QCOMPARE(caughtError->code(), expectedCode);                                    \
        QVERIFY2(QByteArray(caughtError->what()).contains(part), caughtError->what());  \
    } while (false)
