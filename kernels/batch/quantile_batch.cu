#include <cstddef>

#include "twinline/batch/device_array.h"
#include "twinline/batch/draw_kernels.h"
#include "twinline/batch/for_each_item.h"
#include "twinline/batch/system.h"
#include "twinline/math/elementary.h"
#include "twinline/random/philox.h"
#include "twinline/random/uniform.h"

namespace twinline::TWINLINE_SYSTEM {
namespace {

struct UniformQuantile {
  TWINLINE_HD double operator()(double u) const { return u; }
};

struct ExponentialQuantile {
  double mean;
  TWINLINE_HD double operator()(double u) const { return -mean * math::log_normal(1.0 - u); }
};

/// value[i] = quantile(uniform number i). Pointers into device memory.
template <class Quantile>
struct DrawBody {
  Quantile quantile;
  std::uint64_t seed;
  std::uint32_t replication;
  std::uint32_t context;
  const std::uint32_t* entity;
  const std::uint32_t* visit;
  double* value;
  TWINLINE_HD void operator()(std::size_t i) const {
    const PhiloxWords words = philox({{visit[i], entity[i], context, replication}}, seed);
    value[i] = quantile(uniform_open(words.word[0], words.word[1]));
  }
};

template <class Quantile>
void draw(const DrawBatch& batch, Quantile quantile, std::vector<double>& value) {
  const DeviceInput<std::uint32_t> entity(batch.entity);
  const DeviceInput<std::uint32_t> visit(batch.visit);
  DeviceOutput<double> drawn(value);
  for_each_item(value.size(),
                DrawBody<Quantile>{quantile, batch.seed, batch.replication, batch.context,
                                   entity.data(), visit.data(), drawn.data()},
                nullptr);
  drawn.fetch();
}

void uniform(const DrawBatch& batch, std::vector<double>& value) {
  draw(batch, UniformQuantile{}, value);
}

void exponential(const DrawBatch& batch, double mean, std::vector<double>& value) {
  draw(batch, ExponentialQuantile{mean}, value);
}

}  // namespace

const DrawKernels draw_kernels{&uniform, &exponential};

}  // namespace twinline::TWINLINE_SYSTEM
