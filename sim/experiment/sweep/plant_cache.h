#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "twinline/experiment/sweep/sweep.h"

namespace twinline {

/// The plant of a design point, or why it has none.
struct PointPlant {
  Plant plant;
  std::string refusal;  ///< "" where there is a plant
};

/// Plants of the points that a process is at work on: each is built once, by the first thread that
/// asks, and dropped when it has not been asked for longest. So memory does not grow with points.
class PlantCache {
 public:
  /// @param capacity how many plants are kept besides those in use
  PlantCache(const Sweep& sweep, std::size_t capacity) : sweep_(sweep), capacity_(capacity) {}

  /// Thread-safe; waits while another thread builds the same plant.
  std::shared_ptr<const PointPlant> get(std::uint32_t point);

 private:
  struct Entry {
    std::uint32_t point = 0;
    std::shared_ptr<const PointPlant> plant;  ///< nullptr while it is being built
  };

  std::shared_ptr<const PointPlant> build(std::uint32_t point) const;

  const Sweep& sweep_;
  std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable built_;
  std::list<Entry> entries_;  ///< the last used first
};

}  // namespace twinline
