#include "twinline/inference/forward_batch.h"

#include <new>
#include <string>

#include "twinline/batch/device_error.h"
#include "twinline/batch/system.h"
#include "twinline/inference/forward_kernels.h"

namespace twinline {

Workspace::Workspace(const DeviceChoice& device)
    : device_(device), memory_(TWINLINE_KERNELS(device, forward_kernels).make_memory()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

void begin_forward(const Network& network, const FloatBatch& in, FloatBatch& out,
                   Workspace& workspace, Stream& stream) {
  const std::string name = "network \"" + network.name() + "\"";
  if (in.n_fields() != network.n_inputs()) {
    throw DeviceError(name + " takes " + std::to_string(network.n_inputs()) +
                      " numbers an item, and the batch has " + std::to_string(in.n_fields()));
  }
  out.resize(network.n_outputs(), in.n_items());
  if (in.n_items() == 0) return;
  try {
    stream.begin({in.values().data(), in.values().size() * sizeof(float), out.values().data(),
                  out.values().size() * sizeof(float)},
                 [&](const void* taken, void* given, LaunchQueue queue) {
                   workspace.memory().run(network.program(), in.n_items(),
                                          {static_cast<const float*>(taken), in.pitch()},
                                          {static_cast<float*>(given), out.pitch()}, queue);
                 });
  } catch (const DeviceError& failure) {
    throw DeviceError(name + ": " + failure.what(), failure.failure());
  } catch (const std::bad_alloc& failure) {
    throw DeviceError(name + ": " + failure.what(), DeviceFailure::kOutOfMemory);
  }
}

void forward_batch(const Network& network, const FloatBatch& in, FloatBatch& out,
                   Workspace& workspace) {
  Stream stream(workspace.device());
  begin_forward(network, in, out, workspace, stream);
  stream.finish();
}

std::vector<float> forward_item(const Network& network, const std::vector<float>& in) {
  FloatBatch taken(in.size(), 1);
  for (std::size_t f = 0; f < in.size(); ++f) taken.field(f)[0] = in[f];
  FloatBatch given;
  Workspace workspace;
  forward_batch(network, taken, given, workspace);
  std::vector<float> out(network.n_outputs());
  for (std::size_t f = 0; f < out.size(); ++f) out[f] = given.field(f)[0];
  return out;
}

}  // namespace twinline
