#include "offload_options.h"

#include <iostream>

#include "device_option.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

/// A launch costs a device some 10 us of the host's time, gathering an item some 10 ns.
constexpr std::size_t kEarlyItems = 1024;

}  // namespace

void add_offload_options(po::options_description& options, bool with_cohort) {
  if (with_cohort) {
    options.add_options()("cohort", po::value<std::int64_t>()->value_name("N"),
                          "replications that a thread advances together, so that their models are "
                          "evaluated in common; 1 by default. Changes speed only");
  }
  options.add_options()("batch-items", po::value<std::int64_t>()->value_name("N"),
                        "most items evaluated in one launch; 4096 by default. Changes speed only");
  add_device_option(options);
}

OffloadPlan offload_option(const po::variables_map& values) {
  OffloadPlan plan;
  if (values.count("cohort") > 0) plan.cohort = number_option(values, "cohort", 1, 100'000);
  if (values.count("batch-items") > 0) {
    plan.settings.batch_items = number_option(values, "batch-items", 1, 100'000'000);
  }
  const DeviceChoice device = device_option(values);
  if (device.is_cuda()) plan.settings.early_items = kEarlyItems;
  plan.backend = std::make_shared<OffloadBackend>(
      [](const std::string& text) { std::cerr << "twinline: warning: " + text + '\n'; },
      built_evaluators(device));
  return plan;
}

}  // namespace twinline
