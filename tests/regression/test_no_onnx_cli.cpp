// Runs the real program of a build without ONNX on a line with a network.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"

TEST_SUITE_BEGIN("twinline.no_onnx_cli");

namespace {

using twinline::test::ProgramFolder;
using twinline::test::ProgramOutcome;

constexpr const char* kLine = R"toml([scenario]
duration = "1 d"

[[part]]
name  = "lot"
route = "main"

[[route]]
name  = "main"
steps = [{ step = "polish", station = "cmp", process = "10 min", models = ["vm"] }]

[[station]]
name = "cmp"

[[release]]
part  = "lot"
every = "25 min"

[[characteristic]]
name = "predicted"
unit = "nm"

[[model]]
name    = "vm"
file    = "vm.onnx"
inputs  = ["1", "2"]
outputs = ["predicted"]
)toml";

}  // namespace

TEST_CASE("no onnx: a scenario with a network is refused and the packages are named") {
  const ProgramFolder place;
  place.write("line/scenario.toml", kLine);
  place.write("line/vm.onnx", "never read");
  for (const char* command : {"run line --out results", "validate line"}) {
    CAPTURE(command);
    const ProgramOutcome outcome = place.run(TWINLINE_PROGRAM, command);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("line/scenario.toml:25:11: error: model \"vm\": ") == 0);
    CHECK(outcome.err.find("vm.onnx: this build of twinline cannot read ONNX files. Install "
                           "libonnx-dev and libprotobuf-dev, configure again (TWINLINE_ONNX=ON "
                           "insists on it) and build.\n"
                           "    file    = \"vm.onnx\"\n"
                           "              ^~~~~~~~~\n") != std::string::npos);
    CHECK_FALSE(place.has("results"));
  }
}

TEST_CASE("no onnx: the version says so") {
  const ProgramOutcome outcome = ProgramFolder().run(TWINLINE_PROGRAM, "version");
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("ONNX (networks cannot be loaded)") != std::string::npos);
}

TEST_CASE("no onnx: a network that nothing asks for is not read") {
  const ProgramFolder place;
  std::string line = kLine;
  const std::string asks = ", models = [\"vm\"]";
  line.erase(line.find(asks), asks.size());
  place.write("line/scenario.toml", line);
  for (const char* command : {"validate line", "describe line", "run line --out results"}) {
    CAPTURE(command);
    CHECK(place.run(TWINLINE_PROGRAM, command).code == 0);
  }
}

TEST_SUITE_END();
