#include <set>

#include "twinline/scenario/importers/smt2020_fab.h"
#include "twinline/scenario/importers/smt2020_words.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline::smt2020 {

namespace {

struct Calendars {
  std::unordered_map<std::string, Failure> downs;
  std::unordered_map<std::string, Maintenance> maintenances;
};

void read_downs(Input& input, Calendars& calendars) {
  Diagnostics& problems = input.problems;
  const Table table(input.folder, "downcal.txt",
                    {{"DOWNCALNAME", "DOWNCALTYPE", "MTTFDIST", "MTTF", "MTTFUNITS", "MTTRDIST",
                      "MTTR", "MTTRUNITS"},
                     {"IGNORE"}},
                    input.sources, problems);
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    const auto cell = [&](const char* column) { return table.cell(row, column); };
    Failure down;
    down.name = required(cell("DOWNCALNAME"), problems);
    translated(cell("DOWNCALTYPE"), {{"mttf_by_cal", "time_dependent"}}, problems);
    down.every = random_duration({cell("MTTFDIST"), cell("MTTF"), {}, cell("MTTFUNITS")}, problems);
    down.repair =
        random_duration({cell("MTTRDIST"), cell("MTTR"), {}, cell("MTTRUNITS")}, problems);
    if (!calendars.downs.emplace(down.name, down).second) {
      fault(problems, cell("DOWNCALNAME"),
            "calendar " + in_quotes(down.name) + " stands here twice");
    }
  }
}

void read_maintenances(Input& input, Calendars& calendars) {
  Diagnostics& problems = input.problems;
  const Table table(
      input.folder, "pmcal.txt",
      {{"PMCALNAME", "PMCALTYPE", "MTBPM", "MTBPMUNITS", "MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS"},
       {"IGNORE"}},
      input.sources, problems);
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    const auto cell = [&](const char* column) { return table.cell(row, column); };
    Maintenance plan;
    plan.name = required(cell("PMCALNAME"), problems);
    const std::string type = translated(
        cell("PMCALTYPE"), {{"mtbpm_by_cal", "calendar"}, {"mtbpm_by_pieces", "pieces"}}, problems);
    if (type == "pieces") {
      plan.every_pieces = std::to_string(whole(cell("MTBPM"), 1, problems));
      translated(cell("MTBPMUNITS"), {{"pieces", "pieces"}}, problems);
    } else if (type == "calendar") {
      plan.every = duration(cell("MTBPM"), cell("MTBPMUNITS"), problems);
    }
    plan.duration = random_duration(
        {cell("MTTRDIST"), cell("MTTR"), cell("MTTR2"), cell("MTTRUNITS")}, problems);
    if (!calendars.maintenances.emplace(plan.name, plan).second) {
      fault(problems, cell("PMCALNAME"), "calendar " + in_quotes(plan.name) + " stands here twice");
    }
  }
}

/// attach.txt, which binds calendars to tool groups and areas.
class Attachments {
 public:
  Attachments(Input& input, Fab& fab, const Calendars& calendars)
      : problems_(input.problems),
        fab_(fab),
        calendars_(calendars),
        table_(input.folder, "attach.txt",
               {{"CALNAME", "CALTYPE", "RESTYPE", "RESNAME", "FOADIST", "FOA", "FOAUNITS"},
                {"IGNORE"}},
               input.sources, input.problems) {
    for (const ToolGroup& tools : fab.tool_groups) areas_.insert(tools.group);
  }

  void read() {
    for (std::size_t row = 0; row < table_.n_rows(); ++row) {
      const std::string type =
          translated(cell(row, "CALTYPE"), {{"down", "down"}, {"pm", "pm"}}, problems_);
      if (type == "down") attach_down(row);
      if (type == "pm") attach_maintenance(row);
    }
  }

 private:
  Cell cell(std::size_t row, const char* column) const { return table_.cell(row, column); }

  /// Sets the resource of a failure or a maintenance plan; false where there is none.
  template <typename Calendar>
  bool set_resource(std::size_t row, Calendar& calendar) {
    const Cell name = cell(row, "RESNAME");
    const std::string type =
        translated(cell(row, "RESTYPE"), {{"stngrp", "group"}, {"stnfam", "station"}}, problems_);
    if (type.empty()) return false;
    const bool known =
        type == "group" ? areas_.count(name.text) > 0 : fab_.tool_group_index.count(name.text) > 0;
    if (!known) {
      fault(problems_, name,
            std::string(type == "group" ? "unknown area " : "unknown tool group ") +
                in_quotes(name.text));
      return false;
    }
    (type == "group" ? calendar.group : calendar.station) = name.text;
    if (!seen_.emplace(calendar.name, name.text).second) {
      fault(problems_, name, "calendar " + in_quotes(calendar.name) + " is attached to it already");
      return false;
    }
    return true;
  }

  template <typename Calendar>
  bool find(std::size_t row, const std::unordered_map<std::string, Calendar>& calendars,
            const char* file, Calendar& calendar) {
    const Cell name = cell(row, "CALNAME");
    const auto found = calendars.find(name.text);
    if (found == calendars.end()) {
      std::vector<std::string> known;
      for (const auto& entry : calendars) known.push_back(entry.first);
      fault(problems_, name,
            std::string("unknown calendar ") + in_quotes(name.text) + " (none in " + file + ")" +
                did_you_mean(name.text, known));
      return false;
    }
    calendar = found->second;
    return true;
  }

  void attach_down(std::size_t row) {
    Failure down;
    if (!find(row, calendars_.downs, "downcal.txt", down) || !set_resource(row, down)) return;
    if (!cell(row, "FOADIST").empty()) {
      down.first = random_duration(
          {cell(row, "FOADIST"), cell(row, "FOA"), {}, cell(row, "FOAUNITS")}, problems_);
    }
    fab_.failures.push_back(down);
  }

  void attach_maintenance(std::size_t row) {
    Maintenance plan;
    if (!find(row, calendars_.maintenances, "pmcal.txt", plan) || !set_resource(row, plan)) return;
    if (!cell(row, "FOADIST").empty()) {
      translated(cell(row, "FOADIST"), {{"constant", "constant"}}, problems_);
      if (plan.every_pieces.empty()) {
        plan.first = duration(cell(row, "FOA"), cell(row, "FOAUNITS"), problems_);
      } else {
        plan.first_pieces = std::to_string(whole(cell(row, "FOA"), 1, problems_));
        const Cell unit = cell(row, "FOAUNITS");  // blank stands for pieces
        if (!unit.empty()) translated(unit, {{"pieces", "pieces"}}, problems_);
      }
    }
    fab_.maintenances.push_back(plan);
  }

  Diagnostics& problems_;
  Fab& fab_;
  const Calendars& calendars_;
  Table table_;
  std::set<std::string> areas_;
  std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace

void read_calendars(Input& input, Fab& fab) {
  Calendars calendars;
  read_downs(input, calendars);
  read_maintenances(input, calendars);
  Attachments(input, fab, calendars).read();
}

}  // namespace twinline::smt2020
