#include <optional>

#include "twinline/scenario/build/structure.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// Where the cells of a column go: a key, or a key of an inner table.
struct Target {
  const Field* outer = nullptr;  ///< the inner table's field; nullptr = none
  const Field* field = nullptr;
};

/// The key of an inner table without its prefix, where no other inner table has it.
std::optional<Target> find_inner(const Section& section, std::string_view column) {
  std::optional<Target> target;
  for (const Field& outer : section.fields) {
    if (outer.type != FieldType::kTable) {
      continue;
    }
    if (const Field* field = outer.section->find(column)) {
      if (target) {
        return std::nullopt;
      }
      target = Target{&outer, field};
    }
  }
  return target;
}

std::optional<Target> find_target(const Section& section, std::string_view column) {
  if (const Field* field = section.find(column)) {
    return Target{nullptr, field};
  }
  for (const Field& outer : section.fields) {
    const std::size_t length = outer.key.size();
    if (outer.type == FieldType::kTable && column.size() > length + 1 &&
        column.substr(0, length) == outer.key && column[length] == '_') {
      if (const Field* field = outer.section->find(column.substr(length + 1))) {
        return Target{&outer, field};
      }
    }
  }
  return find_inner(section, column);
}

std::vector<std::string> column_names(const Section& section) {
  std::vector<std::string> names;
  for (const Field& field : section.fields) {
    if (field.type == FieldType::kTable) {
      for (const Field& inner : field.section->fields) {
        names.push_back(std::string(field.key) + "_" + std::string(inner.key));
      }
    } else {
      names.emplace_back(field.key);
    }
  }
  return names;
}

std::optional<Target> check_column(const CsvColumn& column, const Section& section,
                                   Diagnostics& diagnostics) {
  if (column.name.empty()) {
    return std::nullopt;  // the reader of the table has said so
  }
  const std::optional<Target> target = find_target(section, column.name);
  if (!target) {
    diagnostics.error(column.at, "unknown column " + in_quotes(column.name) +
                                     did_you_mean(column.name, column_names(section)));
    return std::nullopt;
  }
  const FieldType type = target->field->type;
  if (type == FieldType::kTable || type == FieldType::kTables) {
    diagnostics.error(column.at, "a list or a table does not fit into a column");
    return std::nullopt;
  }
  if (!column.unit.empty()) {
    const Parsed<double> one = parse_quantity("1", Dimension::kDuration, column.unit);
    if (type != FieldType::kDuration && type != FieldType::kDistribution &&
        section.name != "value") {
      diagnostics.error(column.at, "the column " + in_quotes(column.name) + " has no unit");
    } else if (!one.value) {
      diagnostics.error(column.at, one.problem);
    }
  }
  return target;
}

void check_needed_columns(const CsvTable& table, const Section& section, Diagnostics& diagnostics) {
  if (table.columns.empty()) {
    return;  // the reader of the table has said so
  }
  for (const Field& field : section.fields) {
    if (field.required && table.column(field.key) == CsvTable::kNoColumn) {
      diagnostics.error(table.columns.front().at, "missing column " + in_quotes(field.key));
    }
  }
}

void put(Value& row, const Target& target, const CsvColumn& column, const CsvCell& cell) {
  Value* table = &row;
  if (target.outer != nullptr) {
    Member* inner = row.find(target.outer->key);
    if (inner == nullptr) {
      row.members.push_back({std::string(target.outer->key), column.at, table_value(row.at)});
      inner = &row.members.back();
    }
    table = &inner->value;
  }
  table->members.push_back(
      {std::string(target.field->key), column.at, cell_value(cell.text, cell.at, column.unit)});
}

}  // namespace

Value table_rows(const CsvTable& table, const Section& section, Span used_at,
                 Diagnostics& diagnostics) {
  Value rows;
  rows.kind = Value::Kind::kArray;
  rows.at = used_at;
  std::vector<std::optional<Target>> targets;
  for (const CsvColumn& column : table.columns) {
    targets.push_back(check_column(column, section, diagnostics));
  }
  check_needed_columns(table, section, diagnostics);
  for (const std::vector<CsvCell>& cells : table.rows) {
    const Span first = cells.front().at;
    const Span last = cells.back().at;
    Value row = table_value({first.source, first.begin, last.begin + last.length - first.begin});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (targets[i] && !cells[i].text.empty()) {
        put(row, *targets[i], table.columns[i], cells[i]);
      }
    }
    rows.items.push_back(std::move(row));
  }
  return rows;
}

void expand_field(const Field& field, Value& value, FileSet& files, Diagnostics& diagnostics) {
  if (field.or_file && value.is_text()) {
    Value rows;
    rows.kind = Value::Kind::kArray;
    rows.at = value.at;
    if (const CsvTable* table = files.read_table(value.text, value.at)) {
      rows = table_rows(*table, *field.section, value.at, diagnostics);
    }
    if (field.type == FieldType::kTexts) {
      for (Value& row : rows.items) {
        if (!row.members.empty()) {
          Value cell = std::move(row.members.front().value);
          row = std::move(cell);
        }
      }
    }
    value = std::move(rows);
    return;
  }
  if (field.type == FieldType::kTables && value.kind == Value::Kind::kTable) {
    Value list;
    list.kind = Value::Kind::kArray;
    list.at = value.at;
    list.items.push_back(std::move(value));
    value = std::move(list);
  }
  if (field.type == FieldType::kTables) {
    for (Value& item : value.items) {
      expand_files(*field.section, item, files, diagnostics);
    }
  } else if (field.type == FieldType::kTable) {
    expand_files(*field.section, value, files, diagnostics);
  }
}

void expand_files(const Section& section, Value& table, FileSet& files, Diagnostics& diagnostics) {
  for (Member& member : table.members) {
    if (const Field* field = section.find(member.key)) {
      expand_field(*field, member.value, files, diagnostics);
    }
  }
}

}  // namespace twinline
