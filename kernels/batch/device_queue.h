#pragma once

#include <cstddef>
#include <functional>

#include "twinline/batch/launch_queue.h"

namespace twinline {

/// The host's arrays of one batch: what its kernel reads and what it writes.
struct BatchBytes {
  const void* taken;
  std::size_t n_taken;  ///< [bytes]
  void* given;
  std::size_t n_given;  ///< [bytes]
};

/// Starts the kernel of a batch on these addresses, of the device's memory, in this queue.
using Launch = std::function<void(const void* taken, void* given, LaunchQueue queue)>;

/// A device apart from the host: where Stream (stream.h) sends its batches. As there, but without
/// the CPU.
class DeviceQueue {
 public:
  virtual ~DeviceQueue() = default;
  virtual void begin(const BatchBytes& batch, const Launch& launch) = 0;
  virtual void finish() = 0;
  virtual bool has_room() = 0;
};

}  // namespace twinline
