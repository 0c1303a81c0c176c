#include "twinline/experiment/sweep/task_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <sstream>

#include "twinline/core/error.h"
#include "twinline/results/csv_text.h"

namespace twinline {

namespace {

constexpr std::string_view kTail = "twinline task 1, index at ";
constexpr std::size_t kDigits = 20;
constexpr std::size_t kTailLength = kTail.size() + kDigits + 1;
constexpr std::uint64_t kBuffer = std::uint64_t{1} << 18U;

std::string tail(std::uint64_t index_at) {
  std::string digits = std::to_string(index_at);
  return std::string(kTail) + std::string(kDigits - digits.size(), '0') + digits + "\n";
}

/// Where the index of a file that stands at its end begins; none where the file is not whole.
std::optional<std::uint64_t> index_position(std::ifstream& file) {
  const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(file.tellg(), 0));
  std::string last(kTailLength, '\0');
  if (size < kTailLength || !file.seekg(static_cast<std::streamoff>(size - kTailLength)) ||
      !file.read(last.data(), static_cast<std::streamsize>(kTailLength))) {
    return std::nullopt;
  }
  std::uint64_t at = 0;
  const char* const digits = last.data() + kTail.size();
  const bool whole = last.compare(0, kTail.size(), kTail) == 0 && last.back() == '\n' &&
                     std::from_chars(digits, digits + kDigits, at).ptr == digits + kDigits &&
                     at <= size - kTailLength;
  return whole ? std::optional<std::uint64_t>(at) : std::nullopt;
}

}  // namespace

void TaskFileWriter::section(const std::string& name, std::string_view text) {
  begin_section(name);
  file_.write(text);
  end_section();
}

void TaskFileWriter::begin_section(const std::string& name) {
  name_ = name;
  begin_ = file_.size();
}

void TaskFileWriter::end_section() {
  index_ +=
      name_ + " " + std::to_string(begin_) + " " + std::to_string(file_.size() - begin_) + "\n";
}

void TaskFileWriter::commit(std::uint64_t events, double wall_s) {
  std::string wall;
  append_number(wall, wall_s);
  const std::uint64_t index_at = file_.size();
  file_.write("events " + std::to_string(events) + "\nwall_s " + wall + "\n" + index_ +
              tail(index_at));
  file_.publish();
}

bool is_whole_task_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  return file && index_position(file).has_value();
}

TaskFileReader::TaskFileReader(const std::filesystem::path& path)
    : path_(path), file_(path, std::ios::binary | std::ios::ate) {
  if (!file_) throw FileError("cannot read " + path.string());
  const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(file_.tellg(), 0));
  const std::optional<std::uint64_t> index_at = index_position(file_);
  if (!index_at) {
    throw FileError(path.string() +
                    " is cut off or no file of a task: start the sweep again to make it anew");
  }
  std::istringstream index(read(*index_at, size - kTailLength - *index_at));
  std::string word;
  index >> word >> events_ >> word >> wall_s_;
  Section section;
  while (index >> section.name >> section.begin >> section.length) sections_.push_back(section);
}

std::string TaskFileReader::read(std::uint64_t begin, std::uint64_t length) {
  std::string text(length, '\0');
  file_.seekg(static_cast<std::streamoff>(begin));
  if (!file_.read(text.data(), static_cast<std::streamsize>(length))) {
    throw FileError("cannot read " + path_.string());
  }
  return text;
}

std::string TaskFileReader::text(std::string_view name) {
  for (const Section& section : sections_) {
    if (section.name == name) return read(section.begin, section.length);
  }
  return "";
}

void TaskFileReader::copy(const Section& section, AtomicFile& to) {
  for (std::uint64_t done = 0; done < section.length;) {
    const std::uint64_t n = std::min(kBuffer, section.length - done);
    to.write(read(section.begin + done, n));
    done += n;
  }
}

std::string kpi_section(const Plant& plant, const std::vector<KpiValue>& kpis) {
  std::string text;
  for (const KpiValue& kpi : kpis) {
    CsvText label;
    label.cell(scope_word(kpi.scope))
        .cell(entity_name(plant, kpi.scope, kpi.entity))
        .cell(word(kpi.kpi).name)
        .cell(unit_of(plant, kpi.scope, kpi.entity, kpi.kpi));
    text += std::to_string(static_cast<unsigned>(kpi.scope)) + " " + std::to_string(kpi.entity) +
            " " + std::to_string(static_cast<unsigned>(kpi.kpi)) + " ";
    append_number(text, kpi.value);
    text += " " + std::to_string(label.text().size()) + " " + label.text() + "\n";
  }
  return text;
}

std::vector<KpiCell> read_kpi_section(const std::string& text) {
  std::vector<KpiCell> cells;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto number = [&](std::uint32_t& value) {
    const auto [next, error] = std::from_chars(at, end, value);
    if (error != std::errc() || next == end || *next != ' ') {
      throw FileError("a task's KPIs are damaged: remove its file and start the sweep again");
    }
    at = next + 1;
  };
  while (at != end) {
    KpiCell cell;
    number(cell.scope);
    number(cell.entity);
    number(cell.kpi);
    const char* const blank = std::find(at, end, ' ');
    cell.value.assign(at, blank);
    at = blank == end ? end : blank + 1;
    std::uint32_t length = 0;
    number(length);
    if (end - at <= static_cast<std::ptrdiff_t>(length) || cell.scope >= kScopes ||
        cell.kpi >= kKpis) {
      throw FileError("a task's KPIs are damaged: remove its file and start the sweep again");
    }
    cell.label.assign(at, length);
    at += length + 1;
    cells.push_back(std::move(cell));
  }
  return cells;
}

}  // namespace twinline
