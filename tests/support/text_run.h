#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "support/trace_log.h"
#include "twinline/scenario/load.h"

namespace twinline::test {

/// A scenario written in a test, run once with its trace.
class TextRun {
 public:
  /// @param text scenario.toml without the table [scenario]
  TextRun(const std::string& text, const std::string& duration)
      : loaded_(load(text, duration)), simulation_(loaded_.plant, 1, 0) {
    simulation_.set_trace(&log_);
    simulation_.advance(loaded_.plant.horizon());
  }

  const TraceLog& log() const { return log_; }
  const Simulation& simulation() const { return simulation_; }
  const Statistics& statistics() const { return simulation_.statistics(); }
  const Plant& plant() const { return loaded_.plant; }

  /// Time [h] that the first machine was in a state.
  double hours_in(MachineState state) const {
    return simulation_.machine_times(0)[static_cast<std::size_t>(state)].hours();
  }

 private:
  static LoadedScenario load(const std::string& text, const std::string& duration) {
    const TemporaryFolder folder;
    folder.write("scenario.toml",
                 text + "\n[scenario]\nname = \"test\"\nduration = \"" + duration + "\"\n");
    return load_scenario(folder.path());
  }

  LoadedScenario loaded_;
  Simulation simulation_;
  TraceLog log_;
};

using Hours = std::vector<double>;

inline void check_times(const Hours& times, const Hours& expected) {
  REQUIRE(times.size() >= expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(times[i] == doctest::Approx(expected[i]).epsilon(1e-12));
  }
}

/// One part through one station, released at the given times.
inline std::string one_step(const std::string& station_keys, const std::string& step_keys,
                            const std::string& times, const std::string& size = "1") {
  return "[[part]]\nname = \"p\"\nroute = \"r\"\nsize = " + size +
         "\n[[route]]\nname = \"r\"\nsteps = [{step = \"s\", station = \"m\", " + step_keys +
         "}]\n[[station]]\nname = \"m\"\n" + station_keys +
         "\n[[release]]\nname = \"jobs\"\npart = \"p\"\ntimes = [" + times + "]\n";
}

}  // namespace twinline::test
