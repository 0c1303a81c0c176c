#include "twinline/experiment/checkpoint.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <system_error>

#include "twinline/core/error.h"
#include "twinline/plant/state/state_archive.h"
#include "twinline/results/atomic_file.h"
#include "twinline/results/sha256.h"

namespace twinline {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "twinline checkpoint, format 1\n";
constexpr std::string_view kMagicOfAnyFormat = "twinline checkpoint, format ";
constexpr std::string_view kAnew =
    "; delete this file to begin the replication again, or start the run anew with --force";

[[noreturn]] void refuse(const fs::path& path, const std::string& reason) {
  throw FileError(path.string() + ": " + reason + std::string(kAnew));
}

/// Takes the line that begins with `key` off the text.
std::string take_line(std::string_view& text, std::string_view key, const fs::path& path) {
  const std::size_t end = text.find('\n');
  const std::string begin = std::string(key) + " ";
  if (end == std::string_view::npos || text.substr(0, begin.size()) != begin) {
    refuse(path, "the checkpoint is truncated: the line \"" + std::string(key) + "\" is missing");
  }
  const std::string value(text.substr(begin.size(), end - begin.size()));
  text.remove_prefix(end + 1);
  return value;
}

std::uint64_t number(const std::string& text, const fs::path& path) {
  std::uint64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) {
    refuse(path, "the checkpoint is damaged: expected a whole number, received \"" + text + "\"");
  }
  return value;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw FileError("cannot read " + path.string());
  return text.str();
}

std::string number_name(std::uint32_t replication) {
  std::string digits = std::to_string(replication);
  return std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

}  // namespace

CheckpointFolder::CheckpointFolder(fs::path folder, const std::string& scenario, std::uint64_t seed,
                                   std::string version)
    : folder_(std::move(folder)),
      scenario_digest_(sha256_hex(scenario)),
      seed_(seed),
      version_(std::move(version)) {}

void CheckpointFolder::prepare() const {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) {
    throw FileError("cannot make the folder " + folder_.string() + ": " + error.message());
  }
}

fs::path CheckpointFolder::file(std::uint32_t replication) const {
  return folder_ / ("replication_" + number_name(replication) + ".checkpoint");
}

fs::path CheckpointFolder::trace_file(std::uint32_t replication) const {
  return folder_ / ("replication_" + number_name(replication) + ".trace");
}

/// What a checkpoint must agree with, line by line.
std::string CheckpointFolder::identity(std::uint32_t replication) const {
  return "layout " + sha256_hex(state_layout()) + "\nscenario " + scenario_digest_ + "\nseed " +
         std::to_string(seed_) + "\nreplication " + std::to_string(replication) + "\n";
}

void CheckpointFolder::save(std::uint32_t replication, const PlantState& state,
                            std::uint64_t trace_records) const {
  const std::string body = state_bytes(state);
  std::string head = "program " + version_ + "\n" + identity(replication);
  head += "trace " + std::to_string(trace_records) + "\n";
  head += "bytes " + std::to_string(body.size()) + "\n";
  prepare();
  AtomicFile out(file(replication));
  out.write(kMagic);
  out.write("sha256 " + sha256_hex(head + body) + "\n");
  out.write(head);
  out.write(body);
  out.commit();
}

std::optional<SavedReplication> CheckpointFolder::load(std::uint32_t replication) const {
  const fs::path path = file(replication);
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  const std::string content = read_file(path);
  std::string_view text = content;
  if (text.substr(0, kMagic.size()) != kMagic) {
    if (text.substr(0, kMagicOfAnyFormat.size()) == kMagicOfAnyFormat) {
      refuse(path, "the checkpoint has another format: it was written by another version");
    }
    refuse(path, "this is no checkpoint of Twinline");
  }
  text.remove_prefix(kMagic.size());
  const std::string digest = take_line(text, "sha256", path);
  const std::string_view checked = text;
  const std::string program = take_line(text, "program", path);
  const std::string layout = take_line(text, "layout", path);
  const std::string scenario = take_line(text, "scenario", path);
  const std::string seed = take_line(text, "seed", path);
  take_line(text, "replication", path);
  SavedReplication saved;
  saved.trace_records = number(take_line(text, "trace", path), path);
  const std::uint64_t size = number(take_line(text, "bytes", path), path);
  if (size != text.size()) {
    refuse(path, "the checkpoint is truncated: it has " + std::to_string(text.size()) + " of " +
                     std::to_string(size) + " bytes");
  }
  if (digest != sha256_hex(checked)) {
    refuse(path, "the checkpoint is damaged: its checksum is not that of its content");
  }
  if (layout != sha256_hex(state_layout())) {
    refuse(path, "the checkpoint was written by " + program +
                     ", whose state this program cannot read: go on with that version");
  }
  if (scenario != scenario_digest_) {
    refuse(path, "the checkpoint is of another scenario, or of other --set values or lengths");
  }
  if (seed != std::to_string(seed_)) refuse(path, "the checkpoint is of seed " + seed);
  saved.state = state_from_bytes(text);
  return saved;
}

void CheckpointFolder::remove() const {
  std::error_code error;
  fs::remove_all(folder_, error);
  if (error) throw FileError("cannot remove " + folder_.string() + ": " + error.message());
}

void CheckpointFolder::remove(std::uint32_t replication) const {
  std::error_code ignored;
  fs::remove(file(replication), ignored);
  fs::remove(trace_file(replication), ignored);
  fs::remove(folder_, ignored);  // refuses where others are kept
}

bool CheckpointFolder::any() const {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() == ".checkpoint") return true;
  }
  return false;
}

}  // namespace twinline
