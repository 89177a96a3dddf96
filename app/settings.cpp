// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settings.h"

#include "widgets/schema_edit.h"
#include "widgets/value_line_edit.h"

#include <QSettings>

#include <algorithm>

namespace membridge {

namespace {

int inRange(const QVariant &value, int low, int high, int otherwise)
{
    bool ok = false;
    const int number = value.toInt(&ok);
    return ok && number >= low && number <= high ? number : otherwise;
}

const QString geometryKey = QStringLiteral("window/geometry");
const QString stateKey = QStringLiteral("window/state");
const QString themeKey = QStringLiteral("view/theme");
const QString frameMemoryKey = QStringLiteral("observe/frameMemoryMiB");
const QString sampleKey = QStringLiteral("observe/sampleRateHz");
const QString viewKey = QStringLiteral("observe/viewIntervalMs");
const QString lockKey = QStringLiteral("participate/lockTimeoutMs");
const QString hiddenReadingsKey = QStringLiteral("inspector/hidden");
const QString readingsInHexKey = QStringLiteral("inspector/hexadecimal");
const QString ringAsStripKey = QStringLiteral("view/ringAsStrip");
const QString valueHistoryKey = QStringLiteral("participate/valueHistory");
const QString recentSchemasKey = QStringLiteral("workbench/recentSchemas");
const QString bookmarksKey = QStringLiteral("workbench/bookmarks");
const QString comparedKey = QStringLiteral("view/comparedSegments");
const QString colourRulesKey = QStringLiteral("frames/colourRules");
const QString segmentsKey = QStringLiteral("segments");

std::vector<ColourRule> loadColourRules(QSettings &store)
{
    std::vector<ColourRule> rules;
    const int count = std::min(store.beginReadArray(colourRulesKey), ColourRule::mostRules);
    for (int i = 0; i < count; ++i) {
        store.setArrayIndex(i);
        const QString filter = store.value(QStringLiteral("filter")).toString();
        if (filter.isEmpty() || filter.size() > ColourRule::longestFilter)
            continue;
        const int colour = inRange(store.value(QStringLiteral("colour")), 0, ColourRule::colourCount - 1, 0);
        rules.push_back({.filter = filter,
                         .colour = static_cast<ColourRule::Colour>(colour),
                         .enabled = store.value(QStringLiteral("enabled"), true).toBool()});
    }
    store.endArray();
    return rules;
}

void saveColourRules(QSettings &store, const std::vector<ColourRule> &rules)
{
    store.remove(colourRulesKey);
    store.beginWriteArray(colourRulesKey);
    int index = 0;
    for (const ColourRule &rule : rules) {
        store.setArrayIndex(index++);
        store.setValue(QStringLiteral("filter"), rule.filter);
        store.setValue(QStringLiteral("colour"), static_cast<int>(rule.colour));
        store.setValue(QStringLiteral("enabled"), rule.enabled);
    }
    store.endArray();
}

/// Each option with its key.
template <typename Options, typename Visit> void visitOptions(Options &options, Visit &&visit)
{
    visit("hex/columns", options.columns);
    visit("hex/group", options.group);
    visit("hex/decimalOffsets", options.decimalOffsets);
    visit("hex/offsetsFromData", options.offsetsFromData);
    visit("hex/dataOnly", options.dataOnly);
    visit("hex/utf8Pane", options.utf8Pane);
    visit("hex/cacheLineRules", options.cacheLineRules);
    visit("hex/pageRules", options.pageRules);
    visit("hex/dimZeros", options.dimZeros);
}

} // namespace

Settings Settings::load(QSettings &store)
{
    Settings settings;
    settings.windowGeometry = store.value(geometryKey).toByteArray();
    settings.windowState = store.value(stateKey).toByteArray();
    settings.theme = static_cast<ColourTheme>(inRange(store.value(themeKey), 0, 2, 0));
    settings.frameMemoryMiB = inRange(store.value(frameMemoryKey), 1, 16'384, settings.frameMemoryMiB);
    settings.sampleRateHz = inRange(store.value(sampleKey), 1, 20'000, settings.sampleRateHz);
    settings.viewIntervalMs = inRange(store.value(viewKey), 33, 1000, settings.viewIntervalMs);
    settings.lockTimeoutMs = inRange(store.value(lockKey), 1, 60'000, settings.lockTimeoutMs);
    // The view clamps what is out of range.
    visitOptions(settings.hex, [&store]<typename Option>(const char *key, Option &option) {
        option = store.value(QLatin1String(key), option).template value<Option>();
    });
    settings.hiddenReadings = store.value(hiddenReadingsKey).toStringList();
    settings.readingsInHex = store.value(readingsInHexKey).toBool();
    settings.ringAsStrip = store.value(ringAsStripKey).toBool();
    settings.valueHistory = store.value(valueHistoryKey).toStringList().mid(0, ValueLineEdit::maxHistory);
    settings.recentSchemas = store.value(recentSchemasKey).toStringList().mid(0, SchemaEdit::maxRecent);
    settings.bookmarks = store.value(bookmarksKey).toByteArray();
    settings.colourRules = loadColourRules(store);
    for (const QString &name : store.value(comparedKey).toStringList())
        settings.comparedSegments << QByteArray::fromPercentEncoding(name.toLatin1());
    if (settings.comparedSegments.size() != 2)
        settings.comparedSegments.clear();
    const int count = std::min(store.beginReadArray(segmentsKey), RememberedSegments::maxSegments);
    for (int i = count - 1; i >= 0; --i) { // the newest is stored first
        store.setArrayIndex(i);
        const QByteArray name = QByteArray::fromPercentEncoding(store.value(QStringLiteral("name")).toByteArray());
        if (name.isEmpty())
            continue;
        SegmentSettings segment;
        segment.schema = store.value(QStringLiteral("schema")).toString();
        segment.layout = static_cast<Layout>(inRange(store.value(QStringLiteral("layout")), 0, 2, 0));
        segment.traffic = store.value(QStringLiteral("traffic")).toByteArray();
        segment.presets = store.value(QStringLiteral("presets")).toByteArray();
        segment.looks = store.value(QStringLiteral("looks")).toByteArray();
        settings.segments[name] = segment;
    }
    store.endArray();
    return settings;
}

void Settings::save(QSettings &store) const
{
    store.setValue(geometryKey, windowGeometry);
    store.setValue(stateKey, windowState);
    store.setValue(themeKey, static_cast<int>(theme));
    store.setValue(frameMemoryKey, frameMemoryMiB);
    store.setValue(sampleKey, sampleRateHz);
    store.setValue(viewKey, viewIntervalMs);
    store.setValue(lockKey, lockTimeoutMs);
    visitOptions(hex, [&store](const char *key, const auto &option) { store.setValue(QLatin1String(key), option); });
    store.setValue(hiddenReadingsKey, hiddenReadings);
    store.setValue(readingsInHexKey, readingsInHex);
    store.setValue(ringAsStripKey, ringAsStrip);
    store.setValue(valueHistoryKey, valueHistory);
    store.setValue(recentSchemasKey, recentSchemas);
    store.setValue(bookmarksKey, bookmarks);
    saveColourRules(store, colourRules);
    QStringList compared;
    for (const QByteArray &name : comparedSegments)
        compared << QString::fromLatin1(name.toPercentEncoding());
    store.setValue(comparedKey, compared);
    store.remove(segmentsKey);
    store.beginWriteArray(segmentsKey);
    int index = 0;
    for (const auto &[name, segment] : segments.entries()) {
        if (segment == SegmentSettings{})
            continue;
        store.setArrayIndex(index++);
        store.setValue(QStringLiteral("name"), name.toPercentEncoding());
        store.setValue(QStringLiteral("schema"), segment.schema);
        store.setValue(QStringLiteral("layout"), static_cast<int>(segment.layout));
        if (!segment.traffic.isEmpty())
            store.setValue(QStringLiteral("traffic"), segment.traffic);
        if (!segment.presets.isEmpty())
            store.setValue(QStringLiteral("presets"), segment.presets);
        if (!segment.looks.isEmpty())
            store.setValue(QStringLiteral("looks"), segment.looks);
    }
    store.endArray();
}

} // namespace membridge
