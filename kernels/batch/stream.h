#pragma once

#include <memory>

#include "twinline/batch/device_choice.h"
#include "twinline/batch/device_queue.h"

namespace twinline {

/// Batches one after another on one device; one stream a cohort of replications. On a CUDA device
/// it is a CUDA stream with two sets of buffers, in pinned memory and on the device, which grow and
/// are kept: two batches can be under way while the host goes on. On a CPU a batch is done when it
/// is begun. Not for two threads at once.
class Stream {
 public:
  /// The CPU.
  Stream() = default;

  /// @throws DeviceError where the device cannot be used.
  explicit Stream(const DeviceChoice& device);

  Stream(Stream&& other) noexcept = default;
  Stream& operator=(Stream&& other) noexcept = default;
  /// Waits for what is under way, whose results are lost, and throws nothing, on a lost device
  /// either.
  ~Stream() = default;

  const DeviceChoice& device() const { return device_; }

  /// Begins a batch: copies `taken`, which may then change, starts its kernel, and returns. Where
  /// two are under way, waits for the older first. `given` must stay where it is, and is written
  /// by finish() or by the begin() that waits for it.
  /// @throws DeviceError of this batch or an earlier one; what was begun since the last finish() is
  ///   then not known to be written, and nothing is under way. The stream stays usable where memory
  ///   ran out.
  void begin(const BatchBytes& batch, const Launch& launch);

  /// Waits for all that was begun and writes it. @throws DeviceError as begin
  void finish();

  /// Whether begin() would not wait for an older batch.
  bool has_room() { return !queue_ || queue_->has_room(); }

 private:
  DeviceChoice device_;
  std::unique_ptr<DeviceQueue> queue_;  ///< none on a CPU
};

}  // namespace twinline
