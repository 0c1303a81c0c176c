#include "twinline/report/data/gate_table.h"

#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "twinline/report/data/table_file.h"

namespace twinline {

namespace {

enum : std::size_t {
  kScenario,
  kGate,
  kMachine,
  kCharacteristic,
  kUnit,
  kPieces,
  kMean,
  kDeviation,
  kLower,
  kUpper,
  kLow,
  kHigh,
  kScrapped,
  kReworked,
  kHeld
};

/// Adds a row: mean and squares by Chan, Golub and LeVeque (1979).
void add(const TableFile& table, GateMachine& to) {
  const std::uint64_t pieces = table.whole(kPieces);
  if (pieces == 0) return;
  const auto n = static_cast<double>(to.pieces);
  const auto m = static_cast<double>(pieces);
  const double deviation = pieces < 2 ? 0 : table.required_number(kDeviation);
  const double distance = table.required_number(kMean) - to.mean;
  to.squares += (m - 1) * deviation * deviation + distance * distance * n * m / (n + m);
  to.mean += distance * m / (n + m);
  to.pieces += pieces;
  to.outside += table.whole(kLow) + table.whole(kHigh);
  to.scrapped += table.whole(kScrapped);
  to.reworked += table.whole(kReworked);
  to.held += table.whole(kHeld);
}

}  // namespace

double GateMachine::standard_deviation() const {
  return pieces < 2 ? std::numeric_limits<double>::quiet_NaN()
                    : std::sqrt(squares / static_cast<double>(pieces - 1));
}

double GateMachine::outside_fraction() const {
  return ratio(static_cast<double>(outside), static_cast<double>(pieces));
}

std::vector<GateMachine> read_gates(const std::filesystem::path& path,
                                    const std::string& scenario) {
  TableFile table(path, {"scenario", "gate", "machine", "characteristic", "unit", "pieces", "mean",
                         "standard_deviation", "lower_limit", "upper_limit", "low", "high",
                         "scrapped", "reworked", "held"});
  std::vector<GateMachine> gates;
  std::map<std::pair<std::string, std::string>, std::size_t> index;
  while (table.next()) {
    check_scenario(table, kScenario, scenario);
    const std::pair<std::string, std::string> key(table.text(kGate), table.text(kMachine));
    const auto [found, is_new] = index.emplace(key, gates.size());
    if (is_new) {
      GateMachine& gate = gates.emplace_back();
      std::tie(gate.gate, gate.machine) = key;
      gate.characteristic = table.text(kCharacteristic);
      gate.unit = table.text(kUnit);
      gate.low = table.number(kLower);
      gate.high = table.number(kUpper);
    }
    add(table, gates[found->second]);
  }
  return gates;
}

}  // namespace twinline
