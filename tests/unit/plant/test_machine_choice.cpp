#include <doctest/doctest.h>

#include "support/plant_builder.h"
#include "support/plant_run.h"

using namespace twinline;

TEST_SUITE("plant.machine_choice") {
  TEST_CASE("machine choice: the longest idle takes a lone job") {
    PlantBuilder b;
    const Id station = b.station(3);
    const Id part = b.part({b.step(station, 5)});
    b.jobs(part, {0, 2, 20, 30, 40});
    // m0 is free again at 5 and m1 at 7: m2 (since 0), m0, m1, ...
    CHECK(PlantRun(b.plant, 100).machines("start") == "j0 m0, j1 m1, j2 m2, j3 m0, j4 m1");
  }

  TEST_CASE("machine choice: the first of the list for one job and for several") {
    PlantBuilder b;
    const Id station = b.station(3);
    b.at(station).machine_choice = MachineChoice::kFirst;
    const Id part = b.part({b.step(station, 5)});
    b.jobs(part, {0, 2, 20, 30, 40, 40, 40});
    // At 20 the list of idle machines reads m2, m0, m1.
    CHECK(PlantRun(b.plant, 100).machines("start") ==
          "j0 m0, j1 m1, j2 m0, j3 m0, j4 m0, j5 m1, j6 m2");
  }

  TEST_CASE("machine choice: least setup for one job and for several") {
    PlantBuilder b;
    const Id station = b.station(3);
    b.at(station).machine_choice = MachineChoice::kLeastSetup;
    b.setup_states(3);
    for (Id to = 0; to < 3; ++to) b.setup_time(kNone, to, 10);
    b.setup_time(0, 2, 4);
    std::vector<Id> part;
    for (Id state = 0; state < 3; ++state) {
      Step step = b.step(station, 5);
      step.setup = state;
      part.push_back(b.part({step}));
    }
    b.jobs(part[0], {0});   // m0 -> state 0, free at 15
    b.jobs(part[1], {1});   // m1 -> state 1, free at 16
    b.jobs(part[2], {20});  // m2 waits longest, but m0 needs 4 s only
    b.jobs(part[1], {40});
    b.jobs(part[2], {60});
    b.job(part[1], 80);  // two at once: each finds its own machine
    b.job(part[2], 80);
    const PlantRun run(b.plant, 100);
    CHECK(run.machines("start") == "j0 m0, j1 m1, j2 m0, j3 m1, j4 m0, j5 m1, j6 m0");
    CHECK(run.times(0) == "processing 20, idle 66, setup 14");
    CHECK(run.times(2) == "idle 100");
  }

  TEST_CASE("machine choice: equal setups go to the longest idle") {
    PlantBuilder b;
    const Id station = b.station(2);
    b.at(station).machine_choice = MachineChoice::kLeastSetup;
    const Id part = b.part({b.step(station, 5)});
    b.jobs(part, {0, 10, 20});
    CHECK(PlantRun(b.plant, 100).machines("start") == "j0 m0, j1 m1, j2 m0");
  }

  TEST_CASE("qualification: a step uses its machines only and others pass it by") {
    PlantBuilder b;
    const Id station = b.station(2);
    Step narrow = b.step(station, 10);
    narrow.qualification = 0;
    b.plant.qualified = {{false, true}};
    const Id special = b.part({narrow});
    const Id plain = b.part({b.step(station, 10)});
    b.job(special, 0);
    b.job(special, 0);
    b.job(plain, 1);
    const PlantRun run(b.plant, 30);
    CHECK(run.machines("start") == "j0 m1, j2 m0, j1 m1");
    CHECK(run.log("start") == "j0 0, j2 1, j1 10");
    // m0 stands while j1 waits that it may not take: held, not idle.
    CHECK(run.times(0) == "processing 10, idle 19, held 1");
  }

  TEST_CASE("same machine: a later step waits for the one that was used") {
    PlantBuilder b;
    const Id station = b.station(2);
    b.plant.n_machine_slots = 1;
    Step first = b.step(station, 5);
    first.save_machine = 0;
    Step second = b.step(station, 5);
    second.same_machine = 0;
    const Id part = b.part({first, second});
    const Id plain = b.part({b.step(station, 20)});
    b.job(part, 0);   // m0
    b.job(plain, 2);  // m1 until 22
    b.job(plain, 4);  // m0 at 5, before j0 which queues at 5 too: until 25
    const PlantRun run(b.plant, 40);
    CHECK(run.machines("start") == "j0 m0, j1 m1, j2 m0, j0 m0");
    CHECK(run.log("start") == "j0 0, j1 2, j2 5, j0 25");
    CHECK(run.times(1) == "processing 20, idle 17, held 3");  // held from 22 to 25
  }

  TEST_CASE("other machine: a later step avoids the one that was used") {
    PlantBuilder b;
    const Id station = b.station(2);
    b.plant.n_machine_slots = 1;
    Step first = b.step(station, 5);
    first.save_machine = 0;
    Step second = b.step(station, 5);
    second.other_machine = 0;
    const Id part = b.part({first, second});
    b.job(part, 0);
    b.job(b.part({b.step(station, 20)}), 1);  // m1 until 21
    const PlantRun run(b.plant, 40);
    CHECK(run.machines("start") == "j0 m0, j1 m1, j0 m1");
    CHECK(run.log("start") == "j0 0, j1 1, j0 21");
    CHECK(run.times(0) == "processing 5, idle 19, held 16");
  }

  TEST_CASE("same machine: a slot that was never set binds nobody") {
    PlantBuilder b;
    const Id station = b.station(2);
    b.plant.n_machine_slots = 1;
    Step second = b.step(station, 5);
    second.same_machine = 0;
    b.jobs(b.part({second}), {0, 0});
    CHECK(PlantRun(b.plant, 10).machines("start") == "j0 m0, j1 m1");
  }

  TEST_CASE("resource: held from setup to unload and shared by stations") {
    PlantBuilder b;
    const Id one = b.station();
    const Id two = b.station();
    b.plant.resources.push_back({"reticle", 1});
    b.setup_states(1);
    b.setup_time(kNone, 0, 2);
    const auto with_resource = [&](Id station) {
      Step step = b.step(station, 10);
      step.load = b.seconds(1);
      step.unload = b.seconds(3);
      step.setup = 0;
      step.resource = 0;
      return step;
    };
    const Id first = b.part({with_resource(one)});
    const Id second = b.part({with_resource(two)});
    b.job(first, 0);
    b.job(second, 5);
    b.job(b.part({b.step(two, 4)}), 6);  // needs no reticle: passes
    const PlantRun run(b.plant, 40);
    CHECK(run.log("start") == "j0 0, j2 6, j1 16");
    CHECK(run.log("finish") == "j2 10, j0 16, j1 32");
    CHECK(run.times(1) == "processing 14, loading 1, unloading 3, idle 13, held 7, setup 2");
    const TimeWeighted& busy = run.stats().resources[0].busy;
    CHECK((busy.area(sec(40)) == Int128{32'000'000'000}));
    CHECK(busy.max() == 1);
  }

  TEST_CASE("resource: two of a kind let two work") {
    PlantBuilder b;
    const Id station = b.station(3);
    b.plant.resources.push_back({"fixture", 2});
    Step step = b.step(station, 10);
    step.resource = 0;
    b.jobs(b.part({step}), {0, 0, 0});
    CHECK(PlantRun(b.plant, 40).log("start") == "j0 0, j1 0, j2 10");
  }

  TEST_CASE("speed: process times and intervals are divided by it and loading is not") {
    PlantBuilder b;
    const Id station = b.station();
    b.plant.machines[0].speed = 2;
    b.at(station).capacity = 2;
    Step step = b.step(station, 10);
    step.load = b.seconds(3);
    step.interval = sec(6);
    b.jobs(b.part({step}), {0, 0});
    const PlantRun run(b.plant, 20);
    CHECK(run.log("start") == "j0 0, j1 3");
    CHECK(run.log("finish") == "j0 8, j1 11");
  }
}
