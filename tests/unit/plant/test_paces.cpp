#include <doctest/doctest.h>

#include "support/paced_belt.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// People at the first position of a moving line: `work_s` on each job, 1 s back.
void add_people(PacedBelt& line, double work_s) {
  Plant& plant = line.plant;
  OptionWork work;
  work.time = line.seconds(work_s);
  plant.works.push_back(work);
  plant.line_positions.push_back({line.belt, 0, 0, 1});
  Belt& belt = plant.belts[0];
  belt.n_positions = 1;
  belt.drift = sec(2);
  belt.walk = sec(1);
  belt.overload = Overload::kStop;
}

}  // namespace

TEST_SUITE("plant.paces") {
  TEST_CASE("pace: a conveyor runs faster from the entry on that finds the new setting") {
    PacedBelt line(BeltKind::kRigid, 100, 10, 10, 1);
    line.then(2);
    line.jobs(0, {0, 50, 120, 130});
    const PlantRun run(line.finished(), 200);
    // The first comes out at 100. At 120 the clock begins to run twice as fast, with 30 to go for
    // the second; the fourth enters at 140 by the clock.
    CHECK(run.log_at("start", 0) == "j0 0, j1 50, j2 120, j3 130");
    CHECK(run.log_at("end", 0) == "j0 100, j1 135, j2 170, j3 180");
    CHECK(run.stats().paces[0].count() == 4);
    CHECK(run.stats().paces[0].mean() == 1.5);
  }

  TEST_CASE("pace: feedback of jobs with the old setting goes to the old setting") {
    PacedBelt line(BeltKind::kRigid, 100, 10, 10, 1);
    line.then(1.25);
    line.plant.outcomes.controls[0].high = 9;
    line.jobs(0, {0, 40, 110, 150});
    const PlantRun run(line.finished(), 400);
    // j0 asks for 1.25. j1, with pace 1 as well, is out at 134 and asks for 1.25 again: not 1.5.
    CHECK(run.log_at("end", 0) == "j0 100, j1 134, j2 190, j3 230");
    CHECK(run.state().belts[0].pace == 1.25);
    // j2 and j3 had 1.25 and ask for 1.5.
    CHECK(run.state().controls[0].intercept == -1.25);
  }

  TEST_CASE("pace: the entry opens a pitch later by the clock") {
    PacedBelt line(BeltKind::kRigid, 100, 10, 10, 1);
    line.always(4);
    line.jobs(0, {0, 0, 0});
    const PlantRun run(line.finished(), 100);
    CHECK(run.log_at("start", 0) == "j0 0, j1 2.500000000, j2 5");
    CHECK(run.log_at("end", 0) == "j0 25, j1 27.500000000, j2 30");
  }

  TEST_CASE("pace: an accumulating belt closes up at its pace") {
    PacedBelt line(BeltKind::kAccumulating, 50, 10, 5, 30);
    line.then(0.5);
    line.jobs(0, {0, 0, 0, 85});
    const PlantRun run(line.finished(), 400);
    // j1 waits at the exit from 60 to 80. j2, 10 of the clock behind it, has 5 to go when the pace
    // falls at 85, and waits from 95 to 110. j3 then has 37.5 of the clock to go.
    CHECK(run.log("block") == "j1 60, j2 95");
    CHECK(run.log_at("start", 1) == "j0 50, j1 80, j2 110, j3 185");
  }

  TEST_CASE("pace: an indexing line moves when its clock has run a cycle") {
    PacedBelt line(BeltKind::kIndexing, 30, 10, 3, 1);
    line.then(2);
    line.jobs(0, {0, 3, 33, 34});
    const PlantRun run(line.finished(), 200);
    // Twice as fast from 33 on: the line moves at 36.5 and 41.5, when j3 enters.
    CHECK(run.log_at("start", 0) == "j0 0, j1 10, j2 33, j3 41.500000000");
    CHECK(run.log_at("end", 0) == "j0 30, j1 36.500000000, j2 51.500000000, j3 56.500000000");
  }

  TEST_CASE("pace: jobs that wait for an indexing line miss no cycle however it is rounded") {
    for (const double pace : {0.3, 0.7, 1.1, 3.7, 7.0}) {
      CAPTURE(pace);
      constexpr int kJobs = 500;
      PacedBelt line(BeltKind::kIndexing, 21, 7, 3, 0.1);
      line.always(pace);
      for (int i = 0; i < kJobs; ++i) line.job(0, 0);
      const auto until = static_cast<std::int64_t>(7 * (kJobs + 2) / pace) + 2;
      const PlantRun run(line.finished(), until);
      REQUIRE(run.stats().releases[0].finished == kJobs);
      CHECK(run.state().belts[0].last_exit == sec(7 * (kJobs + 2)));
    }
  }

  TEST_CASE("pace: what a fast clock reaches in one nanosecond comes one after the other") {
    PacedBelt line(BeltKind::kRigid, 20, 10, 3, 0);
    line.plant.belts[0].transit = SimTime::from_ns(sec(20).ns() - 1);
    line.always(100);
    line.jobs(0, {0, 0, 0, 0});
    const PlantRun run(line.finished(), 1);
    // The first comes to the exit a nanosecond of the clock before the entry opens for the third.
    CHECK(run.log_at("start", 0) == "j0 0, j1 0.100000000, j2 0.200000000, j3 0.300000000");
    CHECK(run.log_at("end", 0) == "j0 0.200000000, j1 0.300000000, j2 0.400000000, j3 0.500000000");
  }

  TEST_CASE("pace: stops are real time") {
    PacedBelt line(BeltKind::kRigid, 100, 10, 10, 1);
    line.always(2);
    line.failure(line.belt, FailureClock::kCalendar, 45, 20);
    line.jobs(0, {0, 5});
    const PlantRun run(line.finished(), 80);
    // Down from 45 to 65, with 10 and 20 of the clock to go.
    CHECK(run.log_at("end", 0) == "j0 70, j1 75");
    CHECK(run.times(0) == "processing 55, idle 5, repair 20");
  }

  TEST_CASE("pace: failures by working time count time and not the clock") {
    PacedBelt line(BeltKind::kRigid, 50, 10, 5, 1);
    line.always(2);
    line.failure(line.belt, FailureClock::kBusy, 30, 20);
    line.jobs(0, {0, 100});
    const PlantRun run(line.finished(), 200);
    CHECK(run.log("repair") == "m0 105");  // 25 s with the first, 5 s with the second
    CHECK(run.log_at("end", 0) == "j0 25, j1 145");
  }

  TEST_CASE("pace: a rigid belt stands while its first job cannot leave") {
    PacedBelt line(BeltKind::kRigid, 20, 10, 2, 25);
    line.always(2);
    line.jobs(0, {0, 0, 0});
    const PlantRun run(line.finished(), 200);
    CHECK(run.log_at("start", 0) == "j0 0, j1 5, j2 10");
    CHECK(run.log("block") == "j1 15, j2 40");
    CHECK(run.log_at("start", 1) == "j0 10, j1 35, j2 60");
  }

  TEST_CASE("pace: people need the time that they need") {
    PacedBelt line(BeltKind::kRigid, 20, 10, 2, 0);
    line.always(2);
    add_people(line, 8);
    line.jobs(0, {0, 0});
    const PlantRun run(line.finished(), 100);
    // 8 s are 16 of the clock, and j0 is 2 past the position at 12: the line stands from 6 to 8.
    // They are back 2 of the clock later, at 14, and j1 is past at 22: it stands from 13 to 17.
    CHECK(run.log_at("start", 0) == "j0 0, j1 5");
    CHECK(run.log_at("end", 0) == "j0 12, j1 21");
    const PositionStats& stats = run.stats().positions[0];
    CHECK(stats.work == sec(10));  // 6 s and 4 s
    CHECK(stats.overloads == 2);
    CHECK(stats.overload == sec(6));
    CHECK(stats.late.max() == sec(1));
    CHECK(run.times(0) == "processing 15, idle 79, waiting_operator 6");
  }

  TEST_CASE("pace: a change of setup takes its time") {
    PacedBelt line(BeltKind::kRigid, 100, 10, 10, 1);
    line.always(2);
    line.setup_states(2);
    line.setup_time(kNone, 0, 4);
    line.first_step().setup = 0;
    line.jobs(0, {0, 0});
    const PlantRun run(line.finished(), 100);
    CHECK(run.log_at("end", 0) == "j0 54, j1 59");
  }

  TEST_CASE("pace: models are given the passage and the pace of the entry") {
    PacedBelt line(BeltKind::kRigid, 100, 10, 10, 1);
    const Id passage = line.of_job("passage");
    const Id pace = line.of_job("pace");
    const Id first = line.copy(of_capture(0), passage);
    const Id second = line.copy(of_capture(1), pace);
    const Id recipe = line.recipe({first, second}, {{CaptureKind::kProcessTime, kNone, 0},
                                                    {CaptureKind::kGivenSetting, 0, 0}});
    line.figure(recipe, first);
    line.figure(recipe, second);
    line.first_step().recipe = recipe;
    line.then(2);
    // The last enters before the others are out: they come sooner than was foreseen.
    line.jobs(0, {0, 70, 90, 101});
    const PlantRun run(line.finished(), 400);
    CHECK(run.log_at("end", 0) == "j0 100, j1 135.500000000, j2 145.500000000, j3 151");
    const Statistics& stats = run.stats();
    CHECK(stats.outcomes[0].max() == 100);
    CHECK(stats.outcomes[0].min() == 50);
    CHECK(stats.outcomes[0].mean() == (3 * 100 + 50) / 4.0);
    CHECK(stats.outcomes[1].mean() == (3 * 1 + 2) / 4.0);
    CHECK(stats.outcomes[1].max() == 2);
  }

  TEST_CASE("pace: what grows by process seconds grows by the passage") {
    PacedBelt line(BeltKind::kRigid, 100, 10, 10, 1);
    const Id wear = line.condition();
    line.grows(line.belt, wear, GrowthBy::kProcessSecond, line.seconds(1));
    line.always(0.5);
    line.jobs(0, {0, 0});
    const PlantRun run(line.finished(), 300);
    CHECK(run.state().conditions[0] == 400);
  }
}
