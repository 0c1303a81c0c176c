#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// What a time to failure is measured in.
enum class FailureClock : std::uint8_t {
  kCalendar,  ///< all time since the last repair ended (time-dependent failures)
  kBusy,      ///< time spent setting up, loading, processing, unloading (operation-dependent)
  kPieces,    ///< pieces processed
  kCondition  ///< nothing: a ConditionLimit says when
};

/// What becomes of the work on a machine that fails.
enum class Interruption : std::uint8_t { kResume, kRepeat, kFinishFirst };

/// When a condition of the machine makes a down time due, and what that does to conditions.
struct ConditionLimit {
  Id condition = kNone;  ///< due when a task ends with this condition of the machine ...
  double threshold = 0;  ///< ... at or above (below, where `when_below`) the threshold [SI]
  bool when_below = false;
  std::vector<Id> resets;  ///< conditions that begin anew when the down time ends
};

/// Distributions are indices into Plant::distributions, in seconds (pieces for kPieces).
struct FailureMode : ConditionLimit {
  std::string name;
  FailureClock clock = FailureClock::kCalendar;
  Interruption interruption = Interruption::kResume;
  Id time_to_failure = kNone;  ///< kNone for kCondition
  Id first = kNone;            ///< first time to failure; kNone = as the others
  Id repair = kNone;
};

enum class MaintenanceInterval : std::uint8_t { kStartToStart, kEndToStart };

/// Preventive maintenance. It waits for the work inside to end and keeps new work out.
struct MaintenancePlan : ConditionLimit {
  std::string name;
  bool by_pieces = false;
  SimTime every;                   ///< calendar interval
  std::uint64_t every_pieces = 0;  ///< pieces since the last start
  MaintenanceInterval interval = MaintenanceInterval::kStartToStart;
  Id duration = kNone;
  SimTime first;  ///< first occurrence of the last machine
  std::uint64_t first_pieces = 0;
  bool stagger = false;  ///< machine k of N (k = 1..N) is first due at first * k / N
};

/// Working time of a repeating week as half-open intervals [from, to) since the week's start, and
/// stretches of the run in which these hours do not count.
struct Shift {
  struct Interval {
    SimTime from;
    SimTime to;
  };
  /// [from, to) of the run: all of it is worked (overtime), or nothing (a planned stop).
  struct Exception {
    SimTime from;
    SimTime to;  ///< SimTime::max() = for ever
    bool working = false;
  };
  std::string name;
  std::vector<Interval> working;      ///< sorted, disjoint, within one period
  SimTime period;                     ///< repeats every period (a week)
  SimTime offset;                     ///< where in the period the run starts
  std::vector<Exception> exceptions;  ///< sorted, disjoint, not before time 0
};

struct Resource {
  std::string name;
  std::uint32_t count = 0;
  Id return_time = kNone;  ///< of a carrier: empty, until it can be taken again
};

}  // namespace twinline
