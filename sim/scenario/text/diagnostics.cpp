#include "twinline/scenario/text/diagnostics.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "twinline/core/error.h"

namespace twinline {

namespace {

constexpr std::size_t kMaxKept = 1000;
constexpr std::size_t kMaxLine = 100;  // characters of a source line that are shown
constexpr std::size_t kLeftOfCaret = 60;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t n_characters(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character));
}

std::string printable(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c == '\t') {
      c = ' ';
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      c = '?';
    }
  }
  return result;
}

/// The source line with the span underlined, both indented; long lines are cut around the span.
std::string excerpt(const SourceText& source, Span at) {
  const std::string_view line = source.line_at(at.begin);
  const auto line_begin = static_cast<std::size_t>(line.data() - source.text().data());
  const std::size_t caret = std::min<std::size_t>(at.begin - line_begin, line.size());
  std::size_t from = std::min(line.find_first_not_of(" \t"), caret);
  if (caret - from > kLeftOfCaret) {
    from = caret - kLeftOfCaret;
    while (from < caret && continues_character(line[from])) {
      ++from;
    }
  }
  std::size_t to = std::min(line.size(), from + kMaxLine);
  while (to < line.size() && continues_character(line[to])) {
    ++to;
  }
  const bool cut = line.find_first_not_of(" \t") < from;
  const std::string_view marked =
      line.substr(caret, std::min<std::size_t>(at.length, std::max(to, caret) - caret));
  const std::string lead = cut ? "..." : "";
  const std::size_t blanks = lead.size() + n_characters(line.substr(from, caret - from));
  const std::size_t tildes = std::max<std::size_t>(n_characters(marked), 1) - 1;
  return "\n    " + lead + printable(line.substr(from, to - from)) +
         (to < line.size() ? "..." : "") + "\n    " + std::string(blanks, ' ') + "^" +
         std::string(tildes, '~');
}

}  // namespace

void Diagnostics::add(std::vector<Entry>& entries, Span at, std::string message) {
  // A file that is used twice says the same thing twice.
  const bool known = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
    return entry.at.source == at.source && entry.at.begin == at.begin && entry.message == message;
  });
  if (!known) {
    entries.push_back({at, std::move(message)});
  }
}

void Diagnostics::error(Span at, std::string message) {
  if (errors_.size() < kMaxKept) {
    add(errors_, at, std::move(message));
  } else {
    ++n_dropped_;
  }
}

void Diagnostics::warning(Span at, std::string message) {
  if (warnings_.size() < kMaxKept) {
    add(warnings_, at, std::move(message));
  }
}

std::vector<Diagnostics::Entry> Diagnostics::in_order(const std::vector<Entry>& entries) const {
  std::vector<Entry> sorted = entries;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.at.source, a.at.begin) < std::pair(b.at.source, b.at.begin);
  });
  return sorted;
}

std::string Diagnostics::text(const char* severity, const Entry& entry) const {
  const std::string where = sources_.where(entry.at);
  std::string result = where + (where.empty() ? "" : ": ") + severity + ": " + entry.message;
  if (!where.empty()) {
    result += excerpt(sources_[entry.at.source], entry.at);
  }
  return result;
}

void Diagnostics::throw_if_errors() const {
  if (!has_errors()) {
    return;
  }
  const std::vector<Entry> sorted = in_order(errors_);
  std::string all;
  for (std::size_t i = 0; i < std::min(sorted.size(), kMaxShown); ++i) {
    all += (i == 0 ? "" : "\n") + text("error", sorted[i]);
  }
  if (n_errors() > kMaxShown) {
    all += "\n... and " + std::to_string(n_errors() - kMaxShown) + " more errors";
  }
  throw ScenarioError(all);
}

std::vector<std::string> Diagnostics::warnings() const {
  std::vector<std::string> texts;
  for (const Entry& entry : in_order(warnings_)) {
    texts.push_back(text("warning", entry));
  }
  return texts;
}

}  // namespace twinline
