#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/scenario/build/distribution_pool.h"
#include "twinline/scenario/schema/section.h"
#include "twinline/scenario/text/diagnostics.h"
#include "twinline/scenario/text/value.h"

namespace twinline {

/// One table of a scenario, read by the types, ranges and defaults of its section. Every reading
/// function reports what is wrong with the value and then gives the default (or nothing); a key
/// must be one of the section and of the type that is asked for.
class Record {
 public:
  /// @param subject how messages call it; @param prefix what stands before its keys there
  /// ("batch.") The section and the table must outlive the record.
  Record(const Section& section, const Value& table, std::string subject, std::string prefix,
         Diagnostics& diagnostics, DistributionPool& distributions);

  bool has(std::string_view key) const { return table_->find(key) != nullptr; }
  /// Where the value stands; the table itself for an absent one.
  Span at(std::string_view key) const;
  Span at() const { return table_->at; }
  const std::string& subject() const { return subject_; }

  std::string text(std::string_view key) const;
  /// The texts of a list; empty for an absent one. All values keep their places.
  std::vector<Value> texts(std::string_view key) const;
  /// Index of the word in the field's list; none where it is absent and has no default.
  std::optional<std::size_t> word(std::string_view key) const;
  std::vector<std::size_t> words(std::string_view key) const;
  long long integer(std::string_view key) const;
  /// A whole number >= 0 that stands under the key `min_run`, or in its table.
  std::optional<long long> count(const Value& value) const;
  double number(std::string_view key) const;
  /// A number with a unit of the dimension; none where it is absent, unless it has a default.
  /// @param difference as for parse_quantity()
  std::optional<double> quantity(std::string_view key, const Dimension& dimension,
                                 bool difference = false) const;
  /// The same for a value that stands elsewhere; `label` begins the message.
  std::optional<double> quantity_of(const Value& value, const std::string& label,
                                    const Dimension& dimension, bool difference = false) const;
  bool flag(std::string_view key) const;
  SimTime duration(std::string_view key) const;
  /// Index of the distribution; kNone where it is absent.
  Id distribution(std::string_view key, const Dimension& dimension = Dimension::kDuration) const;
  /// A distribution whose mean must be positive.
  Id positive_distribution(std::string_view key,
                           const Dimension& dimension = Dimension::kDuration) const;
  /// The inner table or list as it is; nullptr where it is absent.
  const Value* raw(std::string_view key) const;
  std::optional<Record> child(std::string_view key) const;
  std::vector<Record> children(std::string_view key) const;

  /// Reports "subject: key: message, received ..." at the value.
  void error(std::string_view key, const std::string& message) const;
  /// Reports "subject: message" at a place.
  void error_at(Span at, const std::string& message) const;
  /// The same without "received".
  void fault(std::string_view key, const std::string& message) const;
  void warning(std::string_view key, const std::string& message) const;
  /// Reports that `what` is defined again at `at`.
  void duplicate(Span at, const std::string& what, Span first) const;

 private:
  const Field& field(std::string_view key, FieldType type) const;
  std::string label(std::string_view key) const;
  /// Reads one integer of a field, from TOML or from text.
  std::optional<long long> integer_of(const Value& value) const;
  void range_error(const Field& field, const char* what) const;
  std::optional<SimTime> duration_of(const Field& field, const Value& value) const;

  const Section* section_;
  const Value* table_;
  std::string subject_;
  std::string prefix_;
  Diagnostics* diagnostics_;
  DistributionPool* distributions_;
};

/// What was received, for messages: text in quotes, other values as written.
std::string received(const Value& value);

}  // namespace twinline
