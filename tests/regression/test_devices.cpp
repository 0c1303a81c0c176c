// The program where it lists devices, and where one is asked for that is not there.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"

TEST_SUITE_BEGIN("twinline.devices");

namespace {

using Outcome = twinline::test::ProgramOutcome;

/// No test depends on the machine's own devices: the driver is told to show none.
Outcome devices(const std::string& arguments) {
  return twinline::test::ProgramFolder().run(TWINLINE_PROGRAM, "devices " + arguments,
                                             "CUDA_VISIBLE_DEVICES=");
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("devices: lists the CPU and says why there is no CUDA device") {
  const Outcome outcome = devices("");
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.out, "\ncpu "));
  CHECK(contains(outcome.out, "\nno CUDA device: "));
  CHECK(contains(outcome.out, "\n--device auto: kernels run on cpu\n"));
}

TEST_CASE("devices: the CPU may be asked for and is silent") {
  const Outcome outcome = devices("--device cpu");
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "--device cpu: kernels run on cpu\n"));
}

TEST_CASE("devices: a CUDA device that is not there ends with 3 after the list") {
  for (const char* word : {"cuda", "cuda:0"}) {
    const Outcome outcome = devices(std::string("--device ") + word);
    CHECK(outcome.code == 3);
    CHECK(contains(outcome.out, "no CUDA device: "));
    CHECK(contains(outcome.err, "error: device \"" + std::string(word) + "\" is not usable: "));
  }
}

TEST_CASE("devices: another word is a usage error") {
  const Outcome outcome = devices("--device gpu");
  CHECK(outcome.code == 2);
  CHECK(contains(outcome.err, "option --device: expected \"auto\", \"cpu\", \"cuda\""));
}

TEST_SUITE_END();
