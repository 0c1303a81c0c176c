#include <limits>

#include <doctest/doctest.h>

#include "support/outcome_plant_parts.h"
#include "support/plant_run.h"

namespace {

using namespace twinline;
using Numbers = std::vector<double>;

constexpr double kFree = std::numeric_limits<double>::infinity();

/// One job of six pieces through two stations, 10 s and 5 s. At the end of the second, gates judge
/// the numbers of the pieces; `tag`, given at the first pass of the first, is 100 + the number.
struct Judged {
  OutcomePlant builder{6};
  Id first = builder.station(2);
  Id second = builder.station();
  Id tag = builder.characteristic("tag");
  Id part = kNone;

  Judged() {
    Step begin = builder.step(first, 10);
    begin.recipe = builder.recipe({builder.sum(of_characteristic(kPieceNumber), number(100), tag)});
    part = builder.part({begin, builder.step(second, 5)}, 6);
    builder.job(part, 0);
  }
  Gate& gate(double low, double high) { return builder.gate(1, kPieceNumber, low, high); }
  Gate::Side scrap() const { return {GateAction::kScrap, kNone}; }
  Gate::Side rework(Id to = 0) const { return {GateAction::kRework, to}; }
  Gate::Side hold() const { return {GateAction::kHold, kNone}; }
};

/// What the first job carries at the end.
void check_pieces(const Judged& judged, const PlantRun& run, const Numbers& pieces) {
  REQUIRE(run.stats().finished.size() == 1);
  CHECK(run.stats().finished[0].pieces_out == pieces.size());
  const auto n = static_cast<std::uint32_t>(pieces.size());
  const Plant& plant = judged.builder.plant;
  CHECK(numbers_after(plant, run.state(), 0, kPieceNumber, n) == pieces);
  Numbers tags = pieces;
  for (double& x : tags) x += 100;
  CHECK(numbers_after(plant, run.state(), 0, judged.tag, n) == tags);
}

void check_stats(const GateStats& stats, std::int64_t checked, std::uint64_t low,
                 std::uint64_t high, std::uint64_t first_passed) {
  CHECK(stats.value.count() == checked);
  CHECK(stats.low == low);
  CHECK(stats.high == high);
  CHECK(stats.first_checked == 6);
  CHECK(stats.first_passed == first_passed);
}

}  // namespace

TEST_SUITE("plant.gates") {
  TEST_CASE("gate: what passes is counted and goes on") {
    Judged j;
    j.gate(1, 3);
    const PlantRun run(j.builder.plant, 20);
    CHECK(run.log("finish") == "j0 15");
    check_pieces(j, run, {0, 1, 2, 3, 4, 5});
    const GateStats& stats = run.stats().gates[0];
    check_stats(stats, 6, 1, 2, 3);  // a value on a limit is within
    CHECK(stats.value.mean() == 2.5);
    CHECK(stats.value.variance() == 3.5);
    CHECK(stats.scrapped + stats.reworked + stats.held == 0);
  }

  TEST_CASE("gate: pieces are scrapped out of the middle and the others keep their numbers") {
    Judged j;
    Gate& gate = j.gate(0.5, 3.5);
    gate.below = gate.above = j.scrap();
    const PlantRun run(j.builder.plant, 20);
    check_pieces(j, run, {1, 2, 3});
    check_stats(run.stats().gates[0], 6, 1, 2, 3);
    CHECK(run.stats().gates[0].scrapped == 3);
    CHECK(run.stats().releases[0].pieces_scrapped == 3);
  }

  TEST_CASE("gate: a job without pieces is gone") {
    Judged j;
    j.gate(kFree, kFree).below = j.scrap();
    const PlantRun run(j.builder.plant, 20);
    CHECK(run.log("scrap") == "j0 15");
    CHECK(run.log("finish").empty());
    CHECK(run.stats().releases[0].pieces_scrapped == 6);
  }

  TEST_CASE("gate: pieces go back and come in behind the others with their numbers") {
    Judged j;
    Gate& gate = j.gate(1.5, kFree);
    gate.below = j.rework();
    gate.rework_limit = 1;
    gate.beyond = GateAction::kPass;
    const PlantRun run(j.builder.plant, 40);
    CHECK(run.log("rework") == "j0 15");
    CHECK(run.log("finish") == "j0 30");
    check_pieces(j, run, {2, 3, 4, 5, 0, 1});
    check_stats(run.stats().gates[0], 8, 4, 0, 4);
    CHECK(run.stats().gates[0].reworked == 2);
    CHECK(run.stats().finished[0].rework == 1);
  }

  TEST_CASE("gate: a job visits a later step that sampling leaves out and does so once") {
    for (const bool bad : {false, true}) {
      CAPTURE(bad);
      OutcomePlant b(1);
      const Id line = b.station();
      const Id repair = b.station();
      const Id check = b.of_job("check");
      Step skipped = b.step(repair, 20);
      skipped.sampling = 0;
      skipped.demanded = b.of_job("demanded");
      Step last = b.step(line, 5);
      last.rework_to = 0;
      last.rework_probability = 1;
      last.rework_limit = 1;
      const Id part = b.part({b.step(line, 10), skipped, last});
      b.gate(0, check, bad ? 1 : 0, kFree).below = {GateAction::kVisit, 1};
      b.jobs(part, {0, 100});
      const PlantRun run(b.plant, 200);
      // Judged anew at each pass of the first step.
      CHECK(run.log("finish") == (bad ? "j0 70, j1 170" : "j0 30, j1 130"));
      CHECK(run.log_at("start", 1) == (bad ? "j0 10, j0 45, j1 110, j1 145" : ""));
      CHECK(run.stats().gates[0].low == (bad ? 4 : 0));
      CHECK(run.stats().gates[0].reworked + run.stats().gates[0].held == 0);
    }
  }

  TEST_CASE("gate: a demand is met at the step and not at those behind") {
    OutcomePlant b(1);
    const Id line = b.station();
    const Id check = b.of_job("check");
    Step skipped = b.step(line, 20);
    skipped.sampling = 0;
    skipped.demanded = b.of_job("demanded");
    Step other = b.step(line, 3);
    other.sampling = 0;
    const Id part = b.part({b.step(line, 10), other, skipped, b.step(line, 5)});
    // Sent back once behind the visit: past the gate, so not a second time.
    b.plant.steps[3].rework_to = 1;
    b.plant.steps[3].rework_probability = 1;
    b.plant.steps[3].rework_limit = 1;
    b.gate(0, check, 1, kFree).below = {GateAction::kVisit, 2};
    b.jobs(part, {0});
    const PlantRun run(b.plant, 100);
    CHECK(run.log("start") == "j0 0, j0 10, j0 30, j0 35");
    CHECK(run.log("finish") == "j0 40");
  }

  TEST_CASE("gate: what is used up is scrapped") {
    Judged j;
    Gate& gate = j.gate(-kFree, 3.5);
    gate.above = j.rework();
    gate.rework_limit = 2;
    const PlantRun run(j.builder.plant, 60);
    CHECK(run.log("rework") == "j0 15, j0 30");
    CHECK(run.log("finish") == "j0 45");
    check_pieces(j, run, {0, 1, 2, 3});
    check_stats(run.stats().gates[0], 10, 0, 6, 4);
    CHECK(run.stats().gates[0].reworked == 4);
    CHECK(run.stats().gates[0].scrapped == 2);
  }

  TEST_CASE("gate: a job whose pieces all go back goes back itself") {
    Judged j;
    Gate& gate = j.gate(kFree, kFree);
    gate.below = j.rework(1);
    gate.rework_limit = 1;
    gate.beyond = GateAction::kPass;
    const PlantRun run(j.builder.plant, 60);
    CHECK(run.log("start") == "j0 0, j0 10, j0 15");
    CHECK(run.log("finish") == "j0 20");
    check_pieces(j, run, {0, 1, 2, 3, 4, 5});
    check_stats(run.stats().gates[0], 12, 12, 0, 0);
  }

  TEST_CASE("gate: a held job waits once for a time that is drawn and goes on") {
    Judged j;
    j.builder.plant.steps[1].scrap_probability = 1;  // what follows a hold is what the step draws
    j.builder.plant.steps[1].scrap_per_piece = false;
    Gate& gate = j.gate(-kFree, 3.5);
    gate.above = j.hold();
    gate.hold = j.builder.keep(uniform(10, 20));
    const PlantRun run(j.builder.plant, 60);
    const double u = RandomStreams{1, 0}.uniform(Purpose::kHold, 0, 0, 2);
    CHECK(run.log("hold") == "j0 15");
    CHECK(run.log("scrap") == "j0 " + seconds_text(sec(15) + SimTime::from_seconds(10 + 10 * u)));
    CHECK(run.stats().gates[0].held == 2);
    CHECK(run.times(2) == "processing 5, idle 55");  // nothing of the machine waits with it
  }

  TEST_CASE("gate: the severest of several verdicts counts and every gate counts its own") {
    Judged j;
    Gate& mild = j.gate(-kFree, 2.5);
    mild.above = j.hold();
    mild.hold = j.builder.seconds(7);
    j.gate(-kFree, 4.5).above = j.scrap();
    const PlantRun run(j.builder.plant, 60);
    CHECK(run.log("finish") == "j0 22");
    check_pieces(j, run, {0, 1, 2, 3, 4});
    check_stats(run.stats().gates[0], 6, 0, 3, 3);
    check_stats(run.stats().gates[1], 6, 0, 1, 5);
    CHECK(run.stats().gates[0].held == 3);
    CHECK(run.stats().gates[1].scrapped == 1);
  }

  TEST_CASE("gate: scrap before rework and no hold of a job that sends pieces back") {
    Judged j;
    Gate& sides = j.gate(0.5, 4.5);
    sides.below = j.scrap();
    sides.above = j.rework();
    sides.rework_limit = 1;
    sides.beyond = GateAction::kPass;
    Gate& hold = j.gate(-kFree, 3.5);
    hold.above = j.hold();
    hold.hold = j.builder.seconds(100);
    const PlantRun run(j.builder.plant, 160);
    // 5 goes back at 15 s; at 30 s it passes the first gate and the second holds it for 100 s.
    CHECK(run.log("rework") == "j0 15");
    CHECK(run.log("hold") == "j0 30");
    CHECK(run.log("finish") == "j0 130");
    check_pieces(j, run, {1, 2, 3, 4, 5});
    CHECK(run.stats().gates[0].scrapped == 1);
    CHECK(run.stats().gates[0].reworked == 1);
    CHECK(run.stats().gates[1].held == 3);
  }

  TEST_CASE("gate: the earliest step that a gate names is gone back to") {
    for (const Id to_of_first : {0U, 1U}) {
      Judged j;
      for (const Id to : {to_of_first, 1 - to_of_first}) {
        Gate& gate = j.gate(to == 1 ? 4.5 : 3.5, kFree);
        gate.below = j.rework(to);
        gate.rework_limit = 1;
        gate.beyond = GateAction::kPass;
      }
      CHECK(PlantRun(j.builder.plant, 60).log("finish") == "j0 30");
    }
  }

  TEST_CASE("gate: the mean of a job or its own number decides for all") {
    for (const bool own_number : {false, true}) {
      Judged j;
      Gate& gate = j.gate(-kFree, 2.4);
      gate.per_piece = false;
      gate.above = j.scrap();
      if (own_number) gate.characteristic = j.builder.of_job("zero");
      const PlantRun run(j.builder.plant, 60);
      CHECK(run.log("scrap") == (own_number ? "" : "j0 15"));
      CHECK(run.stats().gates[0].value.count() == 6);
      CHECK(run.stats().gates[0].value.mean() == (own_number ? 0 : 2.5));
      CHECK(run.stats().gates[0].scrapped == (own_number ? 0 : 6));
    }
  }

  TEST_CASE("gate: figures are laid to the machine that did an earlier step") {
    Judged j;
    j.builder.plant.n_machine_slots = 1;
    j.builder.plant.steps[0].save_machine = 0;
    Gate& gate = j.gate(1, 3);
    gate.machine_step = 0;
    gate.machine_slot = 0;
    j.builder.plant.outcomes.n_gate_figures = 2;
    j.builder.job(j.part, 0);
    j.builder.job(j.part, 0);
    InitialJob inside;  // has been on neither
    inside.part = j.part;
    inside.step = 1;
    inside.pieces = 6;
    j.builder.plant.initial_jobs = {inside};
    const PlantRun run(j.builder.plant, 60);
    CHECK(run.machines("start") == "r1j0 m2, j0 m0, j1 m1, j2 m0, j0 m2, j1 m2, j2 m2");
    CHECK(run.stats().gates[0].value.count() == 18);
    CHECK(run.stats().gates[1].value.count() == 6);
  }
}
