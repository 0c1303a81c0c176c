#include "twinline/physics/range.h"

#include <cstdio>

#include "twinline/physics/plain_name.h"

namespace twinline {
namespace {

std::optional<RangeFault> first_outside(const ModelInfo& model, const Quantity* quantity,
                                        std::size_t n_quantities, const double* value) {
  for (std::size_t i = 0; i < n_quantities; ++i) {
    if (!in_range(quantity[i], value[i])) return RangeFault{model.name, &quantity[i], value[i]};
  }
  return std::nullopt;
}

std::string number_with_unit(double value, const Quantity& quantity) {
  char text[40];
  std::snprintf(text, sizeof text, "%.10g", value);
  const std::string unit = quantity.unit;
  return unit == "1" ? text : text + (" " + unit);
}

}  // namespace

std::optional<RangeFault> check_ranges(const ModelInfo& model, const double* taken) {
  return first_outside(model, model.take, model.n_take, taken);
}

std::optional<RangeFault> check_results(const ModelInfo& model, const double* given) {
  return first_outside(model, model.give, model.n_give, given);
}

std::string describe(const RangeFault& fault) {
  const Quantity& quantity = *fault.quantity;
  return std::string("model \"") + fault.model + "\": " + plain_name(quantity) + ": expected " +
         number_with_unit(quantity.low, quantity) + " to " +
         number_with_unit(quantity.high, quantity) + ", received " +
         number_with_unit(fault.value, quantity);
}

}  // namespace twinline
