#include "twinline/scenario/text/distribution_text.h"

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "twinline/core/error.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

using Arguments = std::vector<double>;

/// One parameter a letter: q = quantity of the asked dimension, d = a difference of two, n =
/// number, c = coefficient of variation (the word cv may stand before it), k = whole number.
struct Form {
  const char* name;
  const char* parameters;
  const char* usage;
};

constexpr std::array<Form, 10> kForms{{{"uniform", "qq", "uniform(low, high)"},
                                       {"exponential", "q", "exponential(mean)"},
                                       {"triangular", "qqq", "triangular(low, mode, high)"},
                                       {"normal", "qd", "normal(mean, sd)"},
                                       {"lognormal", "qc", "lognormal(mean, cv 0.5)"},
                                       {"weibull", "nq", "weibull(shape, scale)"},
                                       {"gamma", "nq", "gamma(shape, scale)"},
                                       {"erlang", "kq", "erlang(k, mean)"},
                                       {"geometric", "qn", "geometric(slot, p)"},
                                       {"beta", "nnqq", "beta(alpha, beta, low, high)"}}};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return "";
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find_first_of(",;");
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(end + 1);
  }
}

Parsed<double> parse_argument(char kind, std::string_view text, const Dimension& dimension,
                              std::string_view unit) {
  if (kind == 'q' || kind == 'd') {
    return parse_quantity(text, dimension, unit, kind == 'd');
  }
  if (kind == 'c' && text.substr(0, 2) == "cv") {
    text = trimmed(text.substr(2));
  }
  if (kind == 'k') {
    const auto phases = parse_integer(text);
    constexpr long long kMaxPhases = 1000000;
    if (!phases || *phases < 1 || *phases > kMaxPhases) {
      return Parsed<double>::fail("expected a whole number of phases >= 1");
    }
    return Parsed<double>::ok(static_cast<double>(*phases));
  }
  return parse_quantity(text, Dimension::kNumber, "");
}

Distribution make(std::string_view name, const Arguments& x, const Dimension& dimension) {
  if (name == "uniform") return uniform(x[0], x[1]);
  if (name == "exponential") return exponential(x[0]);
  if (name == "triangular") return triangular(x[0], x[1], x[2]);
  if (name == "lognormal") return lognormal(x[0], x[1]);
  if (name == "weibull") return weibull(x[0], x[1]);
  if (name == "gamma") return gamma(x[0], x[1]);
  if (name == "erlang") return erlang(static_cast<int>(x[0]), x[1]);
  if (name == "geometric") return geometric(x[0], x[1]);
  if (name == "beta") return beta(x[0], x[1], x[2], x[3]);
  if (!dimension.is_duration()) return normal(x[0], x[1]);
  return truncated_normal(x[0], x[1], 0, std::numeric_limits<double>::infinity());
}

/// Smallest possible value where it is a parameter, else 0.
double lowest(const Distribution& distribution) {
  switch (distribution.kind) {
    case DistributionKind::kConstant:
    case DistributionKind::kUniform:
    case DistributionKind::kTriangular:
      return distribution.a;
    case DistributionKind::kBeta:
      return distribution.c;
    default:
      return 0;
  }
}

Parsed<Distribution> checked(const Distribution& distribution, const Dimension& dimension) {
  if (dimension.is_duration() && lowest(distribution) < 0) {
    return Parsed<Distribution>::fail(distribution.is_constant()
                                          ? "expected a duration >= 0"
                                          : "expected a duration that is never negative");
  }
  return Parsed<Distribution>::ok(distribution);
}

Parsed<Distribution> unknown_name(std::string_view name) {
  std::vector<std::string> names{"empirical"};
  for (const Form& form : kForms) {
    names.emplace_back(form.name);
  }
  return Parsed<Distribution>::fail("unknown distribution " + in_quotes(name) +
                                    did_you_mean(name, names));
}

Parsed<Distribution> parse_form(const Form& form, std::string_view arguments,
                                const Dimension& dimension, std::string_view unit) {
  const std::vector<std::string_view> parts = split(arguments);
  const std::string_view kinds = form.parameters;
  if (parts.size() != kinds.size()) {
    return Parsed<Distribution>::fail("expected " + std::string(form.usage));
  }
  Arguments numbers;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const Parsed<double> number = parse_argument(kinds[i], parts[i], dimension, unit);
    if (!number.value) {
      return Parsed<Distribution>::fail(std::string(form.usage) + ", parameter " +
                                        std::to_string(i + 1) + ": " + number.problem);
    }
    numbers.push_back(*number.value);
  }
  try {
    return checked(make(form.name, numbers, dimension), dimension);
  } catch (const ArgumentError& error) {
    return Parsed<Distribution>::fail(error.what());
  }
}

}  // namespace

Parsed<Distribution> parse_distribution(std::string_view text, const Dimension& dimension,
                                        std::string_view unit, const EmpiricalReader& empirical) {
  text = trimmed(text);
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) {
    for (const Form& form : kForms) {
      if (text == form.name) {
        return Parsed<Distribution>::fail("expected " + std::string(form.usage));
      }
    }
    const Parsed<double> number = parse_quantity(text, dimension, unit);
    if (!number.value) {
      return Parsed<Distribution>::fail(number.problem);
    }
    return checked(constant(*number.value), dimension);
  }
  const std::string_view name = trimmed(text.substr(0, open));
  if (text.back() != ')') {
    return Parsed<Distribution>::fail("expected a closing parenthesis at the end");
  }
  const std::string_view arguments = text.substr(open + 1, text.size() - open - 2);
  if (name == "empirical") {
    return empirical(trimmed(arguments), dimension);
  }
  for (const Form& form : kForms) {
    if (name == form.name) {
      return parse_form(form, arguments, dimension, unit);
    }
  }
  return unknown_name(name);
}

}  // namespace twinline
