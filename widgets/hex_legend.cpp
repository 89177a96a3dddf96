// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_legend.h"

#include "hex_marks.h"
#include "hex_painter.h"
#include "hex_view.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace membridge {

namespace {

using Line = HexSample::Line;

} // namespace

HexLegend *HexLegend::open(HexView &view)
{
    HexLegend *legend = nullptr;
    for (auto *each : view.findChildren<HexLegend *>()) {
        if (each->isHidden())
            continue;
        if (each->m_layout == view.layoutOfBytes())
            legend = each;
        else
            each->close(); // another segment is shown by now
    }
    if (legend == nullptr)
        legend = new HexLegend(view, view.layoutOfBytes());
    legend->show();
    legend->raise();
    legend->activateWindow();
    return legend;
}

std::vector<HexLegend::Entry> HexLegend::entries(const Theme &theme, Layout layout)
{
    std::vector<Entry> entries;
    const QString digits = QStringLiteral("3f");
    const auto add = [&](const QString &text, const QColor &background, Line line = Line::None,
                         const QColor &lineColour = {}) {
        entries.push_back({{background, theme.text, digits, line, lineColour}, text});
    };
    const auto change = [&](const QString &text, const QColor &wash, const QColor &ink, Line line) {
        entries.push_back({{wash, ink, digits, line, ink, true}, text});
    };
    if (layout == Layout::Region)
        add(tr("The lock word"), theme.headerTint);
    if (layout == Layout::Ring) {
        add(tr("Of the header: head, and capacity"), theme.headerTint);
        add(tr("Of the header: tail"), theme.headerTintAlt);
        add(tr("Written, not yet read"), theme.pending);
        add(tr("Free: to be written"), HexPainter::freeTint(theme));
        add(tr("Here the next byte is read"), HexPainter::freeTint(theme), Line::Before, theme.plotOut);
        add(tr("Here the next byte is written"), HexPainter::freeTint(theme), Line::Before, theme.plotIn);
        add(tr("Here the ring begins"), HexPainter::freeTint(theme), Line::Before, theme.changed);
        add(tr("Here the ring ends, and goes on at its beginning"), HexPainter::freeTint(theme), Line::Behind,
            theme.changed);
    }
    change(tr("Rose since it was looked at last; fades"), theme.upTint, theme.up, Line::Above);
    change(tr("Fell since it was looked at last; fades"), theme.downTint, theme.down, Line::Below);
    change(tr("Changed, nobody can say in which direction; fades"), theme.warningTint, theme.warning, Line::Both);
    change(tr("Typed, and not yet seen to have arrived"), theme.infoTint, theme.info, Line::Under);
    entries.push_back({{theme.selection, theme.selectionText, digits}, tr("Selected")});
    add(tr("At the cursor"), theme.base, Line::Around, theme.text);
    add(tr("Belongs to what is selected beside"), theme.highlight);
    const auto mark = [&](const QString &text, HexMarks::Kind kind) {
        add(text, HexMarks::tintOf(theme, kind, {}), Line::Before, HexMarks::edgeOf(theme, kind, {}));
    };
    mark(tr("A bookmark, in its own colour"), HexMarks::Kind::Bookmark);
    mark(tr("Found"), HexMarks::Kind::Found);
    mark(tr("Differs in a comparison"), HexMarks::Kind::Difference);
    if (layout == Layout::Region)
        mark(tr("Our own cursor, for reading and writing by hand"), HexMarks::Kind::Cursor);
    entries.push_back({{theme.base, theme.muted, QStringLiteral("00")}, tr("00 and FF, where they are dimmed")});
    entries.push_back({{theme.base, theme.muted, QStringLiteral("··")}, tr("Not read yet")});
    add(tr("A page of 4 KiB begins"), theme.base, Line::Above, theme.muted);
    add(tr("A cache line of 64 bytes begins"), theme.base, Line::Above, theme.grid);
    return entries;
}

HexLegend::HexLegend(HexView &view, Layout layout) : QDialog(&view), m_layout(layout)
{
    setObjectName(QStringLiteral("hexLegend"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Legend of the bytes"));
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const Entry &entry : entries(Theme::of(palette()), m_layout)) {
        m_samples.push_back(new HexSample(this));
        grid->addWidget(m_samples.back(), row, 0);
        auto *text = new QLabel(entry.text, this);
        text->setTextFormat(Qt::PlainText);
        grid->addWidget(text, row++, 1);
    }
    auto *box = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layoutOfAll = new QVBoxLayout(this);
    layoutOfAll->addLayout(grid);
    layoutOfAll->addStretch(1);
    layoutOfAll->addWidget(box);
    showLooks();
}

void HexLegend::showLooks()
{
    const std::vector<Entry> now = entries(Theme::of(palette()), m_layout);
    for (std::size_t i = 0; i < m_samples.size(); ++i)
        m_samples[i]->setLook(now[i].look);
}

void HexLegend::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showLooks();
    QDialog::changeEvent(event);
}

} // namespace membridge
