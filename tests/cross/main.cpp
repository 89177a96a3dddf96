// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "child_process.h"
#include "tests.h"

#include <chrono>
#include <cstdio>
#include <exception>
#include <string>

namespace {

struct Test
{
    const char *name;
    void (*run)();
};
constexpr Test tests[] = {
    {"names and errors", cross_test::testNamesAndErrors},
    {"deadlines", cross_test::testDeadlines},
    {"observer", cross_test::testObserver},
    {"ring outcomes", cross_test::testRingOutcomes},
    {"clock", cross_test::testClock},
    {"typed values, two processes", cross_test::testTypedValues},
    {"lock exclusion, two processes", cross_test::testLockExclusion},
    {"ring to a child, 200,000 frames", cross_test::testRingToChild},
    {"ring from a child, 200,000 frames", cross_test::testRingFromChild},
};

struct Child
{
    const char *name;
    void (*run)(const std::string &segment);
};
constexpr Child children[] = {
    {"typed-values-child", cross_test::typedValuesChild},
    {"lock-exclusion-child", cross_test::lockExclusionChild},
    {"ring-consumer-child", cross_test::ringConsumerChild},
    {"ring-producer-child", cross_test::ringProducerChild},
};

template <typename Call> bool succeeds(const char *name, Call &&call)
{
    try {
        call();
        return true;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "FAILED %s: %s\n", name, error.what());
        return false;
    }
}

int runTests()
{
    int failed = 0;
    for (const Test &test : tests) {
        const auto start = std::chrono::steady_clock::now();
        if (!succeeds(test.name, test.run)) {
            ++failed;
            continue;
        }
        const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
        std::printf("passed %s (%.2f s)\n", test.name, time.count());
        std::fflush(stdout);
    }
    return failed == 0 ? 0 : 1;
}

} // namespace

/// Without arguments: all tests. CHILD SEGMENT: the other side of one, as the tests themselves call it.
int main(int argc, char *argv[])
{
    cross_test::setProgram(argv[0]);
    if (argc == 1)
        return runTests();
    for (const Child &child : children) {
        if (argc == 3 && std::string(argv[1]) == child.name)
            return succeeds(child.name, [&] { child.run(argv[2]); }) ? 0 : 1;
    }
    std::fprintf(stderr, "usage: %s\n", argv[0]);
    return 2;
}
