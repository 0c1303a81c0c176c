#include "twinline/experiment/sweep/design.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/random/sobol.hpp>

#include "twinline/core/error.h"
#include "twinline/random/philox.h"
#include "twinline/random/uniform.h"

namespace twinline {

namespace {

std::uint32_t checked(std::uint64_t points) {
  if (points > Design::kMaxPoints) {
    throw ArgumentError("the design has more than 1000000 points");
  }
  return static_cast<std::uint32_t>(points);
}

/// What a stratum's random number is for.
enum class LatinDraw : std::uint32_t { kShuffle = 0, kPlace = 1 };

double latin_uniform(std::uint64_t seed, LatinDraw draw, std::size_t factor, std::size_t index) {
  const PhiloxWords words =
      philox({{static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(factor),
               static_cast<std::uint32_t>(draw), 0}},
             seed);
  return uniform_open(words.word[0], words.word[1]);
}

/// One of n, equally likely, from u in (0, 1).
std::size_t pick(double u, std::size_t n) {
  return std::min(n - 1, static_cast<std::size_t>(u * static_cast<double>(n)));
}

double from_unit(const Factor& factor, double u) {
  if (!factor.is_range()) return static_cast<double>(pick(u, factor.levels.size()));
  if (!factor.integer) return factor.low + u * (factor.high - factor.low);
  return factor.low +
         static_cast<double>(pick(u, static_cast<std::size_t>(factor.high - factor.low) + 1));
}

}  // namespace

Design::Design(const SweepPlan& plan) : plan_(plan), values_(plan.factors.size()) {
  switch (plan.design) {
    case DesignKind::kGrid:
      combine(false);
      break;
    case DesignKind::kFullFactorial:
      combine(true);
      break;
    case DesignKind::kFractionalFactorial:
      fraction();
      break;
    case DesignKind::kList:
      n_points_ = checked(plan.factors.front().levels.size());
      for (std::vector<double>& column : values_) {
        column.resize(n_points_);
        std::iota(column.begin(), column.end(), 0.0);
      }
      break;
    case DesignKind::kLatinHypercube:
      n_points_ = checked(plan.points);
      sample(latin_hypercube());
      break;
    case DesignKind::kSobol:
      n_points_ = checked(plan.points);
      sample(sobol());
      break;
  }
}

void Design::combine(bool first_fastest) {
  const std::size_t n = plan_.factors.size();
  std::uint64_t points = 1;
  for (const Factor& factor : plan_.factors) {
    points *= factor.levels.size();
    checked(points);
  }
  n_points_ = static_cast<std::uint32_t>(points);
  for (std::uint32_t point = 0; point < n_points_; ++point) {
    std::size_t rest = point;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t f = first_fastest ? i : n - 1 - i;
      const std::size_t levels = plan_.factors[f].levels.size();
      values_[f].push_back(static_cast<double>(rest % levels));
      rest /= levels;
    }
  }
}

void Design::fraction() {
  // A word is a set of factors; factor f = product is the word {f} + product of the defining
  // relation, and so are the products of such words.
  const std::size_t n = plan_.factors.size();
  std::vector<const Generator*> by_factor(n, nullptr);
  std::vector<std::uint64_t> words = {0};
  for (const Generator& generator : plan_.generators) {
    by_factor[generator.factor] = &generator;
    std::uint64_t word = std::uint64_t{1} << generator.factor;
    for (const std::size_t f : generator.product) word ^= std::uint64_t{1} << f;
    const std::size_t known = words.size();
    for (std::size_t i = 0; i < known; ++i) words.push_back(words[i] ^ word);
  }
  resolution_ = static_cast<int>(n);
  for (std::size_t i = 1; i < words.size(); ++i) {
    resolution_ = std::min(resolution_, __builtin_popcountll(words[i]));
  }
  n_points_ = checked(std::uint64_t{1} << std::min<std::size_t>(n - plan_.generators.size(), 40));
  for (std::uint32_t point = 0; point < n_points_; ++point) {
    std::uint32_t rest = point;
    for (std::size_t f = 0; f < n; ++f) {
      if (by_factor[f] != nullptr) continue;
      values_[f].push_back(rest % 2);
      rest /= 2;
    }
    for (const Generator& generator : plan_.generators) {
      bool high = !generator.negative;  // the product of signs: +1, and each low level turns it
      for (const std::size_t f : generator.product) high = high == (values_[f].back() > 0);
      values_[generator.factor].push_back(high ? 1 : 0);
    }
  }
}

void Design::sample(const std::vector<std::vector<double>>& unit) {
  for (std::size_t f = 0; f < values_.size(); ++f) {
    for (const double u : unit[f]) values_[f].push_back(from_unit(plan_.factors[f], u));
  }
}

std::vector<std::vector<double>> Design::latin_hypercube() const {
  std::vector<std::vector<double>> unit(plan_.factors.size());
  std::vector<std::uint32_t> strata(n_points_);
  for (std::size_t f = 0; f < unit.size(); ++f) {
    std::iota(strata.begin(), strata.end(), 0U);
    for (std::size_t i = n_points_; i > 1; --i) {  // Fisher and Yates
      const double u = latin_uniform(plan_.design_seed, LatinDraw::kShuffle, f, i);
      std::swap(strata[i - 1], strata[pick(u, i)]);
    }
    for (std::size_t i = 0; i < n_points_; ++i) {
      const double u = latin_uniform(plan_.design_seed, LatinDraw::kPlace, f, i);
      unit[f].push_back((strata[i] + u) / n_points_);
    }
  }
  return unit;
}

std::vector<std::vector<double>> Design::sobol() const {
  std::vector<std::vector<double>> unit(plan_.factors.size());
  boost::random::sobol engine(plan_.factors.size());
  for (std::uint32_t point = 0; point < n_points_; ++point) {
    for (std::vector<double>& column : unit) {
      // 53 of the 64 bits, so that the number is below 1 and has no rounding.
      column.push_back(static_cast<double>(engine() >> 11U) * 0x1p-53);
    }
  }
  return unit;
}

std::vector<Level> Design::levels(std::uint32_t point) const {
  std::vector<Level> levels;
  for (std::size_t f = 0; f < values_.size(); ++f) {
    const Factor& factor = plan_.factors[f];
    const double value = values_[f][point];
    levels.push_back(factor.is_range() ? factor.level_of(value)
                                       : factor.levels[static_cast<std::size_t>(value)]);
  }
  return levels;
}

std::vector<std::string> Design::overrides(std::uint32_t point) const {
  const std::vector<Level> all = levels(point);
  std::vector<std::string> set;
  for (std::size_t f = 0; f < all.size(); ++f) {
    set.push_back(plan_.factors[f].setting(all[f]));
  }
  return set;
}

}  // namespace twinline
