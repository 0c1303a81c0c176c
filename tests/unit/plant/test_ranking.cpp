#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;

/// One machine that a first job holds until 100 s; the others queue behind it, one each second, in
/// the order in which job() is called, each of a part of its own.
struct Line {
  PlantBuilder builder;
  Id station;
  std::int64_t next = 1;

  explicit Line(std::initializer_list<RankKey> ranking) {
    station = builder.station(1, ranking);
    builder.job(builder.part({builder.step(station, 100)}), 0);
  }
  ListedJob& job(double process_s = 10) {
    return builder.job(builder.part({builder.step(station, process_s)}), next++);
  }
  std::string order() const { return PlantRun(builder.plant, 200).log("start"); }
};

}  // namespace

TEST_SUITE("plant.ranking") {
  TEST_CASE("ranking: without a key and with fifo the first come is the first served") {
    for (const bool with_key : {false, true}) {
      Line line(with_key ? std::initializer_list<RankKey>{RankKey::kFifo}
                         : std::initializer_list<RankKey>{});
      for (int i = 0; i < 3; ++i) line.job();
      CHECK(line.order() == "j0 0, j1 100, j2 110, j3 120");
    }
  }

  TEST_CASE("ranking: lifo serves the latest first and equal ones in order") {
    Line line({RankKey::kLifo});
    line.job();
    line.job();
    --line.next;
    line.job();  // comes with the one before it
    CHECK(line.order() == "j0 0, j2 100, j3 110, j1 120");
  }

  TEST_CASE("ranking: the greater priority first and negative ones last") {
    Line line({RankKey::kPriority});
    line.job().priority = -1;
    line.job().priority = 5;
    line.job().priority = 0;
    line.job().priority = 5;
    CHECK(line.order() == "j0 0, j2 100, j4 110, j3 120, j1 130");
  }

  TEST_CASE("ranking: hot jobs first") {
    Line line({RankKey::kHotFirst});
    line.job();
    line.job().hot = true;
    line.job();
    line.job().hot = true;
    CHECK(line.order() == "j0 0, j2 100, j4 110, j1 120, j3 130");
  }

  TEST_CASE("ranking: shortest and longest process time") {
    Line shortest({RankKey::kSpt});
    Line longest({RankKey::kLpt});
    for (Line* line : {&shortest, &longest}) {
      line->job(20);
      line->job(5);
      line->job(10);
    }
    CHECK(shortest.order() == "j0 0, j2 100, j3 105, j1 115");
    CHECK(longest.order() == "j0 0, j1 100, j3 120, j2 130");
  }

  TEST_CASE("ranking: earliest due date and none at the end") {
    Line line({RankKey::kEdd});
    line.job();
    line.job().due = sec(300);
    line.job().due = sec(200);
    CHECK(line.order() == "j0 0, j3 100, j2 110, j1 120");
  }

  TEST_CASE("ranking: slack counts the remaining work") {
    Line line({RankKey::kSlack});
    line.job(10).due = sec(300);  // slack 290 - now
    line.job(60).due = sec(340);  // 280
    line.job(30).due = sec(305);  // 275
    CHECK(line.order() == "j0 0, j3 100, j2 130, j1 190");
  }

  TEST_CASE("ranking: critical ratio is evaluated when the machine asks") {
    Line line({RankKey::kCriticalRatio});
    line.job(10).due = sec(130);  // at 100: 30 / 10 = 3
    line.job(40).due = sec(180);  // at 100: 80 / 40 = 2, then late
    line.job(20).due = sec(170);  // at 100: 70 / 20 = 3.5; at 140: 1.5
    line.job(10);                 // never due
    // At 140 the first has -10 / 10.
    CHECK(line.order() == "j0 0, j2 100, j1 140, j3 150, j4 170");
  }

  TEST_CASE("ranking: weighted shortest process time") {
    Line line({RankKey::kWspt});
    line.job(10);  // 0.1
    line.job(20);  // 0.15
    line.job(5);   // 0.12
    line.builder.plant.parts[2].weight = 3;
    line.builder.plant.parts[3].weight = 0.6;
    CHECK(line.order() == "j0 0, j2 100, j3 120, j1 125");
  }

  TEST_CASE("ranking: apparent tardiness cost") {
    // At 100 the mean work is (10 + 20 + 30) / 3 = 20 s, the scale 60 s:
    // j1: 1/10 exp(-90/60) = 0.0223; j2: 1/20 (late) = 0.05; j3: 2/30 exp(-30/60) = 0.0404.
    // At 120 the mean is 20 s again: j1: 1/10 exp(-70/60) = 0.0311; j3: 2/30 exp(-10/60) = 0.0564.
    Line line({RankKey::kAtc});
    line.job(10).due = sec(200);
    line.job(20).due = sec(50);
    line.job(30).due = sec(160);
    line.builder.plant.parts[3].weight = 2;
    CHECK(line.order() == "j0 0, j2 100, j3 120, j1 150");
  }

  TEST_CASE("ranking: apparent tardiness cost without due dates serves in turn") {
    Line line({RankKey::kAtc});
    line.job(20);
    line.job(10);
    CHECK(line.order() == "j0 0, j1 100, j2 120");
  }

  TEST_CASE("ranking: least setup asks the machine") {
    Line line({RankKey::kLeastSetup});
    line.builder.setup_states(3);
    line.builder.setup_time(kNone, 0, 30);
    line.builder.setup_time(kNone, 1, 20);
    line.builder.setup_time(1, 0, 5);
    for (int i = 0; i < 4; ++i) line.job();
    LargeVector<Step>& steps = line.builder.plant.steps;
    steps[0].setup = 2;  // no time is known to it: at once
    steps[1].setup = 0;
    steps[2].setup = 1;
    steps[3].setup = 2;
    // j4 needs no state: no setup, like j3. Then state 1 (20 s) before state 0 (30 s); from 1 it
    // is 5.
    CHECK(line.order() == "j0 0, j3 100, j4 110, j2 120, j1 150");
  }

  TEST_CASE("ranking: least setup may count the table only") {
    for (const bool all : {true, false}) {
      Line line({RankKey::kLeastSetup});
      line.builder.setup_states(2);
      line.builder.setup_time(kNone, 0, 10);
      line.builder.setup_time(kNone, 1, 20);
      line.builder.at(line.station).setup.least_setup_counts_step_times = all;
      line.job();
      line.job();
      line.builder.plant.steps[1].setup = 1;  // table 20
      line.builder.plant.steps[2].setup = 0;  // table 10, its own 30
      line.builder.plant.steps[2].setup_time = line.builder.seconds(30);
      CHECK(line.order() == (all ? "j0 0, j1 100, j2 130" : "j0 0, j2 100, j1 140"));
    }
  }

  TEST_CASE("ranking: time left of the open window") {
    PlantBuilder b;
    const Id feeder = b.station(4);
    const Id machine = b.station(1, {RankKey::kWindowSlack});
    b.job(b.part({b.step(machine, 100)}), 0);
    for (const std::int64_t limit : {500, 300, 400}) {
      const Id part = b.part({b.step(feeder, 1), b.step(machine, 10)});
      const Id first = b.plant.routes[b.plant.parts[part].route].first_step;
      b.window(first, first + 1, limit);
      b.job(part, limit / 100);  // windows open at 6, 4 and 5: deadlines 506, 304, 405
    }
    b.job(b.part({b.step(machine, 10)}), 2);  // no window
    std::sort(b.plant.releases[0].list.begin(), b.plant.releases[0].list.end(),
              [](const ListedJob& x, const ListedJob& y) { return x.time < y.time; });
    const PlantRun run(b.plant, 200);
    // serial numbers by time: j1 without a window, j2 300, j3 400, j4 500
    CHECK(run.log_at("start", 0) == "j0 0");
    CHECK(run.log_at("start", 4) == "j2 100");
    CHECK(run.log_at("start", 6) == "j3 110");
    CHECK(run.log_at("start", 2) == "j4 120");
    CHECK(run.log_at("start", 7) == "j1 130");
  }

  TEST_CASE("ranking: jobs that continue the minimum run first") {
    Line line({RankKey::kMinRun, RankKey::kPriority});
    line.builder.setup_states(2);
    line.builder.plant.setups.min_run = {3, 0};
    line.builder.at(line.station).setup.min_run_wait = SimTime();
    line.builder.plant.steps[0].setup = 0;
    const auto add = [&](Id state, std::int32_t priority) {
      line.job().priority = priority;
      line.builder.plant.steps.back().setup = state;
    };
    add(1, 9);
    add(0, 1);
    add(0, 2);
    add(0, 3);
    // The run needs two more of state 0, by priority; then priority decides.
    CHECK(line.order() == "j0 0, j4 100, j3 110, j1 120, j2 130");
  }

  TEST_CASE("ranking: random order is drawn a job and not always that of arrival") {
    Line line({RankKey::kRandom});
    for (int i = 0; i < 8; ++i) line.job(1);
    const std::string once = line.order();
    CHECK(once == line.order());
    CHECK(once != "j0 0, j1 100, j2 101, j3 102, j4 103, j5 104, j6 105, j7 106, j8 107");
    // A job more changes nothing in how the others stand to each other.
    line.job(1);
    const Plant& plant = line.builder.plant;
    const PlantRun more(plant, 200);
    std::vector<double> draw(10);
    for (std::uint32_t j = 1; j <= 9; ++j) {
      draw[j] = RandomStreams{1, 0}.uniform(Purpose::kDispatch, 0, j, 1);
    }
    std::vector<std::uint32_t> order = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t x, std::uint32_t y) { return draw[x] < draw[y]; });
    std::string expected = "j0 0";
    for (std::size_t i = 0; i < order.size(); ++i) {
      expected += ", j" + std::to_string(order[i]) + " " + std::to_string(100 + i);
    }
    CHECK(more.log("start") == expected);
  }

  TEST_CASE("ranking: sorted keys then the machine's view then first come") {
    // priority and hot are kept sorted, least setup is asked among their equals, fifo ends.
    Line line({RankKey::kPriority, RankKey::kHotFirst, RankKey::kLeastSetup, RankKey::kFifo});
    line.builder.setup_states(2);
    line.builder.setup_time(kNone, 0, 1);
    line.builder.setup_time(kNone, 1, 1);
    line.builder.plant.steps[0].setup = 0;
    const auto add = [&](std::int32_t priority, bool hot, Id state) {
      ListedJob& job = line.job();
      job.priority = priority;
      job.hot = hot;
      line.builder.plant.steps.back().setup = state;
    };
    add(0, false, 1);  // j1
    add(0, true, 1);   // j2
    add(1, false, 1);  // j3
    add(1, true, 1);   // j4
    add(1, true, 0);   // j5: no setup, before j4
    add(1, true, 0);   // j6: after j5
    // setups: at 0 (1 s), j4 to state 1 at 121
    CHECK(line.order() == "j0 0, j5 101, j6 111, j4 121, j3 132, j2 142, j1 152");
  }

  TEST_CASE("ranking: three static keys of which the third is asked later") {
    Line line({RankKey::kPriority, RankKey::kHotFirst, RankKey::kSpt});
    line.job(30);
    line.job(20);
    line.job(10).hot = true;
    line.job(25).hot = true;
    CHECK(line.order() == "j0 0, j3 100, j4 110, j2 135, j1 155");
  }

  TEST_CASE("ranking: a key behind a dynamic one decides its ties") {
    struct Case {
      RankKey key;
      const char* expected;
    };
    // All have the same setup; j1: 30 s, due 250, weight 3; j2: 10 s, due 210, weight 0.5.
    for (const Case& c :
         {Case{RankKey::kSpt, "j0 0, j2 100, j1 110"}, Case{RankKey::kLpt, "j0 0, j1 100, j2 130"},
          Case{RankKey::kEdd, "j0 0, j2 100, j1 110"},
          Case{RankKey::kSlack, "j0 0, j2 100, j1 110"},
          Case{RankKey::kWspt, "j0 0, j1 100, j2 130"},
          Case{RankKey::kPriority, "j0 0, j2 100, j1 110"},
          Case{RankKey::kHotFirst, "j0 0, j2 100, j1 110"},
          Case{RankKey::kLifo, "j0 0, j2 100, j1 110"},
          Case{RankKey::kFifo, "j0 0, j1 100, j2 130"},
          Case{RankKey::kCriticalRatio, "j0 0, j1 100, j2 130"}}) {
      Line line({RankKey::kLeastSetup, c.key});
      line.job(30).due = sec(250);
      ListedJob& second = line.job(10);
      second.due = sec(210);
      second.priority = 1;
      second.hot = true;
      line.builder.plant.parts[1].weight = 3;
      line.builder.plant.parts[2].weight = 0.5;
      CAPTURE(static_cast<int>(c.key));
      CHECK(line.order() == c.expected);
    }
  }

  TEST_CASE("ranking: what stands behind fifo breaks the ties of jobs that came together") {
    Line line({RankKey::kFifo, RankKey::kPriority});
    line.job();
    --line.next;
    line.job().priority = 1;
    CHECK(line.order() == "j0 0, j2 100, j1 110");
  }
}
