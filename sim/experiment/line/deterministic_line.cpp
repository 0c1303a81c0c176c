#include "twinline/experiment/line/deterministic_line.h"

#include <cmath>
#include <cstddef>

#include "twinline/core/error.h"

namespace twinline {

namespace {

void require(const std::vector<DeterministicMachine>& machines, const std::vector<int>& places) {
  if (machines.size() < 2 || places.size() + 1 != machines.size()) {
    throw ArgumentError("a line needs two machines and one buffer fewer than machines");
  }
  for (const DeterministicMachine& machine : machines) {
    const bool fails = machine.failure > 0 && machine.failure < 1;
    if (!(fails && machine.repair > 0 && machine.repair <= 1)) {
      throw ArgumentError("a machine fails with 0 < p < 1 and is repaired with 0 < r <= 1 a cycle");
    }
  }
  for (const int n : places) {
    if (n < 4) throw ArgumentError("Gershwin's line has 4 places or more");
  }
}

/// Probabilities of two machines.
struct TwoMachines {
  double throughput = 0;
  double starved = 0;  ///< the first is down and nothing is there for the second, which is up
  double blocked = 0;  ///< the second is down and no room is there for the first, which is up
};

TwoMachines two_machines(const DeterministicMachine& first, const DeterministicMachine& second,
                         int places) {
  const double p1 = first.failure, r1 = first.repair;
  const double p2 = second.failure, r2 = second.repair;
  const double up_1 = r1 + r2 - r1 * r2 - r1 * p2;
  const double up_2 = r1 + r2 - r1 * r2 - p1 * r2;
  const double down_1 = p1 + p2 - p1 * p2 - p1 * r2;
  const double down_2 = p1 + p2 - p1 * p2 - r1 * p2;
  const double y1 = up_1 / down_1;
  const double y2 = up_2 / down_2;
  const double x = y2 / y1;
  if (x > 1) {  // the reverse line is the same, and its powers of X do not grow
    const TwoMachines reverse = two_machines(second, first, places);
    return {reverse.throughput, reverse.blocked, reverse.starved};
  }
  // Weights over C X of the states (jobs, first up, second up); of those between, all jobs.
  double powers = 0;
  double power = x;
  for (int n = 2; n <= places - 2; ++n, power *= x) powers += power;
  const double full = std::pow(x, places - 2);
  const double starved = up_1 / (r1 * p2);                             // (0, 0, 1)
  const double one = y2 + up_1 / (p2 * down_2);                        // (1, ., 1)
  const double between = powers * (1 + y1) * y2;                       // (n, ., 1)
  const double last = full * up_2 / (p1 * down_1);                     // (N - 1, 1, 1)
  const double blocked = full * up_2 / (p1 * r2);                      // (N, 1, 0)
  const double second_down = 1 + powers * (1 + y1) + full * (1 + y1);  // (1 to N - 1, ., 0)
  const double working = one + between + last;
  const double all = starved + working + blocked + second_down;
  return {working / all, starved / all, blocked / all};
}

/// A machine that also stands for all that is beyond a buffer: docs/methods/capacity.md (7).
/// @param alone  the machine itself.
/// @param line  the line of two of that buffer.
/// @param far  its machine on the other side of the buffer, which stands for what is beyond.
/// @param near  its machine on this side.
/// @param idle  share of the time that it leaves the machine on this side without work.
DeterministicMachine stand_in(const DeterministicMachine& alone, const TwoMachines& line,
                              const DeterministicMachine& far, const DeterministicMachine& near,
                              double idle) {
  const double down_per_up =
      1 / line.throughput + alone.failure / alone.repair - near.failure / near.repair - 1;
  const double share = idle / (down_per_up * line.throughput);
  const double repair = share * far.repair + (1 - share) * alone.repair;
  return {down_per_up * repair, repair};
}

}  // namespace

double deterministic_line_throughput(const std::vector<DeterministicMachine>& machines,
                                     const std::vector<int>& places) {
  require(machines, places);
  const std::size_t n = places.size();
  std::vector<DeterministicMachine> before(machines.begin(), machines.end() - 1);
  std::vector<DeterministicMachine> behind(machines.begin() + 1, machines.end());
  constexpr int kMaxRounds = 10000;
  constexpr double kSettled = 1e-11;
  for (int round = 0; round < kMaxRounds; ++round) {
    for (std::size_t i = 1; i < n; ++i) {
      const TwoMachines line = two_machines(before[i - 1], behind[i - 1], places[i - 1]);
      before[i] = stand_in(machines[i], line, before[i - 1], behind[i - 1], line.starved);
    }
    for (std::size_t i = n - 1; i-- > 0;) {
      const TwoMachines line = two_machines(before[i + 1], behind[i + 1], places[i + 1]);
      behind[i] = stand_in(machines[i + 1], line, behind[i + 1], before[i + 1], line.blocked);
    }
    const double first = two_machines(before[0], behind[0], places[0]).throughput;
    const double last = two_machines(before[n - 1], behind[n - 1], places[n - 1]).throughput;
    if (std::abs(first - last) < kSettled * first) return first;
    if (!std::isfinite(first + last)) break;
  }
  throw RunError("the decomposition of a line did not settle");
}

}  // namespace twinline
