#include <iostream>

#include "commands.h"
#include "scenario_options.h"

namespace twinline {

int validate_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "validate";
  syntax.usage = "SCENARIO [options]";
  syntax.text = "Checks a scenario (a folder or a scenario.toml) without running it.";
  syntax.positionals = {"scenario"};
  syntax.required = 1;
  add_scenario_options(syntax.options);
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const LoadedScenario scenario = load_from_options(values);
  std::cout << scenario.plant.run.name << ": no errors, " << scenario.warnings.size()
            << (scenario.warnings.size() == 1 ? " warning" : " warnings") << ", "
            << scenario.files.size() << (scenario.files.size() == 1 ? " file" : " files")
            << " read\n";
  return kOk;
}

}  // namespace twinline
