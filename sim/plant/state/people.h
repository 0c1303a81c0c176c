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

struct OperatorState {
  std::uint32_t present = 0;  ///< on shift
  std::uint32_t busy = 0;
};

}  // namespace twinline
