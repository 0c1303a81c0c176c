#pragma once

#include <cstdint>

namespace twinline {

/// Kinds of events of the plant. The value is also the priority among simultaneous events of
/// different kinds, so this order is part of the contract: the warm-up ends before anything else;
/// work that ends at an instant has ended before a failure or the end of a shift strikes there;
/// what ends an interruption comes before what brings new work. Dispatching decisions are no
/// events: they follow once all events of an instant are done.
enum class EventKind : std::uint8_t {
  kWarmUpEnd,        ///< subject unused               simulation.cpp
  kSegmentEnd,       ///< subject: task                process/task.cpp
  kBeltExit,         ///< subject: belt                belt/belt.cpp
  kEntryOpen,        ///< subject: task                process/task.cpp
  kBeltEntry,        ///< subject: belt                belt/belt.cpp
  kBeltStop,         ///< subject: belt                belt/belt.cpp
  kDownEnd,          ///< subject: down                reliability/downtime.cpp
  kShiftChange,      ///< subject: shift               reliability/shifts.cpp
  kBreakChange,      ///< subject: operator pool       process/presence.cpp
  kDownDue,          ///< subject: down                reliability/downtime.cpp
  kCarrierBack,      ///< subject: resource            process/operators.cpp
  kOperatorArrives,  ///< subject: walk                process/operators.cpp
  kHoldEnd,          ///< subject: job                 flow/quality.cpp
  kVehicle,          ///< subject: vehicle             transport/vehicle.cpp
  kArrive,           ///< subject: job                 flow/movement.cpp
  kRelease,          ///< subject: release             flow/release.cpp
  kWake,             ///< subject: station             dispatch/dispatcher.cpp
  kWipSample,        ///< subject unused               simulation.cpp
};

}  // namespace twinline
