#include <iostream>

#include "build_info.h"
#include "commands.h"
#include "merge_text.h"
#include "options.h"

namespace twinline {

namespace po = boost::program_options;

std::string merged_text(const std::filesystem::path& out, const MergeReport& report) {
  char size[32];
  std::snprintf(size, sizeof size, "%.1f MB", static_cast<double>(report.bytes) / 1e6);
  return out.string() + ": " + std::to_string(report.tables.size()) + " tables, " + size + ", of " +
         std::to_string(report.complete) + " tasks" +
         (report.failed > 0 ? "; " + std::to_string(report.failed) + " failed, see failures.csv"
                            : "") +
         (report.n_missing > 0 ? "; " + missing_text(report) : "") + "\n";
}

std::string missing_text(const MergeReport& report) {
  return std::to_string(report.n_missing) + " of " + std::to_string(report.record.n_tasks()) +
         " tasks are missing: " + ranges_text(report.missing);
}

int merge_command(const std::vector<std::string>& arguments) {
  CommandSyntax syntax;
  syntax.name = "merge";
  syntax.usage = "DIR... [options]";
  syntax.text =
      "Writes the tables of a sweep from the files that its tasks left in one or more folders.\n"
      "The tables have the same bytes as those of one uninterrupted sweep.";
  syntax.positionals = {"folder"};
  syntax.many = true;
  syntax.required = 1;
  syntax.options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                               "where the tables go; the folder itself where there is one");
  syntax.options.add_options()("partial", "write what is there although tasks are missing");
  const auto values = parse_options(syntax, arguments);
  if (values.count("help") > 0) return kOk;

  const auto names = values["folder"].as<std::vector<std::string>>();
  if (names.size() > 1 && values.count("out") == 0) {
    throw UsageError("several folders: say where the tables go with --out DIR");
  }
  const std::filesystem::path out =
      values.count("out") > 0 ? values["out"].as<std::string>() : names.front();
  const MergeReport report =
      merge_sweep({names.begin(), names.end()}, out, values.count("partial") > 0, build_info());
  if (!report.is_written()) {
    std::cerr << "twinline: error: " << missing_text(report)
              << "\n  start the sweep again to run them, or write what is there with --partial\n";
    return kRunFailed;
  }
  std::cout << merged_text(out, report);
  return report.failed > 0 || report.n_missing > 0 ? kRunFailed : kOk;
}

}  // namespace twinline
