// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/copy_format.h"
#include "core/codec/layout_file.h"
#include "core/ipc/deadline.h"
#include "core/observe/snapshot.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QWidget;

namespace membridge {

class ByteSource;
class SegmentContent;
class SegmentTab;
struct GuessedSchemas;

/// What can be done with the bytes and fields of a tab and files: layouts are opened and saved, fields and bytes exported, schemas guessed. Files are
/// read and written off the GUI thread. GUI thread.
class Workbench : public QObject
{
    Q_OBJECT

public:
    /// `window` is what dialogs belong to.
    explicit Workbench(QWidget *window);
    ~Workbench() override;

    void openLayout(SegmentTab *tab);
    void saveLayout(SegmentTab *tab);
    void exportFields(SegmentTab *tab);
    /// The ranges one after the other.
    void exportBytes(SegmentTab *tab, const std::vector<ByteRange> &ranges);
    /// The same of a frame's own bytes, however long the ring still has them.
    void exportFrame(SegmentTab *tab, const std::shared_ptr<const Snapshot> &frame,
                     const std::vector<ByteRange> &ranges);
    /// Puts those bytes on the clipboard once they were read.
    void copyBytes(SegmentTab *tab, const std::vector<ByteRange> &ranges, CopyFormat format);
    /// Offers schemas that the tab's bytes or frames may have been written by, once they were guessed.
    void guessSchema(SegmentTab *tab);
    /// Records a ring's frames to a file that is asked for, until the user stops it in the tab's CapturePanel.
    void capture(SegmentTab *tab);
    /// The same for captureSeconds, to a file in the user's documents; nothing while one of the tab is being made.
    void captureNow(SegmentTab *tab);
    static constexpr int captureSeconds = 10;
    /// Asks for a file of captured frames, for the tab's CapturePanel.
    void openCapture(SegmentTab *tab);
    /// Exports the frames of this capture file, by the tab's schema, to a file that is asked for.
    void exportCapture(SegmentTab *tab, const QString &capture);

    /// As openLayout() and saveLayout() do once the file is chosen.
    void loadLayout(SegmentTab *tab, const QString &path);
    void storeLayout(SegmentTab *tab, const QString &path);
    void storeFields(SegmentTab *tab, const QString &path);
    void storeBytes(SegmentTab *tab, const std::vector<ByteRange> &ranges, const QString &path,
                    std::optional<CopyFormat> format);
    void storeBytes(const QByteArray &segment, const std::shared_ptr<const ByteSource> &source,
                    const std::vector<ByteRange> &ranges, const QString &path, std::optional<CopyFormat> format);
    void storeCapture(SegmentTab *tab, const QString &path, std::optional<int> seconds);
    void storeCapturedFrames(SegmentTab *tab, const QString &capture, const QString &path);

signals:
    /// For the status bar: what was done, or why not.
    void said(const QString &text);

private:
    void offerGuesses(SegmentTab *tab, const GuessedSchemas &guessed);
    void choose(const QString &title, const QString &name, const QString &filter, bool save,
                const std::function<void(const QString &)> &chosen);
    void chooseExport(const QString &name,
                      const std::function<void(const QString &, std::optional<CopyFormat>)> &chosen);
    /// Runs `work` on another thread; it gives what to say.
    void inBackground(const std::function<QString()> &work);

    QWidget *m_window;
    std::shared_ptr<StopFlag> m_stop; ///< Ends exports when the window closes.
    quint64 m_guess = 0;              ///< The newest: what was guessed for another is not offered.
};

} // namespace membridge
