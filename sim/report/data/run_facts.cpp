#include "twinline/report/data/run_facts.h"

#include <fstream>

// Boost 1.74 includes a header of its own that it calls outdated unless this is said.
#define BOOST_BIND_GLOBAL_PLACEHOLDERS
#include <boost/property_tree/json_parser.hpp>
#include <boost/property_tree/ptree.hpp>

#include "twinline/core/error.h"

namespace twinline {

namespace {

constexpr double kSecondsPerHour = 3600;

template <typename T>
T member(const boost::property_tree::ptree& tree, const std::string& file, const char* name) {
  const auto value = tree.get_optional<T>(name);
  if (!value) {
    throw ScenarioError(file + ":1:1: error: expected a manifest of Twinline with the member \"" +
                        name + "\"; run the scenario again to get one");
  }
  return *value;
}

boost::property_tree::ptree read_manifest(const std::filesystem::path& path) {
  const std::string file = path.string();
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    throw FileError("cannot read " + file +
                    ": the folder holds no results of a run (twinline run SCENARIO --out DIR)");
  }
  boost::property_tree::ptree tree;
  try {
    boost::property_tree::read_json(stream, tree);
  } catch (const boost::property_tree::json_parser_error& problem) {
    throw ScenarioError(file + ":" + std::to_string(problem.line()) +
                        ":1: error: expected JSON as twinline writes it: " + problem.message());
  }
  return tree;
}

double span_h(const boost::property_tree::ptree& tree, const std::string& file, const char* name) {
  constexpr double kLongest = 9e9;  // s, what SimTime holds
  const auto seconds = member<double>(tree, file, name);
  if (!(seconds >= 0 && seconds <= kLongest)) {
    throw ScenarioError(file + ":1:1: error: " + name + ": expected a time of 0 to 285 years");
  }
  return seconds / kSecondsPerHour;
}

}  // namespace

RunFacts read_run_facts(const std::filesystem::path& path) {
  const std::string file = path.string();
  const boost::property_tree::ptree tree = read_manifest(path);
  RunFacts facts;
  facts.scenario = member<std::string>(tree, file, "scenario");
  facts.description = tree.get<std::string>("resolved_scenario.scenario.description", "");
  facts.version = member<std::string>(tree, file, "twinline.version");
  facts.ended = member<std::string>(tree, file, "ended");
  facts.seed = member<std::uint64_t>(tree, file, "seed");
  facts.replications = member<std::size_t>(tree, file, "replications");
  member<std::string>(tree, file, "complete_replications");
  facts.complete = tree.get_child("complete_replications").size();
  facts.warm_up_h = span_h(tree, file, "warm_up_s");
  facts.duration_h = span_h(tree, file, "duration_s");
  return facts;
}

std::string read_ended(const std::filesystem::path& path) {
  return member<std::string>(read_manifest(path), path.string(), "ended");
}

}  // namespace twinline
