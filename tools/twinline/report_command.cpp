#include <cstdio>
#include <iostream>

#include "commands.h"
#include "options.h"
#include "twinline/report/write_report.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace po = boost::program_options;

namespace {

CommandSyntax report_syntax() {
  CommandSyntax syntax;
  syntax.name = "report";
  syntax.usage = "DIR [options]";
  syntax.text =
      "Writes DIR/report/index.html, one page of pictures and tables about the results of a run\n"
      "or a sweep, and the pictures as SVG beside it. The page needs no network and no other\n"
      "file. Needs gnuplot (on Debian and Ubuntu: the package gnuplot-nox).";
  syntax.positionals = {"results"};
  syntax.required = 1;
  syntax.options.add_options()("gantt-from", po::value<std::string>()->value_name("TIME"),
                               "begin of the Gantt charts, such as \"57 d\" since the start of the "
                               "run; the first time in events.csv after the warm-up by default");
  syntax.options.add_options()("gantt-to", po::value<std::string>()->value_name("TIME"),
                               "end of the Gantt charts; a day later by default");
  return syntax;
}

double time_option(const po::variables_map& values, const char* name, double otherwise) {
  if (values.count(name) == 0) return otherwise;
  const auto& text = values[name].as<std::string>();
  const Parsed<SimTime> time = parse_duration(text, "");
  if (!time.value || *time.value < SimTime()) {
    throw UsageError("option --" + std::string(name) + ": " +
                     (time.value ? "expected a time of 0 or later" : time.problem) + ", received " +
                     in_quotes(text));
  }
  return time.value->hours();
}

ReportOptions report_options(const po::variables_map& values) {
  ReportOptions options;
  options.gantt_from_h = time_option(values, "gantt-from", options.gantt_from_h);
  options.gantt_to_h = time_option(values, "gantt-to", options.gantt_to_h);
  if (options.gantt_to_h <= options.gantt_from_h) {
    throw UsageError("option --gantt-to: expected a time after --gantt-from");
  }
  return options;
}

}  // namespace

int report_command(const std::vector<std::string>& arguments) {
  const auto values = parse_options(report_syntax(), arguments);
  if (values.count("help") > 0) return kOk;
  const ReportWritten written =
      write_report(values["results"].as<std::string>(), report_options(values));
  char size[32];
  std::snprintf(size, sizeof size, "%.1f MB", static_cast<double>(written.bytes) / 1e6);
  std::cout << written.page.string() << ": " << written.pictures << " pictures, " << size
            << ". Open it in a browser.\n";
  return kOk;
}

}  // namespace twinline
