#include "twinline/plant/inspection/gauge.h"

#include "twinline/math/normal_quantile.h"
#include "twinline/plant/outcome/values.h"

namespace twinline {

void measure(Context& context, const Gauge& gauge, Id id) {
  const Job& job = context.state.jobs[id];
  const bool per_piece = context.plant.outcomes.characteristics[gauge.measures].per_piece;
  const std::uint32_t n = per_piece ? job.pieces : 1;
  const std::uint32_t sample = gauge.pieces == 0 ? n : std::min(n, gauge.pieces);
  const double* const truth = numbers_of(context, id, gauge.measures);
  double* const seen = numbers_of(context, id, gauge.into);
  const double* const piece = numbers_of(context, id, kPieceNumber);
  const std::uint64_t key = key_for_job(context, Purpose::kGauge, job);
  const auto what = static_cast<std::uint32_t>(&gauge - context.plant.outcomes.gauges.data());
  double sum = 0;
  std::uint32_t next = 0;
  // The sample is spread evenly over the pieces.
  for (std::uint32_t i = 0; i < n; ++i) {
    if (std::uint64_t{i} * sample < std::uint64_t{next} * n) continue;
    double value = truth[i] + gauge.bias;
    if (gauge.noise > 0) {
      const auto who = per_piece ? static_cast<std::uint32_t>(piece[i]) : 0U;
      value += gauge.noise * math::normal_quantile(keyed_uniform(key, what, 0, who));
    }
    seen[i] = value;
    sum += value;
    ++next;
  }
  if (sample == n) return;
  const double mean = sum / sample;
  next = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (std::uint64_t{i} * sample < std::uint64_t{next} * n) {
      seen[i] = mean;
    } else {
      ++next;
    }
  }
}

bool measure_instead(Context& context, const Gauge& gauge, Id id) {
  if (gauge.instead == kNone) return false;
  const bool per_piece = context.plant.outcomes.characteristics[gauge.into].per_piece;
  const std::uint32_t n = per_piece ? context.state.jobs[id].pieces : 1;
  std::copy_n(numbers_of(context, id, gauge.instead), n, numbers_of(context, id, gauge.into));
  return true;
}

}  // namespace twinline
