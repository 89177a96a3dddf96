// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "byte_editing.h"

#include "widgets/hex_view.h"
#include "widgets/words.h"

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <cstring>

namespace membridge {

namespace {

constexpr std::size_t mostWaiting = 256;

ByteVector vectorOf(const QByteArray &bytes)
{
    const auto *first = reinterpret_cast<const std::byte *>(bytes.constData());
    return ByteVector(first, first + bytes.size());
}

QString hexOf(const ByteVector &bytes)
{
    constexpr qsizetype most = 32;
    const QByteArray all(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QString::fromLatin1(all.left(most).toHex(' ')) + (all.size() > most ? QStringLiteral(" …") : QString());
}

} // namespace

ByteEditing::ByteEditing(Session *session, Layout layout, HexView *view, QWidget *window)
    : QObject(view), m_session(session), m_layout(layout), m_view(view), m_window(window)
{
    connect(view, &HexView::editRequested, this,
            [this](quint64 offset, const QByteArray &before, const QByteArray &after) {
                request(offset, vectorOf(before), vectorOf(after));
            });
    connect(session, &Session::performed, this, &ByteEditing::take);
    connect(session, &Session::participationChanged, this, [this](bool participating) {
        if (!participating)
            setEnabled(false);
    });
}

void ByteEditing::setEnabled(bool enabled)
{
    enabled = enabled && m_session && m_session->isParticipating();
    if (enabled == m_enabled)
        return;
    m_enabled = enabled;
    m_view->setEditable(enabled);
    if (!enabled) {
        m_history.clear();
        m_unshown.clear();
        drop();
    }
    emit changed();
}

ByteVector ByteEditing::onceWritten(quint64 offset, ByteVector shown) const
{
    const auto apply = [&](const ByteEdit &edit) {
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const quint64 at = offset + i;
            // What somebody else wrote meanwhile stays as it is shown: it is not what this edit had replaced.
            if (at >= edit.offset && at - edit.offset < edit.after.size()
                && shown[i] == edit.before[static_cast<std::size_t>(at - edit.offset)])
                shown[i] = edit.after[static_cast<std::size_t>(at - edit.offset)];
        }
    };
    const auto snapshot = m_view ? m_view->snapshot() : nullptr;
    for (const Written &written : m_unshown) {
        if (snapshot == nullptr || snapshot->timeNs < written.timeNs)
            apply(written.edit);
    }
    for (const Waiting &waiting : m_queue)
        apply(waiting.edit);
    return shown;
}

void ByteEditing::noteWritten(const ByteEdit &edit)
{
    constexpr std::size_t mostUnshown = 256;
    const auto snapshot = m_view ? m_view->snapshot() : nullptr;
    std::erase_if(m_unshown, [&snapshot](const Written &written) {
        return snapshot != nullptr && snapshot->timeNs >= written.timeNs;
    });
    if (m_unshown.size() == mostUnshown)
        m_unshown.erase(m_unshown.begin());
    m_unshown.push_back({edit, platform::monotonicNs()});
}

bool ByteEditing::touchesHeader(const ByteEdit &edit) const
{
    return edit.offset < (m_layout == Layout::Ring ? std::uint64_t{ring_layout::dataOffset}
                                                   : std::uint64_t{region_layout::dataOffset});
}

void ByteEditing::request(quint64 offset, const ByteVector &before, const ByteVector &after)
{
    if (!m_enabled)
        return;
    const Waiting waiting{{offset, onceWritten(offset, before), after}, Reason::Typed};
    if (waiting.edit.before == after)
        return;
    if (touchesHeader(waiting.edit))
        ask(waiting);
    else
        queue(waiting);
}

void ByteEditing::undo()
{
    if (const auto edit = m_history.toUndo(); edit && m_enabled && m_queue.empty())
        touchesHeader(*edit) ? ask({*edit, Reason::Undo}) : queue({*edit, Reason::Undo});
}

void ByteEditing::redo()
{
    if (const auto edit = m_history.toRedo(); edit && m_enabled && m_queue.empty())
        touchesHeader(*edit) ? ask({*edit, Reason::Redo}) : queue({*edit, Reason::Redo});
}

void ByteEditing::ask(const Waiting &waiting)
{
    auto *question = new QMessageBox(
        QMessageBox::Warning, tr("Edit the header?"),
        tr("Bytes from %1 on belong to the header that the programs on this segment rely on.\n\n%2\n→ %3\n\nIt is written at once, "
           "without any lock.")
            .arg(words::offset(waiting.edit.offset), hexOf(waiting.edit.before), hexOf(waiting.edit.after)),
        QMessageBox::Cancel, m_window);
    question->setObjectName(QStringLiteral("editHeaderQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *write = question->addButton(tr("&Write"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(write, &QPushButton::clicked, this, [this, waiting] { queue(waiting); });
    connect(question, &QDialog::finished, this, [this, write, question] {
        if (question->clickedButton() != write && m_view)
            m_view->rejectEdit();
    });
    question->open();
}

void ByteEditing::queue(const Waiting &waiting)
{
    if (m_queue.size() >= mostWaiting) {
        emit refused(tr("Too many edits wait to be written."));
        return;
    }
    m_queue.push_back(waiting);
    writeNext();
}

void ByteEditing::writeNext()
{
    // The participant takes one operation at a time, and the user may have asked it for another one.
    if (m_writing || m_queue.empty() || !m_session || !m_session->isParticipating() || m_session->isBusy())
        return;
    const ByteEdit &edit = m_queue.front().edit;
    Operation operation;
    operation.kind = Operation::Kind::Edit;
    operation.segmentOffset = edit.offset;
    operation.before = edit.before;
    operation.after = edit.after;
    operation.withoutLock = m_withoutLock || m_layout == Layout::Ring || touchesHeader(edit);
    m_writing = true;
    m_session->perform(operation);
}

void ByteEditing::take(const OperationResult &result)
{
    if (m_writing && result.operation.kind == Operation::Kind::Edit) {
        m_writing = false;
        if (m_queue.empty())
            return;
        const Waiting done = m_queue.front();
        m_queue.pop_front();
        if (result.error) {
            emit refused(words::of(*result.error));
            drop();
        } else if (result.edit.outcome == EditOutcome::Written) {
            noteWritten(done.edit);
            if (done.reason == Reason::Typed)
                m_history.add(done.edit);
            else if (done.reason == Reason::Undo)
                m_history.undone();
            else
                m_history.redone();
        } else {
            emit refused(result.edit.outcome == EditOutcome::Changed
                             ? tr("Not written: meanwhile %1 is there, not %2.")
                                   .arg(hexOf(result.edit.found), hexOf(done.edit.before))
                             : result.edit.outcome == EditOutcome::Timeout
                             ? tr("Not written: the write lock was not to be had in time.")
                             : tr("Not written: stopped."));
            drop();
        }
        emit changed();
    }
    // After the session has seen the result, too: only then it takes another operation.
    QMetaObject::invokeMethod(this, &ByteEditing::writeNext, Qt::QueuedConnection);
}

void ByteEditing::drop()
{
    if (!m_writing)
        m_queue.clear();
    else if (m_queue.size() > 1)
        m_queue.erase(m_queue.begin() + 1, m_queue.end());
    if (m_view)
        m_view->rejectEdit();
}

} // namespace membridge
