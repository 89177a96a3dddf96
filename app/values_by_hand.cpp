// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "values_by_hand.h"

#include "widgets/value_line_edit.h"
#include "widgets/value_rows_edit.h"

namespace membridge {

ValuesByHand::ValuesByHand(QWidget *parent) : ValuesEdit(parent), m_presets(new ValuePresetsButton(parent))
{
    ValueRowsModel *model = rows()->model();
    connect(model, &ValueRowsModel::fileWanted, &m_reader, &ValueFileReader::read);
    connect(&m_reader, &ValueFileReader::done, model, &ValueRowsModel::setFile);
    connect(m_presets, &ValuePresetsButton::chosen, this, &ValuesEdit::setLine);
    connect(m_presets, &ValuePresetsButton::nameWanted, this, [this] {
        const std::optional<QString> line = asLine();
        if (line && line->size() > ValuePresetsButton::longestLine)
            emit refused(tr("this is too long to be kept under a name"));
        else if (line)
            m_presets->askForName(*line);
        else
            emit refused(error().isEmpty() ? tr("the bytes of a file can't be kept under a name") : error());
    });
}

void ValuesByHand::remember()
{
    if (const std::optional<QString> used = asLine())
        line()->remember(*used);
}

} // namespace membridge
