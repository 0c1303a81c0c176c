#include <set>

#include "twinline/scenario/importers/smt2020_fab.h"
#include "twinline/scenario/importers/smt2020_words.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline::smt2020 {

namespace {

/// FWLRANK "rank_HP;rank_RSETUP;rank_FIFO" -> "priority|least_setup|fifo".
std::string dispatch_keys(const Cell& cell, Diagnostics& problems) {
  std::string keys;
  std::size_t begin = 0;
  while (begin <= cell.text.size()) {
    const std::size_t end = std::min(cell.text.find(';', begin), cell.text.size());
    Cell word = cell;
    word.text = cell.text.substr(begin, end - begin);
    word.at.begin += static_cast<std::uint32_t>(begin);
    word.at.length = static_cast<std::uint32_t>(word.text.size());
    keys += (keys.empty() ? "" : "|") + translated(word,
                                                   {{"rank_HP", "priority"},
                                                    {"rank_RSETUP", "least_setup"},
                                                    {"rank_FIFO", "fifo"},
                                                    {"rank_CR", "critical_ratio"}},
                                                   problems);
    begin = end + 1;
  }
  return keys;
}

void read_batching(const Table& table, std::size_t row, ToolGroup& tools, Diagnostics& problems) {
  const Cell criterion = table.cell(row, "BATCHCRITF");
  const Cell unit = table.cell(row, "BATCHPER");
  if (criterion.empty() && unit.empty()) return;
  translated(criterion, {{"crit_sameroutestep", "step"}}, problems);
  tools.batch_unit = translated(unit, {{"piece", "pieces"}, {"lot", "jobs"}}, problems);
}

ToolGroup read_tool_group(const Table& table, std::size_t row, Diagnostics& problems) {
  const auto cell = [&](const char* column) { return table.cell(row, column); };
  ToolGroup tools;
  tools.name = required(cell("STNFAM"), problems);
  tools.group = required(cell("STNGRP"), problems);
  tools.location = required(cell("STNFAMLOC"), problems);
  tools.dispatch = dispatch_keys(cell("FWLRANK"), problems);
  if (!cell("WAKERESRANK").empty()) {
    tools.machine_choice =
        translated(cell("WAKERESRANK"), {{"wake_LeastSetupTime", "least_setup"}}, problems);
  }
  tools.load = duration(cell("LTIME"), cell("LTUNITS"), problems);
  tools.unload = duration(cell("ULTIME"), cell("ULTUNITS"), problems);
  read_batching(table, row, tools, problems);
  tools.machines = whole(cell("STNQTY"), 1, problems);
  if (!cell("STNCAP").empty()) tools.capacity = whole(cell("STNCAP"), 1, problems);
  const std::string rule = translated(
      cell("RULE"), {{"rule_HotLotFIRST", "hot_first"}, {"rule_LSSU", "min_run"}}, problems);
  tools.hot_first = rule == "hot_first";
  if (rule == "min_run") tools.setup_group = required(cell("SETUPGRP"), problems);
  return tools;
}

}  // namespace

void read_tool_groups(Input& input, Fab& fab) {
  const Table table(
      input.folder, "tool.txt.1l",
      {{"STNFAM", "RULE", "FWLRANK", "WAKERESRANK", "BATCHCRITF", "BATCHPER", "LTIME", "LTUNITS",
        "ULTIME", "ULTUNITS", "STNCAP", "STNQTY", "STNGRP", "STNFAMLOC", "SETUPGRP"},
       {"STN", "STNFAMSTEP_ACTLIST", "PRERULERWL", "IGNORE"}},
      input.sources, input.problems);
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    ToolGroup tools = read_tool_group(table, row, input.problems);
    if (!fab.tool_group_index.emplace(tools.name, fab.tool_groups.size()).second) {
      fault(input.problems, table.cell(row, "STNFAM"),
            "tool group " + in_quotes(tools.name) + " stands here twice");
      continue;
    }
    fab.tool_groups.push_back(std::move(tools));
  }
}

void read_transports(Input& input, Fab& fab) {
  const Table table(input.folder, "fromto.txt",
                    {{"FROMLOC", "TOLOC", "DDIST", "DTIME", "DTIME2", "DUNITS"}, {"IGNORE"}},
                    input.sources, input.problems);
  std::set<std::string> locations;
  for (const ToolGroup& tools : fab.tool_groups) locations.insert(tools.location);
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    const auto cell = [&](const char* column) { return table.cell(row, column); };
    for (const char* end : {"FROMLOC", "TOLOC"}) {
      if (locations.count(cell(end).text) > 0) continue;
      fault(input.problems, cell(end),
            "no tool group lies at location " + in_quotes(cell(end).text));
    }
    const std::string time = random_duration(
        {cell("DDIST"), cell("DTIME"), cell("DTIME2"), cell("DUNITS")}, input.problems);
    if (!seen.emplace(cell("FROMLOC").text, cell("TOLOC").text).second) {
      fault(input.problems, cell("FROMLOC"), "this pair of locations stands here twice");
    }
    fab.transports.push_back({cell("FROMLOC").text, cell("TOLOC").text, time});
  }
}

}  // namespace twinline::smt2020
