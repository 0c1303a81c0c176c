#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/calendar_text.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

using Intervals = std::vector<Shift::Interval>;

/// Sorts, and joins what overlaps or touches.
Intervals joined(Intervals intervals) {
  std::sort(intervals.begin(), intervals.end(),
            [](const Shift::Interval& a, const Shift::Interval& b) { return a.from < b.from; });
  Intervals result;
  for (const Shift::Interval& interval : intervals) {
    if (!result.empty() && interval.from <= result.back().to) {
      result.back().to = std::max(result.back().to, interval.to);
    } else {
      result.push_back(interval);
    }
  }
  return result;
}

/// What of `intervals` is outside `others`; both joined.
Intervals without(const Intervals& intervals, const Intervals& others) {
  Intervals left;
  for (const Shift::Interval& interval : intervals) {
    SimTime from = interval.from;
    for (const Shift::Interval& other : others) {
      if (other.to <= from || other.from >= interval.to) continue;
      if (other.from > from) left.push_back({from, other.from});
      from = other.to;
    }
    if (from < interval.to) left.push_back({from, interval.to});
  }
  return left;
}

Intervals read_working(const Record& record) {
  Intervals cut;  // at the end of the week
  for (const Value& text : record.texts("working")) {
    const Parsed<std::vector<WeekStretch>> parsed = parse_working_hours(text.text);
    if (!parsed.value) {
      record.error_at(text.at, "working: " + parsed.problem + ", received " + in_quotes(text.text));
      continue;
    }
    for (const WeekStretch& stretch : *parsed.value) {
      cut.push_back({stretch.from, std::min(stretch.to, kWeek)});
      if (stretch.to > kWeek) cut.push_back({SimTime(), stretch.to - kWeek});
    }
  }
  if (const Value* list = record.raw("working");
      list != nullptr && list->items.empty() && list->kind == Value::Kind::kArray) {
    record.fault("working", "expected at least one stretch of work");
  }
  return joined(cut);
}

/// The instant in time of the run: 0 for all before it, never for what no run reaches.
SimTime in_run(std::int64_t epoch_s, std::int64_t start_s) {
  constexpr std::int64_t kFar = 9200000000;  // SimTime has 292 years
  const std::int64_t seconds = epoch_s - start_s;
  if (seconds <= 0) return SimTime();
  return seconds < kFar ? SimTime::from_ns(seconds * 1000000000) : SimTime::max();
}

/// The stretches of a key, in time of the run.
Intervals read_dates(const Record& record, const char* key,
                     const std::optional<CalendarDate>& start) {
  Intervals stretches;
  for (const Value& text : record.texts(key)) {
    const Parsed<DateStretch> parsed = parse_date_stretch(text.text);
    if (!parsed.value) {
      record.error_at(
          text.at, std::string(key) + ": " + parsed.problem + ", received " + in_quotes(text.text));
    } else if (start) {
      const SimTime from = in_run(parsed.value->from_s, start->epoch_s);
      const SimTime to = in_run(parsed.value->to_s, start->epoch_s);
      if (from < to) stretches.push_back({from, to});
    }
  }
  return joined(stretches);
}

/// Planned stops, and overtime outside them.
std::vector<Shift::Exception> read_exceptions(const Record& record,
                                              const std::optional<CalendarDate>& start) {
  const Intervals stops = read_dates(record, "planned_stops", start);
  const Intervals overtime = read_dates(record, "overtime", start);
  std::vector<Shift::Exception> exceptions;
  for (const auto& [from, to] : stops) exceptions.push_back({from, to, false});
  for (const auto& [from, to] : without(overtime, stops)) exceptions.push_back({from, to, true});
  std::sort(exceptions.begin(), exceptions.end(),
            [](const Shift::Exception& a, const Shift::Exception& b) { return a.from < b.from; });
  return exceptions;
}

/// The date of time 0; none where it is not given or faulty.
std::optional<CalendarDate> read_start(const Builder& builder) {
  const std::optional<Record> scenario = builder.document.child("scenario");
  if (!scenario || !scenario->has("start")) return std::nullopt;
  const std::string text = scenario->text("start");
  const Parsed<CalendarDate> date = parse_date(text);
  if (!date.value && !text.empty()) scenario->error("start", date.problem);
  return date.value;
}

}  // namespace

void build_shifts(Builder& builder) {
  const std::optional<CalendarDate> start = read_start(builder);
  if (start) {
    builder.plant.run.start = start->text;
    builder.week_offset = start->since_monday;
  }
  const std::optional<Record> scenario = builder.document.child("scenario");
  const bool dated = scenario && scenario->has("start");
  for (const Record& record : builder.document.children("shift")) {
    Shift shift;
    shift.name = record.text("name");
    shift.period = kWeek;
    shift.offset = builder.week_offset;
    shift.working = read_working(record);
    shift.exceptions = read_exceptions(record, start);
    for (const char* key : {"overtime", "planned_stops"}) {
      if (!dated && record.has(key)) {
        record.fault(key, "dates need `start` in [scenario], the date of time 0");
      }
    }
    builder.plant.shifts.push_back(shift);
    builder.shifts.add(record, "name", shift.name,
                       static_cast<Id>(builder.plant.shifts.size() - 1));
  }
}

}  // namespace twinline
