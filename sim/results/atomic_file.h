#pragma once

#include <cstdint>
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
  /// Gives the file its name without waiting for the disk: it survives the death of this process at
  /// any moment, but a machine that loses its power may leave it cut off. For files whose readers
  /// notice that, and that can be made again.
  void publish();

  const std::filesystem::path& path() const { return path_; }
  /// Bytes written so far.
  std::uint64_t size() const { return size_; }

 private:
  void rename();

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  bool pending_ = true;
};

}  // namespace twinline
