#pragma once

#include <cstdint>

#include "twinline/plant/model/ids.h"

namespace twinline {

/// Jobs of another part that a step takes out of the store in which their route ends, when it
/// begins.
struct Need {
  Id part = kNone;
  std::uint32_t count = 1;
  bool own = false;  ///< only those that this job's own route has made
};

}  // namespace twinline
