#include "twinline/results/atomic_file.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "twinline/core/error.h"

namespace twinline {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  const int code = errno;
  throw FileError("cannot write " + path.string() + ": " + std::generic_category().message(code));
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path path) : path_(std::move(path)) {
  // Machine and process keep two runs into one folder from writing into the same temporary file.
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  temporary_ = path_.parent_path() / ("." + path_.filename().string() + "." + host.data() + "." +
                                      std::to_string(::getpid()) + ".tmp");
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail(path_);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      pending_(std::exchange(other.pending_, false)) {}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (pending_) ::unlink(temporary_.c_str());
}

void AtomicFile::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(descriptor_, text.data(), text.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      fail(path_);
    }
    text.remove_prefix(static_cast<std::size_t>(n));
    size_ += static_cast<std::uint64_t>(n);
  }
}

void AtomicFile::close() {
  if (descriptor_ < 0) return;
  if (::fsync(descriptor_) != 0) fail(path_);
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(path_);
}

void AtomicFile::publish() {
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(path_);
  rename();
}

void AtomicFile::commit() {
  close();
  rename();
}

void AtomicFile::rename() {
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_);
  pending_ = false;
}

}  // namespace twinline
