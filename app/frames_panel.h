// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/field_model.h"
#include "widgets/frame_history_model.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QTableView;
class QToolButton;
class QTreeView;

namespace membridge {

class FieldLooks;
class FrameFilterEdit;
class FrameFindBar;
class HexView;
class Session;
struct Observation;

/// The frames that passed through a ring while this was on screen once, also after they were consumed: a list with a filter, the fields of the selected
/// frame, and its bytes. GUI thread.
///
/// The session keeps the frames from the moment this is shown first, unless the user stops it. The list follows ten times a second at most, and
/// not at all while it can't be seen or is paused.
class FramesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FramesPanel(QWidget *parent = nullptr);

    void setSession(Session *session);
    /// Where it is kept how fields are shown, in the list as well. Must live as long as the panel.
    void setLooks(FieldLooks *looks);
    /// What frames are decoded by; nothing: their bytes are shown.
    void setSchema(const std::optional<Schema> &schema);
    /// Frames are kept meanwhile, but the list stands still.
    void setPaused(bool paused);
    /// For how far off the times can be, and why following ended.
    void record(const Observation &observation);

    /// What rows are marked by, the first that matches first. Those that this ring's schema can't judge mark nothing.
    void setColourRules(const std::vector<ColourRule> &rules);
    /// The keys that find frames do so there, too, while this is seen: for the tab that brought it to the front.
    void takeFindKeysOf(QWidget *widget);
    const Schema &schema() const { return m_frames.schema(); }
    /// All that are kept; while the list stands still, those in it.
    FrameStoreView seen() const;
    FrameHistoryModel *model() { return &m_frames; }
    /// The bytes of the selected frame.
    HexView *hexView() const { return m_hex; }
    /// How many there are; for a place that is seen whichever page is in front.
    QLabel *countLabel() const { return m_count; }

signals:
    /// For the status bar: what is selected.
    void placeChanged(const QString &text);
    /// The user made or removed one here.
    void colourRulesChanged(const std::vector<membridge::ColourRule> &rules);
    /// The user wants to see all of them.
    void colourRulesWanted();
    void schemaChanged();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeToolRow();
    void makeList();
    void makeFields();
    void keep(bool on);
    void refresh();
    void showFrame();
    void showCaption(const QString &text);
    static bool isFindKey(const QKeyEvent *key);
    void applyFilter();
    void applyColours();
    void addColourRule(ColourRule::Colour colour);
    void openListMenu(const QPoint &point);
    void openFieldMenu(const QPoint &point);
    QString conditionOf(const QModelIndex &field) const;
    QString fieldWord(const QModelIndex &field) const;
    void followTail(bool wasAtEnd);
    void leaveTail();
    bool isAtEnd() const;
    void applyTheme();

    QPointer<Session> m_session;
    FrameHistoryModel m_frames;
    FieldModel m_fieldModel;
    FrameFilterEdit *m_filter = nullptr;
    FrameFindBar *m_find = nullptr;
    QToolButton *m_keep = nullptr;
    QToolButton *m_follow = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_caption = nullptr;
    QTableView *m_list = nullptr;
    QTreeView *m_fields = nullptr;
    HexView *m_hex = nullptr;
    QTimer m_timer;
    std::vector<ColourRule> m_rules;
    std::optional<quint64> m_shown; ///< Store row in the field tree and the bytes.
    bool m_began = false;           ///< Keeping was begun once.
    bool m_paused = false;
    bool m_wasAtEnd = true;
    bool m_selecting = false;
    bool m_moving = false; ///< The list is moved by what arrives or leaves, not by the user.
};

} // namespace membridge
