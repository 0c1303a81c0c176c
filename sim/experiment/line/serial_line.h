#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/plant/model/plant.h"

namespace twinline {

/// One failure mode of a machine; times in seconds.
struct LineFailure {
  FailureClock clock = FailureClock::kCalendar;
  Interruption interruption = Interruption::kResume;
  Distribution to_failure;
  Distribution repair;
};

struct LineMachine {
  Id station = kNone;
  bool is_belt = false;  ///< a conveyor or line: `work` is its pitch
  Distribution work;     ///< seconds a job, at the machine's speed
  std::vector<LineFailure> failures;
};

/// Single machines in a row with a buffer between each two, and a first one that always has a job.
struct SerialLine {
  std::vector<LineMachine> machines;
  std::vector<std::uint32_t> capacity;           ///< of the buffers: one fewer
  BufferCounts counts = BufferCounts::kWaiting;  ///< of all buffers, where there are any
  Blocking blocking = Blocking::kAfterService;
  /// What keeps the plant from being such a line, with the station's name; "" = nothing does.
  std::string broken;
};

/// Has the plant something of a line: a buffer or a belt?
bool may_be_line(const Plant& plant);

/// Reads the plant as a serial line: one product, one route, no way back, one machine a station, a
/// buffer of its own before each station but the first, all of one kind.
SerialLine serial_line(const Plant& plant);

}  // namespace twinline
