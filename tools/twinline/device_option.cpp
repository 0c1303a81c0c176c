#include "device_option.h"

#include <iostream>
#include <stdexcept>
#include <string>

#include "build_info.h"
#include "options.h"

namespace twinline {

namespace po = boost::program_options;

void add_device_option(po::options_description& options) {
  options.add_options()("device",
                        po::value<std::string>()->default_value("auto")->value_name("WORD"),
                        "what runs kernels: cpu, cuda, cuda:INDEX, or auto: a CUDA device where "
                        "there is one");
}

DeviceChoice device_option(const po::variables_map& values) {
  try {
    std::string note;
    const DeviceChoice device = choose_device(values["device"].as<std::string>(), note);
    if (!note.empty() && build_info().backend == "cuda") std::cerr << "twinline: " << note << '\n';
    return device;
  } catch (const std::invalid_argument& error) {
    throw UsageError("option --device: " + std::string(error.what()));
  }
}

}  // namespace twinline
