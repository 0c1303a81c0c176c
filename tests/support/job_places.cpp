#include "support/job_places.h"

#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/plant/event_kind.h"

namespace twinline {
namespace {

class Finder {
 public:
  Finder(const Plant& plant, const PlantState& state)
      : plant_(plant),
        state_(state),
        found_(state.jobs.size()),
        held_(state.machines.size()),
        living_(state.jobs.size(), true) {
    for (Id j = state.free_job; j != kNone; j = state.jobs[j].next) living_[j] = false;
  }

  void check() {
    queues();
    tasks();
    belts();
    blocked();
    carriages();
    machines();
    events();
    parents();
    for (std::size_t j = 0; j < found_.size(); ++j) REQUIRE(found_[j] == (living_[j] ? 1 : 0));
    buffers();
    lanes();
    carriers();
    vehicles();
    zones();
  }

 private:
  void queues() {
    for (const StationState& station : state_.stations) {
      for (std::size_t i = 0; i < station.queue.size(); ++i) ++found_[station.queue[i].job];
    }
  }

  void tasks() {
    for (const Machine& machine : state_.machines) {
      std::uint32_t n = 0;
      for (Id t = machine.newest_task; t != kNone; t = state_.tasks[t].next) {
        ++n;
        for (Id j = state_.tasks[t].first_job; j != kNone; j = state_.jobs[j].next) ++found_[j];
      }
      const bool belt = state_.stations[machine.station].belt != kNone;
      REQUIRE(n == (belt ? 0 : machine.n_tasks));
    }
  }

  void belts() {
    for (const BeltState& belt : state_.belts) {
      for (std::uint32_t i = 0; i < belt.n_items; ++i) {
        ++found_[belt.items[(belt.first + i) % belt.items.size()].job];
      }
      const Machine& machine = state_.machines[belt.machine];
      REQUIRE(belt.n_items == machine.n_tasks);
      if (machine.active_down == kNoDown) REQUIRE(belt.head_blocked == (machine.n_blocked > 0));
      REQUIRE(belt.n_items + machine.n_blocked <= belt.items.size());
    }
  }

  void blocked() {
    for (const BufferState& buffer : state_.buffers) {
      for (Id j = buffer.first_stored; j != kNone; j = state_.jobs[j].next) ++found_[j];
      for (Id j = buffer.first_blocked; j != kNone; j = state_.jobs[j].next) {
        ++found_[j];
        if (state_.jobs[j].holder != kNone) ++held_[state_.jobs[j].holder];
      }
    }
  }

  /// Jobs on their way by vehicle; those bound for a stocker are blocked too.
  void carriages() {
    std::vector<std::uint32_t> out(state_.outputs.size());
    for (std::size_t j = 0; j < state_.carriages.size(); ++j) {
      const Carriage& carriage = state_.carriages[j];
      if (!living_[j] || carriage.stage == CarriageStage::kElsewhere) continue;
      if (!carriage.to_stocker) ++found_[j];
      if (carriage.machine != kNone) ++held_[carriage.machine];
      if (carriage.station != kNone) ++out[carriage.station];
    }
    for (std::size_t s = 0; s < out.size(); ++s) {
      REQUIRE(out[s] == state_.outputs[s].jobs);
      REQUIRE(out[s] <= plant_.stations[s].output_places);
    }
  }

  void machines() {
    for (std::size_t m = 0; m < held_.size(); ++m) {
      REQUIRE(held_[m] == state_.machines[m].n_blocked);
      // An accumulating belt takes jobs in behind a blocked one.
      const bool belt = state_.stations[state_.machines[m].station].belt != kNone;
      if (held_[m] > 0 && !belt) REQUIRE_FALSE(state_.machines[m].available);
    }
  }

  /// Every job that waits for a vehicle has called one or is fetched by one; every vehicle is where
  /// its task says.
  void vehicles() {
    std::vector<int> cared_for(state_.jobs.size());
    for (const FleetState& fleet : state_.fleets) {
      for (const Call& call : fleet.calls) ++cared_for[call.job];
    }
    std::vector<std::uint32_t> available(state_.fleets.size());
    for (Id v = 0; v < state_.vehicles.size(); ++v) {
      const Vehicle& vehicle = state_.vehicles[v];
      const bool idle = vehicle.task == VehicleTask::kIdle || vehicle.task == VehicleTask::kParking;
      available[vehicle.fleet] += idle ? 1U : 0U;
      const bool carries =
          vehicle.task >= VehicleTask::kLoading && vehicle.task <= VehicleTask::kUnloading;
      REQUIRE((vehicle.job != kNone) == (carries || vehicle.task == VehicleTask::kFetching));
      if (vehicle.job == kNone) continue;
      ++cared_for[vehicle.job];
      const Carriage& carriage = state_.carriages[vehicle.job];
      REQUIRE((carriage.stage == CarriageStage::kCarried) == carries);
      if (carries) REQUIRE(carriage.vehicle == v);
    }
    for (std::size_t f = 0; f < available.size(); ++f) {
      REQUIRE(available[f] == state_.fleets[f].n_available);
    }
    for (std::size_t j = 0; j < state_.carriages.size(); ++j) {
      const CarriageStage stage = state_.carriages[j].stage;
      const bool under_way =
          living_[j] && (stage == CarriageStage::kWaiting || stage == CarriageStage::kCarried);
      REQUIRE(cared_for[j] == (under_way ? 1 : 0));
    }
  }

  /// No zone holds more than it may, and the rows of vehicles on edges are those that are there.
  void zones() {
    std::vector<std::uint32_t> inside(state_.zones.size());
    std::vector<std::uint32_t> on_edge(state_.edges.size());
    for (const Vehicle& vehicle : state_.vehicles) {
      if (vehicle.edge == kNone) continue;
      const Id zone = plant_.tracks.edges[vehicle.edge].zone;
      if (zone == kNone) continue;
      ++inside[zone];
      ++on_edge[vehicle.edge];
    }
    for (std::size_t z = 0; z < inside.size(); ++z) {
      REQUIRE(inside[z] == state_.zones[z].vehicles);
      REQUIRE(inside[z] <= plant_.tracks.zones[z].capacity);
      for (Id v = state_.zones[z].first_waiting; v != kNone; v = state_.vehicles[v].next_waiting) {
        REQUIRE(plant_.tracks.edges[state_.vehicles[v].wanted].zone == z);
        REQUIRE_FALSE(state_.vehicles[v].moving);
        REQUIRE(inside[z] == plant_.tracks.zones[z].capacity);
      }
    }
    for (std::size_t e = 0; e < on_edge.size(); ++e) {
      std::uint32_t n = 0;
      for (Id v = state_.edges[e].first; v != kNone; v = state_.vehicles[v].behind) {
        REQUIRE(state_.vehicles[v].edge == e);
        ++n;
      }
      REQUIRE(n == on_edge[e]);
    }
  }

  void events() {
    Calendar calendar = state_.calendar;
    while (!calendar.empty()) {
      const Event event = calendar.pop();
      const auto kind = static_cast<EventKind>(event.kind());
      if (kind == EventKind::kArrive || kind == EventKind::kHoldEnd) ++found_[event.subject];
    }
  }

  void parents() {
    std::set<Id> waiting;
    for (std::size_t j = 0; j < living_.size(); ++j) {
      if (living_[j] && state_.jobs[j].parent != kNone) waiting.insert(state_.jobs[j].parent);
    }
    for (const Id j : waiting) ++found_[j];
  }

  void buffers() {
    std::vector<std::uint32_t> jobs(state_.buffers.size());
    std::vector<std::uint32_t> kept(state_.buffers.size());
    for (std::size_t j = 0; j < living_.size(); ++j) {
      if (!living_[j]) continue;
      if (state_.jobs[j].place != kNone) ++jobs[state_.jobs[j].place];
      if (state_.jobs[j].reserved != kNone) ++kept[state_.jobs[j].reserved];
    }
    for (Id b = 0; b < jobs.size(); ++b) {
      const Buffer& buffer = plant_.buffers[b];
      REQUIRE(jobs[b] == state_.buffers[b].jobs);
      REQUIRE(kept[b] == state_.buffers[b].kept);
      std::uint32_t most = buffer.capacity;
      if (buffer.counts == BufferCounts::kWaiting) {
        for (const Id s : buffer.stations) most += plant_.stations[s].n_machines;
      }
      REQUIRE(jobs[b] + kept[b] <= most);
    }
  }

  /// A job in a bank is in one lane of it.
  void lanes() {
    std::vector<int> in_lane(state_.jobs.size());
    for (Id b = 0; b < plant_.buffers.size(); ++b) {
      const Buffer& bank = plant_.buffers[b];
      for (Id lane = bank.first_lane; lane < bank.first_lane + bank.lanes; ++lane) {
        std::uint32_t n = 0;
        for (Id j = state_.lanes[lane].first; j != kNone; j = state_.jobs[j].behind) {
          REQUIRE(state_.jobs[j].lane == lane);
          REQUIRE(state_.jobs[j].place == b);
          ++in_lane[j];
          ++n;
        }
        REQUIRE(n == state_.lanes[lane].n);
        REQUIRE(n <= bank.lane_length);
      }
    }
    for (std::size_t j = 0; j < in_lane.size(); ++j) {
      const bool banked = living_[j] && state_.jobs[j].place != kNone &&
                          plant_.buffers[state_.jobs[j].place].lanes > 0;
      REQUIRE(in_lane[j] == (banked ? 1 : 0));
    }
  }

  /// Each is free, with a job, in a task (as a secondary resource) or on its way back.
  void carriers() {
    std::vector<std::uint32_t> n(state_.resource_free);
    for (std::size_t j = 0; j < living_.size(); ++j) {
      if (living_[j] && state_.jobs[j].carrier != kNone) ++n[state_.jobs[j].carrier];
    }
    for (const Machine& machine : state_.machines) {
      for (Id t = machine.newest_task; t != kNone; t = state_.tasks[t].next) {
        if (state_.tasks[t].resource != kNone) ++n[state_.tasks[t].resource];
      }
    }
    Calendar calendar = state_.calendar;
    while (!calendar.empty()) {
      const Event event = calendar.pop();
      if (static_cast<EventKind>(event.kind()) == EventKind::kCarrierBack) ++n[event.subject];
    }
    for (std::size_t r = 0; r < n.size(); ++r) REQUIRE(n[r] == plant_.resources[r].count);
  }

  const Plant& plant_;
  const PlantState& state_;
  std::vector<int> found_;
  std::vector<std::uint32_t> held_;  ///< by machine: jobs that cannot leave it
  std::vector<bool> living_;
};

}  // namespace

void check_job_places(const Plant& plant, const PlantState& state) { Finder(plant, state).check(); }

}  // namespace twinline
