#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "twinline/batch/soa_batch.h"
#include "twinline/offload/backend.h"
#include "twinline/offload/figures.h"
#include "twinline/offload/input_draws.h"
#include "twinline/offload/model.h"

namespace twinline {

/// How batches are evaluated. Changes speed only: an outcome depends on its own item alone.
struct OffloadSettings {
  /// Most items of one launch; a job whose pieces are more has a launch of its own.
  std::size_t batch_items = 4096;
  /// The requests of a cohort are launched before they are needed once they have so many items
  /// that were not; 0 = never. The event loop goes on while a device evaluates them; a CPU would
  /// gain nothing.
  std::size_t early_items = 0;
};

/// Evaluates batches of the models of a plant. One thread at a time an object.
class OffloadEngine {
 public:
  /// A batch that was begun.
  using Ticket = std::size_t;

  /// @p models must outlive the object. @p backend is shared by the engines of a run.
  explicit OffloadEngine(
      const std::vector<OffloadModel>& models, OffloadSettings settings = {},
      std::shared_ptr<OffloadBackend> backend = std::make_shared<OffloadBackend>());

  const OffloadSettings& settings() const { return settings_; }

  /// Room for the numbers of n items of a model: fill taken(), then evaluate() or begin().
  void prepare(std::size_t model, std::size_t n_items);
  SoaBatch& taken() { return batches_[now_]->taken; }
  /// Draws inputs that a scenario gives by their law.
  InputDraws& draws() { return draws_; }
  const SoaBatch& given() const { return batches_[now_]->given; }

  /// Evaluates what prepare() was called for, and all that was begun.
  /// @return the first item with a number out of range, or for which the model gives one that is
  ///   not finite, if there is one: given() means nothing then.
  /// @throws DeviceError where it can be evaluated nowhere.
  std::optional<ItemFault> evaluate();

  /// Begins what prepare() was called for, and does not wait. Its numbers are kept until release().
  /// @return none where an item has a number out of range: nothing was begun then.
  /// @throws DeviceError as evaluate()
  std::optional<Ticket> begin();
  /// Whether begin() would not wait for an older batch.
  bool has_room() const { return backend_->has_room(device_); }
  /// Waits for all that was begun. @throws DeviceError as evaluate()
  void finish();
  /// What a finished batch gave; nullptr where a number is not finite.
  const SoaBatch* given(Ticket ticket) const;
  /// The batch's memory may be used again.
  void release(Ticket ticket);

  /// Adds to the wall time spent filling and emptying batches of a model.
  void add_time(std::size_t model, double gather_s, double scatter_s);

  /// By model. What met a fault counts as nothing.
  const std::vector<OffloadFigures>& figures() const { return figures_; }

 private:
  enum class Stage : std::uint8_t { kFree, kUnderWay, kDone, kFaulty };
  struct Batch {
    std::size_t model = 0;
    SoaBatch taken{0, 0};
    SoaBatch given{0, 0};
    Stage stage = Stage::kFree;
    std::optional<ItemFault> fault;
  };

  std::optional<ItemFault> start();
  void end(Batch& batch);

  const std::vector<OffloadModel>& models_;
  OffloadSettings settings_;
  std::shared_ptr<OffloadBackend> backend_;
  BatchDevice device_;  ///< made for the first batch
  std::vector<std::unique_ptr<Batch>> batches_;
  std::size_t now_ = 0;  ///< the batch of prepare()
  InputDraws draws_;
  std::vector<OffloadFigures> figures_;
};

}  // namespace twinline
