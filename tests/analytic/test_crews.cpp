// Machines that break down and are repaired by people with different skills: a Markov chain with
// few states, whose stationary distribution is computed exactly and compared with the simulation.

#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Dense>
#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/verification.h"

namespace {

using namespace twinline;

/// Machines of one kind: how many, and their rates [1/h].
struct Kind {
  std::uint32_t n = 0;
  double failure_rate = 0;
  double repair_rate = 0;
  std::int32_t priority = 0;  ///< of its repairs
};

struct Crew {
  std::uint32_t people = 0;
  std::vector<std::size_t> kinds;  ///< that they can repair
};

struct Shop {
  std::vector<Kind> kinds;
  std::vector<Crew> crews;         ///< as the scenario lists them
  std::vector<std::size_t> order;  ///< in which they are asked: the least skilled first
};

struct ShopFigures {
  std::vector<double> down;  ///< mean machines down, by kind
  std::vector<double> busy;  ///< mean people at work, by crew
};

/// The chain. A state is, for each crew and kind, how many they repair, and the kinds that wait in
/// the order of their failures.
class Chain {
 public:
  explicit Chain(const Shop& shop) : shop_(shop) {
    number(State{std::vector<int>(shop.crews.size() * shop.kinds.size()), {}});
    for (std::size_t from = 0; from < states_.size(); ++from) leave(from);
  }

  ShopFigures figures() const {
    const auto n = static_cast<Eigen::Index>(states_.size());
    Eigen::MatrixXd balance = Eigen::MatrixXd::Zero(n, n);
    for (const Move& move : moves_) {
      balance(move.to, move.from) += move.rate;
      balance(move.from, move.from) -= move.rate;
    }
    balance.row(0).setOnes();  // the probabilities sum to 1, in place of one balance
    Eigen::VectorXd right = Eigen::VectorXd::Zero(n);
    right(0) = 1;
    const Eigen::VectorXd p = balance.fullPivLu().solve(right);
    ShopFigures result{std::vector<double>(shop_.kinds.size()),
                       std::vector<double>(shop_.crews.size())};
    for (std::size_t s = 0; s < states_.size(); ++s) {
      const double weight = p(static_cast<Eigen::Index>(s));
      for (std::size_t k = 0; k < shop_.kinds.size(); ++k) {
        result.down[k] += weight * down(states_[s], k);
      }
      for (std::size_t c = 0; c < shop_.crews.size(); ++c) {
        result.busy[c] += weight * busy(states_[s], c);
      }
    }
    return result;
  }

 private:
  using State = std::pair<std::vector<int>, std::vector<std::size_t>>;
  struct Move {
    Eigen::Index from;
    Eigen::Index to;
    double rate;
  };

  std::size_t at(std::size_t crew, std::size_t kind) const {
    return crew * shop_.kinds.size() + kind;
  }
  int busy(const State& state, std::size_t crew) const {
    int n = 0;
    for (std::size_t k = 0; k < shop_.kinds.size(); ++k) n += state.first[at(crew, k)];
    return n;
  }
  int down(const State& state, std::size_t kind) const {
    int n = 0;
    for (std::size_t c = 0; c < shop_.crews.size(); ++c) n += state.first[at(c, kind)];
    for (const std::size_t k : state.second) n += k == kind ? 1 : 0;
    return n;
  }
  bool can(std::size_t crew, std::size_t kind) const {
    for (const std::size_t k : shop_.crews[crew].kinds) {
      if (k == kind) return true;
    }
    return false;
  }

  std::size_t number(const State& state) {
    const auto [entry, fresh] = numbers_.emplace(state, states_.size());
    if (fresh) states_.push_back(state);
    return entry->second;
  }
  void move(std::size_t from, const State& to, double rate) {
    moves_.push_back(
        {static_cast<Eigen::Index>(from), static_cast<Eigen::Index>(number(to)), rate});
  }

  State with_failure(State state, std::size_t kind) const {
    for (const std::size_t crew : shop_.order) {
      const auto people = static_cast<int>(shop_.crews[crew].people);
      if (!can(crew, kind) || busy(state, crew) == people) continue;
      ++state.first[at(crew, kind)];
      return state;
    }
    state.second.push_back(kind);
    return state;
  }
  State with_repair(State state, std::size_t crew, std::size_t kind) const {
    --state.first[at(crew, kind)];
    std::size_t next = state.second.size();
    for (std::size_t i = 0; i < state.second.size(); ++i) {
      if (!can(crew, state.second[i])) continue;
      const bool first = next == state.second.size();
      if (first ||
          shop_.kinds[state.second[i]].priority > shop_.kinds[state.second[next]].priority) {
        next = i;
      }
    }
    if (next < state.second.size()) {
      ++state.first[at(crew, state.second[next])];
      state.second.erase(state.second.begin() + static_cast<std::ptrdiff_t>(next));
    }
    return state;
  }
  void leave(std::size_t from) {
    const State state = states_[from];  // a copy: number() adds to the list
    for (std::size_t k = 0; k < shop_.kinds.size(); ++k) {
      const int up = static_cast<int>(shop_.kinds[k].n) - down(state, k);
      if (up > 0) move(from, with_failure(state, k), up * shop_.kinds[k].failure_rate);
      for (std::size_t c = 0; c < shop_.crews.size(); ++c) {
        const int n = state.first[at(c, k)];
        if (n > 0) move(from, with_repair(state, c, k), n * shop_.kinds[k].repair_rate);
      }
    }
  }

  const Shop& shop_;
  std::map<State, std::size_t> numbers_;
  std::vector<State> states_;
  std::vector<Move> moves_;
};

/// The shop as a plant: no jobs, machines that fail by the calendar.
Plant plant_of(const Shop& shop) {
  PlantBuilder b;
  for (const Crew& crew : shop.crews) b.pool(crew.people);
  for (std::size_t k = 0; k < shop.kinds.size(); ++k) {
    const Kind& kind = shop.kinds[k];
    std::vector<Id> pools;
    for (const std::size_t crew : shop.order) {
      for (const std::size_t known : shop.crews[crew].kinds) {
        if (known == k) pools.push_back(static_cast<Id>(crew));
      }
    }
    const Id station = b.station(kind.n);
    b.needs(station, Phase::kRepair, b.skill(pools));
    b.at(station).operator_priority[static_cast<std::size_t>(Phase::kRepair)] = kind.priority;
    FailureMode& failure = b.failure(station, FailureClock::kCalendar, 1, 1);
    failure.time_to_failure = b.keep(exponential(3600 / kind.failure_rate));
    failure.repair = b.keep(exponential(3600 / kind.repair_rate));
  }
  b.plant.run.warm_up = SimTime::from_seconds(200 * 3600);
  b.plant.run.duration = SimTime::from_seconds(10'000 * 3600);
  b.plant.run.replications = 40;
  b.plant.run.seed = 7;
  return b.plant;
}

/// Mean machines of a station in repair or waiting for it.
double mean_down(const Simulation& simulation, const Station& station, double hours) {
  double sum = 0;
  for (Id m = station.first_machine; m < station.first_machine + station.n_machines; ++m) {
    const auto times = simulation.machine_times(m);
    sum += times[static_cast<std::size_t>(MachineState::kRepair)].hours() +
           times[static_cast<std::size_t>(MachineState::kRepairDelay)].hours();
  }
  return sum / hours;
}

void check_shop(const Shop& shop) {
  const ShopFigures exact = Chain(shop).figures();
  const Plant plant = plant_of(shop);
  const auto check = [&](double value, const std::function<double(const Simulation&)>& figure) {
    const Interval interval = mean_interval(replicate(plant, figure));
    CAPTURE(interval.mean);
    CAPTURE(interval.half_width);
    CAPTURE(value);
    CHECK(covers(interval, value));
    CHECK(interval.half_width < 0.03 * value);
  };
  for (std::size_t k = 0; k < shop.kinds.size(); ++k) {
    CAPTURE(k);
    check(exact.down[k], [&](const Simulation& simulation) {
      return mean_down(simulation, plant.stations[k], plant.run.duration.hours());
    });
  }
  for (std::size_t c = 0; c < shop.crews.size(); ++c) {
    CAPTURE(c);
    check(exact.busy[c], [&](const Simulation& simulation) {
      return simulation.statistics().operators[c].busy.mean(simulation.now());
    });
  }
}

}  // namespace

// n = 40, alpha = 0.001 for every figure. Most skilled first, or serving the last who came first,
// is seen by these tests.
TEST_SUITE("analytic.crews") {
  TEST_CASE("crews: one trade without skills is the machine repair model") {
    // M/M/2//5: p(n) by birth and death.
    const Shop shop{{{5, 0.05, 0.2, 0}}, {{2, {0}}}, {0}};
    double p = 1;
    double sum = 1;
    double down = 0;
    for (int n = 1; n <= 5; ++n) {
      p *= (6 - n) * 0.05 / (std::min(n, 2) * 0.2);
      sum += p;
      down += n * p;
    }
    CHECK(Chain(shop).figures().down[0] == doctest::Approx(down / sum).epsilon(1e-12));
    check_shop(shop);
  }

  TEST_CASE("crews: the N design with a crew for everything listed first") {
    check_shop({{{3, 0.08, 0.4, 0}, {4, 0.05, 0.25, 0}}, {{1, {0, 1}}, {1, {1}}}, {1, 0}});
  }

  TEST_CASE("crews: the W design with two trades and people who know both") {
    check_shop(
        {{{3, 0.1, 0.4, 0}, {3, 0.06, 0.2, 0}}, {{1, {0}}, {1, {0, 1}}, {1, {1}}}, {0, 2, 1}});
  }

  TEST_CASE("crews: repairs of one kind come first") {
    check_shop({{{3, 0.08, 0.25, 0}, {4, 0.05, 0.25, 1}}, {{1, {0, 1}}, {1, {1}}}, {1, 0}});
  }
}
