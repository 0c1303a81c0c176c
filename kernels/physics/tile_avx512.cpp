#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

// The order matters.
// clang-format off
#include "twinline/math/begin_avx512.h"
#include "twinline/physics/tile_table.h"
// clang-format on

namespace twinline {

TileFunction find_tile_of_8(const char* name) { return find_tile_function<8>(Models{}, name); }

}  // namespace twinline

#include "twinline/math/end_processor.h"
