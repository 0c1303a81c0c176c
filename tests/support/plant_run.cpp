#include "support/plant_run.h"

#include <array>

#include <doctest/doctest.h>

#include "twinline/plant/state/state_archive.h"

namespace twinline {

std::string seconds_text(SimTime time) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  const std::string whole = std::to_string(time.ns() / kSecond);
  const std::int64_t rest = time.ns() % kSecond;
  if (rest == 0) return whole;
  const std::string digits = std::to_string(rest);
  return whole + "." + std::string(9 - digits.size(), '0') + digits;
}

PlantRun::PlantRun(const Plant& plant, std::int64_t until_s) : simulation_(plant, 1, 0) {
  simulation_.set_trace(this);
  simulation_.advance(SimTime::from_ns(until_s * 1'000'000'000));
  check_machine_times();
  check_slices_and_fork(until_s);
}

void PlantRun::record(const TraceRecord& record) {
  lines_.push_back({record.time, kTraceWords[static_cast<std::size_t>(record.what)], record.release,
                    record.serial, record.step, record.machine});
}

std::string PlantRun::text(const std::string& what, Id step, bool with_time) const {
  std::string result;
  for (const Line& line : lines_) {
    if (line.what != what || (step != kNone && line.step != step)) continue;
    if (!result.empty()) result += ", ";
    if (line.serial == kNone) {
      result += "m" + std::to_string(line.machine);
    } else {
      if (line.release != 0) result += "r" + std::to_string(line.release);
      result += "j" + std::to_string(line.serial);
    }
    result += with_time ? " " + seconds_text(line.time) : " m" + std::to_string(line.machine);
  }
  return result;
}

std::string PlantRun::times(Id machine) const {
  const std::array<SimTime, kMachineStates> times = simulation_.machine_times(machine);
  std::string result;
  for (const MachineState state : kMachineStateColumns) {
    const SimTime time = times[static_cast<std::size_t>(state)];
    if (time == SimTime()) continue;
    if (!result.empty()) result += ", ";
    result += std::string(name_of(state)) + " " + seconds_text(time);
  }
  return result;
}

void PlantRun::check_machine_times() const {
  const SimTime warm_up = simulation_.plant().run.warm_up;
  const SimTime measured =
      simulation_.now() > warm_up ? simulation_.now() - warm_up : simulation_.now();
  for (Id machine = 0; machine < state().machines.size(); ++machine) {
    CAPTURE(machine);
    SimTime sum;
    for (const SimTime time : simulation_.machine_times(machine)) {
      REQUIRE(time >= SimTime());
      sum += time;
    }
    REQUIRE(sum.ns() == measured.ns());
  }
}

void PlantRun::check_slices_and_fork(std::int64_t until_s) const {
  const std::string whole = state_bytes(state());
  const SimTime until = SimTime::from_ns(until_s * 1'000'000'000);
  const SimTime slice = SimTime::from_ns(500'000'000);
  Simulation sliced(simulation_.plant(), 1, 0);
  for (SimTime t; t < until; t += slice) sliced.advance(t);
  sliced.advance(until);
  REQUIRE((state_bytes(sliced.state()) == whole));

  Simulation parent(simulation_.plant(), 1, 0);
  parent.advance(SimTime::from_ns(until.ns() / 2));
  Simulation fork(simulation_.plant(), parent.state());
  parent.advance(until);
  fork.advance(until);
  REQUIRE((state_bytes(parent.state()) == whole));
  REQUIRE((state_bytes(fork.state()) == whole));
}

}  // namespace twinline
