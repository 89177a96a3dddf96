// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "value_file_reader.h"
#include "widgets/value_presets_button.h"
#include "widgets/values_edit.h"

#include <QStringList>

namespace membridge {

/// The values that a panel writes or pushes, with the segment's presets, a history, and files that are read in the background. GUI thread.
class ValuesByHand : public ValuesEdit
{
    Q_OBJECT

public:
    explicit ValuesByHand(QWidget *parent);

    /// To be placed by whoever made this.
    ValuePresetsButton *presets() const { return m_presets; }
    ValueFileReader *reader() { return &m_reader; }
    /// What is typed was used: it becomes the latest of the history.
    void remember();

signals:
    /// What is typed can't be carried out.
    void refused(const QString &why);

private:
    ValuePresetsButton *m_presets;
    ValueFileReader m_reader;
};

} // namespace membridge
