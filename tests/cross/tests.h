// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

/// What the program consists of. Everything throws Failure, or the library's Error, when something is wrong.
namespace cross_test {

// In one process.
void testNamesAndErrors();
void testDeadlines();
void testObserver();
void testRingOutcomes();
void testClock();

// In two: each of these starts this program again, with the name of its *Child function and the segment's name.
void testTypedValues();
void testLockExclusion();
void testRingToChild();
void testRingFromChild();

void typedValuesChild(const std::string &segment);
void lockExclusionChild(const std::string &segment);
void ringConsumerChild(const std::string &segment);
void ringProducerChild(const std::string &segment);

} // namespace cross_test
