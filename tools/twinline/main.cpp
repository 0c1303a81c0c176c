#include <iostream>

#include "commands.h"
#include "interrupt.h"
#include "options.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

struct Command {
  const char* name;
  const char* summary;
  int (*run)(const std::vector<std::string>& arguments);
};

constexpr Command kCommands[] = {
    {"run", "simulate a scenario and write its tables", run_command},
    {"report", "write a page of pictures about the results of a run or a sweep", report_command},
    {"validate", "check a scenario and say what is wrong, without running it", validate_command},
    {"describe", "say what was read: parts, routes, stations, releases", describe_command},
    {"capacity", "static load of every station, without simulating", capacity_command},
    {"import", "make a scenario from the tables of another format", import_command},
    {"analyze", "warm-up and intervals of a run that is done", analyze_command},
    {"compare", "the difference that a change makes, with its interval", compare_command},
    {"sweep", "run the design points of a plan, on threads and MPI ranks", sweep_command},
    {"merge", "write the tables of a sweep from its finished tasks", merge_command},
    {"effects", "main effects and regression metamodel of a sweep", effects_command},
    {"select", "which of several designs is best, with stated probability", select_command},
    {"optimize", "search the best values of some factors within a budget", optimize_command},
    {"schema", "print the reference of scenarios, plans or results", schema_command},
    {"models", "process models that scenarios can name, and their quantities", models_command},
    {"devices", "what can run kernels: this machine's CPU and its CUDA devices", devices_command},
    {"version", "version, commit, compiler and what is built in", version_command}};

void print_help() {
  std::cout << "Twinline simulates factories: what goes in, what comes out, where it waits.\n\n"
               "Usage: twinline COMMAND [arguments]\n\n";
  for (const Command& command : kCommands) {
    std::cout << "  " << command.name << std::string(10 - std::string(command.name).size(), ' ')
              << command.summary << '\n';
  }
  std::cout << "\nA first run:       twinline run scenarios/mini_fab\n"
               "More of a command: twinline run --help\n";
}

const Command& find_command(const std::string& name) {
  std::vector<std::string> known;
  for (const Command& command : kCommands) {
    if (name == command.name) return command;
    known.emplace_back(command.name);
  }
  throw UsageError("unknown command " + in_quotes(name) + did_you_mean(name, known));
}

int run_program(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    print_help();
    return kUsage;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print_help();
    return kOk;
  }
  if (name == "--version") return version_command({});
  const Command& command = find_command(name);
  try {
    return command.run({arguments.begin() + 1, arguments.end()});
  } catch (const UsageError&) {
    return report_exception("twinline " + name);
  }
}

}  // namespace

}  // namespace twinline

int main(int argc, char** argv) {
  try {
    return twinline::run_program({argv + 1, argv + argc});
  } catch (...) {
    return twinline::report_exception("twinline");
  }
}
