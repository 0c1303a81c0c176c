#include "twinline/plant/process/places.h"

#include <algorithm>

namespace twinline {

namespace {

void take_people(std::vector<PeopleAt>& places, std::size_t i, std::uint32_t n) {
  places[i].n -= n;
  if (places[i].n == 0) places.erase(places.begin() + static_cast<std::ptrdiff_t>(i));
}

/// Moves so many of the first ones.
void pass_people(std::vector<PeopleAt>& from, std::vector<PeopleAt>& to, std::uint32_t n) {
  while (n > 0) {
    const PeopleAt first = from.front();
    const std::uint32_t part = std::min(n, first.n);
    take_people(from, 0, part);
    add_people(to, first.location, part);
    n -= part;
  }
}

}  // namespace

void add_people(std::vector<PeopleAt>& places, Id location, std::uint32_t n) {
  const auto place =
      std::lower_bound(places.begin(), places.end(), location,
                       [](const PeopleAt& people, Id wanted) { return people.location < wanted; });
  if (place != places.end() && place->location == location) {
    place->n += n;
  } else {
    places.insert(place, {location, n});
  }
}

SimTime take_nearest(const Plant& plant, OperatorState& people, Id to) {
  std::size_t best = 0;
  SimTime shortest = plant.walk(people.free[0].location, to);
  for (std::size_t i = 1; i < people.free.size(); ++i) {
    const SimTime way = plant.walk(people.free[i].location, to);
    if (way >= shortest) continue;
    shortest = way;
    best = i;
  }
  take_people(people.free, best, 1);
  return shortest;
}

void move_people(OperatorState& people) {
  std::uint32_t n_free = 0;
  for (const PeopleAt& place : people.free) n_free += place.n;
  const std::uint32_t wanted =
      people.present > people.at_work() ? people.present - people.at_work() : 0;
  if (wanted < n_free) {
    pass_people(people.free, people.away, n_free - wanted);
  } else {
    pass_people(people.away, people.free, wanted - n_free);
  }
}

}  // namespace twinline
