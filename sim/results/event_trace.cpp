#include "twinline/results/event_trace.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <unistd.h>

#include "twinline/core/error.h"

namespace twinline {

namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 18U;

[[noreturn]] void fail(const std::filesystem::path& path) {
  const int code = errno;
  throw FileError("cannot write " + path.string() + ": " + std::generic_category().message(code));
}

}  // namespace

const std::vector<Column>& event_columns() {
  static const std::vector<Column> kColumns = {
      {"time_s", "seconds since the start of the run"},
      {"event",
       "of a job: release, queue, start, end (of a step), rework, scrap, finish; of a machine: "
       "failure, repair (begins), maintenance_due, maintenance (begins), up"},
      {"release", "the job's stream; empty = no job is concerned"},
      {"job", "its number in the stream"},
      {"route", ""},
      {"step", "where the job is in its route; empty for finish: it has left it"},
      {"station", "of the machine, or else of the step"},
      {"machine", "empty = none is concerned"}};
  return kColumns;
}

EventTrace::EventTrace(const Plant& plant, const std::filesystem::path& folder,
                       std::uint32_t replication, std::uint64_t seed, std::uint32_t point)
    : plant_(plant),
      key_(key_cells(plant, replication, seed, point)),
      path_(folder / "events.csv") {
  std::string name = (folder / ".events.XXXXXX").string();
  descriptor_ = ::mkstemp(name.data());
  if (descriptor_ < 0) fail(path_);
  ::unlink(name.c_str());
}

EventTrace::~EventTrace() { ::close(descriptor_); }

void EventTrace::record(SimTime time, const char* what, Id release, std::uint32_t serial, Id step,
                        Id machine) {
  if (time < plant_.output.events_from || time > plant_.output.events_to) return;
  if (std::string_view(what) == "finish") step = kNone;
  rows_.raw(key_).cell(seconds_of(time.ns())).cell(what);
  if (serial == kNone) {
    rows_.empty().empty();
  } else {
    rows_.cell(release_name(plant_, release)).cell(serial);
  }
  Id station = machine == kNone ? kNone : plant_.machines[machine].station;
  if (step == kNone) {
    rows_.empty().empty();
  } else {
    rows_.cell(plant_.routes[plant_.steps[step].route].name).cell(plant_.step_names[step]);
    if (station == kNone) station = plant_.steps[step].station;
  }
  rows_.cell(station == kNone ? std::string_view() : plant_.stations[station].name);
  rows_.cell(machine == kNone ? std::string_view() : plant_.machines[machine].name);
  rows_.end_row();
  if (rows_.text().size() >= kBuffer) flush();
}

void EventTrace::flush() {
  const std::string text = rows_.take();
  rows_ = CsvText();
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t n = ::write(descriptor_, rest.data(), rest.size());
    if (n >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno != EINTR) {
      fail(path_);
    }
  }
}

void EventTrace::copy_to(AtomicFile& file) {
  flush();
  std::string buffer(kBuffer, '\0');
  off_t at = 0;
  for (;;) {
    const ssize_t n = ::pread(descriptor_, buffer.data(), buffer.size(), at);
    if (n < 0 && errno != EINTR) fail(path_);
    if (n == 0) return;
    if (n > 0) {
      file.write(std::string_view(buffer).substr(0, static_cast<std::size_t>(n)));
      at += n;
    }
  }
}

}  // namespace twinline
