#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/plant/model/ids.h"

namespace twinline {

/// People who are alike. What they can do goes by skills: the first ones are the pools' own, which
/// nobody else has, in the order of the pools; those of Plant::skills follow.
struct OperatorPool {
  std::string name;
  std::uint32_t count = 0;
  Id shift = kNone;        ///< off shift the pool is empty; who is at work finishes the phase
  std::vector<Id> skills;  ///< besides its own, ascending
  Id location = kNone;     ///< where they are at the start; kNone = the first way takes no time
};

/// Work that people of several pools can do.
struct Skill {
  std::string name;
  std::vector<Id> pools;  ///< those who can, the least skilled first, equals in their order
};

}  // namespace twinline
