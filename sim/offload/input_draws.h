#pragma once

#include <cstddef>

#include "twinline/batch/soa_batch.h"
#include "twinline/core/distribution.h"

namespace twinline {

/// Draws many numbers of one law at once; each depends on its own key alone. One thread at a time
/// an object.
class InputDraws {
 public:
  /// @param[in,out] numbers n keys, whole numbers below 2^53; then the draws in their place
  void draw(const Distribution& law, const EmpiricalTable& table, std::size_t n, double* numbers);

 private:
  SoaBatch taken_;
};

}  // namespace twinline
