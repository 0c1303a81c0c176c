#pragma once

#include <string>

#include "support/temporary_folder.h"
#include "twinline/experiment/sweep/plan.h"

namespace twinline::test {

/// A plan that is written in a test.
inline SweepPlan plan_of(const std::string& text) {
  const TemporaryFolder folder;
  folder.write("plan.toml", text);
  return read_plan(folder.path() / "plan.toml");
}

/// Two ranges and a choice.
constexpr const char* kThreeFactors = R"toml(
[[factor]]
name = "load"
path = "stations.litho.load"
low  = "2 min"
high = "12 min"
type = "real"

[[factor]]
path = "stations.litho.machines"
low  = 1
high = 4
type = "integer"

[[factor]]
name   = "rule"
path   = "stations.litho.dispatch"
values = ["fifo", "least_setup|fifo", "random"]
)toml";

}  // namespace twinline::test
