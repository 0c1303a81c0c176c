#include <iostream>

#include "commands.h"
#include "options.h"
#include "twinline/experiment/optimize/optimize_schema.h"
#include "twinline/experiment/sweep/plan_schema.h"
#include "twinline/results/reference.h"
#include "twinline/scenario/reference.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

int schema_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "schema";
  syntax.usage = "[scenario | plan | optimize | results]";
  syntax.text =
      "Prints the reference of the scenario language, of the plans of sweep and of optimize, or "
      "of\n"
      "the result tables, in Markdown.";
  syntax.positionals = {"topic"};
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const std::string topic =
      values.count("topic") > 0 ? values["topic"].as<std::string>() : "scenario";
  if (topic == "scenario") {
    std::cout << scenario_reference_markdown();
  } else if (topic == "results") {
    std::cout << results_reference_markdown();
  } else if (topic == "plan") {
    std::cout << plan_reference_markdown();
  } else if (topic == "optimize") {
    std::cout << optimize_reference_markdown();
  } else {
    throw UsageError("unknown topic " + in_quotes(topic) +
                     did_you_mean(topic, {"scenario", "plan", "optimize", "results"}));
  }
  return kOk;
}

}  // namespace twinline
