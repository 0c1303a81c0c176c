#include <algorithm>
#include <map>
#include <string>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/calendar_text.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

/// A break as its first turn takes it.
struct Break {
  WeekStretch stretch;
  Span at;
};

std::vector<Break> read_breaks(const Record& record) {
  std::vector<Break> breaks;
  for (const Value& text : record.texts("breaks")) {
    const Parsed<std::vector<WeekStretch>> parsed = parse_working_hours(text.text);
    if (!parsed.value) {
      record.error_at(text.at, "breaks: " + parsed.problem + ", received " + in_quotes(text.text));
      continue;
    }
    for (const WeekStretch& stretch : *parsed.value) breaks.push_back({stretch, text.at});
  }
  std::sort(breaks.begin(), breaks.end(),
            [](const Break& a, const Break& b) { return a.stretch.from < b.stretch.from; });
  return breaks;
}

/// Between the last turn of one break and the next break there must be time.
bool breaks_collide(const Record& record, const std::vector<Break>& breaks, std::int64_t turns) {
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const WeekStretch& stretch = breaks[i].stretch;
    const SimTime end = stretch.from + (stretch.to - stretch.from) * turns;
    const bool last = i + 1 == breaks.size();
    const SimTime next = last ? breaks[0].stretch.from + kWeek : breaks[i + 1].stretch.from;
    if (end < next) continue;
    record.error_at(breaks[i].at, "breaks: one runs into the next, its turns counted");
    return true;
  }
  return false;
}

/// How many are on their break from when on, over the week.
std::vector<BreakLevel> levels_of(const std::vector<Break>& breaks, std::int64_t turns,
                                  std::int64_t people) {
  std::map<SimTime, std::int64_t> changes;
  std::int64_t level = 0;  // at the end of the week
  const auto in_week = [](SimTime time) { return time < kWeek ? time : time - kWeek; };
  for (const Break& taken : breaks) {
    const SimTime length = taken.stretch.to - taken.stretch.from;
    for (std::int64_t turn = 0; turn < turns; ++turn) {
      const std::int64_t n = people * (turn + 1) / turns - people * turn / turns;
      const SimTime from = in_week(taken.stretch.from + length * turn);
      const SimTime to = in_week(taken.stretch.from + length * (turn + 1));
      changes[from] += n;
      changes[to] -= n;
      if (from > to) level += n;
    }
  }
  std::vector<BreakLevel> levels;
  for (const auto& [time, change] : changes) {
    if (change == 0) continue;
    level += change;
    levels.push_back({time, static_cast<std::uint32_t>(level)});
  }
  return levels;
}

}  // namespace

void build_breaks(const Builder& builder, const Record& record, OperatorPool& pool) {
  const std::int64_t turns = record.integer("turns");
  pool.relief = static_cast<std::uint32_t>(record.integer("relief"));
  pool.at_break = static_cast<AtBreak>(record.word("at_break").value_or(0));
  if (!record.has("breaks")) {
    for (const char* key : {"turns", "relief", "at_break"}) {
      if (record.has(key)) record.fault(key, "it belongs to breaks");
    }
    return;
  }
  const std::vector<Break> breaks = read_breaks(record);
  if (turns > static_cast<std::int64_t>(pool.count)) {
    record.error("turns", "expected at most count = " + std::to_string(pool.count));
    return;
  }
  if (breaks.empty() || breaks_collide(record, breaks, turns)) return;
  pool.breaks = levels_of(breaks, turns, pool.count);
  pool.break_period = kWeek;
  pool.break_offset = builder.week_offset;
}

}  // namespace twinline
