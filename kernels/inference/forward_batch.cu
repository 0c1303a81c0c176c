#include <algorithm>
#include <variant>
#include <vector>

#include "twinline/batch/for_each_item.h"
#include "twinline/batch/system.h"
#include "twinline/inference/forward_kernels.h"
#include "twinline/inference/forward_tiles.h"
#include "twinline/inference/step_elements.h"

#if defined(TWINLINE_SYSTEM_CUDA)
#include "twinline/batch/cuda_buffer.h"
#else
#include "twinline/batch/device_info.h"
#endif

namespace twinline::TWINLINE_SYSTEM {
namespace {

#if defined(TWINLINE_SYSTEM_CUDA)

constexpr std::size_t kMostDeviceNumbers = std::size_t{1} << 28U;  // rows x items of one launch

/// One thread a number: neighbouring threads have neighbouring items.
template <class OneStep>
struct StepBody {
  OneStep step;
  inference::StepMemory memory;
  std::size_t n_items;
  TWINLINE_HD void operator()(std::size_t thread) const {
    inference::evaluate(step, memory, thread % n_items, thread / n_items);
  }
};

template <class T>
const T* upload(const std::vector<T>& host, DeviceBuffer& buffer, cudaStream_t stream) {
  const std::size_t n_bytes = host.size() * sizeof(T);
  void* const copy = buffer.at_least(n_bytes);
  TWINLINE_CUDA_TRY(cudaMemcpyAsync(copy, host.data(), n_bytes, cudaMemcpyHostToDevice, stream));
  return static_cast<const T*>(copy);
}

/// Copies fields of n_items from one pitch to another, on the device.
void copy_fields(Fields<const float> from, Fields<float> to, std::size_t n_items,
                 std::size_t n_fields, cudaStream_t stream) {
  constexpr std::size_t kSize = sizeof(float);
  TWINLINE_CUDA_TRY(cudaMemcpy2DAsync(to.values, to.pitch * kSize, from.values, from.pitch * kSize,
                                      n_items * kSize, n_fields, cudaMemcpyDeviceToDevice, stream));
}

class SystemMemory final : public ForwardMemory {
 public:
  void run(const std::shared_ptr<const Program>& program, std::size_t n_items,
           Fields<const float> in, Fields<float> out, LaunchQueue queue) override {
    if (uploaded_ != program) {
      uploaded_ = nullptr;
      auto* const stream = static_cast<cudaStream_t>(queue);
      memory_.constants = upload(program->constants, constants_, stream);
      memory_.indices = upload(program->indices, indices_, stream);
      uploaded_ = program;
    }
    const std::size_t most = std::max<std::size_t>(1, kMostDeviceNumbers / program->n_rows);
    for (std::size_t begin = 0; begin < n_items; begin += most) {
      run_part(*program, std::min(most, n_items - begin), {in.values + begin, in.pitch},
               {out.values + begin, out.pitch}, queue);
    }
  }

 private:
  void run_part(const Program& program, std::size_t n_items, Fields<const float> in,
                Fields<float> out, LaunchQueue queue) {
    auto* const stream = static_cast<cudaStream_t>(queue);
    memory_.rows = static_cast<float*>(rows_.at_least(program.n_rows * n_items * sizeof(float)));
    memory_.pitch = n_items;
    copy_fields(in, {memory_.rows, n_items}, n_items, program.n_inputs, stream);
    for (const Step& step : program.steps) {
      std::visit(
          [&](const auto& one) {
            using OneStep = std::decay_t<decltype(one)>;
            for_each_item(inference::n_elements(one) * n_items,
                          StepBody<OneStep>{one, memory_, n_items}, queue);
          },
          step);
    }
    copy_fields({memory_.rows + program.out.first * n_items, n_items}, out, n_items,
                program.n_outputs, stream);
  }

  std::shared_ptr<const Program> uploaded_;  ///< whose constants are on the device
  inference::StepMemory memory_{};
  DeviceBuffer constants_;
  DeviceBuffer indices_;
  DeviceBuffer rows_;
};

#else

/// Multiplications below which the calling thread works alone: waking the others costs more.
constexpr std::uint64_t kParallelWork = 1U << 27U;

class SystemMemory final : public ForwardMemory {
 public:
  void run(const std::shared_ptr<const Program>& program, std::size_t n_items,
           Fields<const float> in, Fields<float> out, LaunchQueue /*queue*/) override {
    const std::size_t n_tiles = (n_items + inference::kTileItems - 1) / inference::kTileItems;
    const std::uint64_t work = n_items * (program->n_multiply_adds + program->n_rows);
    const std::size_t n_workers =
        work < kParallelWork ? 1 : std::max<std::size_t>(1, std::min(n_threads_, n_tiles));
    if (workers_.size() < n_workers) workers_.resize(n_workers);
    for (std::size_t w = 0; w < n_workers; ++w) workers_[w].grow(*program);
    const auto share = [&](std::size_t worker) {
      inference::forward_tiles(*program, run_tile_, n_items, in, out, workers_[worker],
                               worker * n_tiles / n_workers, (worker + 1) * n_tiles / n_workers);
    };
    if (n_workers == 1) {
      share(0);
      return;
    }
    thrust::for_each(thrust::device, thrust::counting_iterator<std::size_t>(0),
                     thrust::counting_iterator<std::size_t>(n_workers), share);
  }

 private:
  inference::RunTile run_tile_ = inference::best_tile_runner();
  std::size_t n_threads_ = static_cast<std::size_t>(probe_cpu().devices.front().n_units);
  std::vector<inference::TileWorkspace> workers_;
};

#endif

std::unique_ptr<ForwardMemory> make_memory() { return std::make_unique<SystemMemory>(); }

}  // namespace

const ForwardKernels forward_kernels{&make_memory};

}  // namespace twinline::TWINLINE_SYSTEM
