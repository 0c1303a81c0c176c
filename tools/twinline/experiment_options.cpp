#include "experiment_options.h"

#include <algorithm>
#include <cmath>
#include <thread>

#include "interrupt.h"
#include "progress_bar.h"
#include "twinline/batch/device_error.h"
#include "twinline/results/atomic_file.h"
#include "twinline/results/console_table.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;
namespace fs = std::filesystem;

std::uint32_t thread_option(const po::variables_map& values) {
  return values.count("threads") > 0 ? number_option(values, "threads", 1, 4096)
                                     : std::max(1U, std::thread::hardware_concurrency());
}

Workers::Workers(const po::variables_map& values)
    : threads(thread_option(values)), offload(offload_option(values)) {}

std::uint32_t Workers::at_once(const Plant& plant) const {
  return plant.outcomes.evaluations.empty() ? threads : threads * offload.cohort;
}

double share_option(const po::variables_map& values, const char* name) {
  const std::string text = values[name].as<std::string>();
  const bool percent = !text.empty() && text.back() == '%';
  const std::string digits = percent ? text.substr(0, text.find_last_not_of(" %") + 1) : text;
  const double share = parse_number(digits).value_or(0) / (percent ? 100 : 1);
  if (!(share > 0 && share < 1)) {
    throw UsageError("option --" + std::string(name) +
                     ": expected a share between 0 and 1 such as 2% or 0.02, received " +
                     in_quotes(text));
  }
  return share;
}

KpiChoice kpi_option(const char* option, const std::string& text, const Plant& plant) {
  try {
    return parse_kpi(text, plant);
  } catch (const ArgumentError& error) {
    throw UsageError("option --" + std::string(option) + ": " + error.what());
  }
}

fs::path table_folder(const po::variables_map& values, const std::string& name,
                      const std::vector<std::string>& files) {
  fs::path folder;
  if (values.count("out") > 0) {
    folder = values["out"].as<std::string>();
    if (folder.empty()) throw UsageError("option --out: expected the name of a folder");
  } else {
    if (name.find('/') != std::string::npos) {
      throw UsageError("the name " + in_quotes(name) +
                       " makes no folder: say where the results go with --out DIR");
    }
    folder = fs::path("results") / name;
  }
  for (const std::string& file : files) {
    std::error_code ignored;
    if (values.count("force") == 0 && fs::exists(folder / file, ignored)) {
      throw UsageError((folder / file).string() +
                       " is there already: choose another folder with --out, or replace it with "
                       "--force");
    }
  }
  return folder;
}

void write_table(const fs::path& folder, const std::string& file, const std::string& text) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw FileError("cannot make the folder " + folder.string() + ": " + error.message());
  AtomicFile out(folder / file);
  out.write(text);
  out.commit();
}

std::vector<std::vector<KpiValue>> run_for_kpis(const Plant& plant, std::uint64_t seed,
                                                std::uint32_t first, std::uint32_t n,
                                                const Workers& workers,
                                                const std::string& progress) {
  RunPlan plan;
  plan.seed = seed;
  plan.threads = workers.threads;
  plan.offload = workers.offload;
  for (std::uint32_t i = 0; i < n; ++i) plan.replications.push_back(first + i);
  KpiSink sink(n);
  ProgressBar bar(progress);
  std::function<void(const RunProgress&)> show;
  if (!progress.empty()) show = [&](const RunProgress& now) { bar.show(now); };
  const RunReport report = run_replications(plant, plan, sink, show, catch_interrupts());
  bar.finish();
  if (!report.device_failure.empty()) throw DeviceError(report.device_failure);
  if (report.interrupted) throw Interrupted("interrupted: nothing is written");
  if (!report.failures.empty()) {
    throw Error(failure_text(report.failures.front()) + " (scenario " + in_quotes(plant.run.name) +
                ")");
  }
  return sink.kpis();
}

std::string mean_text(double mean, double half_width) {
  if (std::isnan(mean)) return "-";
  std::string text = rounded(mean, half_width);
  if (std::isfinite(half_width)) text = padded(text, 10) + rounded_interval(mean, half_width);
  return text;
}

std::string padded(const std::string& text, std::size_t width) {
  return text.size() < width ? text + std::string(width - text.size(), ' ') : text;
}

std::string padded_left(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

}  // namespace twinline
