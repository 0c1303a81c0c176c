#include <iostream>

#include "commands.h"
#include "options.h"
#include "twinline/scenario/importers/smt2020.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;

int import_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "import";
  syntax.usage = "smt2020 DIR --out SCENARIO_DIR [--force]";
  syntax.text =
      "Makes a scenario from the tables of another format.\n"
      "  smt2020   the SMT2020 fab models in AutoSched's text tables (one folder a model)";
  syntax.positionals = {"format", "tables"};
  syntax.required = 2;
  syntax.options.add_options()("out", po::value<std::string>()->value_name("SCENARIO_DIR"),
                               "the folder to make");
  syntax.options.add_options()("force", "replace a scenario that is there");
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const auto format = values["format"].as<std::string>();
  if (format != "smt2020") {
    throw UsageError("unknown format " + in_quotes(format) + did_you_mean(format, {"smt2020"}));
  }
  if (values.count("out") == 0) throw UsageError("expected --out SCENARIO_DIR");
  const auto out = values["out"].as<std::string>();
  import_smt2020(values["tables"].as<std::string>(), out, values.count("force") > 0);
  std::cout << out << ": written. Next: twinline run " << out << '\n';
  return kOk;
}

}  // namespace twinline
