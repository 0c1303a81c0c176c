#include <algorithm>
#include <set>

#include "twinline/scenario/importers/smt2020_fab.h"
#include "twinline/scenario/importers/smt2020_words.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline::smt2020 {

namespace {

/// Index of the part a cell names; npos where there is none (and noted).
std::size_t product_of(const Cell& part, const Fab& fab, Diagnostics& problems) {
  const auto found = fab.product_index.find(part.text);
  if (found != fab.product_index.end()) return found->second;
  std::vector<std::string> known;
  for (const Product& product : fab.products) known.push_back(product.name);
  fault(problems, part, "unknown part " + in_quotes(part.text) + did_you_mean(part.text, known));
  return std::string::npos;
}

bool is_hot(const Cell& cell, Diagnostics& problems) {
  if (cell.empty()) return false;
  return translated(cell, {{"no", "no"}, {"yes", "yes"}}, problems) == "yes";
}

Order read_order(const Table& table, std::size_t row, Diagnostics& problems) {
  const auto cell = [&](const char* column) { return table.cell(row, column); };
  Order order;
  order.name = required(cell("LOT"), problems);
  order.part = cell("PART").text;
  order.priority = whole(cell("PRIOR"), 0, problems);
  order.pieces = whole(cell("PIECES"), 1, problems);
  order.every = random_duration({cell("RDIST"), cell("REPEAT"), {}, cell("RUNITS")}, problems);
  order.start_s = date_seconds(cell("START"), problems);
  order.due_s = date_seconds(cell("DUE"), problems) - order.start_s;
  if (order.due_s < 0) fault(problems, cell("DUE"), "lies before START");
  order.jobs = whole(cell("LOTSPERRPT"), 1, problems);
  order.count = whole(cell("RPT#"), 1, problems) * order.jobs;
  order.hot = is_hot(cell("HOTLOT"), problems);
  return order;
}

void read_releases(Input& input, Fab& fab) {
  const Table table(input.folder, "order.txt",
                    {{"LOT", "PART", "PRIOR", "PIECES", "START", "RDIST", "REPEAT", "RUNITS",
                      "RPT#", "LOTSPERRPT", "DUE", "HOTLOT"},
                     {"ORDER", "IGNORE"}},
                    input.sources, input.problems);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    Order order = read_order(table, row, input.problems);
    if (!seen.insert(order.name).second) {
      fault(input.problems, table.cell(row, "LOT"),
            "order " + in_quotes(order.name) + " stands here twice");
    }
    const std::size_t product = product_of(table.cell(row, "PART"), fab, input.problems);
    if (product != std::string::npos && fab.products[product].pieces == 0) {
      fab.products[product].pieces = order.pieces;
    }
    fab.orders.push_back(std::move(order));
  }
  if (fab.orders.empty() && !input.problems.has_errors()) {
    input.problems.error(table.begin(), "there are no orders");
  }
}

/// "Init_HotLot_3_17" -> "HotLot_3": the order that a lot of WIP.txt came from.
std::string order_of(const std::string& lot) {
  const std::string prefix = "Init_";
  const std::size_t last = lot.rfind('_');
  if (lot.compare(0, prefix.size(), prefix) != 0 || last <= prefix.size()) return "";
  return lot.substr(prefix.size(), last - prefix.size());
}

InitialLot read_lot(const Table& table, std::size_t row, const Fab& fab, Diagnostics& problems) {
  const auto cell = [&](const char* column) { return table.cell(row, column); };
  InitialLot lot;
  lot.name = required(cell("LOT"), problems);
  lot.part = cell("PART").text;
  lot.priority = whole(cell("PRIOR"), 0, problems);
  lot.pieces = whole(cell("PIECES"), 1, problems);
  lot.step = whole(cell("CURSTEP"), 1, problems);
  lot.due_s = date_seconds(cell("DUE"), problems);
  lot.hot = is_hot(cell("HOTLOT"), problems);
  const std::size_t product = product_of(cell("PART"), fab, problems);
  if (product != std::string::npos) {
    const std::size_t n = fab.products[product].steps.size();
    if (n > 0 && lot.step > static_cast<std::int64_t>(n)) {
      fault(problems, cell("CURSTEP"),
            "step out of range: expected 1 to " + std::to_string(n) + ", received " +
                cell("CURSTEP").text);
    }
  }
  return lot;
}

void read_initial_lots(Input& input, Fab& fab, std::int64_t time_zero) {
  const Table table(input.folder, "WIP.txt",
                    {{"LOT", "PART", "PRIOR", "PIECES", "START", "CURSTEP", "DUE", "HOTLOT"},
                     {"ORDER", "TRACE", "IGNORE"}},
                    input.sources, input.problems);
  std::set<std::string> orders;
  for (const Order& order : fab.orders) orders.insert(order.name);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    InitialLot lot = read_lot(table, row, fab, input.problems);
    const Cell name = table.cell(row, "LOT");
    if (!seen.insert(lot.name).second) {
      fault(input.problems, name, "lot " + in_quotes(lot.name) + " stands here twice");
    }
    lot.release = order_of(lot.name);
    if (orders.count(lot.release) == 0) {
      fault(input.problems, name,
            "expected Init_<LOT of order.txt>_<number>, received " + in_quotes(lot.name));
    }
    lot.released_s = date_seconds(table.cell(row, "START"), input.problems);
    if (lot.released_s > time_zero) {
      fault(input.problems, table.cell(row, "START"),
            "work in process cannot start after the first order, " + iso_date(time_zero));
    }
    fab.lots.push_back(std::move(lot));
  }
}

}  // namespace

std::int64_t time_zero(const Fab& fab) {
  std::int64_t first = fab.orders.empty() ? 0 : fab.orders.front().start_s;
  for (const Order& order : fab.orders) first = std::min(first, order.start_s);
  return first;
}

void read_orders(Input& input, Fab& fab) {
  read_releases(input, fab);
  read_initial_lots(input, fab, time_zero(fab));
}

}  // namespace twinline::smt2020
