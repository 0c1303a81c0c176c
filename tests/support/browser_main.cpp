// The main function of tests that need a browser: without one they report "skipped" (77), not
// failed.
#define DOCTEST_CONFIG_IMPLEMENT
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <doctest/doctest.h>

int main(int argc, char** argv) {
  constexpr int kSkipped = 77;
  const bool lists_only = std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
    return argument.substr(0, 7) == "--list-";
  });
  if (!lists_only && std::system("chromium --version >/dev/null 2>&1") != 0) {
    std::cout << "skipped: no browser: the program chromium (Debian's package of that name) is not "
                 "installed\n";
    return kSkipped;
  }
  doctest::Context context;
  context.applyCommandLine(argc, argv);
  return context.run();
}
