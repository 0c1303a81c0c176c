#include <algorithm>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/core/accumulators.h"
#include "twinline/core/random.h"

namespace twinline {
namespace {

SimTime at(std::int64_t ns) { return SimTime::from_ns(ns); }

double draw(std::uint32_t i) { return RandomStreams{3, 0}.uniform(Purpose::kOther, 0, i, 0); }

TEST_SUITE("core.accumulators") {
  TEST_CASE("a time-weighted number knows its area and mean and maximum") {
    TimeWeighted queue(at(10), 2);
    queue.set(at(20), 5);
    queue.add(at(25), -4);
    CHECK(queue.value() == 1);
    CHECK(queue.max() == 5);
    CHECK(queue.area(at(35)) == 2 * 10 + 5 * 5 + 1 * 10);
    CHECK(queue.elapsed(at(35)) == at(25));
    CHECK(queue.mean(at(35)) == doctest::Approx(55.0 / 25.0));
  }

  TEST_CASE("the mean over no time is the value") {
    CHECK(TimeWeighted(at(5), 7).mean(at(5)) == 7.0);
  }

  TEST_CASE("the area is exact beyond 64 bits and below zero") {
    const std::int64_t large = std::int64_t{1} << 60;
    TimeWeighted number(at(0), large);
    const Int128 exact = static_cast<Int128>(large) * large;
    CHECK(number.area(at(large)) == exact);
    number.set(at(large), -large);
    CHECK(number.area(at(3 * large)) == exact - 2 * exact);
  }

  TEST_CASE("a reset forgets the past and keeps the value") {
    TimeWeighted queue(at(0), 9);
    queue.set(at(10), 3);
    queue.reset(at(20));
    CHECK(queue.value() == 3);
    CHECK(queue.max() == 3);
    CHECK(queue.area(at(20)) == 0);
    CHECK(queue.mean(at(30)) == 3.0);
  }

  TEST_CASE("stretches of a time-weighted number merge exactly") {
    TimeWeighted whole(at(0), 0);
    TimeWeighted first(at(0), 0);
    for (std::uint32_t i = 1; i <= 500; ++i) {
      const auto value = static_cast<std::int64_t>(100 * draw(i));
      whole.set(at(i * i), value);
      first.set(at(i * i), value);
    }
    TimeWeighted second(at(500 * 500), first.value());
    for (std::uint32_t i = 501; i <= 900; ++i) {
      const auto value = static_cast<std::int64_t>(200 * draw(i));
      whole.set(at(i * i), value);
      second.set(at(i * i), value);
    }
    first.merge(second);
    const SimTime end = at(1000000);
    CHECK(first.area(end) == whole.area(end));
    CHECK(first.elapsed(end) == whole.elapsed(end));
    CHECK(first.max() == whole.max());
    CHECK(first.value() == whole.value());
    CHECK(first.mean(end) == whole.mean(end));
  }

  TEST_CASE("an empty tally of times is all zeros") {
    const TimeTally tally;
    CHECK(tally.count() == 0);
    CHECK(tally.min() == SimTime());
    CHECK(tally.max() == SimTime());
    CHECK(tally.mean_seconds() == 0.0);
  }

  TEST_CASE("a tally of times merges exactly and resets") {
    TimeTally whole;
    TimeTally parts[2];
    for (std::uint32_t i = 0; i < 1000; ++i) {
      const SimTime span = SimTime::from_seconds(1e9 * draw(i));
      whole.add(span);
      parts[i % 2].add(span);
    }
    parts[0].merge(parts[1]);
    CHECK(parts[0].count() == 1000);
    CHECK(parts[0].sum_ns() == whole.sum_ns());
    CHECK(parts[0].min() == whole.min());
    CHECK(parts[0].max() == whole.max());
    CHECK(whole.sum_ns() > static_cast<Int128>(SimTime::max().ns()));
    CHECK(whole.mean_seconds() == doctest::Approx(5e8).epsilon(0.1));
    CHECK(whole.sum_seconds() == doctest::Approx(1000 * whole.mean_seconds()));
    whole.reset();
    CHECK(whole.count() == 0);
    parts[0].merge(TimeTally());
    CHECK(parts[0].count() == 1000);
  }

  TEST_CASE("a tally knows mean and variance and extremes") {
    Tally tally;
    CHECK(tally.mean() == 0.0);
    CHECK(tally.min() == 0.0);
    tally.add(2);
    CHECK(tally.variance() == 0.0);
    tally.add(4);
    tally.add(9);
    CHECK(tally.count() == 3);
    CHECK(tally.mean() == doctest::Approx(5));
    CHECK(tally.variance() == doctest::Approx(13));
    CHECK(tally.standard_deviation() == doctest::Approx(std::sqrt(13.0)));
    CHECK(tally.min() == 2);
    CHECK(tally.max() == 9);
  }

  TEST_CASE("the variance survives a large mean") {
    Tally tally;
    for (int i = 0; i < 1000; ++i) {
      tally.add(1e12 + i % 2);
    }
    CHECK(tally.variance() == doctest::Approx(250.0 / 999.0).epsilon(1e-3));
  }

  TEST_CASE("tallies merge to the tally of the whole") {
    Tally whole;
    Tally parts[3];
    for (std::uint32_t i = 0; i < 999; ++i) {
      const double x = 1000 + draw(i);
      whole.add(x);
      parts[i < 100 ? 0 : 1].add(x);
    }
    parts[2].merge(parts[0]);
    parts[2].merge(parts[1]);
    parts[2].merge(Tally());
    CHECK(parts[2].count() == whole.count());
    CHECK(parts[2].mean() == doctest::Approx(whole.mean()).epsilon(1e-14));
    CHECK(parts[2].variance() == doctest::Approx(whole.variance()).epsilon(1e-10));
    CHECK(parts[2].min() == whole.min());
    CHECK(parts[2].max() == whole.max());
    whole.reset();
    CHECK(whole.count() == 0);
  }

  /// Mean and variance in two passes of long doubles.
  struct Exact {
    long double mean = 0;
    long double variance = 0;

    explicit Exact(const std::vector<double>& values) {
      const auto n = static_cast<long double>(values.size());
      for (const double x : values) mean += static_cast<long double>(x) / n;
      for (const double x : values) variance += (x - mean) * (x - mean) / (n - 1);
    }
  };

  void check_spread(const Spread& spread, const std::vector<double>& values, double epsilon) {
    const Exact exact(values);
    CHECK(spread.count() == static_cast<std::int64_t>(values.size()));
    CHECK(spread.mean() ==
          doctest::Approx(static_cast<double>(exact.mean)).scale(0).epsilon(1e-15));
    CHECK(spread.variance() ==
          doctest::Approx(static_cast<double>(exact.variance)).scale(0).epsilon(epsilon));
    CHECK(spread.standard_deviation() == std::sqrt(spread.variance()));
    CHECK(spread.min() == *std::min_element(values.begin(), values.end()));
    CHECK(spread.max() == *std::max_element(values.begin(), values.end()));
  }

  TEST_CASE("a spread without and with one observation") {
    Spread spread;
    CHECK(spread.count() == 0);
    CHECK(spread.mean() == 0);
    CHECK(spread.variance() == 0);
    CHECK(spread.min() == 0);
    CHECK(spread.max() == 0);
    spread.add(-3);
    CHECK(spread.mean() == -3);
    CHECK(spread.variance() == 0);
    CHECK(spread.min() == -3);
    CHECK(spread.max() == -3);
  }

  TEST_CASE("a spread of equal numbers has none") {
    Spread spread;
    for (int i = 0; i < 1000; ++i) spread.add(0.1);
    CHECK(spread.mean() == 0.1);
    CHECK(spread.variance() == 0);
  }

  TEST_CASE("a spread agrees with two passes and with a tally") {
    Spread spread;
    Tally tally;
    std::vector<double> values;
    for (std::uint32_t i = 0; i < 2000; ++i) {
      values.push_back(10 * draw(i) - 3);
      spread.add(values.back());
      tally.add(values.back());
    }
    check_spread(spread, values, 1e-12);
    CHECK(spread.mean() == doctest::Approx(tally.mean()).epsilon(1e-13));
    CHECK(spread.variance() == doctest::Approx(tally.variance()).epsilon(1e-12));
  }

  TEST_CASE("a spread far smaller than its mean is kept") {
    Spread spread;
    std::vector<double> values;
    for (std::uint32_t i = 0; i < 2000; ++i) {
      values.push_back(1e-7 + 1e-12 * (2 * draw(i) - 1));
      spread.add(values.back());
    }
    check_spread(spread, values, 1e-12);
  }

  TEST_CASE("spreads merge to the spread of the whole") {
    for (const double distance : {0.0, 5e-12, 1.0}) {
      CAPTURE(distance);
      Spread parts[3];
      std::vector<double> values;
      for (std::uint32_t i = 0; i < 900; ++i) {
        const double x = 1e-7 + 1e-12 * draw(i) + (i < 300 ? 0 : distance);
        values.push_back(x);
        parts[i < 300 ? 0 : 1].add(x);
      }
      parts[2].merge(parts[0]);
      parts[2].merge(Spread());
      parts[2].merge(parts[1]);
      check_spread(parts[2], values, 1e-10);
    }
  }

  enum class Light : std::uint8_t { kRed, kGreen, kDark };

  TEST_CASE("a state clock gives every instant to one state") {
    StateClock<3> clock(Light::kGreen, at(100));
    clock.enter(Light::kRed, at(130));
    clock.enter(Light::kGreen, at(131));
    clock.enter(Light::kGreen, at(140));
    CHECK(clock.state() == 1);
    CHECK(clock.since() == at(140));
    CHECK(clock.total(Light::kGreen, at(150)) == at(49));
    CHECK(clock.total(Light::kRed, at(150)) == at(1));
    CHECK(clock.total(Light::kDark, at(150)) == at(0));
  }

  TEST_CASE("the times of a state clock sum to the horizon at any moment") {
    StateClock<5> clock(0, at(0));
    SimTime now;
    bool exact = true;
    for (std::uint32_t i = 0; i < 5000; ++i) {
      now += SimTime::from_seconds(1e5 * draw(i));
      clock.enter(static_cast<int>(5 * draw(i + 5000)), now);
      const SimTime look = now + at(17);
      SimTime sum;
      for (std::size_t state = 0; state < 5; ++state) {
        sum += clock.total(state, look);
      }
      exact = exact && sum == look;
    }
    CHECK(exact);
  }

  TEST_CASE("a state clock resets within its state and merges") {
    StateClock<2> clock(1, at(0));
    clock.reset(at(50));
    CHECK(clock.state() == 1);
    CHECK(clock.total(1, at(60)) == at(10));
    CHECK(clock.total(0, at(60)) == at(0));
    StateClock<2> other(0, at(0));
    other.enter(1, at(7));
    other.enter(0, at(9));
    clock.merge(other);
    CHECK(clock.total(0, at(60)) == at(7));
    CHECK(clock.total(1, at(60)) == at(12));
  }

  TEST_CASE("a state clock is plain data") {
    CHECK(std::is_trivially_copyable_v<StateClock<12>>);
    CHECK(std::is_trivially_copyable_v<TimeWeighted>);
    CHECK(sizeof(StateClock<4>) == 6 * sizeof(SimTime));
  }
}

}  // namespace
}  // namespace twinline
