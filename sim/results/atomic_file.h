#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace twinline {

/// A file that appears whole or not at all: written under a hidden temporary name in its own
/// folder, flushed to the disk, then renamed. Destroyed before commit(), it leaves nothing behind.
class AtomicFile {
 public:
  /// @throws FileError naming the file and the system's reason, as all members below.
  explicit AtomicFile(std::filesystem::path path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  void write(std::string_view text);
  /// Flushes to the disk and closes; the file is not visible yet. So many files can be made safe
  /// first and appear together.
  void close();
  /// close(), then gives the file its name, in place of what had it.
  void commit();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
  bool pending_ = true;
};

}  // namespace twinline
