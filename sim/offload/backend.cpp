#include "twinline/offload/backend.h"

#include <exception>
#include <memory>
#include <utility>
#include <vector>

#include "twinline/batch/device_error.h"
#include "twinline/inference/forward_batch.h"
#include "twinline/physics/evaluate_batch.h"
#include "twinline/physics/wafer_map.h"

namespace twinline {

namespace {

/// Evaluates on one device, with a stream and memory of its own. One thread at a time an object.
class DeviceRunner {
 public:
  explicit DeviceRunner(const DeviceChoice& device) : stream_(device), workspace_(device) {}

  std::optional<ItemFault> begin(const OffloadModel& model, const SoaBatch& taken,
                                 SoaBatch& given) {
    if (model.sees_wafer_map) {
      if (const auto fault = draw_maps(taken)) return fault;
    } else if (model.network) {
      in_.resize(taken.n_fields(), taken.n_items());
      for (std::size_t f = 0; f < taken.n_fields(); ++f) {
        convert(taken.field(f), taken.n_items(), in_.field(f));
      }
    }
    if (model.network) {
      if (n_networks_ == out_.size()) out_.push_back(std::make_unique<NetworkBatch>());
      NetworkBatch& batch = *out_[n_networks_++];
      batch.given = &given;
      begin_forward(*model.network, in_, batch.out, workspace_, stream_);
      return std::nullopt;
    }
    const std::optional<BatchFault> fault = begin_batch(*model.physics, taken, given, stream_);
    if (fault) return ItemFault{fault->item, describe(fault->fault)};
    return std::nullopt;
  }

  bool has_room() { return stream_.has_room(); }

  void finish() {
    const std::size_t n = std::exchange(n_networks_, 0);
    stream_.finish();
    // Networks take and give single precision.
    for (std::size_t i = 0; i < n; ++i) {
      SoaBatch& given = *out_[i]->given;
      for (std::size_t f = 0; f < given.n_fields(); ++f) {
        convert(out_[i]->out.field(f), given.n_items(), given.field(f));
      }
    }
  }

 private:
  std::optional<ItemFault> draw_maps(const SoaBatch& taken) {
    in_.resize(WaferMap::kCells, taken.n_items());
    float map[WaferMap::kCells];
    for (std::size_t i = 0; i < taken.n_items(); ++i) {
      const double pattern = taken.field(1)[i];
      const double background = taken.field(2)[i];
      const double strength = taken.field(3)[i];
      if (!(pattern >= 0 && pattern < kWaferPatterns && background >= 0 && strength >= 0)) {
        return ItemFault{i,
                         "wafer_map: expected a pattern from 0 to 5 and no negative defects, "
                         "received " +
                             std::to_string(pattern) + ", " + std::to_string(background) + ", " +
                             std::to_string(strength)};
      }
      WaferMap{}({static_cast<std::uint64_t>(taken.field(0)[i]),
                  static_cast<WaferPattern>(static_cast<int>(pattern)), background, strength},
                 map);
      for (std::size_t cell = 0; cell < WaferMap::kCells; ++cell) in_.field(cell)[i] = map[cell];
    }
    return std::nullopt;
  }

  template <class From, class To>
  static void convert(const From* from, std::size_t n, To* to) {
    for (std::size_t i = 0; i < n; ++i) to[i] = static_cast<To>(from[i]);
  }

  Stream stream_;
  Workspace workspace_;
  FloatBatch in_;
  struct NetworkBatch {
    FloatBatch out;
    SoaBatch* given = nullptr;
  };
  std::vector<std::unique_ptr<NetworkBatch>> out_;  ///< those under way come first
  std::size_t n_networks_ = 0;
};

}  // namespace

BatchEvaluators built_evaluators(const DeviceChoice& device) {
  const auto make_device = [device] {
    auto runner = std::make_shared<DeviceRunner>(device);
    return BatchDevice([runner](const OffloadModel& model, const SoaBatch& taken,
                                SoaBatch& given) { return runner->begin(model, taken, given); },
                       [runner] { runner->finish(); }, [runner] { return runner->has_room(); });
  };
  const auto cpu = [](const OffloadModel& model, const SoaBatch& taken, SoaBatch& given) {
    DeviceRunner runner(DeviceChoice{});
    const auto fault = runner.begin(model, taken, given);
    if (!fault) runner.finish();
    return fault;
  };
  return {make_device, cpu};
}

OffloadBackend::OffloadBackend(std::function<void(const std::string&)> warn,
                               BatchEvaluators evaluators)
    : warn_(std::move(warn)), evaluators_(std::move(evaluators)) {}

BatchDevice OffloadBackend::make_device() {
  if (!on_device()) return {};
  try {
    return evaluators_.make_device();
  } catch (const DeviceError& error) {
    give_up_device(error.what());
    return {};
  }
}

std::optional<ItemFault> OffloadBackend::begin(const BatchDevice& device, const OffloadModel& model,
                                               const SoaBatch& taken, SoaBatch& given) {
  if (device && on_device()) {
    try {
      return device.begin(model, taken, given);
    } catch (const DeviceError& error) {
      give_up_device(error.what());
    }
  }
  return on_cpu(model, taken, given);
}

bool OffloadBackend::finish(const BatchDevice& device) {
  if (!device) return true;
  try {
    device.finish();
  } catch (const DeviceError& error) {
    give_up_device(error.what());
  }
  return on_device();
}

bool OffloadBackend::has_room(const BatchDevice& device) const {
  return !device || !on_device() || device.has_room();
}

std::optional<ItemFault> OffloadBackend::on_cpu(const OffloadModel& model, const SoaBatch& taken,
                                                SoaBatch& given) {
  try {
    return evaluators_.cpu(model, taken, given);
  } catch (const std::exception& error) {
    const std::lock_guard<std::mutex> lock(mutex_);
    failed_ = true;
    throw DeviceError(std::string("a batch could be evaluated neither on the device nor on the ") +
                      "CPU: " + error.what());
  }
}

std::string OffloadBackend::warning() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return warning_;
}

bool OffloadBackend::failed() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return failed_;
}

bool OffloadBackend::on_device() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return warning_.empty();
}

void OffloadBackend::give_up_device(const std::string& reason) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!warning_.empty()) return;
  warning_ = reason + "; this batch and all further ones are evaluated on the CPU";
  if (warn_) warn_(warning_);
}

}  // namespace twinline
