#pragma once

#include <cstdint>

#include "twinline/core/int128.h"
#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// The places of a buffer and their figures. What a job changes that takes a place or gives it back
/// fills the first cache line.
struct alignas(64) BufferState {
  Int128 content = 0;        ///< integral of `jobs` over time since the warm-up, as booked [job ns]
  SimTime booked;            ///< up to here
  SimTime full;              ///< time in which no place was free: each was taken or kept for a job
  SimTime empty;             ///< time in which no job was there
  std::uint32_t jobs = 0;    ///< that take a place
  std::uint32_t kept = 0;    ///< places kept for jobs that are still worked on elsewhere
  std::uint32_t most = 0;    ///< jobs at once since the warm-up
  Id first_blocked = kNone;  ///< jobs that wait for a place, linked by Job::next, longest first
  // Copied from the plant's settings so that the event loop need not look them up.
  std::uint32_t capacity = 0;  ///< jobs
  bool dirty = false;          ///< a place may have become free in this instant
  bool has_lanes = false;
  bool counts_work = false;  ///< BufferCounts::kWaitingAndWork
  bool asks_nobody = false;  ///< a place that becomes free matters to blocked jobs only

  Id last_blocked = kNone;
  Id first_stored = kNone;  ///< jobs at the end of their route, linked by Job::next, oldest first
  Id last_stored = kNone;
  std::uint32_t next_lane = 0;  ///< for LaneRule::kRoundRobin
  bool by_rank = false;         ///< Buffer::by_rank
  SimTime counted_from;         ///< end of the warm-up

  std::uint32_t taken() const { return jobs + kept; }

  /// Books the time since the last booking.
  void book(SimTime now) {
    const SimTime span = now - booked;
    content += static_cast<Int128>(jobs) * span.ns();
    if (taken() >= capacity) full += span;
    if (jobs == 0) empty += span;
    booked = now;
  }
};

/// Figures of the places of a buffer since the warm-up, the open interval included.
struct BufferFigures {
  double content = 0;         ///< jobs that took a place, mean over time
  double full_fraction = 0;   ///< of the time
  double empty_fraction = 0;  ///< of the time
  std::uint32_t most = 0;     ///< jobs that took a place at once
};

/// The present instant where no time has passed.
BufferFigures booked_figures(const BufferState& state, SimTime now);

/// Forgets the past (end of the warm-up).
void count_from(BufferState& state, SimTime now);

}  // namespace twinline
