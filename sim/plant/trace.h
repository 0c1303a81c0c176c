#pragma once

#include <array>
#include <cstdint>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// What a line of the trace says; of a job up to kFinish, of a machine from there on.
enum class TraceWord : std::uint8_t {
  kRelease,
  kQueue,
  kStart,
  kEnd,
  kRework,
  kScrap,
  kHold,
  kBlock,   ///< done, and no place to go to
  kPickUp,  ///< on a vehicle
  kStore,   ///< set down in a stocker
  kFinish,
  kFailure,
  kRepair,          ///< begins
  kMaintenanceDue,  ///< or waiting for an operator
  kMaintenance,     ///< begins
  kUp,
};
constexpr std::array<const char*, 16> kTraceWords = {
    "release", "queue", "start",  "end",     "rework", "scrap",           "hold",        "block",
    "pick_up", "store", "finish", "failure", "repair", "maintenance_due", "maintenance", "up"};

/// One change of a job or a machine. kNone where none is concerned.
struct TraceRecord {
  SimTime time;
  Id release = kNone;  ///< the job's stream
  Id serial = kNone;   ///< and its number there
  Id part = kNone;
  Id step = kNone;
  Id machine = kNone;
  TraceWord what = TraceWord::kRelease;
};

/// Receives the trace of a run, where one is asked for.
class TraceSink {
 public:
  virtual ~TraceSink() = default;
  virtual void record(const TraceRecord& record) = 0;
  /// Makes safe what has come so far. @return how many records that is, for a checkpoint to name.
  virtual std::uint64_t keep() { return 0; }
};

}  // namespace twinline
