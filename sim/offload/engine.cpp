#include "twinline/offload/engine.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace twinline {
namespace {

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
  model_ = model;
  taken_.resize(models_[model].n_take(), n_items);
  given_.resize(models_[model].n_give(), n_items);
}

std::optional<ItemFault> OffloadEngine::evaluate() {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const OffloadModel& model = models_[model_];
  if (!device_) device_ = backend_->make_device();
  auto fault = backend_->evaluate(device_, model, taken_, given_);
  if (!fault) fault = first_not_finite(model, given_);
  if (fault) return fault;
  OffloadFigures& figures = figures_[model_];
  figures.sizes.add(taken_.n_items());
  figures.evaluate_s += std::chrono::duration<double>(Clock::now() - start).count();
  return std::nullopt;
}

void OffloadEngine::add_time(std::size_t model, double gather_s, double scatter_s) {
  figures_[model].gather_s += gather_s;
  figures_[model].scatter_s += scatter_s;
}

}  // namespace twinline
