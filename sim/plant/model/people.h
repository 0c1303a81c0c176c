#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// What becomes of work at the begin of a break that nobody takes over.
enum class AtBreak : std::uint8_t { kSuspend, kFinish };

/// From a time of the week on, so many people of a pool are on their break.
struct BreakLevel {
  SimTime from;
  std::uint32_t n = 0;
};

/// People who are alike. What they can do goes by skills: the first ones are the pools' own, which
/// nobody else has, in the order of the pools; those of Plant::skills follow.
struct OperatorPool {
  std::string name;
  std::uint32_t count = 0;
  Id shift = kNone;        ///< off shift the pool is empty; who is at work finishes the phase
  std::vector<Id> skills;  ///< besides its own, ascending
  Id location = kNone;     ///< where they are at the start; kNone = the first way takes no time
  std::vector<BreakLevel> breaks;  ///< ascending, within one period
  SimTime break_period;            ///< repeats every period (a week)
  SimTime break_offset;            ///< where in the period the run starts
  std::uint32_t relief = 0;        ///< further people, who take the places of those on a break
  AtBreak at_break = AtBreak::kSuspend;
};

/// Work that people of several pools can do.
struct Skill {
  std::string name;
  std::vector<Id> pools;  ///< those who can, the least skilled first, equals in their order
};

}  // namespace twinline
