#pragma once

#include <cstdint>
#include <vector>

#include "twinline/batch/device_choice.h"

namespace twinline {

/// Many draws of one purpose: draw i is Philox at the counter {visit[i], entity[i], context,
/// replication} under the key `seed`, the very bits that a single draw with these numbers has.
/// Host memory, one array a field.
struct DrawBatch {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  std::uint32_t context = 0;          ///< purpose in the high 8 bits, stream in the low 24
  std::vector<std::uint32_t> entity;  ///< as long as visit
  std::vector<std::uint32_t> visit;
};

/// Uniform numbers in the open interval (0, 1), computed on a device. Element i depends on
/// draw i alone and has the same bits on every device.
/// @param[out] value resized to the number of draws.
/// @throws DeviceError when entity and visit differ in length, or the device fails.
void uniform_batch(const DrawBatch& batch, std::vector<double>& value,
                   const DeviceChoice& device = {});

/// Exponential numbers of the given mean (> 0, in the unit wanted), by inversion of the uniform
/// numbers above: value = -mean log(1 - u). Otherwise as uniform_batch.
void exponential_batch(const DrawBatch& batch, double mean, std::vector<double>& value,
                       const DeviceChoice& device = {});

}  // namespace twinline
