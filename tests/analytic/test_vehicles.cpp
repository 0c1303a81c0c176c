// Vehicles that carry jobs, against schedules by hand. In seconds: a job is done at A after 10; a
// vehicle takes it up in 5 and sets it down in 3; from A to B it drives 20, back 30.

#include <algorithm>
#include <array>
#include <random>

#include "support/text_run.h"
#include "support/two_places.h"
#include "twinline/core/error.h"

namespace {

using namespace twinline;
using test::edge;
using test::fleet;
using test::Hours;
using test::TextRun;
using test::two_places;
using test::zone;

const std::string kLoop = edge("A", "B", 20) + edge("B", "A", 30);
const std::string kThreeJobs = "\"0 s\", \"0 s\", \"0 s\"";

void check_seconds(const Hours& hours, const Hours& expected) {
  CAPTURE(hours.size());
  REQUIRE(hours.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(hours[i] * 3600 == doctest::Approx(expected[i]).epsilon(1e-12));
  }
}

/// Times at which something happened at a step.
Hours at_step(const TextRun& run, const std::string& what, Id step) {
  Hours hours;
  for (const auto& entry : run.log().of(what)) {
    if (entry.step == step) hours.push_back(entry.time.hours());
  }
  return hours;
}

double seconds_in(const TextRun& run, Id vehicle, VehicleUse use) {
  const auto index = static_cast<std::size_t>(use);
  return static_cast<double>(run.simulation().vehicles().at(vehicle).in_use[index].ns()) / 1e9;
}

/// One job from A and one from C to B at the same time; C is nearer to B, where the vehicle is.
std::string two_sources(const std::string& fleet_keys, int priority_at_a = 0) {
  std::string text = "[[station]]\nname = \"b\"\nlocation = \"B\"\n";
  for (const std::string place : {"A", "C"}) {
    text +=
        "[[part]]\nname = \"p" + place + "\"\nroute = \"r" + place + "\"\n[[route]]\nname = \"r" +
        place + "\"\nsteps = [{step = \"1\", station = \"s" + place +
        "\", process = \"10 s\"}, {step = \"2\", station = \"b\", process = \"1 s\"}]\n"
        "[[station]]\nname = \"s" +
        place + "\"\nlocation = \"" + place + "\"\n[[release]]\nname = \"from" + place +
        "\"\npart = \"p" + place +
        "\"\ntimes = [\"0 s\"]\npriority = " + std::to_string(place == "A" ? priority_at_a : 0) +
        "\n";
  }
  return text + kLoop + edge("B", "C", 10) + edge("C", "B", 10) + fleet(1, "\"B\"", fleet_keys);
}

// A ring of four nodes, each with a station where jobs take no time, and jobs from any to any
// other.
constexpr int kNodes = 4;
constexpr std::array<int, kNodes> kRing = {17, 31, 8, 23};  ///< metres from each to the next

int ring_way(int from, int to) {
  int metres = 0;
  for (int n = from; n != to; n = (n + 1) % kNodes) metres += kRing[static_cast<std::size_t>(n)];
  return metres;
}

struct Move {
  int from = 0;
  int to = 0;
  int call_s = 0;
  int done_s = 0;
};

std::vector<Move> random_moves(unsigned seed, int n) {
  std::mt19937 random(seed);
  std::vector<Move> moves;
  int time = 0;
  for (int i = 0; i < n; ++i) {
    time += 1 + static_cast<int>(random() % 60);
    const int from = static_cast<int>(random() % kNodes);
    const int to = (from + 1 + static_cast<int>(random() % (kNodes - 1))) % kNodes;
    moves.push_back({from, to, time, 0});
  }
  return moves;
}

/// When each is set down: calls and vehicles are both served in the order in which they came.
void expect(std::vector<Move>& moves, int n_vehicles) {
  struct Free {
    int since = 0;
    int at = 0;
  };
  std::vector<Free> vehicles(static_cast<std::size_t>(n_vehicles));
  for (Move& move : moves) {
    const auto first = std::min_element(vehicles.begin(), vehicles.end(),
                                        [](Free a, Free b) { return a.since < b.since; });
    move.done_s = std::max(move.call_s, first->since) + ring_way(first->at, move.from) + 5 +
                  ring_way(move.from, move.to) + 3;
    *first = {move.done_s, move.to};
  }
}

std::string ring_scenario(const std::vector<Move>& moves, int n_vehicles) {
  std::string text;
  for (int n = 0; n < kNodes; ++n) {
    const std::string name = std::to_string(n);
    text += "[[station]]\nname = \"s" + name + "\"\nlocation = \"" + name + "\"\n" +
            edge(name, std::to_string((n + 1) % kNodes), kRing[static_cast<std::size_t>(n)]);
  }
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const std::string name = std::to_string(i);
    text += "[[part]]\nname = \"p" + name + "\"\nroute = \"r" + name + "\"\n[[route]]\nname = \"r" +
            name + "\"\nsteps = [{step = \"1\", station = \"s" + std::to_string(moves[i].from) +
            "\", process = \"0 s\"}, {step = \"2\", station = \"s" + std::to_string(moves[i].to) +
            "\", process = \"0 s\"}]\n[[release]]\nname = \"j" + name + "\"\npart = \"p" + name +
            "\"\ntimes = [\"" + std::to_string(moves[i].call_s) + " s\"]\n";
  }
  return text + fleet(n_vehicles, "\"0\"", "vehicle_choice = \"longest_idle\"");
}

}  // namespace

TEST_SUITE("vehicles") {
  TEST_CASE("vehicles: random calls on a ring, against a calculation of its own") {
    for (const int n_vehicles : {1, 2, 3, 5}) {
      CAPTURE(n_vehicles);
      std::vector<Move> moves = random_moves(static_cast<unsigned>(n_vehicles), 120);
      expect(moves, n_vehicles);
      const TextRun run(ring_scenario(moves, n_vehicles), "10 h");
      for (std::size_t i = 0; i < moves.size(); ++i) {
        const double done_s = run.log().hours_of("finish", static_cast<Id>(i)) * 3600;
        REQUIRE(done_s == doctest::Approx(moves[i].done_s).epsilon(1e-12));
      }
    }
  }

  TEST_CASE("vehicles: a job waits, is taken up, carried and set down") {
    const TextRun run(two_places(kThreeJobs) + kLoop + fleet(1, "\"B\""), "1 h");
    check_seconds(at_step(run, "start", 0), {0, 10, 20});
    check_seconds(at_step(run, "pick_up", 1), {45, 103, 161});
    check_seconds(at_step(run, "queue", 1), {68, 126, 184});
    check_seconds(run.log().hours_of("finish"), {78, 136, 194});
    const FleetStats& stats = run.statistics().fleets.at(0);
    CHECK(stats.wait.sum_seconds() == doctest::Approx(30 + 78 + 126));
    CHECK(stats.delivery.sum_seconds() == doctest::Approx(58 + 106 + 154));
    CHECK(stats.waiting.mean(run.simulation().now()) * 3600 == doctest::Approx(234));
    CHECK(stats.waiting.max() == 3);
    CHECK(seconds_in(run, 0, VehicleUse::kEmpty) == 90);
    CHECK(seconds_in(run, 0, VehicleUse::kLoaded) == 60);
    CHECK(seconds_in(run, 0, VehicleUse::kHandling) == 24);
    CHECK(seconds_in(run, 0, VehicleUse::kIdle) == 3600 - 174);
    CHECK(run.simulation().vehicles()[0].distance_m == 150);
    CHECK(run.simulation().vehicles()[0].jobs == 3);
    CHECK(run.plant().parts[0].raw_process_time_s == 10 + 5 + 20 + 3 + 10);
  }

  TEST_CASE("vehicles: without an output place a job stays on its machine until it is taken up") {
    const TextRun run(two_places(kThreeJobs, "output_places = 0") + kLoop + fleet(1, "\"B\""),
                      "1 h");
    check_seconds(at_step(run, "start", 0), {0, 45, 103});
    check_seconds(at_step(run, "pick_up", 1), {45, 103, 161});
    CHECK(run.hours_in(MachineState::kBlocked) * 3600 == doctest::Approx(35 + 48 + 48));
  }

  TEST_CASE("vehicles: a job moves from its machine to the output place that becomes free") {
    const TextRun run(two_places(kThreeJobs, "output_places = 1") + kLoop + fleet(1, "\"B\""),
                      "1 h");
    check_seconds(at_step(run, "start", 0), {0, 10, 45});
    CHECK(run.hours_in(MachineState::kBlocked) * 3600 == doctest::Approx(25 + 48));
  }

  TEST_CASE("vehicles: with a job they may be slower, and edges have limits and times") {
    const std::string keys = "loaded_speed = \"0.5 m/s\"";
    const TextRun slow(two_places("\"0 s\"") + kLoop + fleet(1, "\"B\"", keys), "1 h");
    check_seconds(at_step(slow, "queue", 1), {88});
    const TextRun limit(two_places("\"0 s\"") + edge("A", "B", 20) + "speed = \"0.4 m/s\"\n" +
                            edge("B", "A", 30) + fleet(1, "\"B\""),
                        "1 h");
    check_seconds(at_step(limit, "queue", 1), {98});
    const std::string lift =
        "[[edge]]\nfrom = \"A\"\nto = \"B\"\ntime = \"40 s\"\n"
        "[[edge]]\nfrom = \"B\"\nto = \"A\"\ntime = \"15 s\"\n";
    const TextRun timed(two_places("\"0 s\"") + lift + fleet(1, "\"B\""), "1 h");
    check_seconds(at_step(timed, "queue", 1), {10 + 15 + 5 + 40 + 3});
  }

  TEST_CASE("vehicles: the nearest comes, or the one that has been idle longest") {
    const std::string jobs = two_places("\"0 s\"") + kLoop;
    const TextRun nearest(jobs + fleet(2, "\"B\", \"A\""), "1 h");
    check_seconds(at_step(nearest, "pick_up", 1), {15});
    const TextRun longest(jobs + fleet(2, "\"B\", \"A\"", "vehicle_choice = \"longest_idle\""),
                          "1 h");
    check_seconds(at_step(longest, "pick_up", 1), {45});
  }

  TEST_CASE(
      "vehicles: of several jobs the one that waits longest or the nearest, urgent ones first") {
    const TextRun longest(two_sources(""), "1 h");
    check_seconds(longest.log().hours_of("pick_up"), {45, 83});
    const TextRun nearest(two_sources("dispatch = \"nearest\""), "1 h");
    check_seconds(nearest.log().hours_of("pick_up"), {25, 73});
    const TextRun urgent(two_sources("dispatch = \"nearest\"", 1), "1 h");
    check_seconds(urgent.log().hours_of("pick_up"), {45, 83});
  }

  TEST_CASE("vehicles: idle ones go where they park, and can be called on the way") {
    const std::string ways = edge("A", "B", 20) + edge("B", "P", 5) + edge("P", "A", 25) +
                             fleet(1, "\"P\"", "park = [\"P\"]");
    const TextRun parked(two_places("\"0 s\", \"100 s\"") + ways, "1 h");
    check_seconds(at_step(parked, "pick_up", 1), {40, 140});
    CHECK(seconds_in(parked, 0, VehicleUse::kEmpty) == 2 * (25 + 5));
    const TextRun called(two_places("\"0 s\", \"55 s\"") + ways, "1 h");
    check_seconds(at_step(called, "pick_up", 1), {40, 98});
  }

  TEST_CASE("vehicles: a lift at the end of a conveyor stops it until the job is taken up") {
    const std::string line =
        "[[part]]\nname = \"p\"\nroute = \"r\"\n[[route]]\nname = \"r\"\nsteps = [\n"
        "{step = \"a\", station = \"a\"},\n{step = \"b\", station = \"b\", process = \"1 s\"}]\n"
        "[[station]]\nname = \"a\"\nlocation = \"lower\"\noutput_places = 0\n"
        "conveyor = {kind = \"non_accumulating\", length = \"10 m\", speed = \"1 m/s\", pitch = "
        "\"2 m\"}\n[[station]]\nname = \"b\"\nlocation = \"upper\"\n"
        "[[release]]\nname = \"jobs\"\npart = \"p\"\ntimes = [" +
        kThreeJobs +
        "]\n[[edge]]\nfrom = \"lower\"\nto = \"upper\"\ntime = \"20 s\"\n"
        "[[edge]]\nfrom = \"upper\"\nto = \"lower\"\ntime = \"15 s\"\n";
    const TextRun run(line + fleet(1, "\"lower\""), "1 h");
    check_seconds(at_step(run, "pick_up", 1), {15, 58, 101});
    check_seconds(at_step(run, "queue", 1), {38, 81, 124});
    CHECK(run.hours_in(MachineState::kBlocked) * 3600 == doctest::Approx(5 + 41 + 41));
  }

  TEST_CASE("vehicles: a time in [[transport]] comes before them") {
    const TextRun run(two_places("\"0 s\"") + kLoop + fleet(1, "\"B\"") +
                          "[[transport]]\nfrom = \"A\"\nto = \"B\"\ntime = \"7 s\"\n",
                      "1 h");
    check_seconds(at_step(run, "queue", 1), {17});
    CHECK(run.log().of("pick_up").empty());
  }

  TEST_CASE("vehicles: a battery is drawn from and charged") {
    // 360 kJ full; an errand takes 50 kJ; below 122.4 kJ, after the fifth, it goes to charge.
    const std::string battery =
        "battery = {capacity = \"0.1 kWh\", moving = \"1 kW\", charging = \"10 kW\", charge_at = "
        "0.34, chargers = [\"C\"]}";
    const TextRun run(two_places(kThreeJobs + ", " + kThreeJobs) + kLoop + edge("A", "C", 10) +
                          edge("C", "A", 10) + fleet(1, "\"B\"", battery),
                      "1 h");
    check_seconds(at_step(run, "queue", 1), {68, 126, 184, 242, 300, 407});
    CHECK(seconds_in(run, 0, VehicleUse::kCharging) == 29);
    CHECK(run.simulation().vehicles()[0].energy_j == doctest::Approx(320e3));
    CHECK(run.simulation().state().vehicles[0].charge_j == doctest::Approx(360e3 - 30e3));
  }

  TEST_CASE("vehicles: one that stands idle goes to charge in time") {
    // 237.6 kJ may be drawn, at 5 kW.
    const std::string battery =
        "battery = {capacity = \"0.1 kWh\", moving = \"1 kW\", standing = \"5 kW\", charging = "
        "\"10 kW\", charge_at = 0.34, charge_to = 0.9, chargers = [\"C\"]}";
    const TextRun run(two_places("\"3 min\"") + kLoop + edge("A", "C", 10) + edge("C", "A", 10) +
                          fleet(1, "\"A\"", battery),
                      "70 s");
    // At 47.5 s, then 10 s of way; 10 s at 1 kW leave 112.4 kJ; 324 kJ are asked for.
    CHECK(seconds_in(run, 0, VehicleUse::kIdle) == doctest::Approx(47.52));
    CHECK(seconds_in(run, 0, VehicleUse::kCharging) == doctest::Approx(12.48));
  }

  TEST_CASE("vehicles: one that stands behind a parked one goes to charge in time too") {
    const std::string battery =
        "park = [\"P\"]\nbattery = {capacity = \"0.1 kWh\", moving = \"1 kW\", standing = \"1 "
        "kW\", "
        "charging = \"10 kW\", charge_at = 0.5, chargers = [\"C\"]}";
    const TextRun run(two_places("\"3 min\"") + kLoop + edge("A", "P", 10) + "capacity = 2\n" +
                          edge("P", "A", 10) + edge("A", "C", 10) + edge("C", "A", 10) +
                          fleet(2, "\"A\"", battery),
                      "2 h");
    for (const VehicleStats& stats : run.simulation().vehicles()) {
      CHECK(stats.in_use[static_cast<std::size_t>(VehicleUse::kCharging)].seconds() > 100);
      CHECK(stats.energy_j > 3.6e6);
    }
  }

  TEST_CASE("vehicles: one that runs empty ends the run with its name") {
    const std::string battery =
        "battery = {capacity = \"0.1 kWh\", moving = \"1 kW\", standing = \"1 kW\", charging = "
        "\"10 kW\", charge_at = 0.34, chargers = [\"C\"]}";
    const std::string text = two_places("\"0 s\"") + kLoop + edge("A", "C", 10) +
                             edge("C", "A", 10) +
                             "[[fleet]]\nname = \"agv\"\nspeed = \"1 m/s\"\nload = \"10 min\"\n"
                             "start = [\"A\"]\n" +
                             battery;
    CHECK_THROWS_WITH_AS(TextRun(text, "1 h"),
                         "vehicle 1 of \"agv\" has run empty before node \"A\" at 0.169 h: raise "
                         "charge_at, or the capacity of its battery",
                         RunError);
  }
}
