#include <algorithm>
#include <numeric>
#include <string>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr std::size_t kMaxListed = 20000000;

void read_order(const Builder& builder, const Record& row, Release& release) {
  ListedJob job;
  job.time = row.duration("time");
  job.part = row.has("part") ? builder.parts.resolve(row, "part") : release.part;
  if (!row.has("part") && release.part == kNone) {
    row.error_at(row.at(), "missing \"part\": neither this row nor the release names one");
  }
  job.pieces = release.pieces;
  if (row.has("pieces")) {
    job.pieces = static_cast<std::uint32_t>(row.integer("pieces"));
  } else if (job.part != kNone && job.pieces == 0) {
    job.pieces = builder.plant.parts[job.part].pieces;
  }
  job.priority =
      row.has("priority") ? static_cast<std::int32_t>(row.integer("priority")) : release.priority;
  job.hot = row.has("hot") ? row.flag("hot") : release.hot;
  if (row.has("due")) {
    job.due = row.duration("due");
  } else if (release.due != SimTime::max()) {
    job.due = job.time + release.due;
  }
  release.list.push_back(job);
  if (row.has("options")) {
    release.orders.resize((release.list.size() - 1) * builder.plant.options.size(), kDrawn);
    const std::vector<std::uint8_t> options = read_options(builder, row);
    release.orders.insert(release.orders.end(), options.begin(), options.end());
  }
}

/// Lists are sorted by time, and what the rows say of options with them.
void sort_list(std::size_t n_options, Release& release) {
  if (!release.orders.empty()) release.orders.resize(release.list.size() * n_options, kDrawn);
  std::vector<std::size_t> places(release.list.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return release.list[a].time < release.list[b].time;
  });
  std::vector<ListedJob> list;
  std::vector<std::uint8_t> orders;
  for (const std::size_t place : places) {
    list.push_back(release.list[place]);
    if (release.orders.empty()) continue;
    const auto row = release.orders.begin() + static_cast<std::ptrdiff_t>(place * n_options);
    orders.insert(orders.end(), row, row + static_cast<std::ptrdiff_t>(n_options));
  }
  release.list = std::move(list);
  release.orders = std::move(orders);
}

void read_times(const Record& record, Release& release) {
  const auto at_once = static_cast<std::size_t>(record.integer("jobs"));
  for (const Value& text : record.texts("times")) {
    const Parsed<SimTime> time = parse_duration(text.text, text.unit);
    if (!time.value || *time.value < SimTime()) {
      record.error_at(text.at, "times: " + (time.value ? "expected a time >= 0" : time.problem) +
                                   ", received " + in_quotes(text.text));
      continue;
    }
    if (release.list.size() + at_once > kMaxListed) {
      record.fault("times", "expected at most 20 million jobs");
      return;
    }
    ListedJob job;
    job.time = *time.value;
    job.part = release.part;
    job.pieces = release.pieces;
    job.priority = release.priority;
    job.hot = release.hot;
    job.due = release.due == SimTime::max() ? release.due : job.time + release.due;
    release.list.insert(release.list.end(), at_once, job);
  }
}

/// Keys that say nothing for the kind of release are refused rather than ignored.
void refuse_keys(const Record& record, std::initializer_list<const char*> keys, const char* kind) {
  for (const char* key : keys) {
    if (record.has(key)) {
      record.fault(key, std::string("it says nothing for a release by ") + kind);
    }
  }
}

/// Which of the four ways of release a record takes; reports none or several. "" where unclear.
std::string way_of(const Record& record) {
  std::string way;
  int n_ways = 0;
  for (const char* key : {"every", "times", "file", "conwip"}) {
    if (record.has(key)) {
      way = key;
      ++n_ways;
    }
  }
  if (n_ways != 1) {
    record.error_at(record.at(),
                    "expected exactly one of every, times, file and conwip, received " +
                        std::string(n_ways == 0 ? "none" : "several"));
    return "";
  }
  return way;
}

void read_way(const Builder& builder, const Record& record, Release& release) {
  const std::string way = way_of(record);
  if (way == "every") {
    release.kind = ReleaseKind::kInterval;
    release.every = record.positive_distribution("every");
    release.draw_first = !record.has("start");
  } else if (way == "times") {
    release.kind = ReleaseKind::kList;
    refuse_keys(record, {"start", "count"}, "times");
    read_times(record, release);
  } else if (way == "file") {
    release.kind = ReleaseKind::kList;
    refuse_keys(record, {"start", "count", "jobs"}, "file");
    for (const Record& row : record.children("file")) {
      read_order(builder, row, release);
    }
  } else if (way == "conwip") {
    release.kind = ReleaseKind::kConwip;
    refuse_keys(record, {"jobs", "when_full"}, "conwip");
    release.conwip = static_cast<std::uint32_t>(record.integer("conwip"));
  }
  sort_list(builder.plant.options.size(), release);
}

Release read_release(const Builder& builder, const Record& record, Id id) {
  Release release;
  release.part = builder.parts.resolve(record, "part");
  if (!record.has("part") && !record.has("file")) {
    record.error_at(record.at(), "missing key \"part\"");
  }
  release.name = record.has("name") ? record.text("name") : record.text("part");
  if (release.name.empty() && !record.has("part")) {
    record.error_at(record.at("name"), "missing key \"name\"");
  }
  // 0 = not given: an order's part may differ from the release's.
  release.pieces = static_cast<std::uint32_t>(record.integer("pieces"));
  if (release.pieces == 0 && release.part != kNone && !record.has("file")) {
    release.pieces = builder.plant.parts[release.part].pieces;
  }
  release.priority = static_cast<std::int32_t>(record.integer("priority"));
  release.hot = record.flag("hot");
  release.lost_when_full = record.word("when_full") == 1U;
  release.start = record.duration("start");
  release.limit = static_cast<std::uint64_t>(record.integer("count"));
  release.jobs_at_once = static_cast<std::uint32_t>(record.integer("jobs"));
  if (record.has("due")) {
    release.due = record.duration("due");
  }
  read_way(builder, record, release);
  build_sequence(builder, record, id, release);
  return release;
}

/// The step that a row names, by name or by its number in the route.
Id initial_step(const Builder& builder, const Record& row, Id part) {
  const Id route_id = builder.plant.parts[part].route;
  const std::string name = row.text("step");
  if (route_id == kNone || name.empty()) {
    return kNone;
  }
  const Id by_name = builder.route_steps[route_id].find(name);
  if (by_name != kNone) {
    return by_name;
  }
  const Route& route = builder.plant.routes[route_id];
  const std::optional<long long> number = parse_integer(name);
  if (!number) {
    return builder.route_steps[route_id].resolve(row, "step");
  }
  if (*number < 1 || *number > static_cast<long long>(route.n_steps)) {
    row.error("step", "expected a number in 1 .. " + std::to_string(route.n_steps) +
                          " for the route " + in_quotes(route.name));
    return kNone;
  }
  return route.first_step + static_cast<Id>(*number) - 1;
}

void read_initial_job(Builder& builder, const Record& row, Names& names) {
  InitialJob job;
  const std::size_t number = builder.plant.initial_jobs.size();
  job.name = row.has("job") ? row.text("job") : std::to_string(number + 1);
  if (row.has("job")) {
    names.add(row, "job", job.name, static_cast<Id>(number));
  }
  job.part = builder.parts.resolve(row, "part");
  if (job.part != kNone) {
    job.step = initial_step(builder, row, job.part);
    job.pieces = builder.plant.parts[job.part].pieces;
  }
  if (row.has("pieces")) {
    job.pieces = static_cast<std::uint32_t>(row.integer("pieces"));
  }
  job.priority = static_cast<std::int32_t>(row.integer("priority"));
  job.hot = row.flag("hot");
  job.released = row.duration("released");
  if (row.has("due")) {
    job.due = row.duration("due");
  }
  job.release = builder.releases.resolve(row, "release");
  if (row.has("options")) job.options = read_options(builder, row);
  builder.plant.initial_jobs.push_back(std::move(job));
}

}  // namespace

void build_releases(Builder& builder) {
  for (const Record& record : builder.document.children("release")) {
    Release release = read_release(builder, record, static_cast<Id>(builder.plant.releases.size()));
    builder.releases.add(record, record.has("name") ? "name" : "part", release.name,
                         static_cast<Id>(builder.plant.releases.size()));
    builder.plant.releases.push_back(std::move(release));
  }
  if (!builder.document.has("release") && !builder.document.has("initial")) {
    builder.document.error_at(builder.document.at(),
                              "nothing to simulate: there is neither [[release]] nor [[initial]]");
  }
}

void build_initial_jobs(Builder& builder) {
  Names names("job");
  for (const Record& record : builder.document.children("initial")) {
    for (const Record& row : record.children("file")) {
      read_initial_job(builder, row, names);
    }
  }
}

}  // namespace twinline
