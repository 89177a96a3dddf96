// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_export.h"

#include "time_plot.h"

#include <QFileDialog>
#include <QSaveFile>
#include <QSvgGenerator>
#include <qcustomplot.h>

namespace membridge::plot_export {

namespace {

QFileDialog *dialogFor(QWidget *parent, const QString &title, const QString &name, const QString &suffix,
                       const QString &filter)
{
    auto *dialog = new QFileDialog(parent, title, name + QLatin1Char('.') + suffix, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    return dialog;
}

} // namespace

bool savePicture(QCustomPlot &plot, const QString &title, const QString &fileName)
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    if (!fileName.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        file.cancelWriting(); // these write it themselves
        return fileName.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive) ? plot.savePdf(fileName)
                                                                             : plot.savePng(fileName, 0, 0, 2.0);
    }
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setSize(plot.size());
    generator.setViewBox(QRect(QPoint(), plot.size()));
    generator.setTitle(title);
    {
        QCPPainter painter;
        if (!painter.begin(&generator))
            return false;
        painter.setMode(QCPPainter::pmVectorized);
        plot.toPainter(&painter, plot.width(), plot.height());
    }
    return file.commit();
}

void choosePicture(QWidget *parent, const QString &name, std::function<bool(const QString &)> save,
                   std::function<void(const QString &)> failed)
{
    QFileDialog *dialog = dialogFor(parent, TimePlot::tr("Export the plot"), name, QStringLiteral("png"),
                                    TimePlot::tr("Pictures (*.png *.svg *.pdf)"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [save = std::move(save), failed = std::move(failed)](const QString &fileName) {
                         if (!save(fileName))
                             failed(TimePlot::tr("%1 could not be written.").arg(fileName));
                     });
    dialog->open();
}

void chooseValues(QWidget *parent, const QString &name, std::function<QString()> csv,
                  std::function<void(const QString &)> failed)
{
    QFileDialog *dialog = dialogFor(parent, TimePlot::tr("Export values"), name, QStringLiteral("csv"),
                                    TimePlot::tr("Comma-separated values (*.csv)"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [csv = std::move(csv), failed = std::move(failed)](const QString &fileName) {
                         QSaveFile file(fileName);
                         if (!file.open(QIODevice::WriteOnly) || file.write(csv().toUtf8()) < 0 || !file.commit())
                             failed(TimePlot::tr("%1 could not be written: %2").arg(fileName, file.errorString()));
                     });
    dialog->open();
}

} // namespace membridge::plot_export
