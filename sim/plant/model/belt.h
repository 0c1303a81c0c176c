#pragma once

#include <cstdint>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

enum class BeltKind : std::uint8_t {
  kAccumulating,  ///< jobs close up behind one that cannot leave; the belt goes on
  kRigid,         ///< jobs keep their distances: it stops while the first cannot leave
  kIndexing,      ///< rigid, and all move by one position at the end of each cycle
};

/// What becomes of work that is not done in time.
enum class Overload : std::uint8_t {
  kUtility,  ///< a utility worker does the rest
  kStop,     ///< the line stops until it is done, and all other work with it
};

/// A position of a moving line with people; its work is a range of Plant::works.
struct LinePosition {
  Id station = kNone;
  std::uint32_t place = 0;  ///< from 0
  Id first_work = 0;
  std::uint32_t n_works = 0;
};

/// A machine through which jobs travel in a row: a conveyor, a moving assembly line, a transfer
/// line. All times are those of the running belt.
struct Belt {
  BeltKind kind = BeltKind::kRigid;
  SimTime transit;             ///< from entry to exit
  SimTime pitch;               ///< between two jobs; the cycle of an indexing line
  std::uint32_t capacity = 1;  ///< most jobs inside, the one that cannot leave counted
  Id first_position = 0;       ///< of Plant::line_positions
  std::uint32_t n_positions = 0;
  SimTime drift;  ///< so long people may go on with a job that has left their position
  SimTime walk;   ///< back to the next job
  Overload overload = Overload::kUtility;
  Id pace_control = kNone;  ///< controller of its pace; kNone = always 1
};

}  // namespace twinline
