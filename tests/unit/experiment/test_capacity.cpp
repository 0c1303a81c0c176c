#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "twinline/core/error.h"
#include "twinline/experiment/capacity.h"

namespace {

using namespace twinline;

/// A plant put together by hand: one route, hours as the unit of time.
struct Builder {
  Plant plant;

  Id distribution(const Distribution& d) {
    plant.distributions.push_back(d);
    return static_cast<Id>(plant.distributions.size() - 1);
  }
  Id hours(double h) { return distribution(constant(3600 * h)); }

  Station& station(std::uint32_t machines) {
    Station station;
    station.first_machine = static_cast<Id>(plant.machines.size());
    station.n_machines = machines;
    for (std::uint32_t i = 0; i < machines; ++i) plant.machines.emplace_back();
    plant.stations.push_back(station);
    return plant.stations.back();
  }

  Step& step(Id station_id, double process_h) {
    Step step;
    step.station = station_id;
    step.route = 0;
    step.process = hours(process_h);
    plant.steps.push_back(step);
    if (plant.routes.empty()) plant.routes.emplace_back();
    plant.routes[0].n_steps = static_cast<std::uint32_t>(plant.steps.size());
    return plant.steps.back();
  }

  Release& release(double per_h, std::uint32_t pieces) {
    if (plant.parts.empty()) {
      plant.parts.emplace_back();
      plant.parts[0].route = 0;
      plant.parts[0].pieces = pieces;
    }
    Release release;
    release.part = 0;
    release.pieces = pieces;
    if (per_h > 0) release.every = hours(1 / per_h);
    plant.releases.push_back(release);
    return plant.releases.back();
  }
};

double eps() { return 1e-12; }

}  // namespace

TEST_SUITE("experiment.capacity") {
  TEST_CASE("capacity: rates of a Jackson network solve its traffic equations") {
    Builder b;
    b.station(1);
    b.station(1);
    b.station(2);
    b.step(0, 1);
    b.step(1, 1).rework_to = 0;
    b.step(2, 2.5).rework_to = 1;
    b.plant.steps[1].rework_probability = 0.2;
    b.plant.steps[2].rework_probability = 0.1;
    b.release(0.5, 1);
    const std::vector<StationLoad> loads = station_loads(b.plant);
    CHECK(loads[0].rate_per_h == doctest::Approx(23.0 / 36).epsilon(eps()));
    CHECK(loads[1].rate_per_h == doctest::Approx(25.0 / 36).epsilon(eps()));
    CHECK(loads[2].rate_per_h == doctest::Approx(5.0 / 9).epsilon(eps()));
    CHECK(loads[2].load == doctest::Approx(25.0 / 36).epsilon(eps()));
    CapacityOptions without;
    without.rework = false;
    CHECK(station_loads(b.plant, without)[0].rate_per_h == doctest::Approx(0.5).epsilon(eps()));
  }

  TEST_CASE("capacity: a rework limit cuts the geometric series") {
    Builder b;
    b.station(1);
    Step& step = b.step(0, 1);
    step.rework_to = 0;
    step.rework_probability = 0.5;
    step.rework_limit = 2;
    b.release(0.1, 1);
    CHECK(route_traffic(b.plant, 0, 1).jobs[0] == doctest::Approx(1.75).epsilon(eps()));
    b.plant.steps[0].rework_probability = 1;
    CHECK(route_traffic(b.plant, 0, 1).jobs[0] == doctest::Approx(3.0).epsilon(eps()));
    b.plant.steps[0].rework_limit = 0;
    CHECK_THROWS_AS(route_traffic(b.plant, 0, 1), ArgumentError);
  }

  TEST_CASE("capacity: parts are made as fast as cars take them and those as there is room") {
    // A car takes 1 h and four wheels of 0.1 h; 3 cars an hour come, and what finds no room is
    // lost.
    Builder b;
    b.station(1);
    b.station(1);
    b.step(0, 1);
    b.plant.steps[0].n_needs = 1;
    Release& cars = b.release(3, 1);
    cars.lost_when_full = true;
    Step wheel;
    wheel.station = 1;
    wheel.route = 1;
    wheel.process = b.hours(0.1);
    b.plant.steps.push_back(wheel);
    b.plant.routes.push_back({"wheels", 1, 1});
    b.plant.parts.emplace_back();
    b.plant.parts[1].route = 1;
    b.plant.parts[1].ends_in = 0;
    b.plant.needs = {{1, 4, false}};
    Release wheels;
    wheels.part = 1;
    wheels.pieces = 1;
    wheels.every = b.hours(0.01);
    b.plant.releases.push_back(wheels);
    const std::vector<StationLoad> loads = station_loads(b.plant);
    CHECK(loads[0].load == doctest::Approx(1));
    CHECK(loads[0].rate_per_h == doctest::Approx(1));
    CHECK(loads[1].rate_per_h == doctest::Approx(4));
    CHECK(loads[1].load == doctest::Approx(0.4));
    const std::vector<double> rates = release_rates_per_h(b.plant);
    CHECK(rates[0] == doctest::Approx(1));
    CHECK(rates[1] == doctest::Approx(4));
    b.plant.releases[0].every = b.hours(2);  // half a car an hour: all find room
    CHECK(station_loads(b.plant)[0].load == doctest::Approx(0.5));
    b.plant.steps[1].n_needs = 1;  // wheels out of wheels
    CHECK_THROWS_AS(station_loads(b.plant), ArgumentError);
  }

  TEST_CASE("capacity: sampling and scrap thin what follows") {
    Builder b;
    b.station(1);
    b.step(0, 1).sampling = 0.4;
    b.step(0, 1).scrap_probability = 0.1;
    b.step(0, 1).scrap_probability = 0.2;
    b.plant.steps[2].scrap_per_piece = true;
    b.step(0, 1);
    const RouteTraffic traffic = route_traffic(b.plant, 0, 25);
    CHECK(traffic.jobs[0] == doctest::Approx(0.4).epsilon(eps()));
    CHECK(traffic.jobs[1] == doctest::Approx(1.0).epsilon(eps()));
    CHECK(traffic.jobs[2] == doctest::Approx(0.9).epsilon(eps()));
    CHECK(traffic.jobs[3] == doctest::Approx(0.9 * (1 - std::pow(0.2, 25))).epsilon(eps()));
    CHECK(traffic.pieces[3] == doctest::Approx(25 * 0.9 * 0.8).epsilon(eps()));
  }

  TEST_CASE("capacity: rework by the piece of one piece is rework of the job") {
    Builder b;
    b.station(1);
    b.step(0, 1);
    Step& step = b.step(0, 1);
    step.rework_to = 0;
    step.rework_probability = 0.25;
    step.rework_per_piece = true;
    const RouteTraffic one = route_traffic(b.plant, 0, 1);
    CHECK(one.jobs[0] == doctest::Approx(4.0 / 3).epsilon(eps()));
    const RouteTraffic lot = route_traffic(b.plant, 0, 25);
    CHECK(lot.pieces[0] == doctest::Approx(25 * 4.0 / 3).epsilon(eps()));
    // rounds until the last of 25 pieces has passed: the largest of 25 geometric numbers
    double rounds = 0;
    for (int j = 0; j < 60; ++j) rounds += 1 - std::pow(1 - std::pow(0.25, j), 25);
    CHECK(lot.jobs[0] == doctest::Approx(rounds).epsilon(eps()));
    b.plant.steps[1].rework_limit = 1;
    CHECK(route_traffic(b.plant, 0, 25).jobs[1] ==
          doctest::Approx(2 - std::pow(0.75, 25)).epsilon(eps()));
  }

  TEST_CASE("capacity: batches are full and cascading tools are paid by the interval") {
    Builder b;
    Station& furnace = b.station(2);
    furnace.batch.enabled = true;
    furnace.batch.unit = BatchUnit::kPieces;
    b.station(1).capacity = 2;
    Step& bake = b.step(0, 6);
    bake.per = ProcessPer::kBatch;
    bake.load = b.hours(0.5);
    b.plant.steps[0].batch_max = 110;  // four lots of 25 fit
    b.step(1, 0.1).per = ProcessPer::kPiece;
    b.plant.steps[1].interval = SimTime::from_seconds(36);
    b.plant.steps[1].interval_per_piece = true;
    b.release(0.5, 25);
    const std::vector<StationLoad> loads = station_loads(b.plant);
    CHECK(loads[0].batch == doctest::Approx(4.0).epsilon(eps()));
    CHECK(loads[0].load == doctest::Approx(0.5 / 4 * 6.5 / 2).epsilon(eps()));
    CHECK(loads[1].load == doctest::Approx(0.5 * 0.25).epsilon(eps()));
    b.plant.stations[1].capacity = 1;
    CHECK(station_loads(b.plant)[1].load == doctest::Approx(0.5 * 0.34).epsilon(eps()));
  }

  TEST_CASE("capacity: availability and downs by use") {
    Builder b;
    Station& station = b.station(2);
    station.n_failures = 4;
    station.n_maintenances = 4;
    b.plant.machines[1].speed = 3;
    b.step(0, 4);
    b.release(0.2, 5);
    for (const FailureClock clock :
         {FailureClock::kCalendar, FailureClock::kBusy, FailureClock::kPieces,
          FailureClock::kCondition}) {  // when a condition is met is not known
      FailureMode mode;
      mode.clock = clock;
      mode.time_to_failure =
          clock == FailureClock::kPieces ? b.distribution(constant(100)) : b.hours(90);
      mode.repair = b.hours(10);
      b.plant.failures.push_back(mode);
    }
    MaintenancePlan plan;
    plan.every = SimTime::from_seconds(20 * 3600);
    plan.duration = b.hours(1);
    b.plant.maintenances.push_back(plan);
    plan.interval = MaintenanceInterval::kEndToStart;
    b.plant.maintenances.push_back(plan);
    plan.by_pieces = true;
    plan.every_pieces = 50;
    b.plant.maintenances.push_back(plan);
    MaintenancePlan by_condition;  // how often it is due is not known
    by_condition.condition = 0;
    by_condition.duration = b.hours(1);
    b.plant.maintenances.push_back(by_condition);
    const StationLoad load = station_loads(b.plant)[0];
    const double available = 1 - 10.0 / 100 - 1.0 / 20 - 1.0 / 21;
    CHECK(load.availability == doctest::Approx(available).epsilon(eps()));
    const double busy = 0.2 * 4 / 2;  // the machines' mean speed is 2
    const double by_use = busy * 10 / 90 + 1.0 * 10 / 100 + 1.0 * 1 / 50;
    CHECK(load.use_down_h_per_h == doctest::Approx(by_use).epsilon(eps()));
    CHECK(load.load == doctest::Approx((busy + by_use) / (2 * available)).epsilon(eps()));
    CapacityOptions without;
    without.use_downs = false;
    CHECK(station_loads(b.plant, without)[0].load ==
          doctest::Approx(busy / (2 * available)).epsilon(eps()));
  }

  TEST_CASE("capacity: a shift leaves its share of the week") {
    Builder b;
    b.station(1).shift = 0;
    b.step(0, 1);
    b.release(0.1, 1);
    Shift shift;
    shift.period = SimTime::from_seconds(168 * 3600);
    shift.working = {{SimTime(), SimTime::from_seconds(42 * 3600)}};
    b.plant.shifts.push_back(shift);
    CHECK(station_loads(b.plant)[0].load == doctest::Approx(0.4).epsilon(eps()));
    // Measured are the hours 100 to 400. Worked are those from 168 to 200 and 336 to 378, and 10 of
    // overtime.
    b.plant.run.warm_up = SimTime::from_seconds(100 * 3600);
    b.plant.run.duration = SimTime::from_seconds(300 * 3600);
    const auto hour = [](int h) { return SimTime::from_seconds(3600 * h); };
    b.plant.shifts[0].exceptions = {{hour(90), hour(110), true}, {hour(200), hour(220), false}};
    CHECK(station_loads(b.plant)[0].load == doctest::Approx(0.1 * 300 / 84).epsilon(eps()));
  }

  TEST_CASE("capacity: work by option counts with the share of the jobs that have it") {
    Builder b;
    Station& station = b.station(1);
    b.plant.options.push_back({"family", {"a", "b", "c"}, {0.5, 0.8, 1}});
    b.plant.options.push_back({"roof", {"no", "yes"}, {0.75, 1}});
    b.plant.works = {{{0, 1}, b.hours(2)}, {{1, 1}, b.hours(4)}, {{}, b.hours(1)}};
    station.n_works = 3;
    b.step(0, 1);
    b.release(0.1, 1);
    // 1 + 0.3 x 2 + 0.25 x 4 + 1 hours
    CHECK(station_loads(b.plant)[0].load == doctest::Approx(0.36).epsilon(eps()));
    // Of the jobs with b or c, 0.3 / 0.5 have b; the roof is as frequent as ever.
    b.plant.choices = {{0, 1}, {0, 2}};
    b.plant.steps[0].n_choices = 2;
    CHECK(station_loads(b.plant)[0].load ==
          doctest::Approx(0.1 * 0.5 * (1 + 0.6 * 2 + 1 + 1)).epsilon(eps()));
  }

  TEST_CASE("capacity: a CONWIP stream fills the bottleneck beside the open streams") {
    Builder b;
    b.station(1);
    b.station(1);
    b.step(0, 1);
    b.step(1, 2);
    b.release(0.125, 1);
    Release& closed = b.release(0, 1);
    closed.kind = ReleaseKind::kConwip;
    closed.conwip = 6;
    const std::vector<StationLoad> loads = station_loads(b.plant);
    CHECK(loads[1].load == doctest::Approx(1.0).epsilon(eps()));
    CHECK(loads[0].load == doctest::Approx(0.5).epsilon(eps()));
    CHECK(release_rates_per_h(b.plant)[1] == doctest::Approx(0.375).epsilon(eps()));
  }
}
