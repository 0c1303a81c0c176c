#include <cmath>

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "twinline/plant/model/connect_buffers.h"
#include "twinline/plant/simulation.h"
#include "twinline/results/bottleneck.h"

namespace {

using namespace twinline;

/// Three stations in a row, 10, 30 and 20 s a job, a place between them, jobs waiting at 0.
struct Row {
  PlantBuilder builder;

  Row() {
    for (int i = 0; i < 3; ++i) builder.station();
    builder.at(1).buffer = builder.buffer(1);
    builder.at(2).buffer = builder.buffer(1);
    builder.part({builder.step(0, 10), builder.step(1, 30), builder.step(2, 20)});
    for (int i = 0; i < 20; ++i) builder.job(0, 0);
    connect_buffers(builder.plant);
    builder.plant.run.duration = sec(130);
  }
};

/// Calls with the figures of the run.
template <class Call>
void run(const Row& row, const Call& call) {
  Simulation simulation(row.builder.plant, 1, 0);
  simulation.advance(row.builder.plant.horizon());
  ReplicationData data{
      simulation.plant(), simulation.statistics(), 0, 1, simulation.now(), {}, {}, {}, {}, {}, {}};
  for (Id m = 0; m < 3; ++m) {
    data.machine_times.push_back(simulation.machine_times(m));
    data.active_periods.push_back(simulation.active_periods(m));
  }
  data.queues = simulation.queues();
  call(data);
}

}  // namespace

TEST_SUITE("results.bottleneck") {
  TEST_CASE("bottleneck: mean active periods of a schedule made by hand") {
    // First: 0 to 30, 40 to 50, 70 to 80, 100 to 110, blocked between. Second: from 10 on. Third:
    // 20 s each at 40, 70 and 100.
    run(Row(), [](const ReplicationData& data) {
      CHECK(mean_active_period_h(data, 0) * 3600 == doctest::Approx(60.0 / 4));
      CHECK(mean_active_period_h(data, 1) * 3600 == doctest::Approx(120));
      CHECK(mean_active_period_h(data, 2) * 3600 == doctest::Approx(20));
      const std::vector<Bottleneck> found = bottlenecks(data);
      REQUIRE(found.size() == 1);
      CHECK(found[0].station == 1);
      CHECK(found[0].by_arrows);
      CHECK(found[0].by_active_period);
    });
  }
  TEST_CASE("bottleneck: the methods may differ and arrows come first") {
    run(Row(), [](const ReplicationData& run_data) {
      ReplicationData data = run_data;
      data.active_periods = {4, 40,
                             3};  // as if the second had often waited for no time to speak of
      const std::vector<Bottleneck> found = bottlenecks(data);
      REQUIRE(found.size() == 2);
      CHECK(found[0].station == 1);
      CHECK(found[0].by_arrows);
      CHECK_FALSE(found[0].by_active_period);
      CHECK(found[1].station == 2);
      CHECK_FALSE(found[1].by_arrows);
      CHECK(found[1].by_active_period);
    });
  }
  TEST_CASE("bottleneck: a line that never worked has none by active period") {
    Row row;
    row.builder.plant.releases.back().list.clear();
    run(row, [](const ReplicationData& data) {
      CHECK(std::isnan(mean_active_period_h(data, 0)));
      for (const Bottleneck& found : bottlenecks(data)) CHECK_FALSE(found.by_active_period);
    });
  }
}
