// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_presets_button.h"

#include "words.h"

#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>

namespace membridge {

namespace {

QString menuText(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

ValuePresetsButton::ValuePresetsButton(QWidget *parent) : QPushButton(tr("Presets"), parent), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("valuePresets"));
    setAccessibleName(tr("Named values"));
    setToolTip(tr("Named values of this segment"));
    m_menu->setObjectName(QStringLiteral("valuePresetsMenu"));
    m_menu->setAccessibleName(tr("Named values"));
    m_menu->setToolTipsVisible(true);
    setMenu(m_menu);
    fillMenu();
}

void ValuePresetsButton::fromJson(const QByteArray &json)
{
    m_presets.clear();
    for (const QJsonValue &each : QJsonDocument::fromJson(json).array()) {
        const QString name = each.toObject().value(QLatin1String("name")).toString();
        const QString line = each.toObject().value(QLatin1String("values")).toString();
        if (!name.isEmpty() && name.size() <= longestName && line.size() <= longestLine && m_presets.size() < mostPresets)
            m_presets.append({name, line});
    }
    fillMenu();
}

QByteArray ValuePresetsButton::toJson() const
{
    QJsonArray array;
    for (const Preset &preset : m_presets)
        array.append(QJsonObject{{QStringLiteral("name"), preset.name}, {QStringLiteral("values"), preset.line}});
    return array.isEmpty() ? QByteArray() : QJsonDocument(array).toJson(QJsonDocument::Compact);
}

void ValuePresetsButton::add(const Preset &preset)
{
    m_presets.removeIf([&preset](const Preset &each) { return each.name == preset.name; });
    m_presets.prepend(preset);
    if (m_presets.size() > mostPresets)
        m_presets.removeLast();
    fillMenu();
}

void ValuePresetsButton::askForName(const QString &line)
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("presetName"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Name these values"));
    dialog->setLabelText(tr("Name:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, line](const QString &name) {
        if (!name.trimmed().isEmpty())
            add({name.trimmed().left(longestName), line});
    });
    dialog->open();
}

void ValuePresetsButton::fillMenu()
{
    m_menu->clear();
    for (const Preset &preset : m_presets) {
        QAction *action = m_menu->addAction(menuText(preset.name));
        action->setToolTip(words::plainToolTip(preset.line));
        connect(action, &QAction::triggered, this, [this, line = preset.line] { emit chosen(line); });
    }
    if (!m_presets.isEmpty())
        m_menu->addSeparator();
    QAction *name = m_menu->addAction(tr("&Name these values…"));
    name->setObjectName(QStringLiteral("namePreset"));
    connect(name, &QAction::triggered, this, &ValuePresetsButton::nameWanted);
    QMenu *remove = m_menu->addMenu(tr("&Remove"));
    remove->setEnabled(!m_presets.isEmpty());
    for (const Preset &preset : m_presets) {
        connect(remove->addAction(menuText(preset.name)), &QAction::triggered, this, [this, preset] {
            m_presets.removeOne(preset);
            // The menu that is being left must not lose its actions under it.
            QMetaObject::invokeMethod(this, &ValuePresetsButton::fillMenu, Qt::QueuedConnection);
        });
    }
}

} // namespace membridge
