#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/random_plant.h"
#include "twinline/plant/simulation.h"
#include "twinline/plant/state/state_archive.h"

namespace {

using namespace twinline;

constexpr std::uint32_t kPlants = 80;

std::vector<bool> places_in_use(std::size_t n, const std::vector<Id>& free) {
  std::vector<bool> used(n, true);
  for (const Id id : free) used[id] = false;
  return used;
}

/// Jobs in the plant, split-off parts with them.
std::vector<bool> living_jobs(const PlantState& state) {
  std::vector<Id> free;
  for (Id id = state.free_job; id != kNone; id = state.jobs[id].next) free.push_back(id);
  return places_in_use(state.jobs.size(), free);
}

std::vector<bool> living_tasks(const PlantState& state) {
  std::vector<Id> free;
  for (Id id = state.free_task; id != kNone; id = state.tasks[id].next) free.push_back(id);
  return places_in_use(state.tasks.size(), free);
}

/// Pieces that the streams have brought, by the plant's word and not by the jobs'.
std::uint64_t pieces_released(const Plant& plant, const PlantState& state) {
  std::uint64_t pieces = 0;
  for (const InitialJob& job : plant.initial_jobs) pieces += job.pieces;
  for (Id i = 0; i < plant.releases.size(); ++i) {
    const Release& release = plant.releases[i];
    const auto own = static_cast<std::uint64_t>(
        std::count_if(plant.initial_jobs.begin(), plant.initial_jobs.end(),
                      [&](const InitialJob& job) { return job.release == i; }));
    const std::uint64_t released = state.stats.releases[i].released - own;
    for (std::uint64_t k = 0; k < released; ++k) {
      pieces += release.kind == ReleaseKind::kList ? release.list[k].pieces : release.pieces;
    }
  }
  return pieces;
}

void check_machines(const Plant& plant, const Simulation& simulation) {
  const PlantState& state = simulation.state();
  const std::vector<DownStats> downs = simulation.downs();
  for (Id m = 0; m < plant.machines.size(); ++m) {
    const std::array<SimTime, kMachineStates> times = simulation.machine_times(m);
    REQUIRE(std::all_of(times.begin(), times.end(), [](SimTime t) { return t >= SimTime(); }));
    REQUIRE(std::accumulate(times.begin(), times.end(), SimTime()) == simulation.now());
    SimTime active;
    for (std::size_t s = 0; s < kMachineStates; ++s) {
      if (is_active(static_cast<MachineState>(s))) active += times[s];
    }
    REQUIRE((simulation.active_periods(m) > 0) == (active > SimTime()));
    // What is laid to causes is the time in repair and maintenance and their delays, no more nor
    // less.
    const Station& station = plant.stations[plant.machines[m].station];
    const auto first = downs.begin() + static_cast<std::ptrdiff_t>(state.first_down[m]);
    SimTime down;
    std::for_each(first, first + station.n_failures + station.n_maintenances,
                  [&](const DownStats& cause) { down += cause.time; });
    SimTime booked;
    for (const MachineState s : {MachineState::kRepair, MachineState::kRepairDelay,
                                 MachineState::kMaintenance, MachineState::kMaintenanceDelay}) {
      booked += times[static_cast<std::size_t>(s)];
    }
    REQUIRE(down == booked);
    REQUIRE(state.machines[m].n_tasks <= plant.stations[plant.machines[m].station].capacity);
  }
}

void check_jobs(const Plant& plant, const PlantState& state) {
  const std::vector<bool> living = living_jobs(state);
  std::uint64_t in_plant = 0;
  std::uint64_t jobs_in_plant = 0;
  Int128 time_in_plant = 0;
  for (std::size_t id = 0; id < living.size(); ++id) {
    if (!living[id]) continue;
    in_plant += state.jobs[id].pieces;
    if (state.jobs[id].parent != kNone) continue;
    ++jobs_in_plant;
    time_in_plant += (state.now - std::max(SimTime(), state.jobs[id].released)).ns();
  }
  for (const FinishedJob& job : state.stats.finished) {
    time_in_plant += (job.finished - std::max(SimTime(), job.released)).ns();
  }
  std::uint64_t released = 0;
  std::uint64_t left = 0;
  std::uint64_t pieces_left = 0;
  for (const ReleaseStats& stats : state.stats.releases) {
    released += stats.released;
    left += stats.finished + stats.scrapped;
    pieces_left += stats.pieces_out + stats.pieces_scrapped;
  }
  REQUIRE(released == left + jobs_in_plant);
  REQUIRE(state.n_jobs == jobs_in_plant);
  REQUIRE(left == state.stats.finished.size());
  REQUIRE(pieces_released(plant, state) == in_plant + pieces_left);
  // Little's law: the area under the number of jobs is the time they have spent.
  REQUIRE((state.stats.wip.area(state.now) == time_in_plant));
}

void check_queues_and_helpers(const Plant& plant, const PlantState& state) {
  for (std::size_t s = 0; s < plant.stations.size(); ++s) {
    REQUIRE(state.stats.stations[s].wait.min() >= SimTime());
  }
  std::vector<std::uint32_t> resources(plant.resources.size());
  const std::vector<bool> living = living_tasks(state);
  for (std::size_t t = 0; t < living.size(); ++t) {
    if (living[t] && state.tasks[t].resource != kNone) ++resources[state.tasks[t].resource];
  }
  for (std::size_t r = 0; r < resources.size(); ++r) {
    REQUIRE(resources[r] + state.resource_free[r] == plant.resources[r].count);
  }
}

std::uint32_t sum_of(const std::vector<PeopleAt>& places) {
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    REQUIRE(places[i].n > 0);
    REQUIRE((i == 0 || places[i - 1].location < places[i].location));
    n += places[i].n;
  }
  return n;
}

/// Every person is in one state: at work on one task or repair, on the way, free, or away.
void check_people(const Plant& plant, const PlantState& state) {
  std::vector<std::uint32_t> busy(plant.operator_pools.size());
  std::vector<std::uint32_t> walking(plant.operator_pools.size());
  for (const Down& down : state.downs) {
    if (down.operator_pool != kNone) ++busy[down.operator_pool];
  }
  const std::vector<bool> living = living_tasks(state);
  for (std::size_t t = 0; t < living.size(); ++t) {
    if (living[t] && state.tasks[t].operator_pool != kNone) ++busy[state.tasks[t].operator_pool];
  }
  std::vector<Id> free_walks;
  for (Id id = state.free_walk; id != kNone; id = state.walks[id].next) free_walks.push_back(id);
  const std::vector<bool> walks = places_in_use(state.walks.size(), free_walks);
  for (std::size_t w = 0; w < walks.size(); ++w) {
    if (walks[w]) ++walking[state.walks[w].pool];
  }
  for (std::size_t p = 0; p < busy.size(); ++p) {
    const OperatorState& people = state.operators[p];
    const OperatorStats& stats = state.stats.operators[p];
    const std::uint32_t count = plant.operator_pools[p].count;
    REQUIRE(busy[p] == people.busy);
    REQUIRE(walking[p] == people.walking);
    REQUIRE(people.at_work() <= count);
    REQUIRE(people.present <= count);
    const std::uint32_t present = std::max(people.present, people.at_work());
    REQUIRE(stats.busy.value() == people.busy);
    REQUIRE(stats.walking.value() == people.walking);
    REQUIRE(stats.off_shift.value() + stats.on_break.value() == count - present);
    REQUIRE((people.off_shift ? stats.on_break : stats.off_shift).value() == 0);
    REQUIRE(stats.relieved.value() <= plant.operator_pools[p].relief);
    if (plant.walks.empty()) continue;
    REQUIRE(sum_of(people.free) == present - people.at_work());
    REQUIRE(sum_of(people.away) == count - present);
  }
}

}  // namespace

TEST_SUITE("plant.random_plants") {
  TEST_CASE("random plants: times sum to the horizon and no job or piece is lost") {
    std::uint64_t finished = 0;
    for (std::uint32_t k = 0; k < kPlants; ++k) {
      CAPTURE(k);
      const Plant plant = random_plant(k);
      Simulation simulation(plant, k, 0);
      const std::int64_t step = plant.horizon().ns() / 5;
      for (std::int64_t part = 1; part <= 5; ++part) {
        simulation.advance(SimTime::from_ns(step * part));
        check_machines(plant, simulation);
        check_jobs(plant, simulation.state());
        check_queues_and_helpers(plant, simulation.state());
        check_people(plant, simulation.state());
      }
      finished += simulation.statistics().finished.size();
    }
    CHECK(finished > kPlants * 20);  // the plants do work
  }

  TEST_CASE("random plants: every person is in one state after every event") {
    std::uint64_t walks = 0;
    for (std::uint32_t k = 0; k < kPlants; k += 2) {
      CAPTURE(k);
      const Plant plant = random_plant(k);
      Simulation simulation(plant, k, 3);
      for (int i = 0; i < 2000; ++i) {
        if (simulation.advance(plant.horizon(), 1) != Progress::kPaused) break;
        check_people(plant, simulation.state());
      }
      walks += simulation.state().walks.size();
    }
    CHECK(walks > 5);
  }

  TEST_CASE(
      "random plants: a fork in flight or one written and read back and the run it came from end "
      "alike") {
    for (std::uint32_t k = 0; k < kPlants; ++k) {
      CAPTURE(k);
      const Plant plant = random_plant(k);
      Simulation straight(plant, k, 1);
      straight.advance(plant.horizon());
      Simulation forked(plant, k, 1);
      forked.advance(SimTime::from_ns(plant.horizon().ns() / 3));
      Simulation copy(plant, forked.state());
      Simulation restored(plant, state_from_bytes(state_bytes(forked.state())));
      REQUIRE((state_bytes(restored.state()) == state_bytes(forked.state())));
      copy.advance(plant.horizon());
      restored.advance(plant.horizon());
      forked.advance(plant.horizon());
      const std::string bytes = state_bytes(straight.state());
      REQUIRE((state_bytes(copy.state()) == bytes));
      REQUIRE((state_bytes(restored.state()) == bytes));
      REQUIRE((state_bytes(forked.state()) == bytes));
    }
  }

  TEST_CASE("random plants: any slices of time give the same run") {
    for (std::uint32_t k = 0; k < kPlants; ++k) {
      CAPTURE(k);
      const Plant plant = random_plant(k);
      Simulation whole(plant, k, 2);
      whole.advance(plant.horizon());
      Simulation sliced(plant, k, 2);
      const std::int64_t slice = 3'600'000'000'007;  // an hour and a little: no event's multiple
      for (std::int64_t t = slice; t < plant.horizon().ns(); t += slice) {
        sliced.advance(SimTime::from_ns(t));
      }
      sliced.advance(plant.horizon());
      REQUIRE((state_bytes(sliced.state()) == state_bytes(whole.state())));
    }
  }

  TEST_CASE("random plants: stops after any number of events give the same run") {
    for (std::uint32_t k = 0; k < kPlants; k += 4) {
      CAPTURE(k);
      const Plant plant = random_plant(k);
      Simulation whole(plant, k, 2);
      whole.advance(plant.horizon());
      Simulation stopping(plant, k, 2);
      int stops = 0;
      while (stopping.advance(plant.horizon(), 7) == Progress::kPaused) ++stops;
      REQUIRE(stops > 0);
      REQUIRE((state_bytes(stopping.state()) == state_bytes(whole.state())));
    }
  }

  TEST_CASE("random plants: a replication is the same alone and among others on threads") {
    constexpr std::uint32_t kReplications = 4;
    for (std::uint32_t k = 0; k < kPlants; k += 5) {
      CAPTURE(k);
      const Plant plant = random_plant(k);
      const auto run = [&](std::uint32_t replication) {
        Simulation simulation(plant, k, replication);
        simulation.advance(plant.horizon());
        return state_bytes(simulation.state());
      };
      std::array<std::string, kReplications> among;
      std::vector<std::thread> threads;
      for (std::uint32_t r = 0; r < kReplications; ++r) {
        threads.emplace_back([&, r] { among[r] = run(r); });
      }
      for (std::thread& thread : threads) thread.join();
      REQUIRE((run(2) == among[2]));
      REQUIRE((among[0] != among[1]));
    }
  }
}
