#pragma once

#include "twinline/plant/context.h"

namespace twinline {

/// Where the people of a pool are, where ways take time. Lists are ascending by location.

void add_people(std::vector<PeopleAt>& places, Id location, std::uint32_t n);

/// Takes the free one with the shortest way out of the list, among equals the one at the first
/// location. @return his way. @pre someone is free
SimTime take_nearest(const Plant& plant, OperatorState& people, Id to);

/// As many are free as are present and not at work; those at the first locations come and go first.
void move_people(OperatorState& people);

}  // namespace twinline
