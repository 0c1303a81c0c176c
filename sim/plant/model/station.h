#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// Ranking keys, most significant first in a station's list. Lower rank value is served first.
enum class RankKey : std::uint8_t {
  kPriority,       ///< greater priority number first
  kHotFirst,       ///< hot jobs first
  kLeastSetup,     ///< least setup time on the machine that asks
  kFifo,           ///< longest in this queue
  kLifo,           ///< latest into this queue
  kSpt,            ///< shortest expected process time
  kLpt,            ///< longest expected process time
  kEdd,            ///< earliest due date
  kCriticalRatio,  ///< (due - now) / remaining work
  kSlack,          ///< due - now - remaining work
  kWspt,           ///< weight / expected process time, greatest first
  kAtc,            ///< apparent tardiness cost, greatest first
  kWindowSlack,    ///< time left of the queue-time window that is open
  kMinRun,         ///< jobs that continue the machine's minimum run
  kRandom,         ///< a draw made when the job enters the queue
  kSequence,       ///< released first
  kLearned,        ///< the score that the station's model gives the job now, lowest first
};
constexpr std::size_t kMaxRankKeys = 8;

/// Which idle machine takes a job when several could.
enum class MachineChoice : std::uint8_t { kLongestIdle, kFirst, kLeastSetup };

enum class BatchRule : std::uint8_t {
  kFull,       ///< start at max only
  kMinimum,    ///< start with what is there, from min on
  kWaitLimit,  ///< start at max, or from min on once the longest wait reaches the limit
};
enum class BatchUnit : std::uint8_t { kJobs, kPieces };
enum class BatchBy : std::uint8_t { kStep, kPart, kRecipe, kAny };

struct BatchSettings {
  bool enabled = false;
  BatchRule rule = BatchRule::kMinimum;
  BatchUnit unit = BatchUnit::kJobs;
  BatchBy by = BatchBy::kStep;
  SimTime wait_limit;
};

struct SetupSettings {
  bool used = false;  ///< some step here needs a setup state
  /// Longest that an idle machine is held for jobs that continue its minimum run.
  SimTime min_run_wait = SimTime::max();
  /// A machine changes over to a state that another machine of the station already has only for a
  /// job that has waited this long; 0 = no avoidance.
  SimTime avoidance;
  /// The least_setup key counts step-level overrides too, not only the table.
  bool least_setup_counts_step_times = true;
};

/// Phases of a machine's work; the first four are those of a task, in order.
enum class Phase : std::uint8_t { kSetup, kLoad, kProcess, kUnload, kRepair, kMaintenance };
constexpr std::size_t kPhases = 6;

enum class ShiftEnd : std::uint8_t { kFinish, kSuspend };

/// What a machine draws in each kind of state [W].
struct PowerDraw {
  double processing = 0;  ///< and loading, unloading
  double setup = 0;
  double standby = 0;  ///< idle, held, blocked, waiting for an operator
  double down = 0;     ///< repair, maintenance and their delays
  double off = 0;      ///< off shift
};

struct Station {
  std::string name;
  std::string group;  ///< area; "" where not given
  Id first_machine = 0;
  std::uint32_t n_machines = 0;
  std::uint32_t capacity = 1;  ///< jobs (or batches) that may be inside one cascading machine
  Id location = 0;
  std::uint32_t output_places = kNone;  ///< for jobs that wait for a vehicle
  Id belt = kNone;    ///< what its one machine is: its steps take the time of the way through it
  Id buffer = kNone;  ///< where its jobs wait; kNone = room for all
  std::array<RankKey, kMaxRankKeys> ranking{};
  std::uint8_t n_ranking = 0;
  MachineChoice machine_choice = MachineChoice::kLongestIdle;
  BatchSettings batch;
  SetupSettings setup;
  bool needs_operators = false;  ///< some phase does
  /// By phase: the skill of the person that must be there; kNone = nobody needed.
  std::array<Id, kPhases> skill{kNone, kNone, kNone, kNone, kNone, kNone};
  /// By phase: who waits for people goes by it before the priority of jobs, greater first.
  std::array<std::int32_t, kPhases> operator_priority{};
  Id shift = kNone;
  ShiftEnd shift_end = ShiftEnd::kFinish;
  bool has_power = false;
  PowerDraw power;  ///< of each machine
  Id first_failure = 0;
  std::uint32_t n_failures = 0;
  Id first_maintenance = 0;
  std::uint32_t n_maintenances = 0;
  Id first_growth = 0;  ///< of the conditions of its machines
  std::uint32_t n_growths = 0;
  Id first_work = 0;  ///< of Plant::works
  std::uint32_t n_works = 0;
  Id first_watch = 0;  ///< of Plant::watches
  std::uint32_t n_watches = 0;
  double setup_loss = 0;    ///< lost at each changeover [l]
  Id score_recipe = kNone;  ///< makes the scores of RankKey::kLearned
  Id score = kNone;         ///< characteristic of the job that holds them
};

struct MachineSpec {
  std::string name;
  Id station = kNone;
  double speed = 1;  ///< process times are divided by it
};

}  // namespace twinline
