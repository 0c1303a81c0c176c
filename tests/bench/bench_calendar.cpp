#include <cstddef>
#include <cstdint>
#include <vector>

#include <benchmark/benchmark.h>

#include "calendar_heap.h"
#include "twinline/core/calendar.h"
#include "twinline/core/random.h"
#include "twinline/math/elementary.h"

/// Hold model: take the earliest event out and put one back an increment later, at a constant
/// number of pending events. Reported: time a hold, the cost of drawing the increment excluded.
namespace twinline::bench {
namespace {

enum class Increments { kExponential, kBimodal, kTies };

constexpr std::size_t kIncrements = std::size_t{1} << 16U;

/// Exponential of mean 100 s; 90 % of mean 1 s and 10 % of 1000 s; or whole multiples of 100 s
/// from 0 to 9, the zeros included.
std::vector<SimTime> increments(Increments kind) {
  const RandomStreams streams{17, 0};
  std::vector<SimTime> result;
  for (std::uint32_t i = 0; i < kIncrements; ++i) {
    const double u = streams.uniform(Purpose::kOther, 0, i, 0);
    const double v = streams.uniform(Purpose::kOther, 1, i, 0);
    double seconds = -math::log(u) * 100.0;
    if (kind == Increments::kBimodal) {
      seconds = -math::log(u) * (v < 0.9 ? 1.0 : 1000.0);
    } else if (kind == Increments::kTies) {
      seconds = 100.0 * static_cast<double>(static_cast<int>(10.0 * u));
    }
    result.push_back(SimTime::from_seconds(seconds));
  }
  return result;
}

template <typename List, Increments Kind>
void hold(benchmark::State& state) {
  const std::vector<SimTime> steps = increments(Kind);
  const auto pending = static_cast<std::size_t>(state.range(0));
  List list;
  std::size_t draw = 0;
  for (std::size_t i = 0; i < pending; ++i) {
    list.schedule(steps[draw++ % kIncrements], 0, 1, static_cast<std::uint32_t>(i), 0);
  }
  const auto one = [&] {
    const Event event = list.pop();
    list.schedule(event.time + steps[draw++ % kIncrements], 0, 1, event.subject, 0);
  };
  for (std::size_t i = 0; i < 3 * pending; ++i) {
    one();
  }
  for ([[maybe_unused]] auto step : state) {
    one();
  }
  state.SetItemsProcessed(state.iterations());
}

void sizes(benchmark::internal::Benchmark* bench) {
  for (const int pending : {2, 10, 50, 100, 1000, 10000, 100000, 1000000}) {
    bench->Arg(pending);
  }
}

BENCHMARK_TEMPLATE(hold, Calendar, Increments::kExponential)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, Calendar, Increments::kBimodal)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, Calendar, Increments::kTies)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, FourAryHeap, Increments::kExponential)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, FourAryHeap, Increments::kBimodal)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, FourAryHeap, Increments::kTies)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, StandardHeap, Increments::kExponential)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, StandardHeap, Increments::kBimodal)->Apply(sizes);
BENCHMARK_TEMPLATE(hold, StandardHeap, Increments::kTies)->Apply(sizes);

}  // namespace
}  // namespace twinline::bench
