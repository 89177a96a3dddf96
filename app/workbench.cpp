// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workbench.h"

#include "capture_panel.h"
#ifdef MEMBRIDGE_CAPTURE
#include "core/capture/capture_table.h"
#endif
#include "core/codec/field_csv.h"
#include "core/codec/field_json.h"
#include "core/observe/export.h"
#include "segment_content.h"
#include "segment_tab.h"
#include "widgets/field_looks.h"
#include "widgets/field_model.h"
#include "widgets/hex_view.h"
#include "widgets/schema_edit.h"
#include "widgets/words.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QProgressDialog>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

#include <new>
#include <span>
#include <variant>

namespace membridge {

namespace {

QString withoutSlash(const SegmentTab &tab)
{
    return words::shown(tab.name().toStdString()).remove(QLatin1Char('/'));
}

quint64 lengthOf(const std::vector<ByteRange> &ranges)
{
    quint64 length = 0;
    for (const ByteRange &range : ranges)
        length += range.length;
    return length;
}

bool writeFile(const QString &path, const std::string &text)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly)
        && file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size())
        && file.commit();
}

} // namespace

Workbench::Workbench(QWidget *window) : QObject(window), m_window(window), m_stop(std::make_shared<StopFlag>()) { }

Workbench::~Workbench()
{
    m_stop->request();
}

void Workbench::choose(const QString &title, const QString &name, const QString &filter, bool save,
                       const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(m_window, title, name, filter);
    dialog->setObjectName(QStringLiteral("workbenchFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    if (!save)
        dialog->setFileMode(QFileDialog::ExistingFile);
    else if (const QString suffix = QFileInfo(name).suffix(); !suffix.isEmpty())
        dialog->setDefaultSuffix(suffix);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void Workbench::inBackground(const std::function<QString()> &work)
{
    QThreadPool::globalInstance()->start([alive = QPointer<Workbench>(this), work] {
        const QString text = work();
        // A guarded pointer may only be looked at by the thread of its object.
        QMetaObject::invokeMethod(qApp, [alive, text] {
            if (alive && !text.isEmpty())
                emit alive->said(text);
        });
    });
}

void Workbench::openLayout(SegmentTab *tab)
{
    choose(tr("Open a layout file"), {}, tr("Layouts (*.json)"), false,
           [this, tab = QPointer<SegmentTab>(tab)](const QString &path) {
               if (tab)
                   loadLayout(tab, path);
           });
}

void Workbench::loadLayout(SegmentTab *tab, const QString &path)
{
    QThreadPool::globalInstance()->start([alive = QPointer<Workbench>(this), tab = QPointer<SegmentTab>(tab), path] {
        std::variant<LoadedLayout, LayoutFileError> loaded = LayoutFileError{};
        QString failure;
        try {
            loaded = readLayoutFile(path.toStdString());
        } catch (const Error &error) {
            failure = words::of(error);
        }
        QMetaObject::invokeMethod(qApp, [alive, tab, path, loaded = std::move(loaded), failure] {
            if (!alive)
                return;
            if (!failure.isEmpty()) {
                emit alive->said(failure);
            } else if (const auto *error = std::get_if<LayoutFileError>(&loaded)) {
                emit alive->said(tr("%1: %2").arg(QFileInfo(path).fileName(), QString::fromStdString(error->text())));
            } else if (tab && tab->content() != nullptr) {
                const LoadedLayout &layout = std::get<LoadedLayout>(loaded);
                tab->setSchemaText(QString::fromStdString(layout.layout.schema().text()));
                tab->content()->fieldLooks()->setLayout(layout.layout);
                emit alive->said(
                    layout.warnings.empty()
                        ? tr("The layout of %1 is in use.").arg(QFileInfo(path).fileName())
                        : tr("The layout is in use. %1").arg(QString::fromStdString(layout.warnings.front().text())));
            }
        });
    });
}

void Workbench::saveLayout(SegmentTab *tab)
{
    if (!tab->content()->schemaEdit()->schema()) {
        emit said(tr("There is no schema to save."));
        return;
    }
    choose(tr("Save the layout"), withoutSlash(*tab) + QStringLiteral(".json"), tr("Layouts (*.json)"), true,
           [this, tab = QPointer<SegmentTab>(tab)](const QString &path) {
               if (tab)
                   storeLayout(tab, path);
           });
}

void Workbench::storeLayout(SegmentTab *tab, const QString &path)
{
    inBackground([path, text = layoutFileText(tab->layoutFile())] {
        return writeFile(path, text) ? tr("The layout is in %1.").arg(path) : tr("%1 could not be written.").arg(path);
    });
}

void Workbench::exportFields(SegmentTab *tab)
{
    if (tab->content()->fieldModel()->result() == nullptr) {
        emit said(tr("There are no fields to export: type a schema first."));
        return;
    }
    choose(tr("Export fields"), withoutSlash(*tab) + QStringLiteral(".csv"),
           tr("Comma-separated values (*.csv);;JSON (*.json)"), true,
           [this, tab = QPointer<SegmentTab>(tab)](const QString &path) {
               if (tab)
                   storeFields(tab, path);
           });
}

void Workbench::storeFields(SegmentTab *tab, const QString &path)
{
    const auto result = tab->content()->fieldModel()->result();
    if (result == nullptr)
        return;
    inBackground([path, result] {
        const PlaceOf placeOf = [&](std::uint64_t offset) { return result->inSegment(offset); };
        const std::string text = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive)
            ? fieldsToJson(result->decoded, result->schema, placeOf)
            : fieldsToCsv(result->decoded, result->schema, placeOf);
        return writeFile(path, text) ? tr("The fields are in %1.").arg(path) : tr("%1 could not be written.").arg(path);
    });
}

void Workbench::chooseExport(const QString &name,
                             const std::function<void(const QString &, std::optional<CopyFormat>)> &chosen)
{
    choose(tr("Export bytes"), name + QStringLiteral(".bin"),
           tr("Raw bytes (*.bin);;Hex dump (*.hex);;C source (*.c);;Rust source (*.rs);;Python source (*.py)"), true,
           [chosen](const QString &path) {
               const QString suffix = QFileInfo(path).suffix().toLower();
               const std::pair<const char *, CopyFormat> formats[] = {{"hex", CopyFormat::HexDump},
                                                                      {"c", CopyFormat::CArray},
                                                                      {"h", CopyFormat::CArray},
                                                                      {"rs", CopyFormat::Rust},
                                                                      {"py", CopyFormat::Python}};
               std::optional<CopyFormat> format;
               for (const auto &[known, text] : formats) {
                   if (suffix == QLatin1String(known))
                       format = text;
               }
               chosen(path, format);
           });
}

void Workbench::exportBytes(SegmentTab *tab, const std::vector<ByteRange> &ranges)
{
    chooseExport(withoutSlash(*tab),
                 [this, tab = QPointer<SegmentTab>(tab), ranges](const QString &path, std::optional<CopyFormat> format) {
                     if (tab)
                         storeBytes(tab, ranges, path, format);
                 });
}

void Workbench::exportFrame(SegmentTab *tab, const std::shared_ptr<const Snapshot> &frame,
                            const std::vector<ByteRange> &ranges)
{
    if (frame == nullptr)
        return;
    chooseExport(withoutSlash(*tab) + QStringLiteral("-frame"),
                 [this, name = tab->name(), source = std::make_shared<const SnapshotBytes>(frame),
                  ranges](const QString &path, std::optional<CopyFormat> format) {
                     storeBytes(name, source, ranges, path, format);
                 });
}

void Workbench::copyBytes(SegmentTab *tab, const std::vector<ByteRange> &ranges, CopyFormat format)
{
    const auto source = tab->bytes();
    if (source == nullptr) {
        emit said(tab->whyNoBytes());
        return;
    }
    QThreadPool::globalInstance()->start([alive = QPointer<Workbench>(this), source, ranges, format] {
        QString text;
        QString word;
        try {
            ByteVector bytes(static_cast<std::size_t>(lengthOf(ranges)));
            std::span<std::byte> rest(bytes);
            std::size_t got = 0;
            for (const ByteRange &range : ranges) {
                got += source->read(range.offset, rest.first(static_cast<std::size_t>(range.length)));
                rest = rest.subspan(static_cast<std::size_t>(range.length));
            }
            if (got == bytes.size()) {
                text = HexView::textOf(ranges, bytes, format);
                word = tr("%1 are on the clipboard.").arg(words::exactSize(got));
            } else {
                word = tr("Nothing was copied: the segment has fewer bytes by now.");
            }
        } catch (const Error &error) {
            word = words::of(error);
        } catch (const std::bad_alloc &) {
            word = tr("Nothing was copied: there is not enough memory.");
        }
        QMetaObject::invokeMethod(qApp, [alive, text, word] {
            if (!alive)
                return;
            if (!text.isEmpty())
                QGuiApplication::clipboard()->setText(text);
            emit alive->said(word);
        });
    });
}

void Workbench::storeBytes(SegmentTab *tab, const std::vector<ByteRange> &ranges, const QString &path,
                           std::optional<CopyFormat> format)
{
    // The object that the tab shows, whatever its name means by now; while the view is frozen, its bytes of that moment.
    const auto source = tab->bytes();
    if (source == nullptr) {
        emit said(tab->whyNoBytes());
        return;
    }
    storeBytes(tab->name(), source, ranges, path, format);
}

void Workbench::storeBytes(const QByteArray &segment, const std::shared_ptr<const ByteSource> &source,
                           const std::vector<ByteRange> &ranges, const QString &path, std::optional<CopyFormat> format)
{
    const quint64 length = lengthOf(ranges);
    // Segments of many GiB take a while.
    auto *progress = new QProgressDialog(tr("Exporting %1…").arg(words::size(length)), tr("Stop"), 0, 1000, m_window);
    progress->setObjectName(QStringLiteral("exportProgress"));
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->setMinimumDuration(500);
    auto stop = std::make_shared<StopFlag>();
    connect(progress, &QProgressDialog::canceled, this, [stop] { stop->request(); });
    connect(this, &QObject::destroyed, qApp, [stop] { stop->request(); });
    const auto guarded = QPointer<QProgressDialog>(progress);
    inBackground([source, name = segment.toStdString(), ranges, length, path, format, stop, guarded] {
        const auto close = [guarded] {
            QMetaObject::invokeMethod(qApp, [guarded] {
                if (guarded)
                    guarded->close();
            });
        };
        try {
            int shown = 0;
            const ExportResult result = exportRanges(
                *source, name, ranges, format, path.toStdString(), stop.get(), [&](std::uint64_t done) {
                    const int now = length == 0
                        ? 1000
                        : static_cast<int>(static_cast<double>(done) / static_cast<double>(length) * 1000);
                    if (now == shown)
                        return;
                    shown = now;
                    QMetaObject::invokeMethod(qApp, [guarded, now] {
                        if (guarded)
                            guarded->setValue(now);
                    });
                });
            close();
            return result.stopped ? tr("Stopped; there is no file.")
                                  : tr("%1 are in %2.").arg(words::exactSize(result.bytes), path);
        } catch (const Error &error) {
            close();
            return words::of(error);
        }
    });
}

void Workbench::guessSchema(SegmentTab *tab)
{
    // While the view is frozen, its bytes of that moment, were it only what was on screen.
    std::shared_ptr<const ByteSource> bytes = tab->bytes();
    if (const auto shown = tab->content()->hexView()->snapshot(); bytes == nullptr && shown != nullptr)
        bytes = std::make_shared<const SnapshotBytes>(shown);
    if (bytes == nullptr) {
        emit said(tab->whyNoBytes());
        return;
    }
    QThreadPool::globalInstance()->start([alive = QPointer<Workbench>(this), tab = QPointer<SegmentTab>(tab),
                                          source = tab->content()->guessSource(bytes), number = ++m_guess] {
        GuessedSchemas guessed;
        QString failure;
        try {
            guessed = guessedSchemas(source);
        } catch (const Error &error) {
            failure = words::of(error);
        } catch (const std::bad_alloc &) {
            failure = tr("Nothing was guessed: there is not enough memory.");
        }
        QMetaObject::invokeMethod(qApp, [alive, tab, guessed = std::move(guessed), failure, number] {
            if (!alive || alive->m_guess != number)
                return;
            if (!failure.isEmpty())
                emit alive->said(failure);
            else if (tab && tab->isVisible())
                alive->offerGuesses(tab, guessed);
        });
    });
}

void Workbench::offerGuesses(SegmentTab *tab, const GuessedSchemas &guessed)
{
    if (guessed.candidates.empty()) {
        emit said(tr("There is nothing to guess a schema from."));
        return;
    }
    auto *menu = new QMenu(m_window);
    menu->setObjectName(QStringLiteral("guessMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addSection(guessed.frames == 0 ? tr("Guesses: a segment stores no types")
                                         : tr("Guesses from %Ln frame(s): a segment stores no types", nullptr,
                                              static_cast<int>(guessed.frames)));
    for (const SchemaCandidate &candidate : guessed.candidates) {
        const QString schema = QString::fromStdString(candidate.schema);
        QAction *action = menu->addAction(
            tr("%1 · %2%3").arg(words::percent(candidate.score), schema, candidate.weak ? tr(" (weak)") : QString()));
        QStringList reasons;
        for (const std::string &reason : candidate.reasons)
            reasons << QString::fromStdString(reason);
        action->setToolTip(words::plainToolTip(reasons.join(QLatin1Char('\n'))));
        // Tool tips are for the mouse.
        connect(action, &QAction::hovered, this, [this, reasons] { emit said(reasons.join(QLatin1Char(' '))); });
        connect(action, &QAction::triggered, tab, [tab, schema] { tab->setSchemaText(schema); });
    }
    SchemaEdit *edit = tab->content()->schemaEdit();
    menu->popup(edit->mapToGlobal(QPoint(0, edit->height())));
}

void Workbench::capture(SegmentTab *tab)
{
    if (!tab->session()->facts() || tab->session()->facts()->layout != Layout::Ring) {
        emit said(tr("Only a ring has frames to capture."));
        return;
    }
    choose(tr("Capture frames"), withoutSlash(*tab) + QStringLiteral(".pcap"), tr("Captures (*.pcap)"), true,
           [this, tab = QPointer<SegmentTab>(tab)](const QString &path) {
               if (tab)
                   storeCapture(tab, path, {});
           });
}

void Workbench::captureNow(SegmentTab *tab)
{
    if (!tab->session()->facts() || tab->session()->facts()->layout != Layout::Ring
        || tab->session()->frameFiles()->isCapturing())
        return;
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    (void)folder.mkpath(QStringLiteral("."));
    storeCapture(
        tab,
        folder.filePath(QStringLiteral("membridge-%1-%2.pcap")
                            .arg(QString::fromLatin1(tab->name().toPercentEncoding()).remove(QStringLiteral("%2F")),
                                 QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")))),
        captureSeconds);
}

void Workbench::storeCapture(SegmentTab *tab, const QString &path, std::optional<int> seconds)
{
    FrameFiles *files = tab->session()->frameFiles();
    if (!FrameFiles::arePossible()) {
        emit said(tr("%1 could not be written: this program was built without captures.").arg(path));
        return;
    }
    if (files->isCapturing()) {
        emit said(tr("This ring is being captured already."));
        return;
    }
    // Until the end of this one capture.
    auto *once = new QObject(files);
    connect(files, &FrameFiles::captureChanged, once, [this, once](const CaptureState &state) {
        if (state.phase == CaptureState::Phase::Running)
            return;
        once->deleteLater();
        emit said(state.error
                      ? words::of(*state.error)
                      : tr("%1 frames are in %2; %3 were missed.")
                            .arg(QLocale().toString(state.frames), state.path, words::exactSize(state.missedBytes)));
    });
    emit said(tr("Capturing frames to %1…").arg(path));
    files->capture(path, seconds ? std::optional(std::chrono::seconds(*seconds)) : std::nullopt);
}

void Workbench::openCapture(SegmentTab *tab)
{
    choose(tr("Open captured frames"), {}, tr("Captures (*.pcap *.pcapng)"), false,
           [tab = QPointer<SegmentTab>(tab)](const QString &path) {
               if (tab)
                   tab->capturePanel()->setFilePath(path);
           });
}

void Workbench::exportCapture(SegmentTab *tab, const QString &capture)
{
    choose(tr("Export captured frames"), QFileInfo(capture).completeBaseName() + QStringLiteral(".csv"),
           tr("Comma-separated values (*.csv);;JSON (*.json)"), true,
           [this, tab = QPointer<SegmentTab>(tab), capture](const QString &path) {
               if (tab)
                   storeCapturedFrames(tab, capture, path);
           });
}

void Workbench::storeCapturedFrames(SegmentTab *tab, const QString &capture, const QString &path)
{
#ifdef MEMBRIDGE_CAPTURE
    inBackground([capture, path, schema = tab->content()->schemaEdit()->schema(), stop = m_stop] {
        const bool json = path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
        QSaveFile file(path);
        CaptureTable table(json ? CaptureTable::Format::Json : CaptureTable::Format::Csv, schema);
        const auto write = [&file](const std::string &text) {
            return file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size());
        };
        try {
            CaptureReader reader(capture.toStdString());
            CapturedPacket packet;
            auto outcome = CaptureReader::Outcome::End;
            bool written = file.open(QIODevice::WriteOnly) && write(json ? "[\n" : table.header());
            while (written && (outcome = reader.next(packet)) == CaptureReader::Outcome::Packet) {
                if (stop->requested())
                    return QString();
                const std::string row = table.row(packet);
                if (!row.empty())
                    written = (!json || table.frames() == 1 || write(",\n")) && write(row);
            }
            if (!written || (json && !write("\n]\n")) || !file.commit())
                return tr("%1 could not be written.").arg(path);
            const QString done = tr("%1 frames are in %2; %3 were missed.")
                                     .arg(QLocale().toString(quint64(table.frames())), path,
                                          words::exactSize(table.missedBytes()));
            return outcome == CaptureReader::Outcome::Faulty
                ? tr("%1 From there on %2 is broken: %3.").arg(done, capture, words::shown(reader.fault()))
                : done;
        } catch (const Error &error) {
            return words::of(error);
        }
    });
#else
    Q_UNUSED(tab)
    Q_UNUSED(capture)
    emit said(tr("%1 could not be written: this program was built without captures.").arg(path));
#endif
}

} // namespace membridge
