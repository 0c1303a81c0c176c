#include <stdexcept>

#include <doctest/doctest.h>

#include "twinline/inference/program_builder.h"

namespace twinline::inference {
namespace {

UnaryStep relu_of(ProgramBuilder& builder, std::uint32_t in) {
  UnaryStep step;
  step.n = builder.size_of(in);
  step.in.value = in;
  step.out.value = builder.add_value(step.n);
  return step;
}

TEST_SUITE("inference.program_builder") {
  TEST_CASE("finish: tensors that are never alive together share rows") {
    ProgramBuilder builder;
    std::uint32_t value = builder.add_value(10);
    for (int i = 0; i < 20; ++i) {
      const UnaryStep step = relu_of(builder, value);
      builder.add_step(step);
      value = step.out.value;
    }
    const Program program = builder.finish(value);
    CHECK(program.n_rows == 20);
    CHECK(program.steps.size() == 20);
    for (const Step& step : program.steps) {
      const auto& unary = std::get<UnaryStep>(step);
      CHECK(unary.in.first + unary.out.first == 10);
    }
  }

  TEST_CASE("finish: the output of a network without a step is its input") {
    ProgramBuilder builder;
    const Program program = builder.finish(builder.add_value(4));
    CHECK(program.n_inputs == 4);
    CHECK(program.n_outputs == 4);
    CHECK(program.out.first == 0);
    CHECK(program.n_rows == 4);
  }

  TEST_CASE("add_value: refuses tensors that are too large or empty") {
    ProgramBuilder builder;
    CHECK_THROWS_AS(builder.add_value(0), std::length_error);
    CHECK_THROWS_AS(builder.add_value(kMostRows + 1), std::length_error);
  }

  TEST_CASE("finish: refuses a network that needs too many rows at a time") {
    ProgramBuilder builder;
    const std::uint32_t in = builder.add_value(kMostRows / 2 + 1);
    const UnaryStep step = relu_of(builder, in);
    builder.add_step(step);
    CHECK_THROWS_AS(builder.finish(step.out.value), std::length_error);
  }

  TEST_CASE("add_step: refuses more multiplications than the limit") {
    ProgramBuilder builder;
    DenseStep step;
    step.n_in = step.n_units = step.n_positions = 1U << 12U;
    builder.add_step(step);
    step.n_positions = 1;
    CHECK_THROWS_AS(builder.add_step(step), std::length_error);
  }
}

}  // namespace
}  // namespace twinline::inference
