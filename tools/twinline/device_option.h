#pragma once

#include <boost/program_options.hpp>

#include "twinline/batch/device_choice.h"

namespace twinline {

/// --device WORD, "auto" where it is not given.
void add_device_option(boost::program_options::options_description& options);

/// What runs the kernels. Where "auto" falls back to the CPU of a program that has CUDA kernels,
/// says why on stderr, in one line. Asks CUDA's driver: bind_gpu (gpu_binding.h) comes before.
/// @throws UsageError for no such word; DeviceError (exit code 3) for no such device
DeviceChoice device_option(const boost::program_options::variables_map& values);

}  // namespace twinline
