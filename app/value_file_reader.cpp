// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_file_reader.h"

#include "core/codec/bounded_file.h"
#include "core/ipc/error.h"
#include "widgets/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QThreadPool>

#include <new>
#include <span>

namespace membridge {

void ValueFileReader::read(const QString &path)
{
    const quint64 most = qMin(m_most, largest);
    QThreadPool::globalInstance()->start([alive = QPointer<ValueFileReader>(this), path, most] {
        ByteVector bytes;
        QString error;
        try {
            const std::string text = readBoundedFile(path.toStdString(), "read a value from file", most);
            if (text.size() > most) {
                error = tr("The file is larger than what fits here: %1.").arg(words::exactSize(most));
            } else {
                const auto view = std::as_bytes(std::span(text));
                bytes.assign(view.begin(), view.end());
            }
        } catch (const Error &failure) {
            error = words::of(failure);
        } catch (const std::bad_alloc &) {
            error = tr("There is not enough memory for the file.");
        }
        // A guarded pointer may only be looked at by the thread of its object.
        QMetaObject::invokeMethod(qApp, [alive, path, bytes = std::move(bytes), error] {
            if (alive)
                emit alive->done(path, bytes, error);
        });
    });
}

} // namespace membridge
