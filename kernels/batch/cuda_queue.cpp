#include <array>
#include <cstring>
#include <memory>

#include "twinline/batch/cuda_buffer.h"
#include "twinline/batch/cuda_check.h"
#include "twinline/batch/cuda_driver.h"

namespace twinline {
namespace {

// What a lost device held cannot be released, and nothing can be done about it.

struct DestroyStream {
  void operator()(cudaStream_t stream) const { (void)cudaStreamDestroy(stream); }
};
struct DestroyEvent {
  void operator()(cudaEvent_t event) const { (void)cudaEventDestroy(event); }
};

/// The buffers of one batch under way.
struct Slot {
  PinnedBuffer taken;
  PinnedBuffer given;
  DeviceBuffer device_taken;
  DeviceBuffer device_given;
  std::unique_ptr<CUevent_st, DestroyEvent> done;
  BatchBytes batch{};
  bool is_under_way = false;
};

class CudaQueue final : public DeviceQueue {
 public:
  explicit CudaQueue(const DeviceChoice& device) : device_(device) {
    select_device(device_);
    cudaStream_t stream = nullptr;
    TWINLINE_CUDA_TRY(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
    stream_.reset(stream);
    for (Slot& slot : slots_) {
      cudaEvent_t event = nullptr;
      TWINLINE_CUDA_TRY(cudaEventCreateWithFlags(&event, cudaEventDisableTiming));
      slot.done.reset(event);
    }
  }
  CudaQueue(const CudaQueue&) = delete;
  CudaQueue& operator=(const CudaQueue&) = delete;
  ~CudaQueue() override {
    (void)cudaSetDevice(device_.cuda_index);
    abandon();
  }

  void begin(const BatchBytes& batch, const Launch& launch) override {
    try {
      select_device(device_);
      Slot& slot = slots_[next_];
      collect(slot);
      send(slot, batch, launch);
      next_ = 1 - next_;
    } catch (...) {
      abandon();
      throw;
    }
  }

  void finish() override {
    if (!slots_[0].is_under_way && !slots_[1].is_under_way) return;
    try {
      select_device(device_);
      collect(slots_[next_]);  // the older one
      collect(slots_[1 - next_]);
    } catch (...) {
      abandon();
      throw;
    }
  }

  /// An error is for begin() to find.
  bool has_room() override {
    const Slot& slot = slots_[next_];
    if (!slot.is_under_way || cudaSetDevice(device_.cuda_index) != cudaSuccess) return true;
    return cudaEventQuery(slot.done.get()) != cudaErrorNotReady;
  }

 private:
  void send(Slot& slot, const BatchBytes& batch, const Launch& launch) {
    void* const taken = slot.taken.at_least(batch.n_taken);
    void* const given = slot.given.at_least(batch.n_given);
    void* const device_taken = slot.device_taken.at_least(batch.n_taken);
    void* const device_given = slot.device_given.at_least(batch.n_given);
    cudaStream_t const stream = stream_.get();
    std::memcpy(taken, batch.taken, batch.n_taken);
    TWINLINE_CUDA_TRY(
        cudaMemcpyAsync(device_taken, taken, batch.n_taken, cudaMemcpyHostToDevice, stream));
    launch(device_taken, device_given, stream);
    TWINLINE_CUDA_TRY(
        cudaMemcpyAsync(given, device_given, batch.n_given, cudaMemcpyDeviceToHost, stream));
    TWINLINE_CUDA_TRY(cudaEventRecord(slot.done.get(), stream));
    slot.batch = batch;
    slot.is_under_way = true;
  }

  static void collect(Slot& slot) {
    if (!slot.is_under_way) return;
    TWINLINE_CUDA_TRY(cudaEventSynchronize(slot.done.get()));
    std::memcpy(slot.batch.given, slot.given.data(), slot.batch.n_given);
    slot.is_under_way = false;
  }

  /// Forgets what is under way, once the device no longer touches the buffers.
  void abandon() noexcept {
    (void)cudaStreamSynchronize(stream_.get());
    (void)cudaGetLastError();
    for (Slot& slot : slots_) slot.is_under_way = false;
  }

  DeviceChoice device_;
  std::unique_ptr<CUstream_st, DestroyStream> stream_;
  std::array<Slot, 2> slots_;
  std::size_t next_ = 0;  ///< the slot of the next batch; the older one where both are under way
};

}  // namespace

std::unique_ptr<DeviceQueue> make_queue(const DeviceChoice& device) {
  if (!device.is_cuda()) return nullptr;
  return std::make_unique<CudaQueue>(device);
}

}  // namespace twinline
