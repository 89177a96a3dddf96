// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "segment_content.h"
#include "widgets/field_model.h"
#include "widgets/frame_model.h"

#include <QPointer>

class QHBoxLayout;
class QLabel;
class QSplitter;
class QTabWidget;
class QTableView;
class QToolButton;
class QTreeView;

namespace membridge {

class ElidedLabel;
class FillBar;
class FramesPanel;
class HexView;
class HistogramPlot;
class RingMap;
class SchemaEdit;
class ThroughputPlot;

/// A ring: its indices and fill, throughput over time, and the pending frames as list, fields and bytes. GUI thread.
///
/// The bytes stay where they are, unless the newest frame is followed: then that one is selected, and its bytes are in view, until the user
/// selects another one or has enough.
class RingPanel : public SegmentContent
{
    Q_OBJECT

public:
    explicit RingPanel(QWidget *parent = nullptr);

    void setFacts(const SegmentFacts &facts) override;
    void show(const ObservationPtr &observation) override;
    void record(const Observation &observation) override;
    void setPaused(bool paused) override;
    QString schemaText() const override;
    void setSchemaText(const QString &text) override;
    void connectSession(Session &session) override;
    HexView *hexView() const override { return m_hex; }

    ThroughputPlot *plot() const { return m_plot; }
    TimePlot *timePlot() const override;
    FramesPanel *framesPanel() const override { return m_history; }
    RingMap *ringMap() const override { return m_map; }
    FrameModel *frameModel() { return &m_frames; }
    FieldModel *fieldModel() override { return &m_fieldModel; }
    SchemaEdit *schemaEdit() const override { return m_schema; }
    GuessSource guessSource(std::shared_ptr<const ByteSource> bytes) const override;

protected:
    void bytesSelected(quint64 offset, quint64 length) override;
    void showBytes() override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeNumbers();
    QWidget *makePlots();
    QWidget *makeFrames();
    QWidget *makePending();
    QWidget *makeList(QWidget *parent);
    void makeFields(QWidget *parent);
    void makeHex(QWidget *parent);
    QLabel *addNumber(QHBoxLayout *row, const QString &objectName, const QString &caption);
    void showNumbers(const Observation &observation);
    void showFrame();
    void showFrames(const ObservationPtr &observation);
    void follow(bool on);
    void showNewest();
    void listOldest();
    void showNotes(bool show);
    void listAround(quint64 position);
    void showWanted();
    void frameChosen();
    std::optional<quint64> frameAt(quint64 offset) const;
    void goToRingByte(quint64 byte, std::optional<quint64> framePosition);
    std::vector<ByteRange> bytesOf(const PendingFrame &frame) const;
    void applyTheme();
    void shareWidth();

    QLabel *m_head = nullptr;
    QLabel *m_tail = nullptr;
    QLabel *m_used = nullptr;
    QLabel *m_free = nullptr;
    QLabel *m_messages = nullptr;
    FillBar *m_fill = nullptr;
    RingMap *m_map = nullptr;
    ThroughputPlot *m_plot = nullptr;
    HistogramPlot *m_sizes = nullptr;
    HistogramPlot *m_intervals = nullptr;
    SchemaEdit *m_schema = nullptr;
    ElidedLabel *m_count = nullptr;
    QToolButton *m_oldest = nullptr;
    QToolButton *m_follow = nullptr;
    QTableView *m_list = nullptr;
    QTreeView *m_fields = nullptr;
    QTabWidget *m_pages = nullptr;
    QSplitter *m_panes = nullptr;
    bool m_sharedByUser = false; ///< The user moved the splitter: from then on it stays as it is.
    HexView *m_hex = nullptr;
    FramesPanel *m_history = nullptr;
    FrameModel m_frames;
    FieldModel m_fieldModel;
    std::optional<PendingFrame> m_shown; ///< The frame in the field tree; kept after it was consumed.
    quint64 m_capacity = 0;
    QPointer<Session> m_session;
    bool m_settingFrames = false;      ///< Rows come and go, and with them the current one: nobody chose it.
    bool m_linking = false;            ///< One pane selects in another one.
    std::optional<quint64> m_followed; ///< Position of the newest frame that was brought into view.
    std::optional<quint64> m_wanted;   ///< Position of a frame that is selected as soon as it is listed.
};

} // namespace membridge
