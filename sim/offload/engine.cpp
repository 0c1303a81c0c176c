#include "twinline/offload/engine.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace twinline {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point time) {
  return std::chrono::duration<double>(Clock::now() - time).count();
}

/// Infinite, or not a number.
bool no_number(double value) { return !(std::abs(value) <= std::numeric_limits<double>::max()); }

std::optional<ItemFault> first_not_finite(const OffloadModel& model, const SoaBatch& given) {
  std::optional<ItemFault> first;
  std::size_t n = given.n_items();
  for (std::size_t f = 0; f < given.n_fields() && n > 0; ++f) {
    const double* const value = given.field(f);
    int bad = 0;  // without a way out, the loop over good numbers is one of vectors
    for (std::size_t i = 0; i < n; ++i) bad |= static_cast<int>(no_number(value[i]));
    if (bad == 0) continue;
    n = static_cast<std::size_t>(std::find_if(value, value + n, no_number) - value);
    first = ItemFault{n, "model \"" + model.name + "\": " + model.given_name(f) +
                             ": expected a finite number, the model gave " +
                             (std::isnan(value[n]) ? "nan"
                              : value[n] > 0       ? "inf"
                                                   : "-inf")};
  }
  return first;
}

}  // namespace

OffloadEngine::OffloadEngine(const std::vector<OffloadModel>& models, OffloadSettings settings,
                             std::shared_ptr<OffloadBackend> backend)
    : models_(models), settings_(settings), backend_(std::move(backend)) {
  for (const OffloadModel& model : models) figures_.push_back({model.name, {}, 0, 0, 0});
}

void OffloadEngine::prepare(std::size_t model, std::size_t n_items) {
  now_ = 0;
  while (now_ < batches_.size() && batches_[now_]->stage != Stage::kFree) ++now_;
  if (now_ == batches_.size()) batches_.push_back(std::make_unique<Batch>());
  Batch& batch = *batches_[now_];
  batch.model = model;
  batch.taken.resize(models_[model].n_take(), n_items);
  batch.given.resize(models_[model].n_give(), n_items);
}

std::optional<ItemFault> OffloadEngine::start() {
  const Clock::time_point begun = Clock::now();
  Batch& batch = *batches_[now_];
  if (!device_) device_ = backend_->make_device();
  auto fault = backend_->begin(device_, models_[batch.model], batch.taken, batch.given);
  if (fault) return fault;
  batch.stage = Stage::kUnderWay;
  figures_[batch.model].evaluate_s += seconds_since(begun);
  return std::nullopt;
}

std::optional<OffloadEngine::Ticket> OffloadEngine::begin() {
  if (start()) return std::nullopt;
  return now_;
}

void OffloadEngine::end(Batch& batch) {
  batch.fault = first_not_finite(models_[batch.model], batch.given);
  batch.stage = batch.fault ? Stage::kFaulty : Stage::kDone;
  if (!batch.fault) figures_[batch.model].sizes.add(batch.taken.n_items());
}

void OffloadEngine::finish() {
  const Clock::time_point begun = Clock::now();
  const bool written = backend_->finish(device_);
  if (!written) device_ = BatchDevice();
  std::size_t last = 0;
  for (const std::unique_ptr<Batch>& batch : batches_) {
    if (batch->stage != Stage::kUnderWay) continue;
    // Its numbers are within their ranges: they have been looked at.
    if (!written) backend_->on_cpu(models_[batch->model], batch->taken, batch->given);
    end(*batch);
    last = batch->model;
  }
  figures_[last].evaluate_s += seconds_since(begun);
}

std::optional<ItemFault> OffloadEngine::evaluate() {
  if (auto fault = start()) return fault;
  finish();
  Batch& batch = *batches_[now_];
  batch.stage = Stage::kFree;
  return std::exchange(batch.fault, std::nullopt);
}

const SoaBatch* OffloadEngine::given(Ticket ticket) const {
  return batches_[ticket]->stage == Stage::kDone ? &batches_[ticket]->given : nullptr;
}

void OffloadEngine::release(Ticket ticket) {
  batches_[ticket]->stage = Stage::kFree;
  batches_[ticket]->fault.reset();
}

void OffloadEngine::add_time(std::size_t model, double gather_s, double scatter_s) {
  figures_[model].gather_s += gather_s;
  figures_[model].scatter_s += scatter_s;
}

}  // namespace twinline
