// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "test_case.h"

#include <QRegularExpression>
#include <QTest>

#if defined(__SANITIZE_THREAD__)
#define MEMBRIDGE_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define MEMBRIDGE_THREAD_SANITIZER
#endif
#endif

#if defined(MEMBRIDGE_THREAD_SANITIZER)
/// Asked for by the sanitizer when it starts. Distributions' Qt is not instrumented, so that it can't see how Qt's own threads (Qt Test
/// has a watchdog) wait for each other; our threads are std::thread and stay under watch.
extern "C" const char *__tsan_default_suppressions();
extern "C" const char *__tsan_default_suppressions()
{
    return "called_from_lib:libQt6Core.so\n"
           "called_from_lib:libQt6Test.so\n";
}
#endif

namespace membridge::test {

void TestCase::init()
{
    // Qt forgets this at the end of each test function.
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

} // namespace membridge::test
