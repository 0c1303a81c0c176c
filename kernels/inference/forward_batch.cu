#include "twinline/inference/forward_batch.h"

#include <algorithm>
#include <exception>
#include <string>

#include <thrust/execution_policy.h>
#include <thrust/for_each.h>
#include <thrust/iterator/counting_iterator.h>

#include "twinline/batch/device_error.h"
#include "twinline/batch/device_info.h"
#include "twinline/inference/forward_tiles.h"
#include "twinline/inference/step_elements.h"

#if defined(TWINLINE_BACKEND_CUDA)
#include <thrust/copy.h>
#include <thrust/device_vector.h>
#endif

namespace twinline {

#if defined(TWINLINE_BACKEND_CUDA)

namespace {

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

}  // namespace

struct Workspace::Memory {
  std::shared_ptr<const Program> uploaded;  ///< whose constants are on the device
  thrust::device_vector<float> constants;
  thrust::device_vector<std::uint32_t> indices;
  thrust::device_vector<float> rows;

  void upload(const std::shared_ptr<const Program>& program) {
    if (uploaded == program) return;
    constants = program->constants;
    indices = program->indices;
    uploaded = program;
  }

  inference::StepMemory of(const Program& program, std::size_t n_items) {
    if (rows.size() < program.n_rows * n_items) rows.resize(program.n_rows * n_items);
    return {thrust::raw_pointer_cast(rows.data()), n_items,
            thrust::raw_pointer_cast(constants.data()), thrust::raw_pointer_cast(indices.data())};
  }

  void run(const Program& program, const FloatBatch& in, FloatBatch& out, std::size_t begin,
           std::size_t n_items) {
    const inference::StepMemory memory = of(program, n_items);
    for (std::size_t f = 0; f < program.n_inputs; ++f) {
      thrust::copy_n(in.field(f) + begin, n_items,
                     rows.begin() + static_cast<std::ptrdiff_t>(f * n_items));
    }
    for (const Step& step : program.steps) {
      std::visit(
          [&](const auto& one) {
            using OneStep = std::decay_t<decltype(one)>;
            const std::size_t n_threads = inference::n_elements(one) * n_items;
            thrust::for_each_n(thrust::device, thrust::counting_iterator<std::size_t>(0), n_threads,
                               StepBody<OneStep>{one, memory, n_items});
          },
          step);
    }
    for (std::size_t f = 0; f < program.n_outputs; ++f) {
      const auto row =
          rows.begin() + static_cast<std::ptrdiff_t>((program.out.first + f) * n_items);
      thrust::copy_n(row, n_items, out.field(f) + begin);
    }
  }
};

namespace {

void run_network(const Network& network, const FloatBatch& in, FloatBatch& out,
                 Workspace::Memory& memory) {
  const Program& program = *network.program();
  memory.upload(network.program());
  const std::size_t most = std::max<std::size_t>(1, kMostDeviceNumbers / program.n_rows);
  for (std::size_t begin = 0; begin < in.n_items(); begin += most) {
    memory.run(program, in, out, begin, std::min(most, in.n_items() - begin));
  }
}

}  // namespace

#else

struct Workspace::Memory {
  inference::RunTile run = inference::best_tile_runner();
  std::size_t n_threads = static_cast<std::size_t>(probe_devices().devices.front().n_units);
  std::vector<inference::TileWorkspace> workers;
};

namespace {

/// Multiplications below which the calling thread works alone: waking the others costs more.
constexpr std::uint64_t kParallelWork = 1U << 27U;

/// A worker's share of the tiles.
struct WorkerBody {
  const Program* program;
  const FloatBatch* in;
  FloatBatch* out;
  Workspace::Memory* memory;
  std::size_t n_workers;
  std::size_t n_tiles;
  void operator()(std::size_t worker) const {
    inference::forward_tiles(*program, memory->run, *in, *out, memory->workers[worker],
                             worker * n_tiles / n_workers, (worker + 1) * n_tiles / n_workers);
  }
};

void run_network(const Network& network, const FloatBatch& in, FloatBatch& out,
                 Workspace::Memory& memory) {
  const Program& program = *network.program();
  const std::size_t n_tiles = (in.n_items() + inference::kTileItems - 1) / inference::kTileItems;
  const std::uint64_t work = in.n_items() * (program.n_multiply_adds + program.n_rows);
  const std::size_t n_workers =
      work < kParallelWork ? 1 : std::max<std::size_t>(1, std::min(memory.n_threads, n_tiles));
  if (memory.workers.size() < n_workers) memory.workers.resize(n_workers);
  for (std::size_t w = 0; w < n_workers; ++w) memory.workers[w].grow(program);
  const WorkerBody body{&program, &in, &out, &memory, n_workers, n_tiles};
  if (n_workers == 1) {
    body(0);
    return;
  }
  thrust::for_each(thrust::device, thrust::counting_iterator<std::size_t>(0),
                   thrust::counting_iterator<std::size_t>(n_workers), body);
}

}  // namespace

#endif

Workspace::Workspace() : memory_(std::make_unique<Memory>()) {}
Workspace::~Workspace() = default;
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

void forward_batch(const Network& network, const FloatBatch& in, FloatBatch& out,
                   Workspace& workspace) {
  const std::string name = "network \"" + network.name() + "\"";
  if (in.n_fields() != network.n_inputs()) {
    throw DeviceError(name + " takes " + std::to_string(network.n_inputs()) +
                      " numbers an item, and the batch has " + std::to_string(in.n_fields()));
  }
  out.resize(network.n_outputs(), in.n_items());
  if (in.n_items() == 0) return;
  try {
    run_network(network, in, out, workspace.memory());
  } catch (const std::exception& failure) {
    throw DeviceError(name + ": a batch failed on the device: " + failure.what());
  }
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
