#include "twinline/experiment/sweep/sweep_record.h"

#include <charconv>

#include "twinline/core/error.h"
#include "twinline/scenario/text/file_set.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/toml_document.h"

namespace twinline {

namespace {

constexpr long long kFormat = 1;

std::string list_text(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + json_string(item);
  return "[" + text + "]";
}

/// Reads keys of a table that the program wrote itself: any fault means that the file is not ours.
class Reader {
 public:
  Reader(const Value& table, std::string file) : table_(table), file_(std::move(file)) {}

  const Value& at(const char* key, Value::Kind kind) const {
    const Member* const member = table_.find(key);
    if (member == nullptr || member->value.kind != kind) {
      throw FileError(file_ + " is no record of a sweep: it lacks \"" + key + "\"");
    }
    return member->value;
  }
  std::string text(const char* key) const { return at(key, Value::Kind::kText).text; }
  /// Whole numbers up to 2^64 - 1 are kept as text: those of TOML end at 2^63 - 1.
  std::uint64_t number(const char* key) const {
    const std::string digits = text(key);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      throw FileError(file_ + " is no record of a sweep: \"" + key + "\" is no number");
    }
    return value;
  }
  std::vector<std::string> list(const char* key) const {
    std::vector<std::string> items;
    for (const Value& item : at(key, Value::Kind::kArray).items) items.push_back(item.text);
    return items;
  }

 private:
  const Value& table_;
  std::string file_;
};

}  // namespace

std::string record_toml(const SweepRecord& record) {
  const auto number = [](std::uint64_t value) { return "\"" + std::to_string(value) + "\"\n"; };
  std::string text = "# What this sweep is; written by twinline, which goes on only as it began.\n";
  text += "format = " + std::to_string(kFormat) + "\n";
  text += "version = " + json_string(record.version) + "\n";
  text += "commit = " + json_string(record.commit) + "\n";
  text += "scenario = " + json_string(record.scenario) + "\n";
  text += "points = " + number(record.points);
  text += "replications = " + number(record.replications);
  text += "seed = " + number(record.seed);
  text += "confidence = \"" + number_text(record.confidence) + "\"\n";
  text += "factors = " + list_text(record.factors) + "\n";
  text += "scopes = " + list_text(record.scopes) + "\n";
  text += "kpis = " + list_text(record.kpis) + "\n";
  text += "tables = " + list_text(record.tables) + "\n";
  text += "events_header = " + json_string(record.events_header) + "\n";
  text += "scenario_sha256 = " + json_string(record.scenario_sha256) + "\n";
  text += "design_sha256 = " + json_string(record.design_sha256) + "\n";
  for (const SweepRecord::File& file : record.files) {
    text += "\n[[file]]\nname = " + json_string(file.name) +
            "\nsha256 = " + json_string(file.sha256) + "\n";
  }
  return text;
}

SweepRecord read_record(const std::filesystem::path& file) {
  Sources sources;
  Diagnostics diagnostics(sources);
  std::string bytes;
  try {
    bytes = read_whole_file(file);
  } catch (const FileError& error) {
    throw FileError("cannot read " + file.string() + ": " + error.what() +
                    " (expected in the folder of a sweep)");
  }
  const Value document = read_toml(sources, sources.add(file.string(), bytes), diagnostics);
  if (diagnostics.has_errors()) throw FileError(file.string() + " is no record of a sweep");
  const Reader reader(document, file.string());
  const long long format = reader.at("format", Value::Kind::kInteger).integer;
  if (format != kFormat) {
    throw FileError(file.string() + " has format " + std::to_string(format) +
                    ", and this program reads format " + std::to_string(kFormat));
  }
  SweepRecord record;
  record.version = reader.text("version");
  record.commit = reader.text("commit");
  record.scenario = reader.text("scenario");
  record.points = static_cast<std::uint32_t>(reader.number("points"));
  record.replications = static_cast<std::uint32_t>(reader.number("replications"));
  record.seed = reader.number("seed");
  record.confidence = parse_number(reader.text("confidence")).value_or(0.95);
  record.factors = reader.list("factors");
  record.scopes = reader.list("scopes");
  record.kpis = reader.list("kpis");
  record.tables = reader.list("tables");
  record.events_header = reader.text("events_header");
  record.scenario_sha256 = reader.text("scenario_sha256");
  record.design_sha256 = reader.text("design_sha256");
  for (const Value& item : reader.at("file", Value::Kind::kArray).items) {
    const Reader entry(item, file.string());
    record.files.push_back({entry.text("name"), entry.text("sha256")});
  }
  return record;
}

std::string difference(const SweepRecord& before, const SweepRecord& now) {
  if (before.version != now.version || before.commit != now.commit) {
    return "the program is another one: it was begun by twinline " + before.version + " (commit " +
           before.commit + "), this is " + now.version + " (commit " + now.commit + ")";
  }
  for (std::size_t i = 0; i < std::max(before.files.size(), now.files.size()); ++i) {
    if (i >= before.files.size() || i >= now.files.size() ||
        before.files[i].name != now.files[i].name) {
      return "the scenario reads other files than it did";
    }
    if (before.files[i].sha256 != now.files[i].sha256) {
      return "the scenario has changed: " + now.files[i].name + " is not what it was";
    }
  }
  if (before.scenario_sha256 != now.scenario_sha256 || before.scenario != now.scenario) {
    return "the scenario has changed, by other --set or like options";
  }
  if (before.points != now.points || before.replications != now.replications ||
      before.seed != now.seed) {
    const auto text = [](const SweepRecord& record) {
      return std::to_string(record.points) + " points, " + std::to_string(record.replications) +
             " replications, seed " + std::to_string(record.seed);
    };
    return "the plan has changed: it had " + text(before) + ", and now " + text(now);
  }
  if (record_toml(before) != record_toml(now)) {
    return before.design_sha256 != now.design_sha256
               ? "the plan has changed: its factors take other values"
               : "the plan has changed: other factor names or [results]";
  }
  return "";
}

}  // namespace twinline
