#pragma once

#include <cstdint>
#include <string>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// What one drawn process time is spent on.
enum class ProcessPer : std::uint8_t {
  kJob,    ///< once for the job
  kPiece,  ///< one draw, times the pieces (cascading: the first piece; the rest follow at
           ///< `interval`)
  kBatch,  ///< once for all jobs of a batch
};

/// What happens to a job that starts a window's last step too late.
enum class WindowAction : std::uint8_t { kCount, kRework, kScrap };

/// A queue-time window: from the end of step `opens` to the begin of processing at step `closes`.
struct QueueWindow {
  Id opens = kNone;
  Id closes = kNone;
  SimTime limit;
  WindowAction action = WindowAction::kCount;
  Id rework_to = kNone;  ///< step, for kRework
  /// The job waits before `opens` while this many jobs or more are queued at, or inside windows on
  /// their way to, the station of `closes`; 0 = no gate.
  std::uint32_t gate = 0;
  std::uint32_t slot = 0;  ///< which of a job's deadline slots it uses
};

/// One operation of a route. All routes' steps lie in one vector; a route is a range of it.
/// Distributions are indices into Plant::distributions; durations in seconds. What every job needs
/// here fills the first cache line.
struct alignas(64) Step {
  Id station = kNone;
  Id process = kNone;  ///< never kNone
  Id load = kNone;     ///< kNone = none
  Id unload = kNone;
  /// Cascading: the next job begins to process this long (times the pieces, where per piece) after
  /// this one did; 0 = only in an empty machine.
  SimTime interval;
  Id setup = kNone;          ///< setup state needed; kNone = any, and it stays as it is
  Id window_opened = kNone;  ///< the window that the end of this step opens
  Id window_closed = kNone;  ///< the window that the begin of processing here closes
  Id save_machine = kNone;   ///< job slot in which the machine used here is remembered
  Id same_machine = kNone;   ///< job slot whose machine must be used here, if it was set
  Id other_machine = kNone;  ///< job slot whose machine must not be used here
  Id resource = kNone;       ///< secondary resource (reticle) held from setup to unload
  Id qualification = kNone;  ///< row of Plant::qualified; kNone = every machine of the station
  ProcessPer per = ProcessPer::kJob;
  bool interval_per_piece = false;
  bool rework_per_piece = false;
  bool scrap_per_piece = false;
  Id recipe = kNone;              ///< what is evaluated for each job here; kNone = nothing
  double sampling = 1;            ///< probability that a job does this step
  double rework_probability = 0;  ///< per job, or per piece where rework_per_piece
  double scrap_probability = 0;   ///< per job, or per piece where scrap_per_piece
  double mean_work_s = 0;         ///< expected load + process + unload of a job of the part's size
  double remaining_work_s = 0;    ///< expected raw time from this step (with it) to the end
  std::uint32_t batch_min = 1;    ///< in the station's batch unit
  std::uint32_t batch_max = 1;
  Id batch_class = kNone;  ///< jobs of compatible classes may share a batch
  Id setup_time = kNone;   ///< distribution that overrides the setup table
  Id rework_to = kNone;
  std::uint32_t rework_limit = 0;  ///< most reworks in a row at this step; 0 = no limit
  Id inspection = kNone;           ///< measurements, control and gates at its end
  Id route = kNone;
  Id takes = kNone;    ///< resource that the job takes when it begins and keeps (a carrier)
  Id returns = kNone;  ///< and gives back when it ends
  Id first_need = 0;   ///< of Plant::needs: what it takes when it begins
  std::uint32_t n_needs = 0;
  Id first_made = 0;  ///< of Plant::made: parts that come off the job at its end
  std::uint32_t n_made = 0;
  Id setup_by = kNone;  ///< option: `setup` is the state of its first value, the others follow
  Id first_choice = 0;  ///< of Plant::choices: only jobs with one of them do the step
  std::uint32_t n_choices = 0;
  Id demanded = kNone;  ///< characteristic of the job: 1 = done whatever `sampling` says
  Id reserves = kNone;  ///< buffer in which a place is taken when the work here starts
};

struct Route {
  std::string name;
  Id first_step = 0;
  std::uint32_t n_steps = 0;
};

struct Part {
  std::string name;
  Id route = kNone;
  std::uint32_t pieces = 1;         ///< in one job
  double weight = 1;                ///< for WSPT and ATC
  Id ends_in = kNone;               ///< buffer that is the store in which its jobs wait to be taken
  std::uint32_t max_per_batch = 0;  ///< most jobs of this part in one batch; 0 = no limit
  double raw_process_time_s = 0;    ///< expected time in an empty plant
};

}  // namespace twinline
