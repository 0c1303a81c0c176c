#include <algorithm>
#include <cmath>
#include <iostream>

#include "commands.h"
#include "experiment_options.h"
#include "twinline/experiment/statistics/batch_means.h"
#include "twinline/experiment/statistics/intervals.h"
#include "twinline/experiment/statistics/mser.h"
#include "twinline/experiment/statistics/result_series.h"
#include "twinline/results/console_table.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;
namespace fs = std::filesystem;

namespace {

CommandSyntax analyze_syntax() {
  CommandSyntax syntax;
  syntax.name = "analyze";
  syntax.usage = "DIR [options]";
  syntax.text =
      "Looks at the tables of a run that is done:\n"
      "  wip.csv   where the work in process settles (MSER-5), to choose scenario.warm_up\n"
      "  jobs.csv  the mean cycle time of each replication with an interval from that replication\n"
      "            alone (batch means): for one long run\n"
      "  kpis.csv  a quantile of a KPI over the replications, with its interval";
  syntax.positionals = {"folder"};
  syntax.required = 1;
  syntax.options.add_options()(
      "of", po::value<std::string>()->default_value("cycle_time_h"),
      "the KPI for kpis.csv: cycle_time_h, station.litho.queue_time_h, ...");
  syntax.options.add_options()("quantile", po::value<double>()->default_value(0.5, "0.5"),
                               "which quantile of it");
  syntax.options.add_options()("confidence", po::value<double>()->default_value(0.95, "0.95"),
                               "of the intervals");
  return syntax;
}

void print_warm_up(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    std::cout << "warm-up: no wip.csv here; write one with --set output.wip_every=\"6 h\"\n";
    return;
  }
  const std::vector<double> times = mean_series(read_series(file, "time_h"));
  const std::vector<double> jobs = mean_series(read_series(file, "jobs"));
  const WarmUp warm_up = mser5(jobs);
  if (!warm_up.settled) {
    std::cout << "warm-up: " << jobs.size()
              << " samples of the work in process do not show where it settles (MSER-5): run for "
                 "longer, or sample more often with output.wip_every\n";
    return;
  }
  std::cout << "warm-up: the work in process settles at " << number_text(times[warm_up.truncation])
            << " h (MSER-5), then " << rounded(warm_up.mean, NAN)
            << " jobs; an earlier end of scenario.warm_up lets the start into the figures; "
               "picture: twinline "
               "report "
            << file.parent_path().string() << '\n';
}

void print_batch_means(const fs::path& file, double confidence) {
  constexpr std::size_t kMostRows = 12;
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    std::cout << "batch means: no jobs.csv here; write one with --set output.jobs=true\n";
    return;
  }
  std::cout << "cycle time of one replication, h   mean      " << number_text(confidence * 100)
            << " % interval      batches of    lag-1\n";
  const auto series = read_series(file, "cycle_time_h");
  std::size_t shown = 0;
  for (const auto& [replication, values] : series) {
    if (shown++ == kMostRows) {
      std::cout << "  " << series.size() - kMostRows << " more replications\n";
      break;
    }
    std::cout << "  " << padded("replication " + std::to_string(replication), 33);
    if (values.size() < 32) {
      std::cout << values.size() << " jobs: fewer than 32, no interval\n";
      continue;
    }
    const BatchMeans means = batch_means(values, confidence);
    std::cout << padded(mean_text(means.mean, means.half_width), 32)
              << padded_left(std::to_string(means.n_batches), 3) << " x "
              << padded(std::to_string(means.batch_size), 8) << rounded(means.lag1, NAN)
              << (means.independent ? "" : "   too short: neighbouring batches are correlated")
              << '\n';
  }
}

/// The rows of kpis.csv that hold a KPI of the plant, or SCOPE.NAME.KPI.
std::vector<RowFilter> rows_of(const std::string& kpi) {
  const std::size_t first = kpi.find('.');
  const std::size_t last = kpi.rfind('.');
  if (first == last) return {{"scope", "plant"}, {"kpi", kpi}};
  return {{"scope", kpi.substr(0, first)},
          {"name", kpi.substr(first + 1, last - first - 1)},
          {"kpi", kpi.substr(last + 1)}};
}

void print_quantile(const fs::path& file, const po::variables_map& values, double confidence) {
  const std::string kpi = values["of"].as<std::string>();
  const std::vector<RowFilter> rows = rows_of(kpi);
  const double p = values["quantile"].as<double>();
  if (!(p > 0 && p < 1)) throw UsageError("option --quantile: expected a number between 0 and 1");
  std::vector<double> sample;
  for (const auto& [replication, value] : read_series(file, "value", rows)) {
    sample.insert(sample.end(), value.begin(), value.end());
  }
  if (sample.empty()) {
    throw UsageError("option --of: kpis.csv has no value of " + in_quotes(kpi) +
                     "; expected a KPI of the plant such as cycle_time_h, or SCOPE.NAME.KPI such "
                     "as station.litho.queue_time_h");
  }
  const QuantileInterval interval = quantile_interval(sample, p, confidence);
  const auto bound = [](double value) {
    return std::isnan(value) ? std::string("none") : rounded(value, NAN);
  };
  std::cout << number_text(p) << "-quantile of " << kpi << " over " << sample.size()
            << " replications: " << rounded(interval.estimate, NAN) << ", "
            << number_text(confidence * 100) << " % interval " << bound(interval.low) << " .. "
            << bound(interval.high)
            << (std::isnan(interval.low) || std::isnan(interval.high)
                    ? " (a bound needs more replications)"
                    : "")
            << '\n';
}

}  // namespace

int analyze_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(analyze_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  const fs::path folder = values["folder"].as<std::string>();
  const double confidence = values["confidence"].as<double>();
  if (!(confidence >= 0.5 && confidence < 1)) {
    throw UsageError("option --confidence: expected a number from 0.5 to below 1");
  }
  print_warm_up(folder / "wip.csv");
  print_batch_means(folder / "jobs.csv", confidence);
  print_quantile(folder / "kpis.csv", values, confidence);
  return kOk;
}

}  // namespace twinline
