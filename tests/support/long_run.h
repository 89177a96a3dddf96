// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace membridge::test {

/// When `variable` asks for more rounds than usual, Qt Test ends no test function after its five minutes. Call it in the test class's
/// constructor: Qt Test looks once, before the first function.
inline void allowLongRun(const char *variable)
{
    constexpr const char *limitMs = "QTEST_FUNCTION_TIMEOUT";
    if (qEnvironmentVariableIsSet(variable) && !qEnvironmentVariableIsSet(limitMs))
        qputenv(limitMs, "2000000000"); // 23 days
}

} // namespace membridge::test
