#pragma once

#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/temporary_folder.h"
#include "twinline/core/error.h"
#include "twinline/scenario/load.h"

namespace twinline::test {

/// One part on the route "main" of two stations; tests replace its parts.
struct SmallScenario {
  std::string head;  ///< keys of the top level
  std::string scenario = "[scenario]\nduration = \"10 d\"\n";
  std::string part = "[[part]]\nname = \"pa\"\nroute = \"main\"\nsize = 25\n";
  std::string route = "[[route]]\nname = \"main\"\nsteps = \"route.csv\"\n";
  std::string station =
      "[[station]]\nname = \"litho\"\n\n[[station]]\nname = \"etch\"\nmachines = 2\n";
  std::string release = "[[release]]\npart = \"pa\"\nevery = \"exponential(3 h)\"\n";
  std::string more;
  std::map<std::string, std::string> files{
      {"route.csv", "step,station,process\ns1,litho,55 min\ns2,etch,30 min\ns3,litho,10 min\n"}};
  LoadOptions options;

  LoadedScenario load() const {
    const TemporaryFolder folder;
    folder.write("scenario.toml", head + "\n" + scenario + "\n" + part + "\n" + route + "\n" +
                                      station + "\n" + release + "\n" + more);
    for (const auto& [name, text] : files) {
      folder.write(name, text);
    }
    return load_scenario(folder.path(), options);
  }
  Plant plant() const { return load().plant; }
};

}  // namespace twinline::test
