// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "csv_column.h"

#include "../codec/bounded_file.h"
#include "../codec/utf8.h"
#include "../codec/value_text.h"
#include "../ipc/error.h"

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

[[noreturn]] void refuse(const std::string &why)
{
    throw Error(ErrorCode::InvalidArgument, "", "read CSV file", why);
}

std::string bytesOf(const std::string &file)
{
    std::string bytes;
    try {
        bytes = readBoundedFile(file, "read CSV file", csvMostBytes);
    } catch (const Error &error) {
        refuse('"' + file + "\": " + error.reason());
    }
    if (bytes.size() > csvMostBytes)
        refuse('"' + file + "\" is larger than 16 MiB");
    return bytes;
}

/// Goes through the cells of a CSV text, one after the other.
class CsvCells
{
public:
    explicit CsvCells(std::string_view text) : m_text(text) { }

    bool atEnd() const { return m_at >= m_text.size(); }
    struct Cell
    {
        std::string text;
        bool quoted = false;
        bool lastInLine = false;
    };
    Cell next()
    {
        Cell cell;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            cell.quoted = true;
            for (++m_at; m_at < m_text.size(); ++m_at) {
                if (m_text[m_at] == '"') {
                    if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"')
                        break;
                    ++m_at;
                }
                cell.text += m_text[m_at];
            }
            ++m_at;
        }
        const std::size_t start = std::min(m_at, m_text.size());
        const std::size_t end = std::min(m_text.find_first_of(",\n", start), m_text.size());
        std::string_view rest = m_text.substr(start, end - start);
        cell.lastInLine = end == m_text.size() || m_text[end] == '\n';
        if (cell.lastInLine && rest.ends_with('\r'))
            rest.remove_suffix(1);
        cell.text += rest;
        m_at = end + 1;
        return cell;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

Value valueOf(const CsvCells::Cell &cell)
{
    if (firstInvalidUtf8(cell.text))
        refuse("a cell is not UTF-8");
    // "str:" and the like are for those who type commands.
    if (!cell.quoted && cell.text.find_first_of(": \t") == std::string::npos && !cell.text.empty()) {
        const auto parsed = parseValue(cell.text);
        if (const auto *value = std::get_if<Value>(&parsed))
            return *value;
    }
    return Value{Text{cell.text}};
}

} // namespace

ValueList readCsvColumn(const std::string &file, std::uint64_t column)
{
    const std::string bytes = bytesOf(file);
    ValueList cells;
    std::uint64_t at = 1;
    for (CsvCells lines(bytes); !lines.atEnd();) {
        const CsvCells::Cell cell = lines.next();
        const bool blankLine = at == 1 && cell.lastInLine && cell.text.empty() && !cell.quoted;
        if (at == column && !blankLine) {
            if (cells.size() == csvMostCells)
                refuse('"' + file + "\" has more than 1,048,576 lines");
            cells.push_back(valueOf(cell));
        }
        at = cell.lastInLine ? 1 : at + 1;
    }
    const auto isText = [&cells](std::size_t i) { return std::holds_alternative<Text>(cells[i].data); };
    if (cells.size() > 1 && isText(0) && !isText(1))
        cells.erase(cells.begin());
    if (cells.empty())
        refuse('"' + file + "\" has no column " + std::to_string(column));
    return cells;
}

void readCsvColumns(PayloadTemplate &fields)
{
    for (TemplateField &field : fields.fields) {
        if (auto *csv = std::get_if<CsvField>(&field); csv != nullptr && csv->cells == nullptr)
            csv->cells = std::make_shared<const ValueList>(readCsvColumn(csv->file, csv->column));
    }
}

} // namespace membridge
