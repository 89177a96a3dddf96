// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_changes.h"
#include "decoded_schema.h"
#include "field_looks.h"
#include "theme.h"

#include "core/codec/field_style.h"
#include "core/observe/snapshot.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace membridge {

/// Decoded fields as a tree: one row a schema field, list elements as its children, a decode error as the last row. GUI
/// thread.
///
/// A result of the same schema is a refresh: values by dataChanged, list elements inserted or removed at the end of
/// their list, so that expansion and selection survive. Another schema resets the model.
class FieldModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, Offset, Length, ValueColumn, Previous, Note, ColumnCount };
    enum Role {
        RangeRole = Qt::UserRole, ///< ByteRange in the segment (DecodedSchema::baseOffset included); length 0 when
                                  ///< nothing was read. Of what a ring's end cuts: the part before it.
        ChangedRole,              ///< bool: the value became another one less than fadeMs ago.
        SortRole,
        ErrorRole,  ///< bool: this row is the decode error.
        FormatRole, ///< int: the FieldFormat of the row's field; invalid on rows that have no value.
        DoubtRole   ///< bool: the value, or one of the list's, can hardly be right, or its format has no word for it.
    };
    /// Elements of one list that are shown; a last row says how many more there are.
    static constexpr int maxElements = 1000;
    /// How long a changed value is marked, fading: as long as its bytes are.
    static constexpr qint64 fadeMs = ByteChanges::fadeMs;

    explicit FieldModel(QObject *parent = nullptr);

    /// nullptr empties the model.
    void setResult(std::shared_ptr<const DecodedSchema> result);
    std::shared_ptr<const DecodedSchema> result() const { return m_result; }
    void setTheme(const Theme &theme);

    /// Marks of changes neither come nor fade meanwhile.
    void setFrozen(bool frozen);
    /// Milliseconds that only grow, for tests.
    void setClock(std::function<qint64()> clock);

    /// Where it is kept how values are shown; at first the model has some of its own. Must live as long as the model.
    void setLooks(FieldLooks *looks);
    FieldLooks *looks() const { return m_looks; }
    /// How values of this result are shown, by schema field; fields beyond are plain.
    void setStyles(const std::vector<FieldStyle> &styles);
    const std::vector<FieldStyle> &styles() const { return m_styles; }
    /// Changes how one schema field is shown, and sends formatChanged(). Names and unit of its style stay.
    void setFormat(std::size_t field, FieldFormat format);
    /// The formats that mean something for the field of this row, Plain first; none for rows without a value.
    std::vector<FieldFormat> formats(const QModelIndex &index) const;
    /// The schema field of a row (also of an element's); -1 for the error.
    int schemaField(const QModelIndex &index) const;

    /// The innermost row that holds this byte of the segment, or an invalid index.
    QModelIndex indexAtByte(quint64 segmentOffset) const;
    /// Where the field of that name begins in the segment; nothing where it has no bytes.
    std::optional<quint64> offsetOf(std::string_view name) const;
    /// All of a cell's value, not cut, for copying.
    QString fullValue(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// Sent when setFormat() has changed how a field is shown.
    void formatChanged(int field, membridge::FieldFormat format);

private:
    struct Elements
    {
        std::size_t first = 0; ///< Index into Decoded::fields.
        std::size_t count = 0;
    };
    /// Elements of a list that its own row shows.
    static constexpr std::size_t previewed = 8;
    enum class RowKind { Field, Element, More, Error };
    /// The last value that was different.
    struct Past
    {
        std::optional<DecodedField> was; ///< Nothing: there was none.
        qint64 sinceMs = 0;              ///< When another one took its place.
        bool marked = false;             ///< Still shown as changed.
    };
    struct FieldPast
    {
        std::optional<Past> own;           ///< Of a list: when something in it changed last.
        std::vector<DecodedField> preview; ///< Of a list before that: its first elements, and how many there were.
        std::size_t count = 0;
        std::map<std::size_t, Past> elements; ///< Of a list.
    };

    RowKind kindOf(const QModelIndex &index) const;
    std::size_t fieldOf(const QModelIndex &index) const;
    bool isList(std::size_t field) const;
    int childRows(std::size_t field) const;
    static std::vector<Elements> spans(const DecodedSchema *result);
    static int shownRows(std::size_t elements);
    const DecodedField *element(const QModelIndex &index) const;
    ByteRange range(const QModelIndex &index) const; ///< As if a ring's data had no end.
    ByteRange inSegment(ByteRange range) const;
    const Past *past(const QModelIndex &index) const;
    bool changed(const QModelIndex &index) const { return freshness(index) > 0; }
    double freshness(const QModelIndex &index) const;
    qint64 now() const { return m_frozenAt ? *m_frozenAt : m_clock(); }
    void notePasts(const DecodedSchema &before, const std::vector<Elements> &spansBefore);
    void fade();
    QString display(const QModelIndex &index) const;
    QString displayOfField(std::size_t field, int column) const;
    QString displayOfElement(const DecodedField &each, const QModelIndex &index) const;
    QString previousText(const QModelIndex &index) const;
    QString listPreview(std::span<const DecodedField> first, std::size_t count) const;
    const FieldStyle &styleOf(std::size_t field) const;
    void takeStyles();
    QString styledValue(const DecodedField &each, std::size_t maxBytes = 256) const;
    QString noteOf(const DecodedField &each) const;
    bool isDoubtful(const QModelIndex &index) const;
    void emitFieldChanged(std::size_t field);
    void refresh(std::shared_ptr<const DecodedSchema> result);
    void emitAllChanged();
    /// What looks different from `before`.
    void emitChanged(const DecodedSchema &before, const std::vector<Elements> &spansBefore);
    /// dataChanged for each run of rows that `stale` names.
    void emitRows(const QModelIndex &parent, const std::vector<bool> &stale);

    std::shared_ptr<const DecodedSchema> m_result;
    std::vector<Elements> m_spans;  ///< By schema field.
    std::vector<FieldPast> m_pasts; ///< By schema field.
    std::vector<int> m_childRows;   ///< What the views were told.
    bool m_hasError = false;        ///< What the views were told.
    QPointer<FieldLooks> m_looks;
    std::vector<FieldStyle> m_styles; ///< What m_looks say of this result, by schema field.
    std::function<qint64()> m_clock;
    std::optional<qint64> m_frozenAt;
    QTimer m_fadeTimer;
    Theme m_theme;
};

} // namespace membridge
