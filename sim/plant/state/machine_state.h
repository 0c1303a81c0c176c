#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace twinline {

/// The six states of SEMI E10.
enum class E10State : std::uint8_t {
  kProductive,
  kStandby,
  kEngineering,
  kScheduledDown,
  kUnscheduledDown,
  kNonscheduled
};

/// What a machine is doing, in sub-states of SEMI E10. Exactly one at every instant. The times of
/// the first three, which change most, lie in one cache line (MachineStats).
enum class MachineState : std::uint8_t {
  kProcessing,
  kIdle,     ///< nothing to do
  kBlocked,  ///< finished, cannot pass the job on
  kLoading,
  kUnloading,
  kHeld,  ///< jobs wait, none may start: batch too small, minimum run, dedication, ...
  kWaitingOperator,
  kEngineering,
  kSetup,
  kMaintenance,
  kMaintenanceDelay,  ///< due, waiting for an operator
  kRepair,
  kRepairDelay,  ///< failed, waiting for an operator
  kNonscheduled,
};
constexpr std::size_t kMachineStates = 14;

/// Column name of each sub-state, as in machines.csv.
constexpr std::array<const char*, kMachineStates> kMachineStateNames = {
    "processing",       "idle",        "blocked", "loading",     "unloading",         "held",
    "waiting_operator", "engineering", "setup",   "maintenance", "maintenance_delay", "repair",
    "repair_delay",     "nonscheduled"};

/// The order in which tables show them: by their E10 state.
constexpr std::array<MachineState, kMachineStates> kMachineStateColumns = {
    MachineState::kProcessing,
    MachineState::kLoading,
    MachineState::kUnloading,
    MachineState::kIdle,
    MachineState::kHeld,
    MachineState::kBlocked,
    MachineState::kWaitingOperator,
    MachineState::kEngineering,
    MachineState::kSetup,
    MachineState::kMaintenance,
    MachineState::kMaintenanceDelay,
    MachineState::kRepair,
    MachineState::kRepairDelay,
    MachineState::kNonscheduled};

constexpr const char* name_of(MachineState state) {
  return kMachineStateNames[static_cast<std::size_t>(state)];
}

constexpr E10State e10(MachineState state) {
  switch (state) {
    case MachineState::kProcessing:
    case MachineState::kLoading:
    case MachineState::kUnloading:
      return E10State::kProductive;
    case MachineState::kIdle:
    case MachineState::kHeld:
    case MachineState::kBlocked:
    case MachineState::kWaitingOperator:
      return E10State::kStandby;
    case MachineState::kEngineering:
      return E10State::kEngineering;
    case MachineState::kSetup:
    case MachineState::kMaintenance:
    case MachineState::kMaintenanceDelay:
      return E10State::kScheduledDown;
    case MachineState::kRepair:
    case MachineState::kRepairDelay:
      return E10State::kUnscheduledDown;
    case MachineState::kNonscheduled:
      return E10State::kNonscheduled;
  }
  return E10State::kNonscheduled;
}

/// The states in which a machine is active by Roser, Nakano and Tanaka (2001), a bit each: it
/// works, is set up, is down or maintained, and does not wait for jobs, room or people, nor for its
/// shift.
constexpr std::uint32_t kActiveStates = [] {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < kMachineStates; ++i) {
    const E10State group = e10(static_cast<MachineState>(i));
    const bool active = group != E10State::kStandby && group != E10State::kNonscheduled;
    bits |= (active ? 1U : 0U) << i;
  }
  return bits;
}();

constexpr bool is_active(MachineState state) {
  return (kActiveStates >> static_cast<std::uint32_t>(state) & 1U) != 0;
}

}  // namespace twinline
