// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enum_names_editor.h"

#include "enum_names_model.h"
#include "field_looks.h"
#include "words.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace membridge {

EnumNamesEditor *EnumNamesEditor::open(FieldLooks *looks, const Schema &schema, std::size_t field, QWidget *window)
{
    looks->follow(schema);
    EnumNamesEditor *editor = nullptr;
    for (auto *each : window->findChildren<EnumNamesEditor *>()) {
        if (each->m_looks == looks && each->m_field == field && each->isVisible())
            editor = each;
    }
    if (editor == nullptr)
        editor = new EnumNamesEditor(looks, schema, field, window);
    editor->show();
    editor->raise();
    editor->activateWindow();
    editor->m_list->setFocus();
    return editor;
}

EnumNamesEditor::EnumNamesEditor(FieldLooks *looks, const Schema &schema, std::size_t field, QWidget *window)
    : QDialog(window),
      m_looks(looks),
      m_schema(schema),
      m_field(field),
      m_model(new EnumNamesModel(schema.fields[field].tag, this)),
      m_list(new QTableView(this))
{
    setObjectName(QStringLiteral("enumNamesEditor"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *explanation = new QLabel(
        tr("Type a name into the last row: the number beside it is the next one, unless you type another."), this);
    explanation->setWordWrap(true);
    m_model->setTheme(Theme::of(palette()));
    m_list->setObjectName(QStringLiteral("enumNames"));
    m_list->setAccessibleName(tr("Numbers and their names"));
    m_list->setModel(m_model);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::AnyKeyPressed);
    m_list->setTabKeyNavigation(false);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_list->horizontalHeader()->setStretchLastSection(true);
    auto *problem = new QLabel(this);
    problem->setObjectName(QStringLiteral("enumNamesProblem"));
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->hide();
    connect(m_model, &EnumNamesModel::judged, problem, [problem](const QString &text) {
        problem->setText(text);
        problem->setVisible(!text.isEmpty());
    });
    auto *box = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_remove = box->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName(QStringLiteral("removeEnumName"));
    for (QAbstractButton *button : box->buttons())
        static_cast<QPushButton *>(button)->setAutoDefault(false); // Enter means the cell
    connect(m_remove, &QPushButton::clicked, this, [this] { m_model->remove(m_list->currentIndex().row()); });
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::close);
    const auto offer = [this] { m_remove->setEnabled(m_model->isEntry(m_list->currentIndex().row())); };
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, offer);
    connect(m_model, &EnumNamesModel::judged, this, offer);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(m_list, 1);
    layout->addWidget(problem);
    layout->addWidget(box);
    showField();
    m_list->setCurrentIndex(m_model->index(m_model->rowCount() - 1, EnumNamesModel::Name));
    offer();
    connect(m_model, &EnumNamesModel::namesChanged, this, &EnumNamesEditor::apply);
    connect(looks, &FieldLooks::changed, this, &EnumNamesEditor::follow);
    connect(looks, &QObject::destroyed, this, &QWidget::close);
    resize(380, 320);
}

void EnumNamesEditor::showField()
{
    const std::string &name = m_schema.fields[m_field].name;
    setWindowTitle(
        tr("Names of numbers: %1").arg(name.empty() ? QStringLiteral("#%1").arg(m_field + 1) : words::shown(name)));
    m_model->setNames(m_looks->styles(m_schema)[m_field].names);
}

void EnumNamesEditor::follow()
{
    const Schema &now = m_looks->schema();
    if (now != m_schema) {
        const SchemaField &own = m_schema.fields[m_field];
        const auto same = [&own](const SchemaField &each) { return !own.name.empty() && each.name == own.name; };
        const auto named = std::find_if(now.fields.begin(), now.fields.end(), same);
        if (named != now.fields.end())
            m_field = static_cast<std::size_t>(named - now.fields.begin());
        // One without a name is known by its place alone.
        if (m_field >= now.fields.size() || now.fields[m_field].kind != own.kind || now.fields[m_field].tag != own.tag
            || now.fields[m_field].name != own.name) {
            close();
            return;
        }
        m_schema = now;
    }
    showField();
}

void EnumNamesEditor::apply()
{
    // A cell that is open commits what it has when the dialog closes, also for a field that is no more.
    if (!m_looks || m_looks->schema() != m_schema)
        return;
    FieldStyle style = m_looks->styles(m_schema)[m_field];
    style.names = m_model->names();
    // Whoever names numbers wants to see the names.
    if (!style.names.empty())
        style.format = FieldFormat::Enum;
    else if (style.format == FieldFormat::Enum)
        style.format = FieldFormat::Plain;
    m_looks->setStyle(m_schema, m_field, style);
}

void EnumNamesEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_remove != nullptr)
        m_model->setTheme(Theme::of(palette()));
    QDialog::changeEvent(event);
}

} // namespace membridge
