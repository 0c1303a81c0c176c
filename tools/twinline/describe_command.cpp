#include <iostream>

#include "commands.h"
#include "scenario_options.h"
#include "twinline/scenario/describe.h"

namespace twinline {

int describe_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "describe";
  syntax.usage = "SCENARIO [options]";
  syntax.text = "Says what was read from a scenario: parts, routes, stations, releases.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  add_scenario_options(syntax.options);
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  std::cout << describe_text(load_from_options(values).plant);
  return kOk;
}

}  // namespace twinline
