#include "twinline/scenario/text/unit.h"

#include <charconv>
#include <cmath>

namespace twinline {

namespace {

struct NamedUnit {
  std::string_view name;
  double factor;
  std::array<int, 5> powers;  ///< of m, kg, s, K, A
  bool prefixes;              ///< n, u, m, c, k, M, G may stand before it
};

constexpr double kPi = 3.14159265358979323846;

constexpr NamedUnit kNamedUnits[] = {
    {"1", 1, {}, false},
    {"%", 0.01, {}, false},
    {"ppm", 1e-6, {}, false},
    {"rad", 1, {}, true},
    {"deg", kPi / 180, {}, false},
    {"rev", 2 * kPi, {}, false},
    {"rpm", 2 * kPi / 60, {0, 0, -1, 0, 0}, false},
    {"m", 1, {1, 0, 0, 0, 0}, true},
    {"l", 1e-3, {3, 0, 0, 0, 0}, true},
    {"angstrom", 1e-10, {1, 0, 0, 0, 0}, false},
    {"g", 1e-3, {0, 1, 0, 0, 0}, true},
    {"s", 1, {0, 0, 1, 0, 0}, true},
    {"min", 60, {0, 0, 1, 0, 0}, false},
    {"h", 3600, {0, 0, 1, 0, 0}, false},
    {"d", 86400, {0, 0, 1, 0, 0}, false},
    {"wk", 604800, {0, 0, 1, 0, 0}, false},
    {"Hz", 1, {0, 0, -1, 0, 0}, true},
    {"K", 1, {0, 0, 0, 1, 0}, true},
    {"A", 1, {0, 0, 0, 0, 1}, true},
    {"N", 1, {1, 1, -2, 0, 0}, true},
    {"Pa", 1, {-1, 1, -2, 0, 0}, true},
    {"bar", 1e5, {-1, 1, -2, 0, 0}, true},
    {"psi", 6894.757293168361, {-1, 1, -2, 0, 0}, false},
    {"Torr", 101325.0 / 760, {-1, 1, -2, 0, 0}, true},
    {"J", 1, {2, 1, -2, 0, 0}, true},
    {"eV", 1.602176634e-19, {2, 1, -2, 0, 0}, true},
    {"Wh", 3600, {2, 1, -2, 0, 0}, true},
    {"W", 1, {2, 1, -3, 0, 0}, true},
    {"V", 1, {2, 1, -3, 0, -1}, true},
    {"Ohm", 1, {2, 1, -3, 0, -2}, true},
};

struct Prefix {
  char letter;
  double factor;
};
constexpr Prefix kPrefixes[] = {{'p', 1e-12}, {'n', 1e-9}, {'u', 1e-6}, {'m', 1e-3},
                                {'c', 1e-2},  {'k', 1e3},  {'M', 1e6},  {'G', 1e9}};

Unit unit_of(const NamedUnit& named, double factor) {
  Unit unit{named.factor * factor, 0, {}};
  for (std::size_t i = 0; i < unit.powers.size(); ++i) unit.powers[i] = 2 * named.powers[i];
  return unit;
}

std::optional<Unit> find_unit_name(std::string_view name) {
  for (const NamedUnit& named : kNamedUnits) {
    if (named.name == name) return unit_of(named, 1);
  }
  for (const Prefix& prefix : kPrefixes) {
    if (name.size() < 2 || name.front() != prefix.letter) continue;
    for (const NamedUnit& named : kNamedUnits) {
      if (named.prefixes && named.name == name.substr(1)) return unit_of(named, prefix.factor);
    }
  }
  return std::nullopt;
}

/// Recursive descent over products, quotients, powers and parentheses.
class UnitReader {
 public:
  explicit UnitReader(std::string_view text) : text_(text) {}

  std::optional<Unit> read() {
    const std::optional<Unit> unit = product(0);
    skip_spaces();
    return text_.empty() ? unit : std::nullopt;
  }

 private:
  static constexpr int kDeepest = 8;

  void skip_spaces() {
    while (!text_.empty() && text_.front() == ' ') text_.remove_prefix(1);
  }

  bool take(char c) {
    skip_spaces();
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  std::optional<Unit> product(int depth) {
    std::optional<Unit> result = power(depth);
    while (result) {
      const bool divides = take('/');
      if (!divides) {
        take('*');
        skip_spaces();
        if (text_.empty() || text_.front() == ')') break;
      }
      const std::optional<Unit> next = power(depth);
      if (!next) return std::nullopt;
      multiply(*result, *next, divides ? -1 : 1);
    }
    return result;
  }

  std::optional<Unit> power(int depth) {
    std::optional<Unit> base = atom(depth);
    if (!base || !take('^')) return base;
    double exponent = 0;
    const char* const end = text_.data() + text_.size();
    const auto read = std::from_chars(text_.data(), end, exponent);
    if (read.ec != std::errc() || std::fabs(exponent) > 9) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(read.ptr - text_.data()));
    Unit result;
    multiply(result, *base, exponent);
    return result;
  }

  std::optional<Unit> atom(int depth) {
    if (take('(')) {
      if (depth == kDeepest) return std::nullopt;
      const std::optional<Unit> inner = product(depth + 1);
      return take(')') ? inner : std::nullopt;
    }
    const std::size_t end = text_.find_first_of(" */^()");
    const std::string_view name = text_.substr(0, end);
    text_.remove_prefix(name.size());
    return find_unit_name(name);
  }

  static void multiply(Unit& unit, const Unit& by, double exponent) {
    unit.factor *= exponent == 1 ? by.factor : std::pow(by.factor, exponent);
    for (std::size_t i = 0; i < unit.powers.size(); ++i) {
      unit.powers[i] += static_cast<int>(std::lround(by.powers[i] * exponent));
    }
  }

  std::string_view text_;
};

}  // namespace

std::optional<Unit> parse_unit(std::string_view text) {
  if (text == "degC") return Unit{1, 273.15, {0, 0, 0, 2, 0}};
  return UnitReader(text).read();
}

}  // namespace twinline
