#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twinline/scenario/text/csv_table.h"
#include "twinline/scenario/text/diagnostics.h"
#include "twinline/scenario/text/file_texts.h"
#include "twinline/scenario/text/source_text.h"

namespace twinline {

/// The files of a scenario's folder. Files outside it (an absolute path, "..", a symbolic link that
/// leads out) are refused unless allowed, so that a scenario from elsewhere reads nothing but
/// itself.
class FileSet {
 public:
  /// @param folder as the user wrote it; it begins the name of every file in messages
  /// @param texts where files are read once for several sets; nullptr = each set reads its own
  FileSet(std::filesystem::path folder, bool allow_outside, Sources& sources,
          Diagnostics& diagnostics, FileTexts* texts = nullptr);

  /// Reads a file once. @param used_at where its name stands. @return its source; none (and a
  /// diagnostic) where it cannot be read.
  std::optional<std::uint32_t> read(std::string_view file, Span used_at);
  /// Where a file lies that something else reads; none (and a diagnostic) where it may not be read.
  std::optional<std::filesystem::path> locate(std::string_view file, Span used_at);
  /// Reads a file as a table, once; nullptr where it cannot be read. The table lives as long as
  /// this object.
  const CsvTable* read_table(std::string_view file, Span used_at);
  /// Names of all files that were read, in the order of reading.
  const std::vector<std::string>& names() const { return names_; }

 private:
  bool inside(const std::filesystem::path& path) const;
  std::optional<std::filesystem::path> allowed_path(std::string_view file, Span used_at);

  std::filesystem::path folder_;
  bool allow_outside_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  FileTexts* texts_;
  std::map<std::string, std::uint32_t, std::less<>> known_;
  std::map<std::uint32_t, const CsvTable*> tables_;
  std::deque<CsvTable> table_store_;
  std::vector<std::string> names_;
};

/// The bytes of a regular file. @throws FileError with the reason (missing, a folder, longer than
/// Sources::kMaxBytes, unreadable).
std::string read_whole_file(const std::filesystem::path& path);

}  // namespace twinline
