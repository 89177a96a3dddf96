// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/address_expression.h"
#include "guess_source.h"
#include "observation.h"

#include <QWidget>

#include <optional>

namespace membridge {

class FieldLooks;
class FieldModel;
class FramesPanel;
class HexView;
class RingMap;
class SchemaEdit;
class Session;
class TimePlot;

/// What a tab shows of one layout: the common face of RegionPanel and RingPanel. GUI thread.
class SegmentContent : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual void setFacts(const SegmentFacts &facts) = 0;
    /// Shows one observation. Not called while paused.
    virtual void show(const ObservationPtr &observation) = 0;
    /// What is recorded also while the view is frozen.
    virtual void record(const Observation &observation) { Q_UNUSED(observation) }
    virtual void setPaused(bool paused) { Q_UNUSED(paused) }
    virtual FieldModel *fieldModel() = 0;
    /// How the fields are shown, wherever they are.
    FieldLooks *fieldLooks();
    virtual SchemaEdit *schemaEdit() const = 0;
    /// What the schema is to be guessed from: a region's data from where it begins, in `bytes`, or frames.
    virtual GuessSource guessSource(std::shared_ptr<const ByteSource> bytes) const = 0;
    /// For what one layout alone asks of a session.
    virtual void connectSession(Session &session) { Q_UNUSED(session) }
    /// Looks at the lock word without a pause, where there is one.
    virtual void captureBurst() { }
    /// The plot over time.
    virtual TimePlot *timePlot() const = 0;
    /// The frames that passed through, where there are any.
    virtual FramesPanel *framesPanel() const { return nullptr; }
    /// The ring as a picture, where there is one.
    virtual RingMap *ringMap() const { return nullptr; }
    virtual QString schemaText() const = 0;
    virtual void setSchemaText(const QString &text) = 0;
    /// Brings the hex view forward, moves it to those bytes and selects them, and what goes with them elsewhere, as if the user had.
    void select(quint64 segmentOffset, quint64 length);
    /// The same, and the hex view gets the keyboard.
    void goToRange(quint64 segmentOffset, quint64 length);
    void goTo(quint64 segmentOffset) { goToRange(segmentOffset, 1); }
    virtual HexView *hexView() const = 0;
    /// What names mean in a "go to".
    AddressContext addressContext(Layout layout);
    /// Sends cursorBytesChanged().
    void tellCursor();
    /// Sends placeChanged().
    void tellPlace();

signals:
    void windowWanted(quint64 offset, quint64 length);
    void schemaChanged(const std::optional<membridge::Schema> &schema);
    void dataOffsetChanged(quint64 offset);
    /// What is shown from the cursor on, and the segment's size; empty where nothing is.
    void cursorBytesChanged(quint64 offset, const membridge::ByteVector &bytes, quint64 segmentSize);
    /// For the status bar: what is selected.
    void placeChanged(const QString &text);

protected:
    /// Bytes were selected: marks what goes with them.
    virtual void bytesSelected(quint64 offset, quint64 length) = 0;
    /// Brings the hex view forward, where another page can hide it.
    virtual void showBytes() { }

private:
    FieldLooks *m_looks = nullptr;
};

} // namespace membridge
