#pragma once

#include <cstdint>

namespace twinline {

/// Kinds of events of the plant. The value is also the priority among simultaneous events of
/// different kinds, so this order is part of the contract: what frees a machine or ends an
/// interruption comes before what brings new work, and the warm-up ends before anything else.
/// Dispatching decisions are no events: they follow once all events of an instant are done.
enum class EventKind : std::uint8_t {
  kWarmUpEnd,      ///< subject unused               simulation.cpp
  kShiftChange,    ///< subject: shift               reliability/shifts.cpp
  kDownEnd,        ///< subject: down                reliability/downtime.cpp
  kDownDue,        ///< subject: down                reliability/downtime.cpp
  kSegmentEnd,     ///< subject: task                process/task.cpp
  kEntryOpen,      ///< subject: task                process/task.cpp
  kArrive,         ///< subject: job                 flow/movement.cpp
  kRelease,        ///< subject: release             flow/release.cpp
  kWake,           ///< subject: station             dispatch/dispatcher.cpp
  kWipSample,      ///< subject unused               simulation.cpp
};

}  // namespace twinline
