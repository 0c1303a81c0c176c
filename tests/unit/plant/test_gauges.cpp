#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "support/goodness_of_fit.h"
#include "support/outcome_plant_parts.h"
#include "twinline/plant/inspection/gauge.h"

namespace {

using namespace twinline;
using Numbers = std::vector<double>;

/// One step with a gauge that measures `truth` into `seen`.
struct Measured {
  OutcomePlant builder{25};
  Id truth = builder.characteristic("truth");
  Id seen = builder.characteristic("seen");
  Id guess = builder.characteristic("guess");
  Id part = builder.part({builder.step(builder.station(), 1)}, 25);
  Gauge& gauge = builder.gauge(0, truth, seen);

  /// What is seen of pieces 0, 1, ... whose truth is 100, 101, ...
  Numbers see(std::uint32_t pieces) {
    OutcomeBench bench(builder.plant);
    const Id job = bench.job(part, pieces);
    Numbers values(pieces);
    std::iota(values.begin(), values.end(), 100);
    bench.put(job, truth, values);
    measure(bench.context, builder.plant.outcomes.gauges[0], job);
    return bench.get(job, seen);
  }
};

}  // namespace

TEST_SUITE("plant.gauges") {
  TEST_CASE("gauge: all pieces with a bias") {
    Measured m;
    m.gauge.bias = -0.5;
    CHECK(m.see(3) == Numbers{99.5, 100.5, 101.5});
    m.gauge.pieces = 3;
    CHECK(m.see(3) == Numbers{99.5, 100.5, 101.5});
    m.gauge.pieces = 9;
    CHECK(m.see(3) == Numbers{99.5, 100.5, 101.5});
  }

  TEST_CASE("gauge: the sample is spread and the others are given its mean") {
    Measured m;
    m.gauge.pieces = 4;
    // Pieces 0, 3, 5 and 8: the first ones behind 0, 10/4, 20/4 and 30/4.
    CHECK(m.see(10) == Numbers{100, 104, 104, 103, 104, 105, 104, 104, 108, 104});
    m.gauge.pieces = 1;
    CHECK(m.see(3) == Numbers{100, 100, 100});
    m.gauge.pieces = 5;
    const Numbers seen = m.see(25);
    for (std::size_t i = 0; i < 25; ++i) {
      CHECK(seen[i] == (i % 5 == 0 ? 100.0 + static_cast<double>(i) : 110.0));
    }
  }

  TEST_CASE("gauge: a number of the job is measured once") {
    Measured m;
    const Id job_truth = m.builder.of_job("job_truth");
    const Id job_seen = m.builder.of_job("job_seen");
    m.gauge.measures = job_truth;
    m.gauge.into = job_seen;
    m.gauge.pieces = 5;
    m.gauge.bias = 1;
    OutcomeBench bench(m.builder.plant);
    const Id job = bench.job(m.part, 25);
    bench.put(job, job_truth, {6});
    measure(bench.context, m.builder.plant.outcomes.gauges[0], job);
    CHECK(bench.get(job, job_seen) == Numbers{7});
  }

  TEST_CASE("gauge: noise is normal with the stated bias and deviation") {
    // n = 10000, alpha = 1e-3 for each of the three.
    Measured m;
    m.gauge.bias = 3;
    m.gauge.noise = 2;
    OutcomeBench bench(m.builder.plant);
    Numbers z;
    for (int i = 0; i < 400; ++i) {
      const Id job = bench.job(m.part, 25);
      measure(bench.context, m.builder.plant.outcomes.gauges[0], job);
      for (const double x : bench.get(job, m.seen)) z.push_back((x - 3) / 2);
    }
    const double n = 10000;
    double sum = 0;
    double squares = 0;
    for (const double x : z) {
      sum += x;
      squares += x * x;
    }
    CHECK(std::fabs(sum / std::sqrt(n)) < 3.2905);
    CHECK(std::fabs((squares - n) / std::sqrt(2 * n)) < 3.2905);
    const auto normal_cdf = [](double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; };
    CHECK(testing::kolmogorov_smirnov(z, normal_cdf) < testing::kKolmogorovLimit);
  }

  TEST_CASE("gauge: the noise belongs to piece and visit and gauge") {
    Measured m;
    m.gauge.noise = 1;
    m.builder.gauge(0, m.truth, m.guess).noise = 1;
    const std::vector<Gauge>& gauges = m.builder.plant.outcomes.gauges;
    OutcomeBench bench(m.builder.plant);
    const Id job = bench.job(m.part, 4);
    measure(bench.context, gauges[0], job);
    const Numbers first = bench.get(job, m.seen);
    bench.put(job, kPieceNumber, {3, 2, 1, 0});
    measure(bench.context, gauges[0], job);
    CHECK(bench.get(job, m.seen) == Numbers(first.rbegin(), first.rend()));
    measure(bench.context, gauges[1], job);
    CHECK(bench.get(job, m.guess)[0] != bench.get(job, m.seen)[0]);
    bench.put(job, kPieceNumber, {0, 1, 2, 3});
    ++bench.state.jobs[job].visit;
    measure(bench.context, gauges[0], job);
    for (std::size_t i = 0; i < 4; ++i) CHECK(bench.get(job, m.seen)[i] != first[i]);
  }

  TEST_CASE("gauge: something stands in where the step is skipped") {
    Measured m;
    OutcomeBench bench(m.builder.plant);
    const Id job = bench.job(m.part, 2);
    bench.put(job, m.guess, {5, 6});
    CHECK_FALSE(measure_instead(bench.context, m.builder.plant.outcomes.gauges[0], job));
    CHECK(bench.get(job, m.seen) == Numbers{0, 0});
    m.builder.plant.outcomes.gauges[0].instead = m.guess;
    CHECK(measure_instead(bench.context, m.builder.plant.outcomes.gauges[0], job));
    CHECK(bench.get(job, m.seen) == Numbers{5, 6});
  }
}
