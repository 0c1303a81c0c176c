#pragma once

#include <cstdint>

#include "twinline/core/random.h"
#include "twinline/plant/model/plant.h"

namespace twinline {

/// The dice of random_plant: every throw is a new number of one stream.
class PlantDraw {
 public:
  PlantDraw(Plant& plant, std::uint32_t number) : plant_(plant), number_(number) {}

  Plant& plant() { return plant_; }
  /// In (low, high).
  double real(double low, double high) {
    return low + (high - low) *
                     RandomStreams{20'260'101, 0}.uniform(Purpose::kOther, 0, number_, throws_++);
  }
  /// A whole number in [low, high].
  int pick(int low, int high) { return static_cast<int>(real(low, high + 1)); }
  bool chance(double probability) { return real(0, 1) < probability; }
  /// Index of the distribution, now one of the plant's.
  Id keep(const Distribution& distribution) {
    plant_.distributions.push_back(distribution);
    return static_cast<Id>(plant_.distributions.size() - 1);
  }

 private:
  Plant& plant_;
  std::uint32_t number_;
  std::uint32_t throws_ = 0;
};

using SomeTime = Id (*)(PlantDraw&, double mean_s);

/// Pools of people and what they can do. After the shifts, before the stations.
void add_people(PlantDraw& draw);
void add_stations(PlantDraw& draw, SomeTime some_time);
void add_routes(PlantDraw& draw, SomeTime some_time);

/// Options of jobs, what depends on them, and banks. Before the buffers are connected.
void add_options(PlantDraw& draw);

/// Expected machine time of a job of the part at the station where that is most, by machine.
double heaviest_work_s(const Plant& plant, Id part);

}  // namespace twinline
