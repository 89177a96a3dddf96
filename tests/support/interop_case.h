// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "test_case.h"

namespace membridge::test {

/// Base of every test that needs the peer: without it, all its functions fail with the reason.
class InteropCase : public TestCase
{
    Q_OBJECT

public slots:
    void initTestCase();
};

} // namespace membridge::test
