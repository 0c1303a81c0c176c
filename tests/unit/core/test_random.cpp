#include <cmath>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "support/goodness_of_fit.h"
#include "twinline/core/random.h"

namespace twinline {
namespace {

TEST_SUITE("core.random") {
  TEST_CASE("a draw is a pure function of its five names") {
    const RandomStreams streams{1, 2};
    const double first = streams.uniform(Purpose::kProcess, 3, 4, 5);
    for (std::uint32_t i = 0; i < 100; ++i) {
      CHECK(streams.uniform(Purpose::kRepair, i, i, i) > 0);
    }
    CHECK(streams.uniform(Purpose::kProcess, 3, 4, 5) == first);
    CHECK(RandomStreams{1, 2}.uniform(Purpose::kProcess, 3, 4, 5) == first);
  }

  TEST_CASE("each name changes the draw") {
    const RandomStreams streams{1, 2};
    const std::set<double> draws = {
        streams.uniform(Purpose::kProcess, 3, 4, 5),
        streams.uniform(Purpose::kSetup, 3, 4, 5),
        streams.uniform(Purpose::kProcess, 4, 4, 5),
        streams.uniform(Purpose::kProcess, 3, 5, 5),
        streams.uniform(Purpose::kProcess, 3, 4, 6),
        RandomStreams{2, 2}.uniform(Purpose::kProcess, 3, 4, 5),
        RandomStreams{1, 3}.uniform(Purpose::kProcess, 3, 4, 5),
        RandomStreams{1 + (std::uint64_t{1} << 32U), 2}.uniform(Purpose::kProcess, 3, 4, 5)};
    CHECK(draws.size() == 8);
  }

  TEST_CASE("the counter is laid out as documented") {
    const RandomStreams streams{0x299f31d0a4093822U, 0x03707344U};
    const PhiloxWords expected =
        philox({{0x243f6a88U, 0x85a308d3U, 0x05198a2eU, 0x03707344U}}, 0x299f31d0a4093822U);
    const PhiloxWords words =
        streams.words(Purpose::kSampling, 0x13198a2eU, 0x85a308d3U, 0x243f6a88U);
    CHECK(words.word[0] == expected.word[0]);
    CHECK(words.word[3] == expected.word[3]);
    CHECK(streams.uniform(Purpose::kSampling, 0x198a2eU, 0x85a308d3U, 0x243f6a88U) ==
          uniform_open(expected.word[0], expected.word[1]));
  }

  TEST_CASE("draws are uniform along each name") {
    // Kolmogorov-Smirnov, n = 20000, alpha = 1e-3.
    const RandomStreams streams{12345, 0};
    std::vector<double> visits;
    std::vector<double> entities;
    std::vector<double> replications;
    for (std::uint32_t i = 0; i < 20000; ++i) {
      visits.push_back(streams.uniform(Purpose::kProcess, 0, 0, i));
      entities.push_back(streams.uniform(Purpose::kProcess, 0, i, 0));
      replications.push_back(RandomStreams{12345, i}.uniform(Purpose::kProcess, 0, 0, 0));
    }
    const auto identity = [](double u) { return u; };
    CHECK(testing::kolmogorov_smirnov(visits, identity) < testing::kKolmogorovLimit);
    CHECK(testing::kolmogorov_smirnov(entities, identity) < testing::kKolmogorovLimit);
    CHECK(testing::kolmogorov_smirnov(replications, identity) < testing::kKolmogorovLimit);
  }

  TEST_CASE("neighbouring draws are not correlated") {
    // n = 20000: the correlation of independent uniforms has standard error 1/sqrt(n) = 0.0071;
    // 3.29 of them is alpha = 1e-3.
    const RandomStreams streams{777, 1};
    double visits = 0;
    double entities = 0;
    for (std::uint32_t i = 0; i < 20000; ++i) {
      const double u = streams.uniform(Purpose::kProcess, 0, i, i) - 0.5;
      visits += 12 * u * (streams.uniform(Purpose::kProcess, 0, i, i + 1) - 0.5) / 20000;
      entities += 12 * u * (streams.uniform(Purpose::kProcess, 0, i + 1, i) - 0.5) / 20000;
    }
    CHECK(std::fabs(visits) < 3.29 * 0.0071);
    CHECK(std::fabs(entities) < 3.29 * 0.0071);
  }
}

}  // namespace
}  // namespace twinline
