// Zones, order on edges, stockers and deadlocks of vehicles, against schedules by hand (the times
// are those of test_vehicles.cpp).

#include "support/text_run.h"
#include "support/two_places.h"
#include "twinline/core/error.h"
#include "twinline/plant/state/state_archive.h"

namespace {

using namespace twinline;
using test::edge;
using test::fleet;
using test::Hours;
using test::TextRun;
using test::two_places;
using test::zone;

Hours seconds_of(const TextRun& run, const std::string& what, Id step) {
  Hours seconds;
  for (const auto& entry : run.log().of(what)) {
    if (entry.step == step) seconds.push_back(static_cast<double>(entry.time.ns()) / 1e9);
  }
  return seconds;
}

const std::string kTwoJobs = "\"0 s\", \"0 s\"";

std::string slow_to_unload(const std::string& zone_name) {
  return edge("A", "B", 20, zone_name) + edge("B", "A", 30) +
         "[[fleet]]\nname = \"agv\"\nvehicles = 2\nspeed = \"1 m/s\"\nload = \"5 s\"\n"
         "unload = \"30 s\"\nstart = [\"A\"]\n";
}

/// Jobs go both ways over two edges, each of which has room for one vehicle.
std::string both_ways() {
  std::string text;
  for (const std::string from : {"A", "B"}) {
    const std::string to = from == "A" ? "B" : "A";
    text += "[[part]]\nname = \"p" + from + "\"\nroute = \"r" + from + "\"\n[[route]]\nname = \"r" +
            from + "\"\nsteps = [{step = \"1\", station = \"s" + from +
            "\", process = \"10 s\"}, {step = \"2\", station = \"t" + to +
            "\", process = \"1 s\"}]\n[[station]]\nname = \"s" + from + "\"\nlocation = \"" + from +
            "\"\n[[station]]\nname = \"t" + from + "\"\nlocation = \"" + from +
            "\"\n[[release]]\nname = \"from" + from + "\"\npart = \"p" + from +
            "\"\ntimes = [\"0 s\", \"40 s\"]\n";
  }
  return text + zone("ab") + zone("ba") + edge("A", "B", 20, "ab") + edge("B", "A", 30, "ba") +
         fleet(2, "\"A\", \"B\"");
}

/// The stocker S lies on the way from A to B, where a job takes 100 s and one may wait.
std::string with_stocker(int capacity) {
  return two_places("\"0 s\", \"0 s\", \"0 s\", \"0 s\"", "",
                    "places = 1\ncounts = \"waiting\"\nblocking = \"after_service\"", "100 s") +
         edge("A", "S", 10) + edge("S", "B", 10) + edge("B", "A", 30) + fleet(1, "\"A\"") +
         "[[stocker]]\nname = \"stock\"\nlocation = \"S\"\ncapacity = " + std::to_string(capacity) +
         "\n";
}

}  // namespace

TEST_SUITE("traffic") {
  TEST_CASE("traffic: a full zone is entered when the vehicle in it has set out elsewhere") {
    const TextRun run(two_places(kTwoJobs) + zone("z") + edge("A", "B", 20, "z") +
                          edge("B", "A", 30) + fleet(2, "\"A\""),
                      "1 h");
    CHECK(seconds_of(run, "pick_up", 1) == Hours{15, 25});
    // The first stands idle in the way at 38: it is sent on.
    CHECK(seconds_of(run, "queue", 1) == Hours{38, 61});
    const TextRun own(two_places(kTwoJobs) + edge("A", "B", 20) + "capacity = 1\n" +
                          edge("B", "A", 30) + fleet(2, "\"A\""),
                      "1 h");
    CHECK(seconds_of(own, "queue", 1) == Hours{38, 61});
    CHECK(own.plant().tracks.zones.at(0).name == "A-B");
    const ZoneStats& stats = run.statistics().zones.at(0);
    CHECK(stats.entries == 2);
    CHECK(stats.vehicles.max() == 1);
    CHECK(stats.wait.sum_seconds() == 13);
    const auto blocked = static_cast<std::size_t>(VehicleUse::kBlocked);
    CHECK(run.simulation().vehicles()[1].in_use[blocked].seconds() == 13);
  }

  TEST_CASE("traffic: in a zone vehicles keep their order, elsewhere they pass each other") {
    const TextRun ordered(two_places(kTwoJobs) + zone("z", 2) + slow_to_unload("z"), "1 h");
    CHECK(seconds_of(ordered, "queue", 1) == Hours{65, 95});
    const TextRun free(two_places(kTwoJobs) + slow_to_unload(""), "1 h");
    CHECK(seconds_of(free, "queue", 1) == Hours{65, 75});
  }

  TEST_CASE("traffic: vehicles that wait for each other end the run with who waits for whom") {
    CHECK_THROWS_WITH_AS(
        TextRun(both_ways(), "1 h"),
        "deadlock at 0.015 h: vehicle 2 of \"agv\" at node \"A\" waits for zone \"ab\", which is "
        "full (1); vehicle 1 of \"agv\" at node \"B\" waits for zone \"ba\", which is full (1); "
        "give zones more room, or the ways one direction",
        RunError);
  }

  TEST_CASE("traffic: a job without a place goes to a stocker, or past it when it gets one") {
    const TextRun run(with_stocker(5), "1 h");
    CHECK(seconds_of(run, "start", 0) == Hours{0, 10, 20, 30});
    CHECK(seconds_of(run, "pick_up", 1) == Hours{15, 73, 131, 189, 243});
    CHECK(seconds_of(run, "store", 1) == Hours{202});
    CHECK(seconds_of(run, "queue", 1) == Hours{38, 96, 154, 256});
    CHECK(seconds_of(run, "start", 1) == Hours{38, 138, 238, 338});
    CHECK(run.simulation().buffers().at(1).content * 3600 == doctest::Approx(108 + 198));
    CHECK(run.hours_in(MachineState::kBlocked) == 0);
  }

  TEST_CASE(
      "traffic: out of a stocker the most urgent job comes first where the buffer admits so") {
    // Three jobs wait in the stocker for the place at B; the last one is urgent.
    std::string text = with_stocker(5);
    const std::string normal = "times = [\"0 s\", \"0 s\", \"0 s\", \"0 s\"]\n";
    text.replace(
        text.find(normal), normal.size(),
        normal +
            "[[release]]\nname = \"urgent\"\npart = \"p\"\npriority = 1\ntimes = [\"35 s\"]\n");
    const TextRun fifo(text, "1 h");
    CHECK(fifo.log().hours_of("start", 1, 0) * 3600 < 41);  // at A
    const auto order_at_b = [](const TextRun& run) {
      std::vector<Id> releases;
      for (const auto& entry : run.log().of("start")) {
        if (entry.step == 1) releases.push_back(entry.release);
      }
      return releases;
    };
    CHECK(order_at_b(fifo) == std::vector<Id>{0, 0, 0, 0, 1});
    const std::string places = "places = 1\n";
    text.replace(text.find(places), places.size(),
                 "places = 1\nadmits = \"dispatch\"\ndispatch = [\"priority\"]\n");
    CHECK(order_at_b(TextRun(text, "1 h")) == std::vector<Id>{0, 0, 1, 0, 0});
  }

  TEST_CASE("traffic: where the stocker is full too, the machine is blocked") {
    const TextRun run(with_stocker(1), "1 h");
    // At 138 the third job gets its place at B, and the fourth that of the third in the stocker.
    CHECK(run.hours_in(MachineState::kBlocked) * 3600 == doctest::Approx(138 - 40));
    CHECK(seconds_of(run, "queue", 1).size() == 4);
  }

  TEST_CASE("traffic: a place taken by a job that is on its way is no deadlock") {
    const std::string again =
        "[[part]]\nname = \"p\"\nroute = \"r\"\n[[route]]\nname = \"r\"\nsteps = [\n"
        "{step = \"1\", station = \"a\", process = \"10 s\"},\n"
        "{step = \"2\", station = \"b\", process = \"10 s\"},\n"
        "{step = \"3\", station = \"a\", process = \"10 s\"}]\n"
        "[[station]]\nname = \"a\"\nlocation = \"A\"\nplaces = 3\ncounts = \"waiting\"\n"
        "blocking = \"after_service\"\n"
        "[[station]]\nname = \"b\"\nlocation = \"B\"\nplaces = 1\ncounts = "
        "\"waiting_and_work\"\nblocking = \"after_service\"\n"
        "[[release]]\nname = \"jobs\"\npart = \"p\"\ntimes = [\"0 s\", \"0 s\"]\n";
    const TextRun timed(again + "[[transport]]\nfrom = \"A\"\nto = \"B\"\ntime = \"100 s\"\n",
                        "1 h");
    CHECK(seconds_of(timed, "queue", 1) == Hours{110, 220});
    const TextRun carried(again + edge("A", "B", 92) + edge("B", "A", 92) + fleet(1, "\"A\""),
                          "1 h");
    CHECK(carried.statistics().finished.size() == 2);
  }

  TEST_CASE("traffic: a run stopped and taken up again after every event ends alike") {
    const TextRun run(with_stocker(5), "1 h");
    auto copy = std::make_unique<Simulation>(run.plant(), 1, 0);
    while (copy->advance(run.plant().horizon(), 1) == Progress::kPaused) {
      copy =
          std::make_unique<Simulation>(run.plant(), state_from_bytes(state_bytes(copy->state())));
    }
    CHECK((state_bytes(copy->state()) == state_bytes(run.simulation().state())));
  }

  TEST_CASE("traffic: figures count from the end of the warm-up") {
    const TextRun run(with_stocker(5), "1 h");
    Plant plant = run.plant();
    plant.run.warm_up = SimTime::from_seconds(100);
    Simulation simulation(plant, 1, 0);
    simulation.advance(plant.horizon());
    const VehicleStats stats = simulation.vehicles().at(0);
    SimTime total;
    for (const SimTime time : stats.in_use) total += time;
    CHECK(total.seconds() == 3600);
    CHECK(stats.jobs == 3);
    CHECK(simulation.statistics().fleets.at(0).delivery.count() == 3);
  }
}
