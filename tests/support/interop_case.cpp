// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interop_case.h"

#include "python.h"

#include <QTest>

namespace membridge::test {

void InteropCase::initTestCase()
{
    const QString problem = wheelProblem();
    if (!problem.isEmpty())
        QFAIL(qPrintable(problem));
}

} // namespace membridge::test
