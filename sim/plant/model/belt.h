#pragma once

#include <cstdint>

#include "twinline/core/sim_time.h"

namespace twinline {

enum class BeltKind : std::uint8_t {
  kAccumulating,  ///< jobs close up behind one that cannot leave; the belt goes on
  kRigid,         ///< jobs keep their distances: it stops while the first cannot leave
  kIndexing,      ///< rigid, and all move by one position at the end of each cycle
};

/// A machine through which jobs travel in a row: a conveyor, a moving assembly line, a transfer
/// line. All times are those of the running belt.
struct Belt {
  BeltKind kind = BeltKind::kRigid;
  SimTime transit;             ///< from entry to exit
  SimTime pitch;               ///< between two jobs; the cycle of an indexing line
  std::uint32_t capacity = 1;  ///< most jobs inside, the one that cannot leave counted
};

}  // namespace twinline
