// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QCustomPlot;
class QWidget;

/// Plots as files. GUI thread.
namespace membridge::plot_export {

/// Writes a picture; the file name's end decides: png, svg or pdf. False if it can't be written.
bool savePicture(QCustomPlot &plot, const QString &title, const QString &fileName);

/// Asks for a file without blocking; `failed` gets one sentence when it could not be written. `name` is proposed, without an end.
void choosePicture(QWidget *parent, const QString &name, std::function<bool(const QString &fileName)> save,
                   std::function<void(const QString &reason)> failed);
void chooseValues(QWidget *parent, const QString &name, std::function<QString()> csv,
                  std::function<void(const QString &reason)> failed);

} // namespace membridge::plot_export
