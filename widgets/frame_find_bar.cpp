// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame_find_bar.h"

#include "frame_filter_edit.h"
#include "frame_history_model.h"
#include "still_combo_box.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace membridge {

namespace {

enum Kind { ByText, ByExpression };

} // namespace

FrameFindBar::FrameFindBar(FrameHistoryModel *model, QItemSelectionModel *selection, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_selection(selection),
      m_finder(model),
      m_kind(new StillComboBox(this)),
      m_lines(new QStackedWidget(this)),
      m_text(new QLineEdit(m_lines)),
      m_expression(new FrameFilterEdit(m_lines)),
      m_status(new QLabel(this))
{
    setObjectName(QStringLiteral("frameFindBar"));
    m_kind->setObjectName(QStringLiteral("frameFindKind"));
    m_kind->setAccessibleName(tr("What to find frames by"));
    m_kind->addItem(tr("Text"), ByText);
    m_kind->addItem(tr("Expression"), ByExpression);
    m_text->setObjectName(QStringLiteral("frameFindText"));
    m_text->setAccessibleName(tr("Text to find in frames"));
    m_text->setPlaceholderText(tr("in values or bytes"));
    m_text->setClearButtonEnabled(true);
    m_expression->setObjectName(QStringLiteral("frameFindExpression"));
    m_expression->setAccessibleName(tr("Expression to find frames by"));
    m_lines->addWidget(m_text);
    m_lines->addWidget(m_expression);
    m_lines->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_status->setObjectName(QStringLiteral("frameFindStatus"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->hide();

    auto *label = new QLabel(tr("Fin&d:"), this);
    label->setBuddy(m_kind);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_kind);
    row->addWidget(m_lines, 1);
    const auto button = [&](const QString &text, const char *objectName, const QString &toolTip, auto act) {
        auto *made = new QToolButton(this);
        made->setObjectName(QLatin1String(objectName));
        made->setText(text);
        made->setToolTip(toolTip);
        made->setFocusPolicy(Qt::StrongFocus);
        connect(made, &QToolButton::clicked, this, act);
        row->addWidget(made);
    };
    button(tr("Next"), "frameFindNext", tr("The next frame that has it (F3)"), &FrameFindBar::next);
    button(tr("Previous"), "frameFindPrevious", tr("The previous frame that has it (Shift+F3)"),
           &FrameFindBar::previous);
    button(tr("Close"), "frameFindClose", tr("Close the find line (Esc)"), [this] {
        hide();
        emit closed();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_status);

    connect(m_kind, &QComboBox::activated, this, [this](int kind) {
        m_lines->setCurrentIndex(kind);
        m_finder.stop();
        m_status->hide();
    });
    const auto say = [this](const QString &text) {
        m_status->setText(text);
        m_status->setVisible(!text.isEmpty());
    };
    // Another text is another search.
    for (QLineEdit *edit : {m_text, static_cast<QLineEdit *>(m_expression)})
        connect(edit, &QLineEdit::textChanged, this, [this, say] {
            m_finder.stop();
            say({});
        });
    connect(m_expression, &CheckedLineEdit::errorChanged, this, say);
    connect(&m_finder, &FrameFinder::found, this, &FrameFindBar::select);
    connect(&m_finder, &FrameFinder::notFound, this, [this, say] { say(tr("No frame in the list has it.")); });
    hide();
}

QLineEdit *FrameFindBar::line() const
{
    return m_kind->currentIndex() == ByExpression ? m_expression : m_text;
}

void FrameFindBar::setSchema(const Schema &schema)
{
    m_expression->setSchema(schema);
}

void FrameFindBar::open()
{
    show();
    line()->setFocus();
    line()->selectAll();
}

void FrameFindBar::find(FrameFinder::Direction direction)
{
    const bool byExpression = m_kind->currentIndex() == ByExpression;
    const std::optional<FrameFilter> filter = m_expression->filter();
    if (byExpression ? !filter : m_text->text().isEmpty()) {
        open();
        return;
    }
    if (byExpression)
        m_finder.setFilter(*filter);
    else
        m_finder.setText(m_text->text());
    m_direction = direction;
    const QModelIndex current = m_selection->currentIndex();
    m_status->setText(tr("Looking…"));
    m_status->show();
    show();
    m_finder.find(current.isValid() ? std::optional(m_model->storeRow(current.row())) : std::nullopt, direction);
}

void FrameFindBar::select(quint64 storeRow, bool wrapped)
{
    m_selection->setCurrentIndex(m_model->indexOf(storeRow),
                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_status->setText(m_direction == FrameFinder::Direction::Forward
                          ? tr("Past the last frame: found from the first one on.")
                          : tr("Past the first frame: found from the last one back."));
    m_status->setVisible(wrapped);
    emit found();
}

void FrameFindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        find(event->modifiers().testFlag(Qt::ShiftModifier) ? FrameFinder::Direction::Backward
                                                            : FrameFinder::Direction::Forward);
        break;
    case Qt::Key_Escape:
        hide();
        emit closed();
        break;
    default:
        QWidget::keyPressEvent(event);
        break;
    }
}

} // namespace membridge
