#include "twinline/scenario/text/file_set.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include "twinline/core/error.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace fs = std::filesystem;

std::string read_whole_file(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    throw FileError("there is no such file");
  }
  if (error) {
    throw FileError(error.message());
  }
  if (status.type() != fs::file_type::regular) {
    throw FileError(status.type() == fs::file_type::directory ? "it is a folder"
                                                              : "it is no regular file");
  }
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size > Sources::kMaxBytes) {
    throw FileError(error ? error.message() : "it is longer than 256 MiB");
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!file || !file.read(text.data(), static_cast<std::streamsize>(size))) {
    throw FileError(std::strerror(errno));
  }
  return text;
}

FileSet::FileSet(fs::path folder, bool allow_outside, Sources& sources, Diagnostics& diagnostics,
                 FileTexts* texts)
    : folder_(std::move(folder)),
      allow_outside_(allow_outside),
      sources_(sources),
      diagnostics_(diagnostics),
      texts_(texts) {}

bool FileSet::inside(const fs::path& path) const {
  // weakly_canonical follows the links of the part that exists.
  std::error_code error;
  const fs::path root = fs::weakly_canonical(folder_.empty() ? fs::path(".") : folder_, error);
  if (error) {
    return false;
  }
  const fs::path target = fs::weakly_canonical(fs::absolute(path), error);
  if (error) {
    return false;
  }
  const auto [root_end, ignored] =
      std::mismatch(root.begin(), root.end(), target.begin(), target.end());
  return root_end == root.end();
}

std::optional<fs::path> FileSet::allowed_path(std::string_view file, Span used_at) {
  if (file.empty() || file.find('\0') != std::string_view::npos) {
    diagnostics_.error(used_at, "expected the name of a file");
    return std::nullopt;
  }
  const fs::path relative{std::string(file)};
  const fs::path path = (folder_ / relative).lexically_normal();
  if (!allow_outside_ && (relative.is_absolute() || !inside(path))) {
    diagnostics_.error(used_at, "the file " + in_quotes(file) +
                                    " lies outside the scenario's folder (--allow-outside "
                                    "permits it)");
    return std::nullopt;
  }
  return path;
}

std::optional<fs::path> FileSet::locate(std::string_view file, Span used_at) {
  std::optional<fs::path> path = allowed_path(file, used_at);
  if (path) names_.push_back(path->generic_string());
  return path;
}

std::optional<std::uint32_t> FileSet::read(std::string_view file, Span used_at) {
  const auto known = known_.find(file);
  if (known != known_.end()) {
    return known->second;
  }
  const std::optional<fs::path> path = allowed_path(file, used_at);
  if (!path) {
    return std::nullopt;
  }
  try {
    const std::uint32_t source = sources_.add(
        path->generic_string(), texts_ == nullptr ? read_whole_file(*path) : texts_->read(*path));
    known_.emplace(file, source);
    names_.push_back(path->generic_string());
    return source;
  } catch (const FileError& error) {
    diagnostics_.error(used_at, "cannot read the file " + in_quotes(file) + ": " + error.what());
    return std::nullopt;
  }
}

const CsvTable* FileSet::read_table(std::string_view file, Span used_at) {
  const std::optional<std::uint32_t> source = read(file, used_at);
  if (!source) {
    return nullptr;
  }
  const auto known = tables_.find(*source);
  if (known != tables_.end()) {
    return known->second;
  }
  table_store_.push_back(read_csv(sources_, *source, diagnostics_));
  const CsvTable* table = &table_store_.back();
  tables_.emplace(*source, table);
  return table;
}

}  // namespace twinline
