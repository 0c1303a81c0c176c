#include "twinline/batch/quantile_batch.h"

#include <string>

#include "twinline/batch/cuda_driver.h"
#include "twinline/batch/device_error.h"
#include "twinline/batch/draw_kernels.h"
#include "twinline/batch/system.h"

namespace twinline {
namespace {

/// Calls draw(kernels) where there is something to draw.
template <class Draw>
void run(const DrawBatch& batch, const DeviceChoice& device, std::vector<double>& value,
         const Draw& draw) {
  if (batch.entity.size() != batch.visit.size()) {
    throw DeviceError("a batch of draws has " + std::to_string(batch.entity.size()) +
                      " entities and " + std::to_string(batch.visit.size()) + " visits");
  }
  value.resize(batch.entity.size());
  if (value.empty()) return;
  try {
    select_device(device);
    draw(TWINLINE_KERNELS(device, draw_kernels));
  } catch (const DeviceError& failure) {
    throw DeviceError(std::string("a batch of draws: ") + failure.what(), failure.failure());
  }
}

}  // namespace

void uniform_batch(const DrawBatch& batch, std::vector<double>& value, const DeviceChoice& device) {
  run(batch, device, value, [&](const DrawKernels& kernels) { kernels.uniform(batch, value); });
}

void exponential_batch(const DrawBatch& batch, double mean, std::vector<double>& value,
                       const DeviceChoice& device) {
  run(batch, device, value,
      [&](const DrawKernels& kernels) { kernels.exponential(batch, mean, value); });
}

}  // namespace twinline
