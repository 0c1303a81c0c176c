#pragma once

#include <cstdint>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// What travels: a lot of pieces. Plain data in a pool; the index is reused when the job has left.
/// What every step of its way needs fills the first cache line, the buffers it goes through
/// included.
struct alignas(64) Job {
  SimTime queued_since;
  Id step = kNone;          ///< the step it queues for, is in, or travels to
  Id route_end = kNone;     ///< the step behind the last of its route
  std::uint32_t visit = 0;  ///< steps entered so far, skipped ones included: counts random draws
  Id release = kNone;       ///< its stream; with `serial` the key of its random draws
  std::uint32_t serial = 0;
  std::uint32_t uniform_visit = 0;  ///< the visit whose process_uniform is known; 0 = none
  double process_uniform = 0;
  std::uint32_t pieces = 0;
  Id next = kNone;        ///< next job of the same task, or next free one
  Id merge_step = kNone;  ///< of a split-off part: after this step it joins its parent again
  Id place = kNone;       ///< buffer of which it takes a place
  Id reserved = kNone;    ///< buffer in which a place is kept for it
  Id lane = kNone;        ///< of a bank: index of PlantState::lanes
  // What a job needs that is released, is blocked or leaves.
  SimTime released;
  SimTime due = SimTime::max();
  std::int32_t priority = 0;
  Id part = kNone;
  Id parent = kNone;        ///< of a split-off part: the job that waits for it
  Id holder = kNone;        ///< of a blocked job: the machine that it stands on
  Id from = kNone;          ///< of a blocked job: the station that it comes from; kNone = outside
  Id carrier = kNone;       ///< resource that it keeps
  Id maker = kNone;         ///< of a part that came off a job: that job, whole
  std::uint32_t n_off = 0;  ///< parts that came off it and are still about
  std::uint32_t pieces_in = 0;
  std::uint32_t reworks = 0;
  Id behind = kNone;         ///< the job behind it in its lane
  std::uint32_t splits = 0;  ///< parts split off so far

  Id rework_step = kNone;        ///< where it was last sent back from
  std::uint32_t rework_run = 0;  ///< how often in a row
  bool hot = false;
};

}  // namespace twinline
