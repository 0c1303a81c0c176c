#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "twinline/inference/float_batch.h"
#include "twinline/inference/network.h"
#include "twinline/inference/program_builder.h"

namespace twinline::testing {

/// A number in [-1, 1).
inline float signed_unit(std::mt19937_64& bits) {
  return static_cast<float>(static_cast<std::int32_t>(bits() >> 32U)) * 0x1p-31F;
}

inline std::vector<float> random_numbers(std::mt19937_64& bits, std::size_t n, float scale) {
  std::vector<float> numbers(n);
  for (float& x : numbers) x = scale * signed_unit(bits);
  return numbers;
}

inline FloatBatch random_batch(std::mt19937_64& bits, std::size_t n_fields, std::size_t n_items) {
  FloatBatch batch(n_fields, n_items);
  for (std::size_t f = 0; f < n_fields; ++f) {
    for (std::size_t i = 0; i < n_items; ++i) batch.field(f)[i] = signed_unit(bits);
  }
  return batch;
}

/// Dense layers of random weights with the rectifier between them.
inline Network random_mlp(std::mt19937_64& bits, const std::vector<std::uint32_t>& sizes) {
  inference::ProgramBuilder builder;
  std::uint32_t value = builder.add_value(sizes.front());
  std::size_t n_parameters = 0;
  for (std::size_t layer = 1; layer < sizes.size(); ++layer) {
    DenseStep step;
    step.n_in = sizes[layer - 1];
    step.n_units = sizes[layer];
    step.relu = layer + 1 < sizes.size();
    const std::size_t n_weights = static_cast<std::size_t>(step.n_in) * step.n_units;
    builder.set_weights(
        step, {random_numbers(bits, n_weights, 0.2F), random_numbers(bits, step.n_units, 0.1F)});
    step.in.value = value;
    value = builder.add_value(step.n_units);
    step.out.value = value;
    builder.add_step(step);
    n_parameters += n_weights + step.n_units;
  }
  return Network("random", {sizes.front()}, {sizes.back()}, n_parameters, builder.finish(value));
}

}  // namespace twinline::testing
