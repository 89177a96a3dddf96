// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "empty_page.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace membridge {

EmptyPage::EmptyPage(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("emptyPage"));
    auto *picture = new QLabel(this);
    picture->setPixmap(QIcon(QStringLiteral(":/icons/membridge-scope.svg")).pixmap(96, 96));
    picture->setAlignment(Qt::AlignCenter);
    auto *title = new QLabel(tr("No segment attached"), this);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.6);
    title->setFont(font);
    title->setAlignment(Qt::AlignCenter);
    auto *hint = new QLabel(
        tr("Double-click a segment on the left, or attach by name. Looking is read-only: it takes no lock and "
           "changes no byte. The demo starts a small producer and consumer to look at."),
        this);
    hint->setWordWrap(true);
    hint->setAlignment(Qt::AlignCenter);
    // A fixed width: only then does a wrapped label know its height.
    hint->setFixedWidth(fontMetrics().averageCharWidth() * 64);
    hint->setFixedHeight(hint->heightForWidth(hint->width()));

    auto *attach = new QPushButton(tr("&Attach by name…"), this);
    attach->setObjectName(QStringLiteral("emptyAttach"));
    attach->setAccessibleName(tr("Attach to a segment by its name"));
    connect(attach, &QPushButton::clicked, this, &EmptyPage::attachRequested);
    auto *demo = new QPushButton(tr("Start the &demo"), this);
    demo->setObjectName(QStringLiteral("emptyDemo"));
    demo->setAccessibleName(tr("Start the demo and attach to it"));
    connect(demo, &QPushButton::clicked, this, &EmptyPage::demoRequested);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(attach);
    buttons->addWidget(demo);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(picture);
    layout->addWidget(title);
    layout->addWidget(hint, 0, Qt::AlignHCenter);
    layout->addSpacing(12);
    layout->addLayout(buttons);
    layout->addStretch(3);
}

} // namespace membridge
