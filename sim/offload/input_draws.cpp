#include "twinline/offload/input_draws.h"

#include <algorithm>

#include "twinline/math/processor.h"
#include "twinline/physics/random_number.h"
#include "twinline/physics/registry.h"
#include "twinline/physics/tile.h"

namespace twinline {

namespace {

/// The kernel of a law of two parameters; nullptr where there is none.
TileFunction kernel_of(DistributionKind kind) {
  static const TileFunction kNormal =
      find_tile_function(*find_model(NormalNumber::kName), math::native_lanes());
  static const TileFunction kUniform =
      find_tile_function(*find_model(UniformNumber::kName), math::native_lanes());
  if (kind == DistributionKind::kNormal) return kNormal;
  return kind == DistributionKind::kUniform ? kUniform : nullptr;
}

}  // namespace

void InputDraws::draw(const Distribution& law, const EmpiricalTable& table, std::size_t n,
                      double* numbers) {
  if (const TileFunction evaluate = kernel_of(law.kind)) {
    taken_.resize(3, n);
    std::copy_n(numbers, n, taken_.field(0));
    std::fill_n(taken_.field(1), n, law.a);
    std::fill_n(taken_.field(2), n, law.b);
    const BatchView batch{taken_.field(0), taken_.pitch(), numbers, n};
    for (std::size_t begin = 0; begin < n; begin += kItemsATile) {
      evaluate(batch, begin, std::min(n, begin + kItemsATile));
    }
    return;
  }
  for (std::size_t i = 0; i < n; ++i) {
    numbers[i] = sample(law, table, UniformNumber{}({numbers[i], 0, 1}).value);
  }
}

}  // namespace twinline
