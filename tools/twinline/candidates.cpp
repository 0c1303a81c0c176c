#include "candidates.h"

#include <iostream>
#include <utility>

#include "experiment_options.h"
#include "scenario_options.h"
#include "twinline/core/error.h"
#include "twinline/experiment/sweep/sweep.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

/// Splits at the commas outside parentheses, brackets, braces and quotes.
std::vector<std::string> split_settings(const std::string& text) {
  std::vector<std::string> parts(text.empty() ? 0 : 1);
  int depth = 0;
  char quote = 0;
  for (const char c : text) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    } else if (c == ',' && depth == 0) {
      parts.emplace_back();
      continue;
    }
    parts.back() += c;
  }
  return parts;
}

std::vector<Candidate> named_designs(const po::variables_map& values) {
  std::vector<Candidate> designs;
  if (values.count("design") == 0) return designs;
  for (const std::string& text : values["design"].as<std::vector<std::string>>()) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0) {
      throw UsageError("option --design: expected NAME:path=value[,path=value]..., received " +
                       in_quotes(text));
    }
    Candidate design;
    design.name = text.substr(0, colon);
    design.set = split_settings(text.substr(colon + 1));
    for (const Candidate& other : designs) {
      if (other.name == design.name) {
        throw UsageError("option --design: two designs are called " + in_quotes(design.name));
      }
    }
    designs.push_back(std::move(design));
  }
  return designs;
}

Candidate candidate_at(const Sweep& sweep, std::uint32_t point) {
  Candidate design;
  design.name = "point " + std::to_string(point);
  design.set = sweep.design().overrides(point);
  try {
    design.scenario = sweep.scenario_at(point);
  } catch (const ScenarioError& error) {
    throw ScenarioError(sweep.plan().name + ": error: " + design.name +
                        " gives no valid scenario:\n" + error.what());
  }
  return design;
}

/// Appends the points of the plan, and gives the named designs its seed.
void add_points(const po::variables_map& values, std::vector<Candidate>& designs) {
  SweepInput input;
  input.scenario = values["scenario"].as<std::string>();
  input.plan = values["plan"].as<std::string>();
  input.load = load_options(values);
  input.own_seed = values.count("seed") > 0;
  const Sweep sweep(std::move(input));
  for (const std::string& warning : sweep.base().warnings) std::cerr << warning << '\n';
  sweep.check_points();
  for (std::uint32_t point = 0; point < sweep.design().n_points(); ++point) {
    designs.push_back(candidate_at(sweep, point));
  }
  for (Candidate& design : designs) design.scenario.plant.run.seed = sweep.seed();
}

}  // namespace

std::string Candidate::settings() const {
  std::string text;
  for (const std::string& one : set) text += (text.empty() ? "" : " ") + one;
  return text;
}

std::vector<Candidate> load_candidates(const po::variables_map& values) {
  std::vector<Candidate> designs = named_designs(values);
  if (designs.size() < 2 && values.count("plan") == 0) {
    throw UsageError("expected two designs or more: --design NAME:path=value, or --plan FILE");
  }
  for (const char* option : {"of", "zone"}) {
    if (values.count(option) == 0) throw UsageError("expected the option --" + std::string(option));
  }
  for (Candidate& design : designs) {
    LoadOptions options = load_options(values);
    options.set.insert(options.set.end(), design.set.begin(), design.set.end());
    design.scenario = load_with_warnings(values["scenario"].as<std::string>(), options);
  }
  if (values.count("plan") > 0) add_points(values, designs);
  if (designs.size() < 2) throw UsageError("the plan has one point: expected two designs or more");
  for (Candidate& design : designs) {
    design.kpi = kpi_option("of", values["of"].as<std::string>(), design.scenario.plant);
  }
  return designs;
}

}  // namespace twinline
