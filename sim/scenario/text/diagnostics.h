#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "twinline/scenario/text/source_text.h"

namespace twinline {

/// Collects what is wrong with a scenario, so that the user sees it all at once:
///
///     mini_fab/scenario.toml:42:17: error: station "litho": load: expected a duration >= 0, ...
///         load = "-3.5 min"
///                ^~~~~~~~~~
class Diagnostics {
 public:
  static constexpr std::size_t kMaxShown = 20;

  /// @param sources must outlive the object.
  explicit Diagnostics(const Sources& sources) : sources_(sources) {}

  void error(Span at, std::string message);
  void warning(Span at, std::string message);
  bool has_errors() const { return !errors_.empty(); }
  std::size_t n_errors() const { return errors_.size() + n_dropped_; }

  /// @throws ScenarioError with the first kMaxShown errors, by source and position, and the count
  /// of the others; returns where there is none.
  void throw_if_errors() const;
  /// Complete texts of the warnings, by source and position.
  std::vector<std::string> warnings() const;
  const Sources& sources() const { return sources_; }

 private:
  struct Entry {
    Span at;
    std::string message;
  };
  static void add(std::vector<Entry>& entries, Span at, std::string message);
  std::vector<Entry> in_order(const std::vector<Entry>& entries) const;
  std::string text(const char* severity, const Entry& entry) const;

  const Sources& sources_;
  std::vector<Entry> errors_;
  std::vector<Entry> warnings_;
  std::size_t n_dropped_ = 0;
};

}  // namespace twinline
