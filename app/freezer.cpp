// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "freezer.h"

#include "core/ipc/error.h"
#include "widgets/words.h"

#include <QCoreApplication>
#include <QPointer>

#include <new>
#include <variant>

namespace membridge {

Freezer::Freezer(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

Freezer::~Freezer()
{
    if (m_stop)
        m_stop->request();
    m_pool.waitForDone();
}

void Freezer::begin(std::shared_ptr<const SegmentReader> reader, std::shared_ptr<const Snapshot> shown)
{
    end();
    m_stop = std::make_shared<StopFlag>();
    m_copying = true;
    m_reason = tr("Paused: the bytes beyond what was on screen are still being copied.");
    emit changed();
    m_pool.start([alive = QPointer<Freezer>(this), reader = std::move(reader), shown = std::move(shown),
                  limit = m_limit, stop = m_stop] {
        std::shared_ptr<const FrozenBytes> bytes;
        QString reason;
        try {
            const auto copy = SparseCopy::of(SegmentBytes(*reader), limit, stop.get());
            if (std::holds_alternative<PinRefusal>(copy))
                reason = tr("Paused: only what was on screen then is kept, as the segment has more than %1 of data.")
                             .arg(words::size(limit));
            else if (const auto &rest = std::get<std::shared_ptr<const SparseCopy>>(copy))
                bytes = std::make_shared<const FrozenBytes>(shown, rest);
        } catch (const Error &error) {
            reason = tr("Paused: only what was on screen then is kept. %1").arg(words::of(error));
        } catch (const std::bad_alloc &) {
            reason = tr("Paused: only what was on screen then is kept, as there is not enough memory.");
        }
        // A guarded pointer may only be looked at by the thread of its object.
        QMetaObject::invokeMethod(qApp, [alive, stop, bytes, reason] {
            if (alive && alive->m_stop == stop)
                alive->take(bytes, reason);
        });
    });
}

void Freezer::end()
{
    if (!isFrozen())
        return;
    m_stop->request();
    m_stop.reset();
    take(nullptr, {});
}

void Freezer::take(const std::shared_ptr<const FrozenBytes> &bytes, const QString &reason)
{
    m_copying = false;
    m_bytes = bytes;
    m_reason = reason;
    emit changed();
}

} // namespace membridge
