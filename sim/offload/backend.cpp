#include "twinline/offload/backend.h"

#include <exception>
#include <memory>
#include <utility>
#include <vector>

#include "twinline/batch/device_error.h"
#include "twinline/inference/forward_batch.h"
#include "twinline/physics/evaluate_batch.h"

namespace twinline {

namespace {

/// Runs networks, which take and give single precision; one thread at a time an object.
class NetworkRunner {
 public:
  void run(const Network& network, const SoaBatch& taken, SoaBatch& given) {
    const std::size_t n = taken.n_items();
    in_.resize(taken.n_fields(), n);
    for (std::size_t f = 0; f < taken.n_fields(); ++f) convert(taken.field(f), n, in_.field(f));
    forward_batch(network, in_, out_, workspace_);
    for (std::size_t f = 0; f < given.n_fields(); ++f) convert(out_.field(f), n, given.field(f));
  }

 private:
  template <class From, class To>
  static void convert(const From* from, std::size_t n, To* to) {
    for (std::size_t i = 0; i < n; ++i) to[i] = static_cast<To>(from[i]);
  }

  FloatBatch in_;
  FloatBatch out_;
  Workspace workspace_;
};

std::optional<ItemFault> evaluate_built(NetworkRunner& networks, const OffloadModel& model,
                                        const SoaBatch& taken, SoaBatch& given) {
  if (model.network) {
    networks.run(*model.network, taken, given);
    return std::nullopt;
  }
  const auto fault = evaluate_batch(*model.physics, taken, given);
  if (fault) return ItemFault{fault->item, describe(fault->fault)};
  return std::nullopt;
}

std::optional<ItemFault> evaluate_on_host(const OffloadModel& model, const SoaBatch& taken,
                                          SoaBatch& given) {
  if (model.network) {
    NetworkRunner().run(*model.network, taken, given);
    return std::nullopt;
  }
  std::vector<double> in(model.n_take());
  std::vector<double> out(model.n_give());
  for (std::size_t i = 0; i < taken.n_items(); ++i) {
    for (std::size_t f = 0; f < in.size(); ++f) in[f] = taken.field(f)[i];
    const std::optional<RangeFault> fault = check_ranges(*model.physics, in.data());
    if (fault) return ItemFault{i, describe(*fault)};
    model.physics->evaluate(in.data(), out.data());
    for (std::size_t f = 0; f < out.size(); ++f) given.field(f)[i] = out[f];
  }
  return std::nullopt;
}

}  // namespace

BatchEvaluators built_evaluators() {
  return {[]() -> BatchEvaluator {
            return [networks = std::make_shared<NetworkRunner>()](
                       const OffloadModel& model, const SoaBatch& taken, SoaBatch& given) {
              return evaluate_built(*networks, model, taken, given);
            };
          },
          evaluate_on_host};
}

OffloadBackend::OffloadBackend(std::function<void(const std::string&)> warn,
                               BatchEvaluators evaluators)
    : warn_(std::move(warn)), evaluators_(std::move(evaluators)) {}

BatchEvaluator OffloadBackend::make_device() {
  if (!on_device()) return {};
  try {
    return evaluators_.make_device();
  } catch (const DeviceError& error) {
    give_up_device(error.what());
    return {};
  }
}

std::optional<ItemFault> OffloadBackend::evaluate(const BatchEvaluator& device,
                                                  const OffloadModel& model, const SoaBatch& taken,
                                                  SoaBatch& given) {
  if (device && on_device()) {
    try {
      return device(model, taken, given);
    } catch (const DeviceError& error) {
      give_up_device(error.what());
    }
  }
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
