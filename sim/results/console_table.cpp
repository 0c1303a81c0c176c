#include "twinline/results/console_table.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace twinline {

namespace {

constexpr std::size_t kMostRows = 12;
constexpr double kPercent = 100;
constexpr double kNoHalfWidth = std::numeric_limits<double>::quiet_NaN();

std::string fixed(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

int decimals_for(double mean, double half_width) {
  constexpr int kSignificant = 3;
  constexpr int kMost = 6;
  const auto magnitude = [](double x) { return static_cast<int>(std::floor(std::log10(x))); };
  int decimals = mean == 0 ? 0 : kSignificant - 1 - magnitude(std::fabs(mean));
  if (half_width > 0 && mean != 0) {
    decimals = std::max(decimals, std::min(-magnitude(half_width), decimals + 2));
  }
  return std::clamp(decimals, 0, kMost);
}

std::string left(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::string right(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

/// The unit in which a number of hours reads best.
struct TimeUnit {
  const char* name;
  double per_hour;
};

TimeUnit time_unit(double hours) {
  if (hours >= 1 || hours == 0) return {"h", 1};
  return hours * 60 >= 1 ? TimeUnit{"min", 60} : TimeUnit{"s", 3600};
}

double mean_of(const std::vector<SummaryRow>& rows, Scope scope, Id id, Kpi kpi) {
  const SummaryRow* row = find_row(rows, scope, id, kpi);
  return row == nullptr ? 0 : row->interval.mean;
}

/// One line of the plant's table; none where the KPI has no value.
std::string plant_line(const std::vector<SummaryRow>& rows, const char* label, const char* unit,
                       Kpi kpi, double factor) {
  const SummaryRow* row = find_row(rows, Scope::kPlant, 0, kpi);
  if (row == nullptr) return "";
  const double mean = row->interval.mean * factor;
  const double half = row->interval.half_width * factor;
  std::string line = "  " + left(label, 16) + left(unit, 12);
  line += std::isfinite(half) ? left(rounded(mean, half), 10) + rounded_interval(mean, half)
                              : rounded(mean, half);
  return line + '\n';
}

std::string plant_table(const Plant& plant, const std::vector<SummaryRow>& rows) {
  const SummaryRow* any = find_row(rows, Scope::kPlant, 0, Kpi::kThroughputPerH);
  const bool alone = any == nullptr || any->interval.n < 2;
  std::string confidence;
  append_number(confidence, std::round(plant.run.confidence * 1e4) / 100);
  std::string text = left("plant", 30) + left("mean", 10);
  text += (alone ? "one replication: no interval" : confidence + " % interval") + '\n';

  const auto line = [&](const char* label, const char* unit, Kpi kpi, double factor = 1) {
    text += plant_line(rows, label, unit, kpi, factor);
  };
  const auto line_unless_zero = [&](const char* label, Kpi kpi) {
    if (mean_of(rows, Scope::kPlant, 0, kpi) != 0) line(label, "%", kpi, kPercent);
  };
  if (mean_of(rows, Scope::kPlant, 0, Kpi::kThroughputPerH) < 0.1) {
    line("throughput", "jobs/d", Kpi::kThroughputPerD);
  } else {
    line("throughput", "jobs/h", Kpi::kThroughputPerH);
  }
  line("moves", "moves/d", Kpi::kMovesPerD);
  const TimeUnit unit = time_unit(mean_of(rows, Scope::kPlant, 0, Kpi::kCycleTime));
  line("cycle time", unit.name, Kpi::kCycleTime, unit.per_hour);
  line("flow factor", "", Kpi::kFlowFactor);
  line("WIP", "jobs", Kpi::kWip);
  line("on time", "%", Kpi::kOnTimeFraction, kPercent);
  line_unless_zero("scrap", Kpi::kScrapFraction);
  line_unless_zero("rework", Kpi::kReworkFraction);
  line("windows missed", "%", Kpi::kQueueWindowViolationFraction, kPercent);
  return text;
}

std::string more(std::size_t all, const char* what, const char* file) {
  if (all <= kMostRows) return "";
  return "  " + std::to_string(all - kMostRows) + " more " + what + " in " + file + "\n";
}

/// A mean as a cell; "-" where there is none.
std::string mean_text(const std::vector<SummaryRow>& rows, Scope scope, Id id, Kpi kpi,
                      double factor) {
  const SummaryRow* row = find_row(rows, scope, id, kpi);
  return row == nullptr ? "-" : rounded(row->interval.mean * factor, kNoHalfWidth);
}

std::string parts_table(const Plant& plant, const std::vector<SummaryRow>& rows) {
  std::vector<Id> parts;
  std::size_t width = 8;
  double longest_h = 0;
  for (Id i = 0; i < plant.parts.size(); ++i) {
    if (find_row(rows, Scope::kPart, i, Kpi::kCycleTime) == nullptr) continue;
    parts.push_back(i);
    longest_h = std::max(longest_h, mean_of(rows, Scope::kPart, i, Kpi::kCycleTime));
    if (parts.size() <= kMostRows) width = std::max(width, plant.parts[i].name.size());
  }
  if (parts.size() < 2) return "";
  const TimeUnit unit = time_unit(longest_h);
  const std::string cycle = std::string("cycle ") + unit.name;
  std::string text = '\n' + left("part", width + 2) + right("jobs/d", 10) + right(cycle, 11) +
                     right("P95", 9) + right("flow factor", 13) + right("on time", 9) + '\n';
  for (std::size_t k = 0; k < std::min(parts.size(), kMostRows); ++k) {
    const auto value = [&](Kpi kpi, double factor) {
      return mean_text(rows, Scope::kPart, parts[k], kpi, factor);
    };
    text += "  " + left(plant.parts[parts[k]].name, width);
    text += right(value(Kpi::kThroughputPerD, 1), 10);
    text += right(value(Kpi::kCycleTime, unit.per_hour), 11);
    text += right(value(Kpi::kCycleTimeP95, unit.per_hour), 9);
    text += right(value(Kpi::kFlowFactor, 1), 13);
    text += right(value(Kpi::kOnTimeFraction, kPercent), 9) + '\n';
  }
  return text + more(parts.size(), "parts", "summary.csv");
}

/// A column of the stations' table, in percent of the time.
struct Share {
  const char* title;
  Kpi kpi;
  bool always;  ///< also where it is 0 at all stations
};

constexpr Share kShares[] = {{"busy", Kpi::kUtilization, true},
                             {"setup", Kpi::kSetupFraction, true},
                             {"down", Kpi::kDownFraction, true},
                             {"PM", Kpi::kMaintenanceFraction, true},
                             {"off", Kpi::kNonscheduledFraction, false},
                             {"blocked", Kpi::kBlockedFraction, false},
                             {"no oper", Kpi::kWaitingOperatorFraction, false},
                             {"idle", Kpi::kStarvedFraction, true}};

std::string stations_table(const Plant& plant, const std::vector<SummaryRow>& rows) {
  std::vector<Id> order(plant.stations.size());
  for (Id i = 0; i < order.size(); ++i) order[i] = i;
  const auto load = [&](Id i) {
    return mean_of(rows, Scope::kStation, i, Kpi::kUtilizationAvailable);
  };
  std::stable_sort(order.begin(), order.end(), [&](Id a, Id b) { return load(a) > load(b); });
  const std::size_t shown = std::min(order.size(), kMostRows);

  std::vector<Share> shares;
  for (const Share& share : kShares) {
    const bool used = std::any_of(order.begin(), order.end(), [&](Id i) {
      return mean_of(rows, Scope::kStation, i, share.kpi) >= 0.0005;
    });
    if (share.always || used) shares.push_back(share);
  }
  std::size_t width = 8;
  double longest_h = 0;
  for (std::size_t k = 0; k < shown; ++k) {
    width = std::max(width, plant.stations[order[k]].name.size());
    longest_h = std::max(longest_h, mean_of(rows, Scope::kStation, order[k], Kpi::kQueueTime));
  }
  const TimeUnit unit = time_unit(longest_h);

  std::string text = '\n' + left("station", width + 2);
  for (const Share& share : shares) text += right(share.title, 8);
  text += right("queue", 9) + right(std::string("wait ") + unit.name, 10) + '\n';
  for (std::size_t k = 0; k < shown; ++k) {
    const auto mean = [&](Kpi kpi) { return mean_of(rows, Scope::kStation, order[k], kpi); };
    text += "  " + left(plant.stations[order[k]].name, width);
    for (const Share& share : shares) {
      // Held machines are idle too in this short view, so that a row sums to 100.
      const double held = share.kpi == Kpi::kStarvedFraction ? mean(Kpi::kHeldFraction) : 0;
      text += right(fixed((mean(share.kpi) + held) * kPercent, 1), 8);
    }
    text += right(fixed(mean(Kpi::kQueueLength), 1), 9);
    text += right(fixed(mean(Kpi::kQueueTime) * unit.per_hour, 1), 10);
    text += k == 0 ? "   <- bottleneck\n" : "\n";
  }
  return text + more(order.size(), "stations", "stations.csv");
}

std::string gates_table(const Plant& plant, const std::vector<SummaryRow>& rows) {
  const std::vector<Gate>& gates = plant.outcomes.gates;
  if (gates.empty()) return "";
  const std::size_t shown = std::min(gates.size(), kMostRows);
  std::size_t width = 8;
  for (Id i = 0; i < shown; ++i) width = std::max(width, gates[i].name.size());
  std::string text = '\n' + left("gate", width + 2) + right("yield %", 9) +
                     right("first pass %", 14) + right("Cpk", 8) + right("scrapped", 10) +
                     right("reworked", 10) + right("held", 8) + '\n';
  for (Id i = 0; i < shown; ++i) {
    const auto value = [&](Kpi kpi, double factor) {
      return mean_text(rows, Scope::kGate, i, kpi, factor);
    };
    text += "  " + left(gates[i].name, width);
    text += right(value(Kpi::kYield, kPercent), 9);
    text += right(value(Kpi::kFirstPassYield, kPercent), 14);
    text += right(value(Kpi::kCpk, 1), 8);
    text += right(value(Kpi::kPiecesScrapped, 1), 10);
    text += right(value(Kpi::kPiecesReworked, 1), 10);
    text += right(value(Kpi::kPiecesHeld, 1), 8) + '\n';
  }
  return text + more(gates.size(), "gates", "quality.csv");
}

}  // namespace

std::string rounded(double mean, double half_width) {
  return fixed(mean, decimals_for(mean, half_width));
}

std::string rounded_interval(double mean, double half_width) {
  const int decimals = decimals_for(mean, half_width);
  return fixed(mean - half_width, decimals) + " .. " + fixed(mean + half_width, decimals);
}

std::string console_table(const Plant& plant, const std::vector<SummaryRow>& rows) {
  return plant_table(plant, rows) + parts_table(plant, rows) + stations_table(plant, rows) +
         gates_table(plant, rows);
}

}  // namespace twinline
