// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace membridge::test {

/// Base of every test class: an unexpected warning fails the test function that it came from.
///
/// A derived class with an init() of its own calls this one first.
class TestCase : public QObject
{
    Q_OBJECT

public slots:
    void init();
};

} // namespace membridge::test
