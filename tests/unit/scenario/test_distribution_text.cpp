#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "twinline/scenario/text/distribution_text.h"

TEST_SUITE_BEGIN("scenario.distribution_text");

using namespace twinline;

namespace {

Parsed<Distribution> parse(const char* text, Dimension dimension = Dimension::kDuration,
                           const char* unit = "") {
  return parse_distribution(text, dimension, unit, [](std::string_view, Dimension) {
    return Parsed<Distribution>::fail("no files here");
  });
}

void check_equal(const Distribution& a, const Distribution& b) {
  CHECK(a.kind == b.kind);
  CHECK(a.a == b.a);
  CHECK(a.b == b.b);
  CHECK(a.c == b.c);
  CHECK(a.d == b.d);
}

}  // namespace

TEST_CASE("distribution: each spelling makes its distribution") {
  check_equal(*parse("12 min").value, constant(720));
  check_equal(*parse("uniform(5 min, 10 min)").value, uniform(300, 600));
  check_equal(*parse("uniform(5 min; 10 min)").value, uniform(300, 600));
  check_equal(*parse("exponential(7 d)").value, exponential(604800));
  check_equal(*parse("triangular(1 s, 2 s, 4 s)").value, triangular(1, 2, 4));
  check_equal(*parse("normal(10 s, 2 s)").value,
              truncated_normal(10, 2, 0, std::numeric_limits<double>::infinity()));
  check_equal(*parse("lognormal(6 min, cv 1.1)").value, lognormal(360, 1.1));
  check_equal(*parse("lognormal(6 min, 1.1)").value, lognormal(360, 1.1));
  check_equal(*parse("weibull(1.5, 2 h)").value, weibull(1.5, 7200));
  check_equal(*parse("gamma(0.5, 2 h)").value, gamma(0.5, 7200));
  check_equal(*parse("erlang(3, 1 h)").value, erlang(3, 3600));
  check_equal(*parse("beta(2, 3, 1 s, 5 s)").value, beta(2, 3, 1, 5));
}

TEST_CASE("distribution: bare numbers where pieces are counted") {
  check_equal(*parse("exponential(5000)", Dimension::kNumber).value, exponential(5000));
  check_equal(*parse("250", Dimension::kNumber).value, constant(250));
  check_equal(*parse("normal(10, 2)", Dimension::kNumber).value, normal(10, 2));
  CHECK_FALSE(parse("exponential(5000 s)", Dimension::kNumber).value);
}

TEST_CASE("distribution: a heading's unit serves all its quantities") {
  check_equal(*parse("uniform(5; 10)", Dimension::kDuration, "min").value, uniform(300, 600));
}

TEST_CASE("distribution: what is none has a reason") {
  for (const char* text : {"",
                           "uniform",
                           "uniform()",
                           "uniform(1 s)",
                           "uniform(2 s, 1 s)",
                           "uniform(-1 s, 1 s)",
                           "unifrom(1 s, 2 s)",
                           "exponential(0 s",
                           "exponential(-1 s)",
                           "erlang(0, 1 s)",
                           "erlang(99999999999, 1 s)",
                           "gamma(0, 1 s)",
                           "beta(1, 1, 2 s, 1 s)",
                           "-1 s",
                           "lognormal(1 s, cv x)",
                           "(1 s)",
                           "()",
                           "uniform(1 s, 2 s))",
                           "empirical(x.csv)",
                           "normal(1 s, -1 s)"}) {
    CAPTURE(text);
    const Parsed<Distribution> parsed = parse(text);
    CHECK_FALSE(parsed.value);
    CHECK_FALSE(parsed.problem.empty());
  }
}

TEST_SUITE_END();
