// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "test_case.h"

#include <QRegularExpression>
#include <QTest>

namespace membridge::test {

void TestCase::init()
{
    // Qt forgets this at the end of each test function.
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

} // namespace membridge::test
