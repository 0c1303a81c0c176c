#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"
#include "twinline/plant/model/option.h"

namespace twinline {

enum class ReleaseKind : std::uint8_t {
  kInterval,  ///< one lot of jobs every draw of `every`
  kList,      ///< at given times (schedule, order file)
  kConwip,    ///< a new job for each that leaves, keeping `conwip` in the plant
};

/// One job of a list release.
struct ListedJob {
  SimTime time;
  Id part = kNone;
  std::uint32_t pieces = 1;
  std::int32_t priority = 0;
  bool hot = false;
  SimTime due = SimTime::max();  ///< absolute; max() = none
};

/// In a row of options: drawn by the shares.
constexpr std::uint8_t kDrawn = 255;

/// A stream of jobs. Its random draws do not depend on any other stream.
struct Release {
  std::string name;
  ReleaseKind kind = ReleaseKind::kInterval;
  Id part = kNone;
  std::uint32_t pieces = 1;
  std::int32_t priority = 0;
  bool hot = false;
  SimTime start;            ///< first release
  bool draw_first = false;  ///< kInterval: the first comes one draw after `start` instead
  Id every = kNone;         ///< distribution, kInterval
  std::uint64_t limit = 0;  ///< most jobs; 0 = no limit
  std::uint32_t jobs_at_once = 1;
  SimTime due = SimTime::max();  ///< after release; max() = no due date
  std::uint32_t conwip = 0;
  bool lost_when_full = false;  ///< no job is made where the first buffer is full
  std::vector<ListedJob> list;  ///< kList, sorted by time
  /// Options of its jobs one after another, a row each; kDrawn = by the shares. Empty: all drawn.
  std::vector<std::uint8_t> orders;
  std::vector<SequenceRule> rules;  ///< none = in the order of the orders
  std::uint32_t bank = 1;           ///< orders to choose the next job from
};

/// A job in the plant at time 0: it queues for `step`.
struct InitialJob {
  std::string name;
  Id part = kNone;
  Id step = kNone;  ///< index into Plant::steps
  std::uint32_t pieces = 1;
  std::int32_t priority = 0;
  bool hot = false;
  SimTime released;  ///< <= 0: before the run
  SimTime due = SimTime::max();
  std::vector<std::uint8_t> options;  ///< a row as of Release::orders; empty: all drawn
  Id release = kNone;  ///< the stream in whose figures it counts; kNone = the stream "initial"
};

}  // namespace twinline
