#include "twinline/results/event_spool.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <type_traits>

#include <fcntl.h>
#include <unistd.h>

#include "twinline/core/error.h"

namespace twinline {

namespace {

constexpr std::size_t kBuffer = 8192;  // records
static_assert(sizeof(TraceRecord) == 32 && std::is_trivially_copyable_v<TraceRecord>);

[[noreturn]] void fail(const char* what, const std::filesystem::path& path) {
  const int code = errno;
  throw FileError(std::string("cannot ") + what + " " + path.string() + ": " +
                  std::generic_category().message(code));
}

std::uint64_t bytes_of(std::uint64_t records) { return records * sizeof(TraceRecord); }

}  // namespace

EventSpool::EventSpool(const Plant& plant, const std::filesystem::path& folder)
    : plant_(plant), path_(folder / "the trace") {
  std::string name = (folder / ".events.XXXXXX").string();
  descriptor_ = ::mkstemp(name.data());
  if (descriptor_ < 0) fail("write", path_);
  ::unlink(name.c_str());
}

EventSpool::EventSpool(const Plant& plant, const std::filesystem::path& file, std::uint64_t kept)
    : plant_(plant), path_(file), written_(kept) {
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail("write", path_);
  const off_t size = ::lseek(descriptor_, 0, SEEK_END);
  if (size < 0 || static_cast<std::uint64_t>(size) < bytes_of(kept)) {
    ::close(descriptor_);
    throw FileError(path_.string() +
                    " has lost records of the trace that the checkpoint counts: "
                    "start the run anew with --force");
  }
  if (::ftruncate(descriptor_, static_cast<off_t>(bytes_of(kept))) != 0) fail("write", path_);
}

EventSpool::~EventSpool() { ::close(descriptor_); }

bool EventSpool::asked_for(const TraceRecord& record) const {
  const OutputSettings& output = plant_.output;
  if (record.time < output.events_from || record.time > output.events_to) return false;
  if (!output.event_parts.empty() && (record.part == kNone || !output.event_parts[record.part])) {
    return false;
  }
  if (output.event_stations.empty()) return true;
  const Id station = record.machine != kNone ? plant_.machines[record.machine].station
                     : record.step != kNone  ? plant_.steps[record.step].station
                                             : kNone;
  return station != kNone && output.event_stations[station];
}

void EventSpool::record(const TraceRecord& record) {
  if (!asked_for(record)) return;
  buffer_.push_back(record);
  if (buffer_.size() == kBuffer) flush();
}

void EventSpool::flush() {
  const char* rest = reinterpret_cast<const char*>(buffer_.data());
  std::uint64_t left = bytes_of(buffer_.size());
  auto at = static_cast<off_t>(bytes_of(written_));
  while (left > 0) {
    const ssize_t n = ::pwrite(descriptor_, rest, left, at);
    if (n < 0 && errno != EINTR) fail("write", path_);
    if (n < 0) continue;
    rest += n;
    at += n;
    left -= static_cast<std::uint64_t>(n);
  }
  written_ += buffer_.size();
  buffer_.clear();
}

std::uint64_t EventSpool::keep() {
  flush();
  if (::fdatasync(descriptor_) != 0) fail("write", path_);
  return written_;
}

std::vector<TraceRecord> EventSpool::read(std::uint64_t first) {
  flush();
  std::vector<TraceRecord> records(std::min<std::uint64_t>(kBuffer, written_ - first));
  char* to = reinterpret_cast<char*>(records.data());
  std::uint64_t left = bytes_of(records.size());
  auto at = static_cast<off_t>(bytes_of(first));
  while (left > 0) {
    const ssize_t n = ::pread(descriptor_, to, left, at);
    if (n == 0) throw FileError(path_.string() + " became shorter while it was read");
    if (n < 0 && errno != EINTR) fail("read", path_);
    if (n < 0) continue;
    to += n;
    at += n;
    left -= static_cast<std::uint64_t>(n);
  }
  return records;
}

}  // namespace twinline
