// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/layout_file.h"
#include "session.h"
#include "widgets/time_marker.h"

#include <QWidget>

#include <optional>
#include <set>
#include <utility>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace membridge {

class ByteEditing;
class ByteSource;
class CapturePanel;
class FindingModel;
class Freezer;
class GoToBar;
class ProcessModel;
class MessageBanner;
class ParticipatePanel;
class RecoverCard;
class SegmentContent;
class StateBadge;
class TrafficPanel;
class TriggerPanel;

/// One attached segment in the middle of the window: what it is, its state, what is wrong, and its bytes, fields or frames.
/// Owns the session. GUI thread.
class SegmentTab : public QWidget
{
    Q_OBJECT

public:
    SegmentTab(const QByteArray &name, Layout told, const SessionOptions &options, QWidget *parent = nullptr);
    ~SegmentTab() override;

    const QByteArray &name() const { return m_session->name(); }
    Session *session() const { return m_session; }
    /// nullptr until the segment was opened.
    SegmentContent *content() const { return m_content; }
    ParticipatePanel *participatePanel() const { return m_participatePanel; }
    /// nullptr until the segment was opened.
    ByteEditing *editing() const { return m_editing; }
    FindingModel *findings() const { return m_findings; }
    TriggerPanel *triggerPanel() const { return m_triggerPanel; }
    TrafficPanel *trafficPanel() const { return m_trafficPanel; }
    CapturePanel *capturePanel() const { return m_capturePanel; }
    ProcessModel *processes() const { return m_processes; }
    /// Whether every process could be looked into; nothing before the first look.
    std::optional<bool> processesComplete() const { return m_processesComplete; }
    /// What the newest look says of the lock or the ring's fill; empty before the first.
    const StateBadge *stateBadge() const { return m_state; }
    /// What the looks say is wrong with the segment.
    MessageBanner *banner() const { return m_banner; }
    /// Why taking part failed or ended; stays until it is dismissed or taking part succeeds.
    MessageBanner *commandBanner() const { return m_commandBanner; }
    QString schemaText() const;
    /// Remembered until the segment is opened.
    void setSchemaText(const QString &text);
    /// The schema and how its fields are shown; without fields where there is no schema.
    LayoutFile layoutFile() const;
    /// How fields are shown, as a layout file says it, for another tab of the segment; empty where nobody chose anything.
    QByteArray savedLooks() const;
    /// What savedLooks() gave. Remembered until the segment is opened.
    void loadLooks(const QByteArray &looks);
    Layout toldLayout() const { return m_told; }
    /// The layout is known and the name still means this segment.
    bool canParticipate() const;
    /// Attached by the address of a hidden segment: there is nothing but looking.
    bool isHidden() const;
    /// What is selected, as placeChanged() said last.
    const QString &place() const { return m_place; }

    /// Shows the line that asks for an offset.
    void openGoTo();
    /// Freezes what is shown; looking and recording go on.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// All bytes as the view has them: of the moment that it is frozen at, otherwise as they are at each reading. nullptr before the segment was
    /// opened, and where the frozen ones were not kept: see whyNoBytes(). For one thread.
    std::shared_ptr<const ByteSource> bytes() const;
    /// As they are at each reading, also while the view is frozen.
    std::shared_ptr<const ByteSource> liveBytes() const;
    QString whyNoBytes() const;
    Freezer *freezer() const { return m_freezer; }

signals:
    /// For the tab's label and the status bar.
    void stateChanged();
    /// The user said which layout it is (Unknown: guess again): attach anew with it.
    void layoutChosen(membridge::Layout layout);
    /// Attach to whatever has the name now.
    void reattachRequested();
    void placeChanged(const QString &text);
    /// As SegmentContent's.
    void cursorBytesChanged(quint64 offset, const membridge::ByteVector &bytes, quint64 segmentSize);
    /// The segment was opened; content() is there.
    void contentMade(membridge::SegmentContent *content);
    /// The lock word was set to 0 at the user's word.
    void lockRecovered(const membridge::TimeMarker &marker);
    /// Something worse than an information was found that was not known before.
    void findingAppeared(const membridge::TimeMarker &marker);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHeader();
    void opened(const SegmentFacts &facts);
    void observed(const ObservationPtr &observation);
    void showState(const Observation &observation);
    void showFacts(quint64 size);
    void showTrouble(const Observation &observation);
    void say(const QString &trouble, Severity severity, const QString &text, const QString &action = {});
    void participationChanged(bool participating);
    void performed(const OperationResult &result);
    void updateParticipation();
    void showAccess();
    void freeze();
    void showFrozen();
    void markNewFindings(const std::vector<FindingRecord> &records);

    Session *m_session;
    Layout m_told;
    QString m_schemaText;
    QByteArray m_savedLooks; ///< Until the segment is opened.
    MessageBanner *m_banner;
    MessageBanner *m_commandBanner;
    RecoverCard *m_recoverCard;
    StateBadge *m_state = nullptr;
    StateBadge *m_access = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_facts = nullptr;
    QComboBox *m_layoutChoice = nullptr;
    QPushButton *m_participate = nullptr;
    QLabel *m_waiting;
    QVBoxLayout *m_layout;
    SegmentContent *m_content = nullptr;
    ByteEditing *m_editing = nullptr;
    Freezer *m_freezer;
    GoToBar *m_goTo = nullptr;
    ParticipatePanel *m_participatePanel;
    TriggerPanel *m_triggerPanel;
    TrafficPanel *m_trafficPanel;
    CapturePanel *m_capturePanel;
    FindingModel *m_findings;
    ProcessModel *m_processes;
    std::optional<bool> m_processesComplete;
    QString m_layoutText;
    QString m_place;
    bool m_paused = false;
    bool m_seen = false;                               ///< Bytes were shown: from then on pausing freezes them.
    bool m_gone = false;                               ///< The name is gone or means another segment.
    std::set<std::pair<FindingCode, qint64>> m_marked; ///< Findings that were told, with the time when they came.
    QString m_trouble;                                 ///< What the banner is about.
    bool m_dismissed = false;
};

} // namespace membridge
