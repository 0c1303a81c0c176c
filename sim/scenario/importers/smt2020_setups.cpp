#include <algorithm>
#include <set>

#include "twinline/scenario/importers/smt2020_fab.h"
#include "twinline/scenario/importers/smt2020_words.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline::smt2020 {

namespace {

/// The tool groups with a step that needs the state; none (and noted) where no step does.
const std::vector<std::string>& stations_of(const Cell& state, const Fab& fab,
                                            Diagnostics& problems) {
  static const std::vector<std::string> kNowhere;
  const auto found = fab.stations_of_setup.find(state.text);
  if (found != fab.stations_of_setup.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& entry : fab.stations_of_setup) known.push_back(entry.first);
  fault(problems, state,
        "no route step needs setup " + in_quotes(state.text) + did_you_mean(state.text, known));
  return kNowhere;
}

void read_changes(Input& input, Fab& fab) {
  const Table table(input.folder, "setup.txt",
                    {{"CURSETUP", "NEWSETUP", "STIME", "STUNITS"}, {"IGNORE"}}, input.sources,
                    input.problems);
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    const Cell from = table.cell(row, "CURSETUP");
    const Cell to = table.cell(row, "NEWSETUP");
    const std::string time =
        duration(table.cell(row, "STIME"), table.cell(row, "STUNITS"), input.problems);
    if (!seen.emplace(from.text, to.text).second) {
      fault(input.problems, to, "this change of setup stands here twice");
    }
    if (!from.empty()) stations_of(from, fab, input.problems);
    for (const std::string& station : stations_of(to, fab, input.problems)) {
      fab.setups.push_back({station, from.text, to.text, time});
    }
  }
}

/// A group's name stands in its first row only.
void read_minimum_runs(Input& input, Fab& fab) {
  const Table table(input.folder, "setupgrp.txt", {{"SETUPGRP", "SETUP", "MINRUN"}, {"IGNORE"}},
                    input.sources, input.problems);
  std::set<std::string> groups;
  std::set<std::pair<std::string, std::string>> seen;
  std::string group;
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    const Cell group_cell = table.cell(row, "SETUPGRP");
    const Cell state = table.cell(row, "SETUP");
    if (!group_cell.empty()) group = group_cell.text;
    if (group.empty()) required(group_cell, input.problems);
    groups.insert(group);
    const std::int64_t lots = whole(table.cell(row, "MINRUN"), 1, input.problems);
    if (!seen.emplace(group, state.text).second) {
      fault(input.problems, state, "setup " + in_quotes(state.text) + " stands here twice");
    }
    for (const std::string& station : stations_of(state, fab, input.problems)) {
      const auto tools = fab.tool_group_index.find(station);
      if (tools != fab.tool_group_index.end() &&
          fab.tool_groups[tools->second].setup_group == group) {
        fab.min_runs.push_back({station, state.text, lots});
      }
    }
  }
  for (const ToolGroup& tools : fab.tool_groups) {
    if (tools.setup_group.empty() || groups.count(tools.setup_group) > 0) continue;
    input.problems.error(table.begin(), "setup group " + in_quotes(tools.setup_group) +
                                            " of tool group " + in_quotes(tools.name) +
                                            " is missing");
  }
}

}  // namespace

void read_setups(Input& input, Fab& fab) {
  read_changes(input, fab);
  read_minimum_runs(input, fab);
}

}  // namespace twinline::smt2020
