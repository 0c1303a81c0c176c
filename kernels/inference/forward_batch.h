#pragma once

#include <memory>
#include <vector>

#include "twinline/inference/float_batch.h"
#include "twinline/inference/network.h"

namespace twinline {

/// Memory that forward passes reuse: it grows to the largest network and batch, and then nothing
/// is allocated any more. One thread at a time may use a workspace.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

  struct Memory;  ///< of the built backend; for forward_batch alone
  Memory& memory() { return *memory_; }

 private:
  std::unique_ptr<Memory> memory_;
};

/// Runs a network on every item of a batch, on the built backend. An item's outputs have the bits
/// of a batch of that item alone: on every backend and processor, with any number of threads, with
/// every flag of the compiler. (Which NaN a NaN is may differ.)
/// Large batches are shared among the backend's threads.
/// @param in network.n_inputs() fields.
/// @param[out] out resized to network.n_outputs() fields and the items of `in`; not the same batch
///   as `in`.
/// @throws DeviceError where the batch does not have the network's inputs, or the device fails.
void forward_batch(const Network& network, const FloatBatch& in, FloatBatch& out,
                   Workspace& workspace);

/// One item alone.
/// @throws DeviceError as above.
std::vector<float> forward_item(const Network& network, const std::vector<float>& in);

}  // namespace twinline
