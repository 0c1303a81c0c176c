#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "twinline/core/accumulators.h"
#include "twinline/core/large_pages.h"
#include "twinline/plant/model/ids.h"
#include "twinline/plant/state/machine_state.h"
#include "twinline/plant/state/vehicle.h"

namespace twinline {

/// Everything below counts from the end of the warm-up, but for the WIP series, which shows it.

/// What most tasks change fills the first cache line.
struct alignas(64) MachineStats {
  std::uint64_t jobs = 0;  ///< jobs that left it
  std::uint64_t pieces = 0;
  std::uint64_t tasks = 0;  ///< jobs or batches started
  SimTime passive_until;    ///< end of the last time booked in which it was not is_active()
  std::uint64_t active_periods = 0;  ///< ended, as booked
  /// Booked; the open interval is added by booked_times().
  std::array<SimTime, kMachineStates> in_state{};
  std::uint64_t setups = 0;
  std::uint64_t failures = 0;
  std::uint64_t maintenances = 0;
};

/// Of one failure mode or maintenance plan of one machine.
struct DownStats {
  std::uint64_t count = 0;  ///< begun
  SimTime time;             ///< its delay and its work, as booked
};

/// The start of a job changes the first cache line; a job that joins the queue changes nothing: how
/// many waited follows from how long each did (Little's law, see queue_figures()).
struct alignas(64) StationStats {
  TimeTally wait;  ///< from entering the queue to leaving it, of each job that did
  std::uint64_t tasks = 0;
  std::uint64_t pieces = 0;  ///< pieces started

  std::uint64_t diverted = 0;  ///< jobs that left the queue without a start
  std::uint64_t setups = 0;
  SimTime counted_from;  ///< end of the warm-up
  Int128 waited = 0;     ///< until then, the jobs that waited at it [ns]

  /// Jobs started.
  std::uint64_t jobs() const { return static_cast<std::uint64_t>(wait.count()) - diverted; }
};

/// Jobs waiting at a station since the warm-up, up to now.
struct QueueFigures {
  Int128 area = 0;  ///< integral over time [job ns]
  double mean = 0;  ///< over time; the present number where no time has passed
  std::uint32_t most = 0;
};

/// Figures of one release stream (the last one holds the initial jobs that name no stream).
struct ReleaseStats {
  std::uint64_t released = 0;
  std::uint64_t finished = 0;
  std::uint64_t scrapped = 0;  ///< jobs scrapped whole
  std::uint64_t lost = 0;      ///< not made because the first buffer was full
  std::uint64_t with_due = 0;  ///< finished jobs that had a due date
  std::uint64_t on_time = 0;   ///< of those, finished by it
  std::uint64_t reworks = 0;
  std::uint64_t pieces_out = 0;
  std::uint64_t pieces_scrapped = 0;
  TimeWeighted wip;      ///< jobs of the stream in the plant
  TimeTally cycle_time;  ///< of finished jobs
  Average flow_factor;   ///< cycle time / the part's raw process time
};

/// People at one position of a moving line.
struct PositionStats {
  std::uint64_t jobs = 0;
  SimTime work;                 ///< of the position's own people
  std::uint64_t overloads = 0;  ///< jobs that they could not finish
  SimTime overload;             ///< work left of those
  TimeTally late;               ///< past the end of the position, of every job
};

/// The sequence of jobs that a station starts, seen by one option.
struct WatchStats {
  std::uint64_t jobs = 0;
  std::uint64_t changes = 0;     ///< of the value from one job to the next
  std::uint64_t windows = 0;     ///< successive jobs that the spacing rule judges
  std::uint64_t violations = 0;  ///< of those, with too many
};

struct WindowStats {
  std::uint64_t closed = 0;  ///< jobs that began the closing step (or broke the window)
  std::uint64_t violations = 0;
  TimeTally span;  ///< end of the opening step to begin of the closing one
};

struct OperatorStats {
  TimeWeighted busy;
  TimeWeighted walking;
  TimeWeighted off_shift;  ///< and not at work any more
  TimeWeighted on_break;   ///< the same, and nobody has their place
  TimeWeighted relieved;   ///< on a break while the relief has their place
  TimeTally wait;          ///< of each request
};

struct ResourceStats {
  TimeWeighted busy;
};

/// What a gate saw of one machine. Pieces, also where the job's mean decides.
struct GateStats {
  Spread value;                     ///< of the checked characteristic
  std::uint64_t low = 0;            ///< below the limits
  std::uint64_t high = 0;           ///< above
  std::uint64_t first_checked = 0;  ///< at their first visit of the step's gates
  std::uint64_t first_passed = 0;   ///< of those, within the limits
  std::uint64_t scrapped = 0;
  std::uint64_t reworked = 0;
  std::uint64_t held = 0;
};

/// One job that left the plant (or was scrapped whole: pieces_out = 0).
struct FinishedJob {
  SimTime released;
  SimTime finished;
  SimTime due;  ///< SimTime::max() = none
  Id part = kNone;
  Id release = kNone;        ///< index of the stream; releases.size() = initial jobs
  std::uint32_t serial = 0;  ///< the job's number in its stream
  std::int32_t priority = 0;
  std::uint32_t rework = 0;
  std::uint32_t pieces_in = 0;
  std::uint32_t pieces_out = 0;
};

struct WipSample {
  SimTime time;
  std::uint32_t jobs = 0;    ///< in the plant
  std::uint32_t queued = 0;  ///< of those, waiting at a station
};

/// All figures of one replication.
struct Statistics {
  std::uint64_t moves = 0;  ///< steps completed by jobs
  LargeVector<MachineStats> machines;
  std::vector<DownStats> downs;  ///< parallel to PlantState::downs
  LargeVector<StationStats> stations;
  std::vector<TimeTally> blocked;        ///< by buffer: wait for a place of each job that had to
  std::vector<ReleaseStats> releases;    ///< Plant::releases, then the initial jobs
  std::vector<WatchStats> watches;       ///< by Plant::watches
  std::vector<PositionStats> positions;  ///< by Plant::line_positions
  std::vector<Average> paces;            ///< by belt: of its jobs' entries, where it is controlled
  std::vector<WindowStats> windows;
  std::vector<OperatorStats> operators;
  std::vector<ResourceStats> resources;
  std::vector<VehicleStats> vehicles;
  std::vector<FleetStats> fleets;
  std::vector<ZoneStats> zones;
  std::vector<Spread> outcomes;  ///< by OutcomeFigure
  std::vector<GateStats> gates;  ///< gate by gate, by machine of its machine_step's station
  TimeWeighted wip;              ///< jobs in the plant
  std::vector<FinishedJob> finished;
  std::vector<WipSample> wip_series;
  std::vector<std::uint32_t> buffer_levels;  ///< jobs, by sample and buffer
};

}  // namespace twinline
