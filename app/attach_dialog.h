// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/layout_guess.h"

#include <QByteArray>
#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace membridge {

/// Asks for a segment's name and, if the user knows better than the guess, its layout. Shown with open(). GUI thread.
class AttachDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AttachDialog(QWidget *parent = nullptr);

signals:
    /// Raw name, with a leading '/' even if none was typed.
    void attachRequested(const QByteArray &name, membridge::Layout told);

private:
    void check();
    QByteArray typedName() const;

    QLineEdit *m_name;
    QComboBox *m_layout;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
};

} // namespace membridge
