#pragma once

#include <cstdint>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// One request for an operator. Void when the epoch is no longer its subject's.
struct OperatorRequest {
  std::int64_t priority = 0;  ///< of the phase, then of the job
  std::uint64_t order = 0;    ///< among all that had to wait
  SimTime since;
  Id subject = kNone;  ///< task, or down where is_down
  std::uint32_t epoch = 0;
  bool is_down = false;
};

/// Who waits for people of one skill, sorted: priority, then order.
using OperatorRequests = std::vector<OperatorRequest>;

/// People of a pool who are at one place.
struct PeopleAt {
  Id location = kNone;
  std::uint32_t n = 0;
};

struct OperatorState {
  std::uint32_t present = 0;  ///< on shift and not on a break, or relieved
  std::uint32_t busy = 0;
  std::uint32_t walking = 0;     ///< on the way to someone who waits
  std::uint32_t on_break = 0;    ///< by the plan, on shift or not
  std::uint32_t next_break = 0;  ///< of OperatorPool::breaks
  bool off_shift = false;
  std::vector<PeopleAt> free;  ///< present and free, ascending; only where ways take time
  std::vector<PeopleAt> away;  ///< where those who are not present left

  std::uint32_t at_work() const { return busy + walking; }
};

/// A way to one who waits, or a free place for one.
struct Walk {
  OperatorRequest request;
  Id pool = kNone;
  Id location = kNone;  ///< where to
  Id next = kNone;      ///< free place
};

}  // namespace twinline
