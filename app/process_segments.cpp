// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "process_segments.h"

#include "core/observe/segment_reader.h"
#include "core/platform/held_segments.h"
#include "core/platform/hidden_segments.h"
#include "widgets/words.h"

#include <QCoreApplication>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QThreadPool>
#include <QVBoxLayout>

#include <limits>
#include <new>

namespace membridge {

namespace {

/// Its name, where that is still the same object here; otherwise the way through the process.
QByteArray addressOf(const platform::HeldSegment &held, qint64 pid)
{
    const std::string name = held.name();
    if (!held.deleted) {
        try {
            const platform::SegmentStat named = SegmentReader::open(name).statAtOpen();
            if (named.inode == held.inode && named.device == held.device)
                return QByteArray::fromStdString(name);
        } catch (const Error &) {
            // It has none here.
        }
    }
    const platform::HiddenAddress address{.pid = pid, .name = name.substr(1), .inode = {}, .nameWithoutInode = {}};
    return QByteArray::fromStdString(address.text() + '#' + std::to_string(held.inode));
}

} // namespace

ProcessSegments::ProcessSegments(QWidget *parent) : QWidget(parent)
{
    m_pid = new QLineEdit(this);
    m_pid->setObjectName(QStringLiteral("attachPid"));
    m_pid->setAccessibleName(tr("Number of a process whose segments to list"));
    m_pid->setPlaceholderText(tr("number of a process, to list what it has"));
    constexpr int besideTheText = 6; // its frame, and the button that clears it
    m_pid->setMinimumWidth(
        fontMetrics().horizontalAdvance(m_pid->placeholderText() + QString(besideTheText, QLatin1Char('0'))));
    m_pid->setValidator(new QIntValidator(0, std::numeric_limits<int>::max(), m_pid));
    m_pid->setClearButtonEnabled(true);
    setFocusProxy(m_pid);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("attachPidSegments"));
    m_list->setAccessibleName(tr("Segments of that process"));
    m_list->setFixedHeight(fontMetrics().height() * 5);
    m_list->hide();
    m_message = new QLabel(this);
    m_message->setObjectName(QStringLiteral("attachPidMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pid);
    column->addWidget(m_list);
    column->addWidget(m_message);
    connect(m_pid, &QLineEdit::textChanged, this, &ProcessSegments::ask);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr)
            emit chosen(item->data(Qt::UserRole).toByteArray());
    });
}

ProcessSegments::Look ProcessSegments::lookInto(qint64 pid)
{
    using Outcome = platform::HeldSegments::Outcome;
    Look look;
    const platform::HeldSegments held = platform::heldSegments(pid);
    for (const platform::HeldSegment &each : held.segments) {
        Row row{.text = words::shown(each.name()), .address = addressOf(each, pid)};
        if (each.stat)
            row.text += QStringLiteral(", ") + words::size(each.stat->size);
        row.text += QStringLiteral(", ") + (each.writable ? tr("reads and writes") : tr("reads"));
        if (each.deleted)
            row.text += QStringLiteral(", ") + tr("its name is gone");
        look.rows.push_back(std::move(row));
    }
    switch (held.outcome) {
    case Outcome::Complete:
        if (look.rows.empty())
            look.message = tr("This process has no segment.");
        break;
    case Outcome::NoProcess:
        look.message = tr("There is no such process.");
        break;
    case Outcome::Refused:
        look.message = tr("This user may not look into all of this process.");
        break;
    case Outcome::NotHere:
        look.message = tr("This system does not tell what a process has.");
        break;
    }
    return look;
}

void ProcessSegments::ask()
{
    const int asked = ++m_asked;
    bool isNumber = false;
    const qint64 pid = m_pid->text().toLongLong(&isNumber);
    if (!isNumber || pid <= 0) {
        show({});
        return;
    }
    QThreadPool::globalInstance()->start([alive = QPointer<ProcessSegments>(this), asked, pid] {
        Look look;
        try {
            look = lookInto(pid);
        } catch (const std::bad_alloc &) {
            look.message = tr("There is not enough memory.");
        }
        // A guarded pointer may only be looked at by the thread of its object.
        QMetaObject::invokeMethod(qApp, [alive, asked, look] {
            if (alive && alive->m_asked == asked)
                alive->show(look);
        });
    });
}

void ProcessSegments::show(const Look &look)
{
    m_list->clear();
    for (const Row &row : look.rows) {
        auto *item = new QListWidgetItem(row.text, m_list);
        item->setData(Qt::UserRole, row.address);
    }
    m_list->setVisible(!look.rows.empty());
    m_message->setText(look.message);
    m_message->setVisible(!look.message.isEmpty());
}

} // namespace membridge
