#pragma once

#include <cstdint>

namespace twinline {

/// One run of a sweep. Tasks are numbered point by point: index = point x replications +
/// replication.
struct SweepTask {
  std::uint32_t point = 0;
  std::uint32_t replication = 0;
};

/// A range of task numbers, the last one included, as in --tasks 0-99.
struct TaskRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

}  // namespace twinline
