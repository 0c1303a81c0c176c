#include <algorithm>
#include <cmath>

#include "twinline/scenario/importers/smt2020_fab.h"
#include "twinline/scenario/importers/smt2020_words.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline::smt2020 {

namespace {

/// One route table being read: the steps so far and what they refer to.
class RouteReader {
 public:
  RouteReader(Input& input, Fab& fab, Product& product)
      : problems_(input.problems),
        fab_(fab),
        product_(product),
        table_(input.folder, product.table,
               {{"ROUTE",        "STEP",    "DESC",          "STNFAM",        "PDIST",
                 "PTIME",        "PTIME2",  "PTUNITS",       "PTPER",         "BATCHMN",
                 "BATCHMX",      "SETUP",   "WHEN",          "STIME",         "STUNITS",
                 "SVESTN",       "FORSTEP", "BatchInterval", "BatchIntUnits", "PartInterval",
                 "PartIntUnits", "RWKSTEP", "REWORK",        "RWKTYPE",       "StepPercent",
                 "STEP_CQT",     "CQT",     "CQTUNITS"},
                {"IGNORE"}},
               input.sources, input.problems) {}

  void read();

 private:
  Cell cell(std::size_t row, const char* column) const { return table_.cell(row, column); }
  const ToolGroup* tool_group(std::size_t row);
  void read_name(std::size_t row, RouteStep& step);
  void read_process(std::size_t row, const ToolGroup& tools, RouteStep& step);
  void read_batch(std::size_t row, const ToolGroup& tools, RouteStep& step);
  void read_interval(std::size_t row, RouteStep& step);
  void read_setup(std::size_t row, RouteStep& step);
  void read_sampling_and_rework(std::size_t row, RouteStep& step);
  void read_window(std::size_t row, RouteStep& step);
  void read_dedication(std::size_t row);
  std::size_t step_number(const Cell& cell, std::size_t low, std::size_t high);
  void need_nothing_in(std::size_t row, std::initializer_list<const char*> columns,
                       const char* because_empty);

  Diagnostics& problems_;
  Fab& fab_;
  Product& product_;
  Table table_;
};

void RouteReader::read() {
  product_.steps.resize(table_.n_rows());
  for (std::size_t row = 0; row < table_.n_rows(); ++row) read_name(row, product_.steps[row]);
  for (std::size_t row = 0; row < table_.n_rows(); ++row) {
    RouteStep& step = product_.steps[row];
    if (const ToolGroup* tools = tool_group(row)) {
      step.station = tools->name;
      read_process(row, *tools, step);
    }
    read_interval(row, step);
    read_setup(row, step);
    read_sampling_and_rework(row, step);
    read_window(row, step);
    read_dedication(row);
  }
  if (product_.steps.empty()) problems_.error(table_.begin(), "the route has no steps");
}

const ToolGroup* RouteReader::tool_group(std::size_t row) {
  const Cell name = cell(row, "STNFAM");
  const auto found = fab_.tool_group_index.find(name.text);
  if (found != fab_.tool_group_index.end()) return &fab_.tool_groups[found->second];
  std::vector<std::string> known;
  for (const ToolGroup& tools : fab_.tool_groups) known.push_back(tools.name);
  fault(problems_, name,
        "unknown tool group " + in_quotes(name.text) + did_you_mean(name.text, known));
  return nullptr;
}

void RouteReader::read_name(std::size_t row, RouteStep& step) {
  if (cell(row, "ROUTE").text != product_.route) {
    fault(problems_, cell(row, "ROUTE"),
          "expected " + in_quotes(product_.route) + " as in part.txt, received " +
              in_quotes(cell(row, "ROUTE").text));
  }
  const Cell number = cell(row, "STEP");
  if (whole(number, 1, problems_) != static_cast<std::int64_t>(row) + 1) {
    fault(problems_, number,
          "steps are numbered 1, 2, 3, ...: expected " + std::to_string(row + 1) + ", received " +
              in_quotes(number.text));
  }
  step.name = required(cell(row, "DESC"), problems_);
  for (std::size_t i = 0; i < row; ++i) {
    if (product_.steps[i].name != step.name) continue;
    fault(problems_, cell(row, "DESC"),
          "step " + in_quotes(step.name) + " stands in this route twice");
    break;
  }
}

void RouteReader::read_process(std::size_t row, const ToolGroup& tools, RouteStep& step) {
  step.process = random_duration(
      {cell(row, "PDIST"), cell(row, "PTIME"), cell(row, "PTIME2"), cell(row, "PTUNITS")},
      problems_);
  step.per =
      translated(cell(row, "PTPER"),
                 {{"per_lot", "job"}, {"per_piece", "piece"}, {"per_batch", "batch"}}, problems_);
  read_batch(row, tools, step);
}

void RouteReader::read_batch(std::size_t row, const ToolGroup& tools, RouteStep& step) {
  if (step.per != "batch") {
    need_nothing_in(row, {"BATCHMN", "BATCHMX"}, "only a step that is per_batch has batch sizes");
    return;
  }
  if (tools.batch_unit.empty()) {
    fault(problems_, cell(row, "PTPER"),
          "tool group " + in_quotes(tools.name) + " does not batch (no BATCHCRITF)");
  }
  const std::int64_t least = whole(cell(row, "BATCHMN"), 1, problems_);
  const std::int64_t most = whole(cell(row, "BATCHMX"), 1, problems_);
  if (least > most) {
    fault(problems_, cell(row, "BATCHMN"),
          "the smallest batch exceeds the largest, " + std::to_string(most));
  }
  step.batch_min = std::to_string(least);
  step.batch_max = std::to_string(most);
}

void RouteReader::read_interval(std::size_t row, RouteStep& step) {
  const bool by_lot = !cell(row, "BatchInterval").empty();
  const bool by_piece = !cell(row, "PartInterval").empty();
  if (by_lot && by_piece) {
    fault(problems_, cell(row, "PartInterval"), "a step has one of BatchInterval and PartInterval");
  } else if (by_lot) {
    step.interval = duration(cell(row, "BatchInterval"), cell(row, "BatchIntUnits"), problems_);
    step.interval_per = "job";
  } else if (by_piece) {
    step.interval = duration(cell(row, "PartInterval"), cell(row, "PartIntUnits"), problems_);
    step.interval_per = "piece";
    if (cell(row, "PTPER").text != "per_piece") {
      fault(problems_, cell(row, "PartInterval"), "needs a step that is per_piece");
    }
  }
}

void RouteReader::read_setup(std::size_t row, RouteStep& step) {
  step.setup = cell(row, "SETUP").text;
  if (step.setup.empty()) {
    need_nothing_in(row, {"WHEN", "STIME"}, "a step without SETUP has no setup");
    return;
  }
  translated(cell(row, "WHEN"), {{"need", "need"}}, problems_);
  if (!cell(row, "STIME").empty()) {
    step.setup_time = duration(cell(row, "STIME"), cell(row, "STUNITS"), problems_);
  }
  std::vector<std::string>& stations = fab_.stations_of_setup[step.setup];
  const std::string station = cell(row, "STNFAM").text;
  if (std::find(stations.begin(), stations.end(), station) == stations.end()) {
    stations.push_back(station);
  }
}

void RouteReader::read_sampling_and_rework(std::size_t row, RouteStep& step) {
  const auto percent = [&](const Cell& percentage) {
    const double value = number(percentage, 0, problems_);
    if (value > 100) fault(problems_, percentage, "expected a percentage of 0 to 100");
    return number_text(value / 100);
  };
  const Cell sampled = cell(row, "StepPercent");
  if (!sampled.empty() && sampled.text != "100") step.sampling = percent(sampled);
  if (cell(row, "RWKSTEP").empty()) {
    need_nothing_in(row, {"REWORK", "RWKTYPE"}, "a step without RWKSTEP has no rework");
    return;
  }
  const std::size_t target = step_number(cell(row, "RWKSTEP"), 1, row + 1);
  if (target > 0) step.rework_to = product_.steps[target - 1].name;
  step.rework_probability = percent(cell(row, "REWORK"));
  translated(cell(row, "RWKTYPE"), {{"lot", "job"}}, problems_);
}

void RouteReader::read_window(std::size_t row, RouteStep& step) {
  if (cell(row, "STEP_CQT").empty()) {
    need_nothing_in(row, {"CQT", "CQTUNITS"}, "a step without STEP_CQT opens no queue-time window");
    return;
  }
  const std::size_t target = step_number(cell(row, "STEP_CQT"), row + 2, product_.steps.size());
  if (target > 0) step.window_to = product_.steps[target - 1].name;
  step.window = duration(cell(row, "CQT"), cell(row, "CQTUNITS"), problems_);
}

void RouteReader::read_dedication(std::size_t row) {
  if (cell(row, "SVESTN").empty()) {
    need_nothing_in(row, {"FORSTEP"}, "needs SVESTN = yes");
    return;
  }
  translated(cell(row, "SVESTN"), {{"yes", "yes"}}, problems_);
  const std::size_t target = step_number(cell(row, "FORSTEP"), row + 2, product_.steps.size());
  if (target == 0) return;
  const Cell other = cell(target - 1, "STNFAM");
  if (other.text != cell(row, "STNFAM").text) {
    fault(
        problems_, cell(row, "FORSTEP"),
        "step " + std::to_string(target) + " runs on another tool group, " + in_quotes(other.text));
  }
  std::string& same = product_.steps[target - 1].same_machine_as;
  if (!same.empty()) {
    fault(problems_, cell(row, "FORSTEP"),
          "step " + std::to_string(target) + " is bound to the tool of step " + in_quotes(same) +
              " already");
  }
  same = product_.steps[row].name;
}

/// The number of a step in low..high; 0 where it is none (and noted).
std::size_t RouteReader::step_number(const Cell& cell, std::size_t low, std::size_t high) {
  const std::size_t before = problems_.n_errors();
  const std::int64_t value = whole(cell, 1, problems_);
  if (problems_.n_errors() > before) return 0;
  const auto step = static_cast<std::size_t>(value);
  if (step >= low && step <= high) return step;
  const std::string range = low > high
                                ? std::string("there is none after the last")
                                : "expected " + std::to_string(low) + " to " + std::to_string(high);
  fault(problems_, cell, "step out of range: " + range + ", received " + cell.text);
  return 0;
}

void RouteReader::need_nothing_in(std::size_t row, std::initializer_list<const char*> columns,
                                  const char* because_empty) {
  for (const char* column : columns) {
    if (!cell(row, column).empty()) fault(problems_, cell(row, column), because_empty);
  }
}

}  // namespace

void read_products(Input& input, Fab& fab) {
  const Table table(input.folder, "part.txt",
                    {{"PART", "ROUTEFILE", "ROUTE"}, {"PARTGRP", "PARTFAM", "IGNORE"}},
                    input.sources, input.problems);
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    Product product;
    product.name = required(table.cell(row, "PART"), input.problems);
    product.route = required(table.cell(row, "ROUTE"), input.problems);
    product.table = required(table.cell(row, "ROUTEFILE"), input.problems);
    if (product.table.find_first_of("/\\") != std::string::npos) {
      fault(input.problems, table.cell(row, "ROUTEFILE"),
            "expected the name of a file beside this");
      continue;
    }
    if (!fab.product_index.emplace(product.name, fab.products.size()).second) {
      fault(input.problems, table.cell(row, "PART"),
            "part " + in_quotes(product.name) + " stands here twice");
      continue;
    }
    const auto same_route =
        std::find_if(fab.products.begin(), fab.products.end(),
                     [&](const Product& other) { return other.route == product.route; });
    if (same_route != fab.products.end()) {
      if (same_route->table != product.table) {
        fault(input.problems, table.cell(row, "ROUTE"),
              "route " + in_quotes(product.route) + " has another file above, " +
                  in_quotes(same_route->table));
      }
      product.steps = same_route->steps;
      fab.products.push_back(std::move(product));
      continue;
    }
    RouteReader(input, fab, product).read();
    fab.products.push_back(std::move(product));
  }
}

}  // namespace twinline::smt2020
