#include <algorithm>
#include <cmath>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

/// A KPI as people read it.
struct Shown {
  const char* label;
  const char* kpi;
  const char* unit;
  double factor;
  bool tile;
};

/// As many significant digits as tell the ends of the interval from the mean.
int digits_of(const KpiMean& value) {
  const double half = (value.high - value.low) / 2;
  if (!(half > 0) || value.mean == 0) return 3;
  const double ratio = std::fabs(value.mean) / half;
  return std::clamp(static_cast<int>(std::floor(std::log10(ratio))) + 2, 3, 6);
}

std::string interval_text(const KpiMean& value, double factor) {
  if (std::isnan(value.low)) return "";
  const int digits = digits_of(value);
  return readable(value.low * factor, digits) + " \u2026 " + readable(value.high * factor, digits);
}

std::vector<Shown> shown_kpis(const KpiMeans& kpis) {
  const KpiMean* cycle = kpis.plant("cycle_time_h");
  const ReadableTime time = readable_time(cycle == nullptr ? 1 : cycle->mean);
  const KpiMean* rate = kpis.plant("throughput_per_h");
  const bool slow = rate != nullptr && rate->mean < 1;
  return {{"Throughput", slow ? "throughput_per_d" : "throughput_per_h", slow ? "jobs/d" : "jobs/h",
           1, true},
          {"Good pieces", "pieces_per_h", "pieces/h", 1, false},
          {"Moves", "moves_per_d", "moves/d", 1, false},
          {"Cycle time", "cycle_time_h", time.unit, time.per_hour, true},
          {"Cycle time, 5 % quantile", "cycle_time_p05_h", time.unit, time.per_hour, false},
          {"Cycle time, median", "cycle_time_p50_h", time.unit, time.per_hour, false},
          {"Cycle time, 95 % quantile", "cycle_time_p95_h", time.unit, time.per_hour, false},
          {"Flow factor", "flow_factor", "", 1, true},
          {"WIP", "wip", "jobs", 1, true},
          {"Jobs waiting", "queue_length", "jobs", 1, false},
          {"On time", "on_time_fraction", "%", 100, true},
          {"Scrap", "scrap_fraction", "%", 100, false},
          {"Rework", "rework_fraction", "%", 100, false},
          {"Queue-time windows missed", "queue_window_violation_fraction", "%", 100, false}};
}

std::string parts_html(const KpiMeans& kpis) {
  const std::vector<std::string>& parts = kpis.names("part");
  if (parts.size() < 2) return "";
  double longest = 0;
  for (const std::string& part : parts) {
    longest = std::max(longest, kpis.mean("part", part, "cycle_time_h", 0));
  }
  const ReadableTime time = readable_time(longest);
  const std::string unit = std::string(" ") + time.unit;
  HtmlTable table({"part", "jobs/d", "cycle time" + unit, "interval" + unit, "95 % quantile" + unit,
                   "flow factor", "on time"});
  for (const std::string& part : parts) {
    const auto mean = [&](const char* kpi) { return kpis.mean("part", part, kpi); };
    const KpiMean* cycle = kpis.find("part", part, "cycle_time_h");
    table.row({part, readable(mean("throughput_per_d")),
               readable(mean("cycle_time_h") * time.per_hour),
               cycle == nullptr ? "" : interval_text(*cycle, time.per_hour),
               readable(mean("cycle_time_p95_h") * time.per_hour), readable(mean("flow_factor")),
               percent(mean("on_time_fraction"))});
  }
  constexpr std::size_t kMost = 12;
  const std::string html = "<h3>Parts</h3>\n" + table.html();
  return parts.size() <= kMost ? html
                               : details("All " + std::to_string(parts.size()) + " parts", html);
}

}  // namespace

ReadableTime readable_time(double hours) {
  constexpr double kLong = 200;
  if (hours >= kLong) return {"d", 1.0 / 24};
  if (hours >= 1 || hours == 0) return {"h", 1};
  return hours * 60 >= 1 ? ReadableTime{"min", 60} : ReadableTime{"s", 3600};
}

Chapter summary_chapter(const RunFacts& facts, const KpiMeans& kpis) {
  Chapter chapter{"summary", "Summary", "", {}, ""};
  std::vector<Tile> large;
  const KpiMean* any = kpis.plant("throughput_per_h");
  const bool alone = any == nullptr || std::isnan(any->low);
  const std::string level =
      any == nullptr ? "" : readable(any->confidence * 100, 2) + " % interval";
  HtmlTable table({"the whole plant", "mean", alone ? "" : level, "unit"});
  for (const Shown& shown : shown_kpis(kpis)) {
    const KpiMean* value = kpis.plant(shown.kpi);
    if (value == nullptr) continue;
    const std::string mean = readable(value->mean * shown.factor, digits_of(*value));
    const std::string interval = interval_text(*value, shown.factor);
    if (shown.tile) large.push_back({shown.label, mean, shown.unit, interval});
    table.row({shown.label, mean, interval, shown.unit});
  }
  chapter.html = tiles(large);
  chapter.html += paragraph(
      alone ? "One replication: there is no interval. Run more (--replications) to know how sure "
              "the figures are."
            : "Means over " + std::to_string(facts.complete) + " replications; beneath each the " +
                  level + " of the mean (Student's t).");
  if (facts.ended != "complete") {
    chapter.html += note(
        "The run " +
        std::string(facts.ended == "failed" ? "had replications that failed" : "was interrupted") +
        ": these are the " + std::to_string(facts.complete) + " of " +
        std::to_string(facts.replications) + " replications that are complete.");
  }
  chapter.after = details("All figures of the plant", table.html()) + parts_html(kpis);
  return chapter;
}

Chapter people_chapter(const KpiMeans& kpis) {
  Chapter chapter{"people", "Operators and resources", "", {}, ""};
  HtmlTable table({"name", "kind", "utilisation", "mean wait min"}, 2);
  for (const char* scope : {"operator", "resource"}) {
    for (const std::string& name : kpis.names(scope)) {
      table.row({name, scope, percent(kpis.mean(scope, name, "utilization")),
                 readable(kpis.mean(scope, name, "queue_time_h") * 60)});
    }
  }
  chapter.html = table.html();
  return chapter;
}

}  // namespace twinline
