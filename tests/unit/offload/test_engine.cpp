#include <algorithm>
#include <cmath>
#include <new>
#include <string>

#include <doctest/doctest.h>

#include "twinline/batch/device_error.h"
#include "twinline/offload/engine.h"
#include "twinline/physics/registry.h"

TEST_SUITE_BEGIN("offload.engine");

using namespace twinline;

namespace {

const ModelInfo& cvd() { return *find_model("cvd_deposition"); }

std::vector<OffloadModel> models() {
  std::vector<OffloadModel> all(1);
  all[0].name = cvd().name;
  all[0].physics = &cvd();
  return all;
}

/// Items at the usual values, each 1 K warmer than the one before.
void fill(OffloadEngine& engine, std::size_t n) {
  engine.prepare(0, n);
  for (std::size_t f = 0; f < cvd().n_take; ++f) {
    for (std::size_t i = 0; i < n; ++i) {
      engine.taken().field(f)[i] = cvd().take[f].usual + (f == 0 ? static_cast<double>(i) : 0.0);
    }
  }
}

std::vector<double> thickness(OffloadEngine& engine, std::size_t n) {
  fill(engine, n);
  REQUIRE(!engine.evaluate());
  return {engine.given().field(0), engine.given().field(0) + n};
}

std::vector<double> expected(std::size_t n) {
  std::vector<double> all;
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> in(cvd().n_take);
    std::vector<double> out(cvd().n_give);
    for (std::size_t f = 0; f < in.size(); ++f) in[f] = cvd().take[f].usual;
    in[0] += static_cast<double>(i);
    cvd().evaluate(in.data(), out.data());
    all.push_back(out[0]);
  }
  return all;
}

/// A device whose every batch ends as the function says.
template <class Function>
BatchEvaluators device_that(Function function) {
  BatchEvaluators evaluators = built_evaluators();
  evaluators.make_device = [function] { return BatchDevice(BatchEvaluator(function)); };
  return evaluators;
}

std::optional<ItemFault> lost(const OffloadModel&, const SoaBatch&, SoaBatch&) {
  throw DeviceError("lost");
}

}  // namespace

TEST_CASE("engine: a batch has the bits of its items and is counted") {
  const auto all = models();
  OffloadEngine engine(all);
  CHECK(thickness(engine, 100) == expected(100));
  CHECK(thickness(engine, 3) == expected(3));
  engine.add_time(0, 0.5, 0.25);
  REQUIRE(engine.figures().size() == 1);
  const OffloadFigures& figures = engine.figures()[0];
  CHECK(figures.model == "cvd_deposition");
  CHECK(figures.sizes.n_batches() == 2);
  CHECK(figures.sizes.n_items() == 103);
  CHECK(figures.gather_s == 0.5);
  CHECK(figures.scatter_s == 0.25);
  CHECK(figures.evaluate_s > 0);
}

TEST_CASE("engine: the first item out of range is named and nothing is counted") {
  const auto all = models();
  OffloadEngine engine(all);
  fill(engine, 10);
  engine.taken().field(0)[7] = 20;
  engine.taken().field(0)[8] = 20;
  const auto fault = engine.evaluate();
  REQUIRE(fault.has_value());
  CHECK(fault->item == 7);
  CHECK(fault->reason.find(": temperature: expected") != std::string::npos);
  CHECK(engine.figures()[0].sizes.n_batches() == 0);
}

TEST_CASE("engine: the first item with a number that is not finite is named") {
  const auto all = models();
  const auto odd = [](const OffloadModel&, const SoaBatch&, SoaBatch& given) {
    for (std::size_t f = 0; f < given.n_fields(); ++f) {
      std::fill_n(given.field(f), given.n_items(), 1.0);
    }
    given.field(0)[8] = NAN;
    given.field(1)[6] = -INFINITY;
    given.field(2)[6] = NAN;
    return std::optional<ItemFault>();
  };
  OffloadEngine engine(all, {}, std::make_shared<OffloadBackend>(nullptr, device_that(odd)));
  fill(engine, 10);
  const auto fault = engine.evaluate();
  REQUIRE(fault.has_value());
  CHECK(fault->item == 6);
  CHECK(fault->reason ==
        "model \"cvd_deposition\": rate: expected a finite number, the model gave -inf");
}

TEST_CASE("engine: a device that fails gives way to the CPU with one warning") {
  const auto all = models();
  std::vector<std::string> warnings;
  const auto backend = std::make_shared<OffloadBackend>(
      [&](const std::string& text) { warnings.push_back(text); }, device_that(lost));
  OffloadEngine engine(all, {}, backend);
  OffloadEngine other(all, {}, backend);
  CHECK(thickness(engine, 20) == expected(20));
  CHECK(thickness(other, 20) == expected(20));
  CHECK(thickness(engine, 5) == expected(5));
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0] == "lost; this batch and all further ones are evaluated on the CPU");
  CHECK(!backend->failed());
  fill(engine, 4);
  engine.taken().field(1)[2] = -1;
  const auto fault = engine.evaluate();
  REQUIRE(fault.has_value());
  CHECK(fault->item == 2);
}

TEST_CASE("engine: a device that cannot be made gives way too") {
  const auto all = models();
  BatchEvaluators evaluators = built_evaluators();
  evaluators.make_device = []() -> BatchDevice { throw DeviceError("no device"); };
  const auto backend = std::make_shared<OffloadBackend>(nullptr, evaluators);
  OffloadEngine engine(all, {}, backend);
  CHECK(backend->warning().empty());
  CHECK(thickness(engine, 20) == expected(20));
  CHECK(backend->warning().find("no device; ") == 0);
}

TEST_CASE("engine: where the CPU fails too the error says both") {
  const auto all = models();
  BatchEvaluators evaluators = device_that(lost);
  evaluators.cpu = [](const OffloadModel&, const SoaBatch&, SoaBatch&) -> std::optional<ItemFault> {
    throw std::bad_alloc();
  };
  const auto backend = std::make_shared<OffloadBackend>(nullptr, evaluators);
  OffloadEngine engine(all, {}, backend);
  fill(engine, 2);
  CHECK_THROWS_AS(engine.evaluate(), DeviceError);
  CHECK(backend->failed());
}

TEST_SUITE_END();
