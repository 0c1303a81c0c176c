#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/plant/model/ids.h"

namespace twinline {

/// What the places of a buffer hold.
enum class BufferCounts : std::uint8_t {
  kWaiting,         ///< jobs that wait; a job goes past them to a machine that is free
  kWaitingAndWork,  ///< jobs that wait and jobs on the machines behind
};

/// When a machine in front of a full buffer stops.
enum class Blocking : std::uint8_t {
  kAfterService,   ///< with the job that it has done and cannot pass on
  kBeforeService,  ///< before it begins: the place is taken when the work starts
};

/// Which lane of a bank a job takes; always one with room, ties go to the first.
enum class LaneRule : std::uint8_t {
  kShortest,    ///< the one with the fewest jobs
  kSame,        ///< one whose last job has the same value of an option, else an empty one, else the
                ///< shortest
  kInOrder,     ///< the one whose last job was released latest of those released before it, else an
                ///< empty one, else the shortest
  kRoundRobin,  ///< the next one
};

/// The places in front of one or several stations. A job takes one when it leaves the machine
/// before (so the way between is in the buffer), or when its work there begins (kBeforeService).
struct Buffer {
  std::string name;
  std::uint32_t capacity = 0;  ///< jobs
  BufferCounts counts = BufferCounts::kWaiting;
  Blocking blocking = Blocking::kAfterService;
  /// Blocked jobs are let in by the sorted keys of its one station, else by their wait.
  bool by_rank = false;
  /// A bank: its places lie in so many lanes, each first in, first out; 0 = any job may leave.
  std::uint32_t lanes = 0;
  std::uint32_t lane_length = 0;  ///< places of each
  LaneRule lane_rule = LaneRule::kShortest;
  Id lane_option = kNone;    ///< for kSame
  Id first_lane = 0;         ///< index of PlantState::lanes
  std::vector<Id> stations;  ///< whose jobs wait here
  std::vector<Id> takers;    ///< of a store: stations that take jobs out of it
  std::vector<Id> feeders;   ///< kBeforeService: stations that take places here when they start
};

}  // namespace twinline
