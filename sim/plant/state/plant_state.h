#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "twinline/core/calendar.h"
#include "twinline/core/large_pages.h"
#include "twinline/core/random.h"
#include "twinline/plant/model/station.h"
#include "twinline/plant/state/belt_state.h"
#include "twinline/plant/state/buffer_state.h"
#include "twinline/plant/state/job.h"
#include "twinline/plant/state/machine.h"
#include "twinline/plant/state/people.h"
#include "twinline/plant/state/queue.h"
#include "twinline/plant/state/statistics.h"
#include "twinline/plant/state/vehicle.h"

namespace twinline {

/// What a move at a plain station needs fills the first cache line.
struct alignas(64) StationState {
  WaitingQueue queue;
  Id first_idle = kNone;  ///< machines that may take work, longest available first
  Id last_idle = kNone;
  std::uint32_t n_idle = 0;
  Id newcomer = kNone;  ///< while dirty: the only change is this new job; kNone = ask for all jobs
  bool dirty = false;   ///< waits for its dispatch at the end of this instant
  /// What its available machines are booked as: idle, held or blocked.
  MachineState idle_state = MachineState::kIdle;
  // Copied from the plant's settings so that the event loop need not look them up.
  /// Work here is a process time and nothing else: no other phase, person, part or resource
  /// goes with it, no job is bound to a machine, and a machine holds one task.
  bool plain = false;
  bool passes_on = false;    ///< a job whose work here ends goes on along its route, come what may
  bool always_done = false;  ///< no job skips a step here
  bool has_busy_failures = false;
  bool has_piece_downs = false;
  bool first_to_first = false;  ///< the first job starts on the first machine, if nothing binds it
  bool draws_ahead = false;     ///< the next process of its jobs is drawn when this one begins
  bool reserves = false;        ///< a start here may take a place in the next buffer
  bool learned = false;         ///< ranks by scores
  std::uint8_t n_static_keys = 0;
  Id buffer = kNone;
  std::uint32_t capacity = 1;
  bool queue_decides = false;  ///< the sorted queue alone ranks the jobs
  bool no_setup_wins = false;  ///< behind the sorted keys only the setup time counts
  bool diverts = false;        ///< some window that ends here sends back or scraps
  bool batches = false;
  bool needs_operators = false;
  bool has_setups = false;
  bool uses_resources = false;
  bool scored = false;  ///< while dirty: the scores of this instant are asked for
  bool has_condition_downs = false;
  bool has_outcomes = false;  ///< a step here evaluates something, or conditions grow
  MachineChoice machine_choice = MachineChoice::kLongestIdle;
  std::uint8_t n_ranking = 0;
  std::array<RankKey, kMaxRankKeys> ranking{};  ///< keys that can differ here, up to a kFifo
  bool assembles = false;                       ///< a step here takes parts out of stores
  Id location = 0;
  Id belt = kNone;                   ///< what its one machine is
  bool adds_work = false;            ///< some jobs' options add to its process time
  bool watches = false;              ///< its sequence of jobs is counted
  SimTime wake_at = SimTime::max();  ///< pending wake-up (wait limits)
  std::uint32_t wake_epoch = 0;
};

/// A lane of a bank: its jobs are linked by Job::behind.
struct LaneState {
  Id first = kNone;
  Id last = kNone;
  std::uint32_t n = 0;
};

/// What a sequence of jobs remembers of one option.
struct OptionRun {
  std::uint64_t recent = 0;  ///< bit k: the job k before the last has another value than the first
  std::uint32_t n = 0;       ///< jobs so far
  std::uint8_t last = 0;     ///< value of the last
  std::vector<std::uint32_t> made;  ///< by value
};

/// Scratch of the choice of an order, empty between events.
struct OrderScratch {
  std::vector<std::uint32_t> best;
  std::vector<double> scores;
};

struct ReleaseState {
  std::uint32_t serial = 0;  ///< jobs made so far
  std::uint32_t draws = 0;   ///< of the interarrival time
  SimTime gap;               ///< from the next release to the one after it
  std::uint32_t next_listed = 0;
  std::uint32_t orders = 0;        ///< so far, those of the bank counted
  std::vector<std::uint8_t> bank;  ///< options of the orders to choose from, oldest first
  std::vector<OptionRun> run;      ///< by option
};

/// What a job's step asks of its recipe's models. Plain numbers: what may change before the
/// evaluation is captured, what belongs to the job is read from its row.
struct OutcomeRequest {
  std::uint64_t key = 0;  ///< of its draws
  Id job = kNone;
  Id machine = kNone;  ///< kNone for a score
};

/// The pending requests of one recipe.
struct PendingOutcomes {
  std::vector<OutcomeRequest> requests;
  std::vector<double> captured;  ///< request x Recipe::n_captures
};

/// Where a controller's model of the process stands.
struct ControlState {
  double intercept = 0;
  double trend = 0;
};

/// Everything that changes in a run, as a plain value: a copy is a fork of the run.
struct PlantState {
  RandomStreams random{};
  SimTime now;
  std::uint64_t n_events = 0;
  Calendar calendar;

  LargeVector<Job> jobs;
  Id free_job = kNone;
  std::vector<SimTime> window_opened;  ///< job x n_window_slots; max() = not open
  std::vector<Id> remembered_machine;  ///< job x n_machine_slots; kNone = not set

  std::vector<std::uint8_t> options;  ///< job x Plant::options

  LargeVector<Task> tasks;
  Id free_task = kNone;
  LargeVector<Machine> machines;
  std::vector<BeltState> belts;
  std::vector<Id> first_down;  ///< by machine: its first entry of `downs`
  /// By machine: its count of pieces when the next failure or maintenance by pieces is due. The
  /// present count is that less Machine::pieces_to_go.
  std::vector<std::int64_t> next_piece_due;
  std::vector<Down> downs;
  LargeVector<StationState> stations;
  std::vector<Id> dirty_stations;
  LargeVector<BufferState> buffers;
  std::vector<Id> dirty_buffers;
  std::vector<LaneState> lanes;
  std::vector<std::uint32_t> stock;         ///< by part: jobs in its store
  bool blocked_anew = false;                ///< since circles of blocked jobs were looked for
  std::vector<std::uint8_t> stuck_buffers;  ///< scratch of that, empty between events
  std::vector<std::uint32_t> batch_order;   ///< scratch of the batch builder, empty between events
  std::vector<std::uint32_t> batch_picked;
  OrderScratch order_scratch;
  std::vector<Vehicle> vehicles;  ///< fleet by fleet
  std::vector<FleetState> fleets;
  std::vector<ZoneState> zones;
  std::vector<EdgeState> edges;
  std::vector<Carriage> carriages;   ///< by job; empty without vehicles
  std::vector<OutputState> outputs;  ///< by station; empty without vehicles
  std::vector<Id> dirty_fleets;
  std::vector<Id> stopped_vehicles;
  TrafficScratch traffic_scratch;
  std::vector<ReleaseState> releases;          ///< Plant::releases, then the initial jobs
  std::vector<std::uint32_t> gate_count;       ///< by window
  std::vector<OperatorState> operators;        ///< by pool
  std::vector<OperatorRequests> people_asked;  ///< by skill
  std::uint64_t n_people_asked = 0;            ///< requests that had to wait
  std::vector<Walk> walks;
  Id free_walk = kNone;
  std::vector<std::uint32_t> resource_free;
  std::vector<std::uint8_t> shift_working;
  std::vector<OptionRun> watched;  ///< by Plant::watches
  std::uint32_t n_jobs = 0;        ///< in the plant, split-off parts not counted

  std::vector<double> characteristics;  ///< job x Outcomes::row
  std::vector<double> conditions;       ///< machine x Outcomes::condition_row
  std::vector<std::uint32_t>
      n_condition_draws;                     ///< by machine: tasks ended, times conditions begun
  std::vector<PendingOutcomes> pending;      ///< by recipe
  std::uint64_t pending_items = 0;           ///< of the first models of all of them
  SimTime outcomes_needed = SimTime::max();  ///< the earliest time by which one is needed
  std::vector<ControlState> controls;
  std::vector<std::uint8_t> verdicts;  ///< scratch of the gates, by piece

  Statistics stats;
};

}  // namespace twinline
