#include "run_until.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

#include "experiment_options.h"
#include "interrupt.h"
#include "progress_bar.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

constexpr std::uint32_t kFewestFirst = 10;

/// A stage of replications, whose slots come after those of the stages before.
class StageSink : public ReplicationSink {
 public:
  StageSink(ResultsWriter& writer, std::uint32_t first) : sink_(writer), first_(first) {}
  TraceSink* begin(std::uint32_t slot, std::uint32_t replication, std::uint64_t kept) override {
    return sink_.begin(first_ + slot, replication, kept);
  }
  void complete(std::uint32_t slot, const ReplicationData& data) override {
    sink_.complete(first_ + slot, data);
  }
  void failed(std::uint32_t slot) override { sink_.failed(first_ + slot); }

 private:
  WriterSink sink_;
  std::uint32_t first_;
};

/// Runs replications n .. next - 1. @return false where not all of them are complete
bool run_stage(const Plant& plant, RunPlan stage, std::uint32_t n, std::uint32_t next,
               ResultsWriter& writer, bool quiet, RunReport& whole) {
  stage.replications.clear();
  for (std::uint32_t i = n; i < next; ++i) stage.replications.push_back(i);
  StageSink sink(writer, n);
  ProgressBar bar(plant.run.name);
  std::function<void(const RunProgress&)> show;
  if (!quiet) show = [&](const RunProgress& progress) { bar.show(progress); };
  const RunReport report = run_replications(plant, stage, sink, show, catch_interrupts());
  bar.finish();
  whole.events += report.events;
  whole.interrupted = report.interrupted;
  whole.device_failure = report.device_failure;
  merge_figures(whole.offload, report.offload);
  whole.failures.insert(whole.failures.end(), report.failures.begin(), report.failures.end());
  return !report.interrupted && report.failures.empty();
}

std::vector<Interval> intervals_of(const UntilGoal& goal, const std::vector<SummaryRow>& rows) {
  std::vector<Interval> intervals;
  for (const KpiChoice& choice : goal.kpis) {
    const SummaryRow* row = find_row(rows, choice.scope, choice.entity, choice.kpi);
    intervals.push_back(row == nullptr ? Interval() : row->interval);
  }
  return intervals;
}

std::string percent(double share) {
  if (!std::isfinite(share)) return "no value";
  char text[32];
  std::snprintf(text, sizeof text, "%.3g %%", share * 100);
  return text;
}

void say_look(const UntilGoal& goal, std::uint32_t n, const std::vector<Interval>& intervals) {
  std::cerr << "half width after " << n << " replications:";
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    std::cerr << (i == 0 ? " " : ", ") << goal.names[i] << " "
              << percent(relative_half_width(intervals[i]));
  }
  std::cerr << " of the mean, goal " << percent(goal.precision.relative_half_width) << std::endl;
}

}  // namespace

void add_until_options(po::options_description& options) {
  options.add_options()("until-half-width", po::value<std::string>()->value_name("SHARE"),
                        "add replications until the interval of each --of is at most this share "
                        "of its mean to either side, as in 2%");
  options.add_options()("of", po::value<std::vector<std::string>>()->value_name("KPI"),
                        "cycle_time_h (the default), station.litho.queue_time_h, ...; may be "
                        "repeated");
  options.add_options()("max-replications", po::value<std::int64_t>()->value_name("N"),
                        "with --until-half-width: no more than this; 1000 by default");
}

std::optional<UntilGoal> until_goal(const po::variables_map& values, const Plant& plant) {
  if (values.count("until-half-width") == 0) {
    for (const char* option : {"of", "max-replications"}) {
      if (values.count(option) > 0) {
        throw UsageError("option --" + std::string(option) + " goes with --until-half-width");
      }
    }
    return {};
  }
  UntilGoal goal;
  goal.precision.relative_half_width = share_option(values, "until-half-width");
  if (values.count("max-replications") > 0) {
    goal.precision.most = number_option(values, "max-replications", 2, 1'000'000);
  }
  goal.precision.first = std::max(plant.run.replications, kFewestFirst);
  goal.names = values.count("of") > 0 ? values["of"].as<std::vector<std::string>>()
                                      : std::vector<std::string>{"cycle_time_h"};
  for (const std::string& name : goal.names) goal.kpis.push_back(kpi_option("of", name, plant));
  return goal;
}

RunReport run_until(const Plant& plant, const UntilGoal& goal, RunPlan& plan, ResultsWriter& writer,
                    bool quiet) {
  RunReport whole;
  std::uint32_t n = 0;
  std::vector<Interval> intervals;
  for (std::uint32_t next = next_replications(goal.precision, 0, {}); next > n;) {
    const bool complete = run_stage(plant, plan, n, next, writer, quiet, whole);
    n = next;
    if (!complete) break;
    intervals = intervals_of(goal, writer.summary());
    if (!quiet) say_look(goal, n, intervals);
    next = next_replications(goal.precision, n, intervals);
  }
  plan.replications = first_replications(n);
  const bool met = std::all_of(intervals.begin(), intervals.end(), [&](const Interval& interval) {
    return relative_half_width(interval) <= goal.precision.relative_half_width;
  });
  if (!met && !whole.interrupted && whole.failures.empty()) {
    std::cerr << "warning: the goal of " << percent(goal.precision.relative_half_width)
              << " is not met after " << n << " replications; allow more with --max-replications\n";
  }
  return whole;
}

}  // namespace twinline
