#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

// The order matters.
// clang-format off
#include "twinline/math/begin_avx2.h"
#include "twinline/physics/tile_table.h"
// clang-format on

namespace twinline {

TileFunction find_tile_of_4(const char* name) { return find_tile_function<4>(Models{}, name); }

}  // namespace twinline

#include "twinline/math/end_processor.h"
