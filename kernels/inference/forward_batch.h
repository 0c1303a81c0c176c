#pragma once

#include <memory>
#include <vector>

#include "twinline/batch/stream.h"
#include "twinline/inference/float_batch.h"
#include "twinline/inference/network.h"

namespace twinline {

class ForwardMemory;

/// Memory that forward passes on a device reuse: it grows to the largest network and batch, and
/// then nothing is allocated any more. It serves one thread and one stream at a time.
class Workspace {
 public:
  explicit Workspace(const DeviceChoice& device = {});
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

  const DeviceChoice& device() const { return device_; }
  ForwardMemory& memory() { return *memory_; }  ///< for begin_forward alone

 private:
  DeviceChoice device_;
  std::unique_ptr<ForwardMemory> memory_;
};

/// Begins to run a network on every item of a batch (Stream::begin): on a CPU `out` is written on
/// return; on a CUDA device when the stream says so, and `in` may change at once. An item's outputs
/// have the bits of a batch of that item alone: on every device and processor, with any number of
/// threads, with every flag of the compiler. (Which NaN a NaN is may differ.)
/// Large batches are shared among the CPU's threads.
/// @param in network.n_inputs() fields.
/// @param[out] out resized to network.n_outputs() fields and the items of `in`; not the same batch
///   as `in`; must not be resized, moved or read before Stream::finish().
/// @param workspace of the stream's device, which it outlives.
/// @throws DeviceError where the batch does not have the network's inputs, or the device fails, at
///   this batch or an earlier one (Stream::begin).
void begin_forward(const Network& network, const FloatBatch& in, FloatBatch& out,
                   Workspace& workspace, Stream& stream);

/// The same on the workspace's device, and waits for it.
void forward_batch(const Network& network, const FloatBatch& in, FloatBatch& out,
                   Workspace& workspace);

/// One item alone.
/// @throws DeviceError as above.
std::vector<float> forward_item(const Network& network, const std::vector<float>& in);

}  // namespace twinline
