#include "twinline/results/offload_table.h"

#include <cmath>

namespace twinline {

namespace {

/// NaN, an empty cell, where nothing was evaluated.
double ratio(double a, std::uint64_t b) { return b == 0 ? NAN : a / static_cast<double>(b); }

}  // namespace

const std::vector<Column>& offload_columns() {
  static const std::vector<Column> columns = {
      {"scenario", "name of the scenario"},
      {"model", "process model or network"},
      {"batches", "launches"},
      {"items", "pieces or jobs evaluated, over all launches"},
      {"batch_size_mean", "items a launch"},
      {"batch_size_p05", "5 % of the launches had at most so many items"},
      {"batch_size_p50", "half of them"},
      {"batch_size_p95", "95 % of them"},
      {"batch_size_max", "the largest"},
      {"gather_s", "wall time spent filling batches, summed over the threads"},
      {"evaluate_s", "evaluating them, with the way to a device and back"},
      {"scatter_s", "writing the outcomes into the runs"},
      {"ns_per_item", "the three together, an item, in nanoseconds"}};
  return columns;
}

std::string offload_csv(const Plant& plant, const std::vector<OffloadFigures>& figures) {
  CsvText out;
  for (const OffloadFigures& model : figures) {
    const std::uint64_t batches = model.sizes.n_batches();
    const std::uint64_t items = model.sizes.n_items();
    out.cell(plant.run.name)
        .cell(model.model)
        .cell(batches)
        .cell(items)
        .cell(ratio(static_cast<double>(items), batches))
        .cell(model.sizes.quantile(0.05))
        .cell(model.sizes.quantile(0.5))
        .cell(model.sizes.quantile(0.95))
        .cell(model.sizes.quantile(1))
        .cell(model.gather_s)
        .cell(model.evaluate_s)
        .cell(model.scatter_s)
        .cell(ratio(1e9 * (model.gather_s + model.evaluate_s + model.scatter_s), items));
    out.end_row();
  }
  return header_line({}, offload_columns()) + out.text();
}

}  // namespace twinline
