#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace twinline {

/// Texts of files, each read once: whoever asks later, on whatever thread, gets the same bytes,
/// also when the file has changed since.
class FileTexts {
 public:
  /// @throws FileError as read_whole_file(); a failure is not remembered.
  const std::string& read(const std::filesystem::path& path);

  /// Every file read so far and its text, sorted by name.
  std::vector<std::pair<std::string, const std::string*>> all() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> texts_;  ///< a map: references stay valid
};

}  // namespace twinline
