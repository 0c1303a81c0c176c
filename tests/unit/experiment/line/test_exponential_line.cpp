#include <cmath>

#include <doctest/doctest.h>

#include "support/stationary.h"
#include "twinline/core/error.h"
#include "twinline/experiment/line/exponential_line.h"

namespace {

using namespace twinline;
using test::ChainState;

constexpr std::size_t kMany = 100000;

/// The same line by where the jobs are: for each machine what it does and whether it is down, for
/// each buffer the jobs that wait.
class PlaceChain {
 public:
  explicit PlaceChain(const ExponentialLine& line) : line_(line), n_(line.machines.size()) {}

  double throughput() const {
    ChainState start(2 * n_ + line_.capacity.size(), 0);
    settle(start);
    const test::ChainStep step = [this](const ChainState& from, const auto& to) {
      for (std::size_t i = 0; i < n_; ++i) leave(from, i, to);
    };
    return test::stationary_mean(start, step, [this](const ChainState& state) {
      const bool works = state[n_ - 1] == kBusy && state[2 * n_ - 1] == 0;
      return works ? line_.machines[n_ - 1].work : 0.0;
    });
  }

 private:
  enum { kIdle, kBusy, kStuck };
  int& waiting(ChainState& s, std::size_t buffer) const { return s[2 * n_ + buffer]; }

  bool has_place(ChainState& s, std::size_t buffer) const {
    int taken = waiting(s, buffer);
    int places = static_cast<int>(line_.capacity[buffer]);
    const bool is_idle = s[buffer + 1] == kIdle;
    if (line_.counts == BufferCounts::kWaitingAndWork) taken += is_idle ? 0 : 1;
    if (line_.counts == BufferCounts::kWaiting && is_idle && waiting(s, buffer) == 0) ++places;
    if (line_.blocking == Blocking::kBeforeService && s[buffer] == kBusy) ++taken;
    return taken < places;
  }

  bool advance(ChainState& s, std::size_t i) const {
    const bool is_last = i + 1 == n_;
    if (s[i] == kStuck && (is_last || has_place(s, i))) {
      if (!is_last) ++waiting(s, i);
      s[i] = kIdle;
      return true;
    }
    const bool before = line_.blocking == Blocking::kBeforeService;
    const bool may_start = is_last || !before || has_place(s, i);
    if (s[i] != kIdle || s[n_ + i] == 1 || !may_start) return false;
    if (i > 0 && waiting(s, i - 1) == 0) return false;
    if (i > 0) --waiting(s, i - 1);
    s[i] = kBusy;
    return true;
  }

  void settle(ChainState& s) const {
    for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t i = n_; i-- > 0;) moved = advance(s, i) || moved;
    }
  }

  void leave(const ChainState& from, std::size_t i,
             const std::function<void(ChainState, double)>& to) const {
    const ExponentialMachine& machine = line_.machines[i];
    const bool is_down = from[n_ + i] == 1;
    const bool works = from[i] == kBusy && !is_down;
    ChainState next = from;
    next[n_ + i] = is_down ? 0 : 1;
    settle(next);
    if (is_down) to(next, machine.repair);
    if ((works || (machine.fails_idle && !is_down)) && machine.failure > 0)
      to(next, machine.failure);
    if (!works) return;
    next = from;
    // A place kept for it is there.
    next[i] = line_.blocking == Blocking::kAfterService || i + 1 == n_ ? kStuck : kIdle;
    if (next[i] == kIdle) ++waiting(next, i);
    settle(next);
    to(next, machine.work);
  }

  const ExponentialLine& line_;
  std::size_t n_;
};

ExponentialLine line_of(std::vector<ExponentialMachine> machines,
                        std::vector<std::uint32_t> capacity, BufferCounts counts,
                        Blocking blocking) {
  return {std::move(machines), std::move(capacity), counts, blocking};
}

double exact(const ExponentialLine& line) { return exact_throughput(line, kMany).value(); }

ExponentialLine tandem(std::vector<std::uint32_t> capacity) {
  return line_of(std::vector<ExponentialMachine>(capacity.size() + 1), capacity,
                 BufferCounts::kWaiting, Blocking::kAfterService);
}

ExponentialLine gershwin_berman(std::uint32_t places, double p1 = .01, double p2 = .01) {
  return line_of({{1, p1, .1}, {1, p2, .1}}, {places}, BufferCounts::kWaitingAndWork,
                 Blocking::kBeforeService);
}

}  // namespace

TEST_SUITE("experiment.exponential_line") {
  TEST_CASE("exponential line: published values") {
    CHECK(exact(tandem({0})) == doctest::Approx(2.0 / 3).epsilon(1e-12));
    CHECK(exact(tandem({1})) == doctest::Approx(3.0 / 4).epsilon(1e-12));
    CHECK(exact(tandem({4})) == doctest::Approx(6.0 / 7).epsilon(1e-12));
    CHECK(exact(tandem({0, 0})) == doctest::Approx(22.0 / 39).epsilon(1e-12));
    CHECK(exact(gershwin_berman(4, 0, 0)) == doctest::Approx(.8).epsilon(1e-12));
    CHECK(exact(gershwin_berman(4)) == doctest::Approx(.695386).epsilon(1e-6));
    CHECK(exact(gershwin_berman(10)) == doctest::Approx(.785921).epsilon(1e-6));
    CHECK(exact(gershwin_berman(40)) == doctest::Approx(.861504).epsilon(1e-6));
  }
  TEST_CASE("exponential line: agrees with the chain of places for all rules of buffers") {
    const std::vector<ExponentialMachine> machines = {{1, .03, .1}, {.8, .05, .2}, {1.1, 0, 1}};
    for (const Blocking blocking : {Blocking::kBeforeService, Blocking::kAfterService}) {
      for (const BufferCounts counts : {BufferCounts::kWaiting, BufferCounts::kWaitingAndWork}) {
        for (const std::uint32_t first : {0U, 1U, 2U}) {
          for (const std::uint32_t second : {0U, 1U, 3U}) {
            const std::uint32_t least = counts == BufferCounts::kWaiting ? 0 : 1;
            const ExponentialLine line =
                line_of(machines, {first + least, second + least}, counts, blocking);
            CAPTURE(first);
            CAPTURE(second);
            CAPTURE(static_cast<int>(counts));
            CAPTURE(static_cast<int>(blocking));
            CHECK(exact(line) == doctest::Approx(PlaceChain(line).throughput()).epsilon(1e-9));
          }
        }
      }
    }
  }
  TEST_CASE("exponential line: machines that fail at any time make less") {
    std::vector<ExponentialMachine> machines = {{1, .03, .1}, {.8, .05, .2}, {1.1, .1, .5}};
    const auto line = [&] {
      return line_of(machines, {2, 3}, BufferCounts::kWaitingAndWork, Blocking::kBeforeService);
    };
    const double busy = exact(line());
    for (ExponentialMachine& machine : machines) machine.fails_idle = true;
    CHECK(exact(line()) < busy);
    CHECK(exact(line()) == doctest::Approx(PlaceChain(line()).throughput()).epsilon(1e-9));
  }
  TEST_CASE("exponential line: a line and its reverse make as much") {
    CHECK(exact(gershwin_berman(5, .05, .01)) ==
          doctest::Approx(exact(gershwin_berman(5, .01, .05))).epsilon(1e-10));
    const ExponentialMachine a{1, .03, .1}, b{.8, .05, .2}, c{1.1, .01, .3};
    for (const Blocking blocking : {Blocking::kBeforeService, Blocking::kAfterService}) {
      for (const BufferCounts counts : {BufferCounts::kWaiting, BufferCounts::kWaitingAndWork}) {
        CHECK(exact(line_of({a, b, c}, {1, 3}, counts, blocking)) ==
              doctest::Approx(exact(line_of({c, b, a}, {3, 1}, counts, blocking))).epsilon(1e-9));
      }
    }
  }
  TEST_CASE("exponential line: aggregation is exact for two machines") {
    for (const double rate : {.5, 1.0, 1.7}) {
      for (const Blocking blocking : {Blocking::kBeforeService, Blocking::kAfterService}) {
        const ExponentialLine line = line_of({{1}, {rate}}, {3}, BufferCounts::kWaiting, blocking);
        CHECK(aggregated_throughput(line) == doctest::Approx(exact(line)).epsilon(1e-9));
      }
    }
  }
  TEST_CASE("exponential line: aggregation of longer lines is within 4 % of the chain") {
    for (const Blocking blocking : {Blocking::kBeforeService, Blocking::kAfterService}) {
      for (const std::uint32_t places : {1U, 2U, 4U}) {
        for (const std::size_t n : {3U, 4U}) {
          for (const double odd : {1.0, 0.8}) {
            std::vector<ExponentialMachine> machines(n);
            machines[n / 2].work = odd;
            const ExponentialLine line =
                line_of(machines, std::vector<std::uint32_t>(n - 1, places), BufferCounts::kWaiting,
                        blocking);
            CHECK(std::abs(aggregated_throughput(line) / exact(line) - 1) < .04);
          }
        }
      }
    }
  }
  TEST_CASE("exponential line: too many states and wrong lines are refused") {
    CHECK_FALSE(exact_throughput(tandem({9, 9, 9}), 100).has_value());
    CHECK(exact_throughput(tandem({9}), 100).has_value());
    CHECK_THROWS_AS(exact_throughput(line_of({}, {}, BufferCounts::kWaiting, {}), 9),
                    ArgumentError);
    CHECK_THROWS_AS(exact_throughput(line_of({{1, .1, .1, true}, {1}}, {3}, BufferCounts::kWaiting,
                                             Blocking::kBeforeService),
                                     9),
                    ArgumentError);
    CHECK_THROWS_AS(aggregated_throughput(gershwin_berman(4)), ArgumentError);
  }
}
