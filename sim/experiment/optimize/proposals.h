#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "twinline/experiment/optimize/search.h"

namespace twinline {

/// What DesignSearch hands its calls to.
class Proposals {
 public:
  virtual ~Proposals() = default;
  virtual std::vector<double> next() = 0;
  virtual void tell(double merit) = 0;
};

/// The search of dlib. @throws ArgumentError where it is not built in
std::unique_ptr<Proposals> make_model_search(const std::vector<SearchRange>& ranges,
                                             std::uint32_t seed);

}  // namespace twinline
