// The main function of tests that need a device: without one they report "skipped" (77), not
// failed.
#define DOCTEST_CONFIG_IMPLEMENT
#include <algorithm>
#include <iostream>
#include <string_view>

#include <doctest/doctest.h>

#include "twinline/batch/device_info.h"

int main(int argc, char** argv) {
  constexpr int kSkipped = 77;
  const bool lists_only = std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
    return argument.substr(0, 7) == "--list-";
  });
  const twinline::DeviceInfo info = twinline::probe_cuda();
  if (!lists_only && !info.unusable_reason.empty()) {
    std::cout << "skipped: no CUDA device: " << info.unusable_reason << '\n';
    return kSkipped;
  }
  doctest::Context context;
  context.applyCommandLine(argc, argv);
  return context.run();
}
