#include <doctest/doctest.h>

#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/unit.h"

namespace twinline {
namespace {

double factor(const char* text) {
  const std::optional<Unit> unit = parse_unit(text);
  return unit ? unit->factor : 0;
}

Parsed<double> read(const char* text, const char* unit, bool difference = false) {
  return parse_quantity(text, Dimension::of(*parse_unit(unit), unit), "", difference);
}

TEST_SUITE("scenario.unit") {
  TEST_CASE("unit: names and prefixes") {
    CHECK(factor("nm") == doctest::Approx(1e-9));
    CHECK(factor("kPa") == 1e3);
    CHECK(factor("psi") == doctest::Approx(6894.757293168361));
    CHECK(factor("min") == 60);
    CHECK(factor("rpm") == doctest::Approx(0.10471975511965977));
    CHECK(factor("%") == 0.01);
    CHECK(factor("eV") == 1.602176634e-19);
    CHECK(factor("mm") == 1e-3);
    CHECK_FALSE(parse_unit("kmin"));
    CHECK_FALSE(parse_unit("furlong"));
  }

  TEST_CASE("unit: products quotients powers and parentheses") {
    CHECK(factor("mJ/cm^2") == doctest::Approx(10));
    CHECK(factor("J/(kg K)") == 1);
    CHECK(factor("nm/(mJ/cm^2)") == doctest::Approx(1e-10));
    CHECK(factor("1/h") == doctest::Approx(1.0 / 3600));
    CHECK(factor("1/s^0.5") == 1);
    CHECK(parse_unit("J")->powers == parse_unit("kg m^2/s^2")->powers);
    CHECK(parse_unit("W")->powers == parse_unit("V A")->powers);
    CHECK(parse_unit("rad/s")->powers == parse_unit("rpm")->powers);
    CHECK(parse_unit("1/s^0.5")->powers != parse_unit("1/s")->powers);
  }

  TEST_CASE("unit: what is none is refused") {
    for (const char* text : {"", "/", "m/", "(m", "m)", "m^", "m^99", "m^x", "m//s", "^2", "m**s",
                             "((((((((((m))))))))))", "degC/s"}) {
      CAPTURE(text);
      CHECK_FALSE(parse_unit(text));
    }
  }

  TEST_CASE("quantity: zero points count for values and not for differences") {
    CHECK(*read("1000 degC", "K").value == doctest::Approx(1273.15));
    CHECK(*read("1.5 degC", "K", true).value == 1.5);
    CHECK(*read("300 K", "degC").value == doctest::Approx(26.85));
    CHECK(*read("20.7 kPa", "Pa").value == doctest::Approx(20700));
    CHECK(*read("3 eV", "eV").value == doctest::Approx(3));
    CHECK(*read("30 mJ/cm^2", "J/m^2").value == doctest::Approx(300));
  }

  TEST_CASE("quantity: a unit is asked for unless the number is pure") {
    CHECK(*read("5", "1").value == 5);
    CHECK(*read("5 %", "1").value == doctest::Approx(0.05));
    CHECK_FALSE(read("5", "m").value);
    CHECK_FALSE(read("5 K", "m").value);
    CHECK_FALSE(read("nm", "m").value);
    CHECK_FALSE(read("1e400 m", "m").value);
    CHECK(read("5", "m").problem == "expected a quantity with its unit, such as \"5 m\"");
  }
}

}  // namespace
}  // namespace twinline
