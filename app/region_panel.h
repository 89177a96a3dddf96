// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "segment_content.h"
#include "widgets/field_model.h"

class QHBoxLayout;
class QLabel;
class QSplitter;
class QTreeView;

namespace membridge {

class HexView;
class LockPanel;
class OffsetEdit;
class SchemaEdit;

/// A region: its bytes, and its fields by the schema that the user types. GUI thread.
class RegionPanel : public SegmentContent
{
    Q_OBJECT

public:
    explicit RegionPanel(QWidget *parent = nullptr);

    void setFacts(const SegmentFacts &facts) override;
    void show(const ObservationPtr &observation) override;
    void record(const Observation &observation) override;
    void setPaused(bool paused) override;
    void connectSession(Session &session) override;
    void captureBurst() override;
    TimePlot *timePlot() const override;
    QString schemaText() const override;
    void setSchemaText(const QString &text) override;

    HexView *hexView() const override { return m_hex; }
    FieldModel *fieldModel() override { return &m_model; }
    SchemaEdit *schemaEdit() const override { return m_schema; }
    GuessSource guessSource(std::shared_ptr<const ByteSource> bytes) const override;
    LockPanel *lockPanel() const { return m_lock; }

protected:
    void bytesSelected(quint64 offset, quint64 length) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QHBoxLayout *makeSchemaRow(QWidget *parent);
    QWidget *makeFieldsSide();
    void fieldSelected(const QModelIndex &index);
    void shareWidth();
    void updateNote(const Observation *observation);
    void markOwnCursor(std::optional<quint64> dataOffset);

    LockPanel *m_lock;
    QSplitter *m_splitter;
    bool m_sharedByUser = false; ///< The user moved the splitter: from then on it stays as it is.
    HexView *m_hex;
    SchemaEdit *m_schema;
    OffsetEdit *m_offset;
    QTreeView *m_fields;
    QLabel *m_note;
    FieldModel m_model;
    bool m_linking = false; ///< A selection on one side is being shown on the other.
};

} // namespace membridge
