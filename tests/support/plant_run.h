#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/plant/simulation.h"

namespace twinline {

/// One run of a small plant from time 0, with its trace as text to compare with a schedule made by
/// hand. Every run also proves what holds for all: the times of each machine sum to the time since
/// the warm-up, and the run cut into slices and continued from a copy ends in the same state.
class PlantRun : private TraceSink {
 public:
  /// @p plant must outlive the run.
  PlantRun(const Plant& plant, std::int64_t until_s);

  const PlantState& state() const { return simulation_.state(); }
  const Statistics& stats() const { return simulation_.statistics(); }

  QueueFigures queue(Id station) const { return simulation_.queues().at(station); }
  BufferFigures buffer(Id id) const { return simulation_.buffers().at(id); }

  /// When something happened, as "j0 5, j1 7.5": job (or machine "m0") and seconds. Jobs of later
  /// streams are "r1j0".
  std::string log(const std::string& what) const { return text(what, kNone, true); }
  std::string log_at(const std::string& what, Id step) const { return text(what, step, true); }
  /// Which machine, as "j0 m1, j1 m0".
  std::string machines(const std::string& what) const { return text(what, kNone, false); }
  /// Seconds in each state that was taken, as "processing 10, idle 5", in the order of the states.
  std::string times(Id machine) const;

 private:
  struct Line {
    SimTime time;
    std::string what;
    Id release;
    std::uint32_t serial;
    Id step;
    Id machine;
  };

  void record(const TraceRecord& record) override;
  std::string text(const std::string& what, Id step, bool with_time) const;
  void check_machine_times() const;
  void check_slices_and_fork(std::int64_t until_s) const;

  Simulation simulation_;
  std::vector<Line> lines_;
};

/// Whole seconds without a point, else with nine decimals.
std::string seconds_text(SimTime time);

}  // namespace twinline
