// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_menu.h"

#include "hex_view.h"

#include "core/codec/copy_format.h"

#include <QActionGroup>
#include <QInputDialog>

#include <utility>

namespace membridge {

HexMenu::HexMenu(HexView &view) : QMenu(&view), m_view(view)
{
    setObjectName(QStringLiteral("hexMenu"));
    setAccessibleName(tr("View of the bytes"));
    addCommand(tr("&Copy"), QStringLiteral("hexCopy"), &HexView::copy);
    QMenu *copyAs = addMenu(tr("Copy &As"));
    copyAs->setAccessibleName(tr("Copy As"));
    const std::pair<CopyFormat, QString> formats[] = {{CopyFormat::HexDump, tr("Hex &Dump")},
                                                      {CopyFormat::CArray, tr("&C Array")},
                                                      {CopyFormat::CString, tr("C &String")},
                                                      {CopyFormat::Python, tr("&Python Bytes")},
                                                      {CopyFormat::Rust, tr("&Rust Array")},
                                                      {CopyFormat::Base64, tr("&Base64")},
                                                      {CopyFormat::Json, tr("&JSON Array")},
                                                      {CopyFormat::OffsetHex, tr("&Offset, Hexadecimal")},
                                                      {CopyFormat::OffsetDecimal, tr("O&ffset, Decimal")}};
    for (const auto &[format, text] : formats) {
        QAction *action = copyAs->addAction(text);
        const std::string_view name = key(format);
        action->setObjectName(QStringLiteral("hexCopyAs-") + QLatin1String(name.data(), static_cast<int>(name.size())));
        connect(action, &QAction::triggered, &m_view, [this, format = format] { m_view.copyAs(format); });
    }
    const auto selected = [this] {
        const ByteRange range = m_view.selection();
        return range.length > 0 ? range : ByteRange{m_view.cursorOffset(), 1};
    };
    QAction *bookmark = addAction(tr("Book&mark…"));
    bookmark->setObjectName(QStringLiteral("hexBookmark"));
    bookmark->setVisible(m_view.isBookmarkable());
    connect(bookmark, &QAction::triggered, &m_view,
            [this, selected] { emit m_view.bookmarkRequested(selected().offset, selected().length); });
    QAction *exported = addAction(tr("&Export…"));
    exported->setObjectName(QStringLiteral("hexExport"));
    connect(exported, &QAction::triggered, &m_view, [this] { emit m_view.exportRequested(m_view.rangesToExport()); });
    addCommand(tr("Select &All"), QStringLiteral("hexSelectAll"), &HexView::selectAll);
    addSeparator();
    addCommand(tr("M&ute Bytes That Always Change"), QStringLiteral("hexNotch"), &HexView::notchChanging);
    addCommand(tr("U&nmute All"), QStringLiteral("hexClearNotches"), &HexView::clearNotches);
    addSeparator();
    addChoices(tr("&Bytes a Row"), QStringLiteral("hexColumns"), {0, 4, 8, 16, 24, 32, 48, 64},
               &HexViewOptions::columns);
    addChoices(tr("Bytes a &Group"), QStringLiteral("hexGroup"), {1, 2, 4, 8}, &HexViewOptions::group);
    addToggle(tr("&Decimal Offsets"), QStringLiteral("hexDecimalOffsets"), &HexViewOptions::decimalOffsets);
    addToggle(tr("Offsets from the Start of the Da&ta"), QStringLiteral("hexOffsetsFromData"),
              &HexViewOptions::offsetsFromData);
    addToggle(tr("Only the Data, &without the Header"), QStringLiteral("hexDataOnly"), &HexViewOptions::dataOnly);
    addToggle(tr("Text as UTF-&8"), QStringLiteral("hexUtf8Pane"), &HexViewOptions::utf8Pane);
    addToggle(tr("Lines at Cac&he Lines (64 Bytes)"), QStringLiteral("hexCacheLineRules"),
              &HexViewOptions::cacheLineRules);
    addToggle(tr("Lines at &Pages (4 KiB)"), QStringLiteral("hexPageRules"), &HexViewOptions::pageRules);
    addToggle(tr("Dim &00 and FF"), QStringLiteral("hexDimZeros"), &HexViewOptions::dimZeros);
    addSeparator();
    addCommand(tr("&Legend…"), QStringLiteral("hexShowLegend"), &HexView::showLegend);
}

void HexMenu::addCommand(const QString &text, const QString &name, void (HexView::*command)())
{
    QAction *action = addAction(text);
    action->setObjectName(name);
    connect(action, &QAction::triggered, &m_view, command);
}

void HexMenu::addToggle(const QString &text, const QString &name, bool HexViewOptions::*field)
{
    QAction *action = addAction(text);
    action->setObjectName(name);
    action->setCheckable(true);
    action->setChecked(m_view.options().*field);
    connect(action, &QAction::triggered, &m_view, [this, field](bool checked) {
        HexViewOptions options = m_view.options();
        options.*field = checked;
        m_view.setOptions(options);
    });
    connect(&m_view, &HexView::optionsChanged, action,
            [action, field](const HexViewOptions &options) { action->setChecked(options.*field); });
}

void HexMenu::addChoices(const QString &title, const QString &name, const QList<int> &values, int HexViewOptions::*field)
{
    QMenu *menu = addMenu(title);
    menu->setAccessibleName(title);
    auto *group = new QActionGroup(menu);
    for (const int value : values) {
        QAction *action = menu->addAction(value == 0 ? tr("As Many as Fit") : QString::number(value));
        action->setObjectName(name + (value == 0 ? QStringLiteral("Auto") : QString::number(value)));
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(m_view.options().*field == value);
        connect(action, &QAction::triggered, &m_view, [this, field, value] {
            HexViewOptions options = m_view.options();
            options.*field = value;
            m_view.setOptions(options);
        });
        connect(&m_view, &HexView::optionsChanged, action,
                [action, field, value](const HexViewOptions &options) { action->setChecked(options.*field == value); });
    }
    if (field == &HexViewOptions::columns)
        addOtherColumns(*menu, *group, values);
}

void HexMenu::addOtherColumns(QMenu &menu, QActionGroup &group, const QList<int> &listed)
{
    QAction *action = menu.addAction(QString());
    action->setObjectName(QStringLiteral("hexColumnsOther"));
    action->setCheckable(true);
    action->setActionGroup(&group);
    const auto show = [action, listed](const HexViewOptions &options) {
        const bool other = !listed.contains(options.columns);
        action->setText(other ? tr("&Other (%1)…").arg(options.columns) : tr("&Other…"));
        action->setChecked(other);
    };
    show(m_view.options());
    connect(&m_view, &HexView::optionsChanged, action, show);
    connect(action, &QAction::triggered, this, [this, show] {
        show(m_view.options()); // being asked for another number is no choice yet
        for (QAction *each : findChildren<QAction *>(QStringLiteral("hexColumns%1").arg(m_view.options().columns)))
            each->setChecked(true);
        if (m_view.options().columns == 0)
            findChild<QAction *>(QStringLiteral("hexColumnsAuto"))->setChecked(true);
        askForColumns();
    });
}

void HexMenu::askForColumns()
{
    auto *dialog = new QInputDialog(&m_view);
    dialog->setObjectName(QStringLiteral("hexColumnsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Bytes a Row"));
    dialog->setLabelText(tr("Bytes a row, %1 to %2:").arg(HexGeometry::fewestColumns).arg(HexGeometry::mostColumns));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(HexGeometry::fewestColumns, HexGeometry::mostColumns);
    dialog->setIntValue(m_view.geometryOfBytes().columns());
    connect(dialog, &QInputDialog::intValueSelected, &m_view, &HexView::setColumns);
    dialog->open();
}

} // namespace membridge
