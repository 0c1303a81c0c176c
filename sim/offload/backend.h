#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "twinline/batch/device_choice.h"
#include "twinline/batch/soa_batch.h"
#include "twinline/offload/model.h"

namespace twinline {

/// Why an item could not be evaluated.
struct ItemFault {
  std::size_t item;
  std::string reason;
};

/// Evaluates all items of a batch: model.n_take() fields in, model.n_give() fields out.
/// @return the first item with a number out of range, if there is one: then nothing was given.
/// @throws DeviceError where it cannot; `taken` is as before then.
using BatchEvaluator =
    std::function<std::optional<ItemFault>(const OffloadModel&, const SoaBatch&, SoaBatch&)>;

/// What an engine evaluates with first: a device with a stream, or anything that evaluates at once.
/// Belongs to one thread.
struct BatchDevice {
  BatchDevice() = default;
  BatchDevice(BatchEvaluator at_once) : BatchDevice(std::move(at_once), [] {}) {}  // NOLINT
  BatchDevice(
      BatchEvaluator begins, std::function<void()> ends,
      std::function<bool()> room = [] { return true; })
      : begin(std::move(begins)), finish(std::move(ends)), has_room(std::move(room)) {}

  explicit operator bool() const { return static_cast<bool>(begin); }

  /// Begins to evaluate: `taken` may change at once, `given` is written when finish() returns.
  BatchEvaluator begin;
  /// Waits for all that was begun. @throws DeviceError: none of it is known to be written then
  std::function<void()> finish;
  /// Whether begin() would not wait for an older batch.
  std::function<bool()> has_room;
};

/// The two ways of evaluating a batch, to the same bits.
struct BatchEvaluators {
  std::function<BatchDevice()> make_device;  ///< for one engine
  /// Serves where that has failed. Used by several threads at once.
  BatchEvaluator cpu;
};

/// The kernels on a device, and on the CPU where that fails.
BatchEvaluators built_evaluators(const DeviceChoice& device = {});

/// Where the batches of a run are evaluated, shared by all its engines: on the device until it
/// fails, on the CPU from then on. Thread-safe.
class OffloadBackend {
 public:
  /// @param warn called once, by the thread that sees the device fail first.
  explicit OffloadBackend(std::function<void(const std::string&)> warn = {},
                          BatchEvaluators evaluators = built_evaluators());

  /// What an engine evaluates with first; empty where it cannot be made or a device has failed.
  BatchDevice make_device();

  /// Begins on the engine's device, where it is not empty; evaluates on the CPU at once where a
  /// device of the run has failed. `taken` must stay until the batch is finished.
  /// @throws DeviceError where the CPU fails too.
  std::optional<ItemFault> begin(const BatchDevice& device, const OffloadModel& model,
                                 const SoaBatch& taken, SoaBatch& given);
  /// Waits for what the device has begun. @return false where a device has failed meanwhile: what
  /// was begun since the last time is to be evaluated by on_cpu().
  bool finish(const BatchDevice& device);
  /// Whether begin() would not wait.
  bool has_room(const BatchDevice& device) const;
  /// @throws DeviceError where it fails.
  std::optional<ItemFault> on_cpu(const OffloadModel& model, const SoaBatch& taken,
                                  SoaBatch& given);

  /// What was warned of; "" where no device has failed.
  std::string warning() const;
  /// Whether a batch could be evaluated nowhere.
  bool failed() const;

 private:
  bool on_device() const;
  void give_up_device(const std::string& reason);

  std::function<void(const std::string&)> warn_;
  BatchEvaluators evaluators_;
  mutable std::mutex mutex_;
  std::string warning_;
  bool failed_ = false;
};

}  // namespace twinline
