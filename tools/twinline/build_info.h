#pragma once

#include "twinline/results/manifest.h"

namespace twinline {

/// Version, commit, compiler and backend of this program.
BuildInfo build_info();

}  // namespace twinline
