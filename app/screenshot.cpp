// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenshot.h"

#include "main_window.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace membridge {

Screenshot::Screenshot(MainWindow *window, ScreenshotRequest request, QObject *parent)
    : QObject(parent), m_window(window), m_request(std::move(request))
{
    if (m_request.size.isValid())
        m_window->resize(m_request.size);
    QTimer::singleShot(m_request.afterMs, this, &Screenshot::take);
    // A tab that is looked at early has something to show when the picture is taken.
    if (!m_request.tab.isEmpty())
        QTimer::singleShot(m_request.afterMs / 2, this, [this] { m_window->showTab(m_request.tab); });
}

void Screenshot::take()
{
    const auto fail = [](const QString &why) {
        std::fprintf(stderr, "membridge-scope: %s\n", qPrintable(why));
        QCoreApplication::exit(1);
    };
    if (!m_request.tab.isEmpty() && !m_window->showTab(m_request.tab))
        return fail(tr("no tab matches \"%1\"").arg(m_request.tab));
    // Texts that changed just now have their places by then.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    if (!m_window->grab().save(m_request.file))
        return fail(tr("the screenshot could not be saved as \"%1\"").arg(m_request.file));
    m_window->close();
    QCoreApplication::exit(0);
}

} // namespace membridge
