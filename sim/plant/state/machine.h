#pragma once

#include <array>
#include <cstdint>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"
#include "twinline/plant/state/machine_state.h"

namespace twinline {

constexpr std::size_t kTaskPhases = 4;  ///< setup, load, process, unload

/// Work on one machine: a job or a batch, from setup to unload. `progress` counts work done, so
/// that an interruption only stops the count. What a plain task needs fills the first cache line.
struct alignas(64) Task {
  Id machine = kNone;
  Id first_job = kNone;
  std::uint32_t n_jobs = 0;
  std::uint32_t pieces = 0;
  std::uint32_t epoch = 0;
  Id next = kNone;           ///< next older task on the machine, or next free one
  Id resource = kNone;       ///< secondary resource held
  Id operator_pool = kNone;  ///< pool of the operator it holds
  SimTime progress;          ///< work done when it last began to run
  SimTime segment_end;       ///< progress at which the running segment ends
  SimTime resumed;           ///< when it last began to run
  /// Nothing but a process that goes on until `segment_end`: what stands below is not set.
  bool plain = false;
  bool running = false;
  bool waiting = false;          ///< for an operator
  bool entry_open = false;       ///< `entry` has passed
  bool repeats = false;          ///< interrupted so that it loads and processes again
  bool awaits_duration = false;  ///< its process time is known so far to be at least as planned

  std::array<SimTime, kTaskPhases> phase_end{};  ///< progress at which each phase ends
  SimTime
      loaded;  ///< progress at which setup and load are done; up to phase_end[1] it waits inside
  SimTime
      next_process;  ///< progress at which the next task inside may begin to process (cascading)
  SimTime entry;     ///< progress at which the next task may enter (cascading)

  SimTime total() const { return phase_end[kTaskPhases - 1]; }
  SimTime progress_at(SimTime now) const { return running ? progress + (now - resumed) : progress; }
};

/// Fills a cache line.
struct alignas(64) Machine {
  Id station = kNone;
  Id newest_task = kNone;  ///< head of the list of tasks inside
  std::uint32_t n_tasks = 0;
  MachineState state = MachineState::kIdle;  ///< kProcessing stands for all phases of a task
  bool available = false;  ///< in the station's list of machines that may take work
  bool off_shift = false;
  bool paused = false;              ///< its tasks are interrupted
  std::uint8_t active_down = 0xff;  ///< failure or maintenance in progress; 0xff = none
  bool standard_speed = true;       ///< no process time need be divided by its speed
  std::uint16_t n_blocked = 0;      ///< jobs done that it cannot pass on
  std::uint32_t pending_downs = 0;  ///< bits: due, not begun
  SimTime since;                    ///< booked up to here
  std::int64_t pieces_to_go = 0;    ///< until the next failure or maintenance by pieces is due
  SimTime available_since;          ///< entered the list of available machines
  Id previous_idle = kNone;         ///< list of available machines
  Id next_idle = kNone;
  Id setup = kNone;
  std::uint32_t run = 0;  ///< jobs begun since the last change of setup
};
static_assert(sizeof(Task) == 128 && sizeof(Machine) == 64);
constexpr std::uint8_t kNoDown = 0xff;

/// One failure mode or maintenance plan of one machine.
struct Down {
  Id machine = kNone;
  std::uint32_t epoch = 0;
  std::uint32_t count = 0;         ///< occurrences so far: numbers its draws
  SimTime busy_left;               ///< kBusy: working time until it strikes
  SimTime busy_since;              ///< kBusy: the machine began to work
  std::int64_t pieces_due = 0;     ///< by pieces: the machine's count at which it is due
  Id operator_pool = kNone;        ///< of the person at work on it
  std::uint32_t machine_rank = 0;  ///< the machine's number within its station
  std::uint8_t index = 0;          ///< failures of the station first, then maintenance plans
  bool by_pieces = false;
};

}  // namespace twinline
