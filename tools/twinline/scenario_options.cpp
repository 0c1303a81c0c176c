#include "scenario_options.h"

#include <iostream>
#include <utility>

#include "twinline/results/csv_text.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

/// Options that are short for --set of a key.
constexpr std::pair<const char*, const char*> kShort[] = {{"replications", "scenario.replications"},
                                                          {"duration", "scenario.duration"},
                                                          {"warm-up", "scenario.warm_up"},
                                                          {"seed", "scenario.seed"}};

}  // namespace

void add_scenario_options(po::options_description& options) {
  options.add_options()("set", po::value<std::vector<std::string>>()->value_name("PATH=VALUE"),
                        "change a key of the scenario, as in stations.litho.machines=4; may be "
                        "repeated");
  options.add_options()("replications", po::value<std::string>()->value_name("N"),
                        "how many independent runs (scenario.replications)");
  options.add_options()("duration", po::value<std::string>()->value_name("TIME"),
                        "measured time, as in \"52 wk\" (scenario.duration)");
  options.add_options()("warm-up", po::value<std::string>()->value_name("TIME"),
                        "time before measuring begins (scenario.warm_up)");
  options.add_options()("seed", po::value<std::string>()->value_name("N"),
                        "of the random numbers (scenario.seed)");
  options.add_options()("allow-outside", "let the scenario read files outside its own folder");
}

LoadOptions load_options(const po::variables_map& values) {
  LoadOptions options;
  if (values.count("set") > 0) options.set = values["set"].as<std::vector<std::string>>();
  for (const auto& [option, path] : kShort) {
    if (values.count(option) > 0) {
      options.set.push_back(std::string(path) + "=" + values[option].as<std::string>());
    }
  }
  options.allow_outside = values.count("allow-outside") > 0;
  return options;
}

LoadedScenario load_from_options(const po::variables_map& values) {
  LoadedScenario scenario =
      load_scenario(values["scenario"].as<std::string>(), load_options(values));
  for (const std::string& warning : scenario.warnings) std::cerr << warning << '\n';
  return scenario;
}

}  // namespace twinline
