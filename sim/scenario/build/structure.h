#pragma once

#include <string>

#include "twinline/scenario/schema/section.h"
#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/value.h"

namespace twinline {

/// Puts the rows of tables in the place of their files' names, and lists of one in the place of
/// lone tables, all through a table of `section`. What is wrong goes to `diagnostics`.
void expand_files(const Section& section, Value& table, FileSet& files, Diagnostics& diagnostics);

/// The same for the value of one field.
void expand_field(const Field& field, Value& value, FileSet& files, Diagnostics& diagnostics);

/// The rows of a CSV table as tables of `section`: empty cells are absent, a column such as
/// `batch_min` goes to the key `min` of the inner table `batch`. Unknown and missing columns go to
/// `diagnostics`. @param table must outlive the value.
Value table_rows(const CsvTable& table, const Section& section, Span used_at,
                 Diagnostics& diagnostics);

/// Checks a whole table against its section: unknown keys, missing keys, tables where tables
/// belong.
/// @param subject how messages call the table, such as `station "litho"`; "" for the document
void check_structure(const Section& section, const Value& table, const std::string& subject,
                     Diagnostics& diagnostics);

/// How messages call element `index` of a list: `station "litho"`, `transport 2`, with the subject
/// of the table that holds the list before it.
std::string element_subject(const Section& section, const Value& element, std::size_t index,
                            const std::string& parent);

}  // namespace twinline
