#include <limits>

#include <doctest/doctest.h>

#include "small_scenario.h"

// How text becomes Plant::outcomes. What the parts then do is tested with plants made by hand.

namespace {

using namespace twinline;
using twinline::test::SmallScenario;

constexpr const char* kFilm = R"toml(
[[characteristic]]
name = "film"
unit = "nm"
initial = "normal(5 nm, 1 nm)"

[[characteristic]]
name = "lot_film"
unit = "um"
each = "job"

[[condition]]
name = "age"
unit = "h"
history = 2
grows = "1 s"
by = "process_second"
stations = ["etch"]

[[physics]]
name = "grow"
model = "thermal_oxidation"
inputs = { temperature = "1000 degC", time = "task.process_time", initial_oxide = "film" }
outputs = { oxide = "film" }

[[physics]]
name = "by_age"
model = "thermal_oxidation"
each = "job"
inputs = { temperature = "uniform(1000 degC, 1001 degC)", time = "machine.age", initial_oxide = "film" }
outputs = { oxide = "lot_film" }
)toml";

SmallScenario with(const std::string& route) {
  SmallScenario small;
  small.more = kFilm;
  small.files["route.csv"] = route;
  return small;
}

const Recipe* recipe_of(const Plant& plant, Id step) {
  const Id recipe = plant.steps[step].recipe;
  return recipe == kNone ? nullptr : &plant.outcomes.recipes[recipe];
}

std::string uses(const Plant& plant, Id step) {
  const Recipe* const recipe = recipe_of(plant, step);
  if (recipe == nullptr) return "";
  std::string names;
  for (const Id use : recipe->evaluations) names += plant.outcomes.evaluations[use].name + " ";
  return names;
}

constexpr const char* kPlain =
    "step,station,process\ns1,litho,55 min\ns2,etch,30 min\ns3,litho,10 min\n";

}  // namespace

TEST_SUITE("scenario.build_outcomes") {
  TEST_CASE("outcomes: a scenario without models has nothing of them") {
    const Plant plant = SmallScenario().plant();
    CHECK(plant.outcomes.characteristics.empty());
    CHECK(plant.outcomes.recipes.empty());
    CHECK(plant.outcomes.row == 0);
    CHECK(plant.outcomes.condition_row == 0);
    CHECK(plant.models.empty());
  }

  TEST_CASE("outcomes: a step's word is before the station's and that before the defaults'") {
    SmallScenario small = with(
        "step,station,process,physics\ns1,litho,55 min,by_age\ns2,etch,30 min,\ns3,litho,10 "
        "min,\n");
    small.station =
        "[[station]]\nname = \"litho\"\nphysics = \"grow\"\n\n[[station]]\nname = \"etch\"\n";
    small.more = std::string("[defaults]\nphysics = [\"grow\", \"by_age\"]\n") + kFilm;
    const Plant plant = small.plant();
    CHECK(uses(plant, 0) == "by_age ");
    CHECK(uses(plant, 1) == "grow by_age ");
    CHECK(uses(plant, 2) == "grow ");
  }

  TEST_CASE("outcomes: steps with the same models share a recipe and uses of a model a model") {
    const Plant plant = with(
                            "step,station,process,physics\ns1,litho,55 min,grow\ns2,etch,30 "
                            "min,by_age\ns3,litho,10 min,grow\n")
                            .plant();
    CHECK(plant.steps[0].recipe == plant.steps[2].recipe);
    CHECK(plant.steps[0].recipe != plant.steps[1].recipe);
    CHECK(plant.outcomes.recipes.size() == 2);
    CHECK(plant.models.size() == 1);
    CHECK(plant.models[0].name == "thermal_oxidation");
  }

  TEST_CASE("outcomes: what may change meanwhile is captured and what is the job's is not") {
    const Plant plant = with(
                            "step,station,process,physics\ns1,litho,55 min,grow | "
                            "by_age\ns2,etch,30 min,\ns3,litho,10 min,\n")
                            .plant();
    const Recipe* const recipe = recipe_of(plant, 0);
    REQUIRE(recipe != nullptr);
    CHECK(recipe->n_captures == 2);
    CHECK(recipe->first_capture == std::vector<std::uint32_t>{0, 1});
    const ModelUse& grow = plant.outcomes.evaluations[recipe->evaluations[0]];
    REQUIRE(grow.captures.size() == 1);
    CHECK(grow.captures[0].kind == CaptureKind::kProcessTime);
    CHECK(grow.inputs[0].kind == SourceKind::kConstant);
    CHECK(grow.inputs[0].value == doctest::Approx(1273.15));
    CHECK(grow.inputs[1].kind == SourceKind::kCaptured);
    CHECK(grow.inputs[2].kind == SourceKind::kCharacteristic);
    CHECK(grow.per_piece);
    const ModelUse& by_age = plant.outcomes.evaluations[recipe->evaluations[1]];
    REQUIRE(by_age.captures.size() == 1);
    CHECK(by_age.captures[0].kind == CaptureKind::kCondition);
    CHECK(by_age.captures[0].number == 1);  // the newest of its two values
    CHECK(by_age.inputs[0].kind == SourceKind::kDraw);
    CHECK_FALSE(by_age.per_piece);
  }

  TEST_CASE("outcomes: rows hold the numbers of the largest job and of the conditions") {
    SmallScenario small = with(
        "step,station,process,physics\ns1,litho,55 min,grow\ns2,etch,30 min,\ns3,litho,10 min,\n");
    small.release =
        "[[release]]\nname = \"orders\"\nfile = \"orders.csv\"\n\n[[release]]\npart = "
        "\"pa\"\nevery = \"1 d\"\n";
    small.files["orders.csv"] = "time,part,pieces\n1 h,pa,40\n";
    const Plant plant = small.plant();
    const Outcomes& outcomes = plant.outcomes;
    CHECK(outcomes.max_pieces == 40);
    REQUIRE(outcomes.characteristics.size() >= 3);
    const Characteristic& film = outcomes.characteristics[1];
    const Characteristic& lot_film = outcomes.characteristics[2];
    CHECK(film.name == "film");
    CHECK(film.unit_factor == doctest::Approx(1e-9));
    CHECK(film.offset == 40);  // behind the numbers of the pieces
    CHECK(lot_film.offset == 80);
    CHECK_FALSE(lot_film.per_piece);
    CHECK(outcomes.row >= 81);
    CHECK(outcomes.condition_row == 2);
    CHECK(plant.distributions[film.initial].mean == doctest::Approx(5e-9));
  }

  TEST_CASE("outcomes: conditions grow at the stations that say so") {
    const Plant plant = with(kPlain).plant();
    CHECK(plant.stations[0].n_growths == 0);
    REQUIRE(plant.stations[1].n_growths == 1);
    const Growth& growth = plant.outcomes.growths[plant.stations[1].first_growth];
    CHECK(growth.by == GrowthBy::kProcessSecond);
    CHECK(plant.distributions[growth.amount].mean == doctest::Approx(1));
  }

  TEST_CASE("outcomes: a gate and a controller carry rows that no scenario names") {
    SmallScenario small = with(
        "step,station,process,physics\ns1,litho,55 min,grow\ns2,etch,30 min,\ns3,litho,10 min,\n");
    const Plant before = small.plant();
    small.more +=
        "\n[[gate]]\nname = \"thick\"\nafter = \"s2\"\ncheck = \"film\"\nhigh = \"9 nm\"\nabove = "
        "\"scrap\"\n";
    const Plant after = small.plant();
    CHECK(after.outcomes.row > before.outcomes.row);
    REQUIRE(after.outcomes.gates.size() == 1);
    const Gate& gate = after.outcomes.gates[0];
    CHECK(gate.seen >= before.outcomes.characteristics.size());
    CHECK(gate.high == doctest::Approx(9e-9));
    CHECK(gate.above.action == GateAction::kScrap);
    CHECK(gate.below.action == GateAction::kPass);
    CHECK(after.steps[1].inspection != kNone);
    CHECK(after.steps[0].inspection == kNone);
  }

  TEST_CASE("outcomes: a controller of a pace belongs to the belt and has one state") {
    SmallScenario small = with("step,station,process\ns1,litho,55 min\ns2,oven,\ns3,etch,10 min\n");
    small.more +=
        "\n[[station]]\nname = \"oven\"\ntransfer_line = { cycle = \"50 s\", positions = 4 }\n"
        "\n[[control]]\nname = \"pace\"\nadjust = \"station.oven.pace\"\nafter = \"s3\"\nfrom = "
        "\"lot_film\"\ntarget = \"50 nm\"\nslope = \"-20 nm\"\nstart = 1\nlow = 0.5\nhigh = 1.5\n"
        "\n[[characteristic]]\nname = \"seen\"\neach = \"job\"\n"
        "\n[[physics]]\nname = \"around\"\nmodel = \"normal_number\"\neach = \"job\"\n"
        "inputs = { mean = \"control.pace\", standard_deviation = 0.1 }\noutputs = { value = "
        "\"seen\" }\n";
    const Plant plant = small.plant();
    const Outcomes& outcomes = plant.outcomes;
    const ModelUse& around = outcomes.evaluations.back();
    REQUIRE(around.captures.size() == 1);
    CHECK(around.captures[0].kind == CaptureKind::kGivenSetting);
    CHECK(around.captures[0].id == 0);
    REQUIRE(plant.belts.size() == 1);
    CHECK(plant.belts[0].pace_control == 0);
    REQUIRE(outcomes.controls.size() == 1);
    const Control& control = outcomes.controls[0];
    CHECK(control.slope == doctest::Approx(-20e-9));
    CHECK(control.start == 1);
    CHECK(control.low == 0.5);
    CHECK(control.high == 1.5);
    CHECK_FALSE(control.per_machine);
    CHECK_FALSE(control.per_part);
    CHECK(outcomes.n_control_states == 1);
  }

  TEST_CASE("outcomes: a controller takes over the input that it adjusts") {
    SmallScenario small = with(
        "step,station,process,physics\ns1,litho,55 min,grow\ns2,etch,30 min,\ns3,litho,10 min,\n");
    small.more +=
        "\n[[control]]\nadjust = \"grow.time\"\nafter = \"s2\"\nfrom = \"film\"\ntarget = \"50 "
        "nm\"\nslope = \"6 nm/min\"\nstart = \"5 min\"\nhigh = \"9 min\"\nkind = "
        "\"double_ewma\"\ngain = 0.4\ntrend_gain = 0.1\ngain_instead = 0.2\nper = \"part\"\n";
    const Plant plant = small.plant();
    const Outcomes& outcomes = plant.outcomes;
    REQUIRE(outcomes.controls.size() == 1);
    const Control& control = outcomes.controls[0];
    CHECK(control.name == "grow.time");
    CHECK(control.kind == ControlKind::kDoubleEwma);
    CHECK(outcomes.characteristics[control.from].name == "film");
    CHECK(control.target == doctest::Approx(50e-9));
    CHECK(control.slope == doctest::Approx(1e-10));
    CHECK(control.start == 300);
    CHECK(control.low == -std::numeric_limits<double>::infinity());
    CHECK(control.high == 540);
    CHECK(control.gain == 0.4);
    CHECK(control.trend_gain == 0.1);
    CHECK(control.gain_instead == 0.2);
    CHECK_FALSE(control.per_machine);
    CHECK(control.per_part);
    CHECK(outcomes.n_control_states == plant.parts.size());
    CHECK(outcomes.characteristics[control.used].size == 2);

    const Recipe* const recipe = recipe_of(plant, 0);
    REQUIRE(recipe != nullptr);
    const ModelUse& grow = outcomes.evaluations[recipe->evaluations[0]];
    // What the input said before, the task's process time, is captured still and read no more.
    REQUIRE(grow.captures.size() == 2);
    CHECK(grow.captures[1].kind == CaptureKind::kControl);
    CHECK(grow.captures[1].id == 0);
    CHECK(grow.inputs[1].kind == SourceKind::kCaptured);
    CHECK(grow.inputs[1].number == 1);
    REQUIRE(plant.steps[1].inspection != kNone);
    CHECK(outcomes.inspections[plant.steps[1].inspection].controls == std::vector<Id>{0});
    CHECK(plant.steps[0].inspection == kNone);
  }

  TEST_CASE("outcomes: a controller has states for each machine and part or either") {
    SmallScenario small = with(
        "step,station,process,physics\ns1,litho,55 min,grow\ns2,etch,30 min,\ns3,litho,10 min,\n");
    small.more +=
        "\n[[control]]\nname = \"oven\"\nadjust = \"grow.temperature\"\nafter = \"s1\"\nfrom = "
        "\"film\"\ntarget = \"50 nm\"\nslope = \"1 nm/K\"\nstart = \"1000 degC\"\ngain = 0.4\n"
        "\n[[control]]\nadjust = \"by_age.time\"\nafter = \"s1\"\nfrom = \"lot_film\"\ntarget = "
        "\"50 nm\"\nslope = \"1 nm/s\"\nstart = \"1 h\"\nper = \"machine\"\n";
    const Plant plant = small.plant();
    const Outcomes& outcomes = plant.outcomes;
    REQUIRE(outcomes.controls.size() == 2);
    CHECK(outcomes.controls[0].name == "oven");
    CHECK(outcomes.controls[0].start == doctest::Approx(1273.15));
    CHECK(outcomes.controls[0].slope == doctest::Approx(1e-9));
    CHECK(outcomes.controls[0].gain_instead == 0.4);
    CHECK(outcomes.controls[0].per_machine);
    CHECK(outcomes.controls[0].per_part);
    CHECK_FALSE(outcomes.controls[1].per_part);
    const std::size_t n_both = plant.machines.size() * plant.parts.size();
    CHECK(outcomes.controls[1].first_state == n_both);
    CHECK(outcomes.n_control_states == n_both + plant.machines.size());
    CHECK(outcomes.inspections[plant.steps[0].inspection].controls == std::vector<Id>{0, 1});
  }

  TEST_CASE("outcomes: what the items of a use give is reduced") {
    SmallScenario small = with(
        "step,station,process,physics\ns1,litho,55 min,weld\ns2,etch,30 min,\ns3,litho,10 min,\n");
    small.more =
        "[[characteristic]]\nname = \"nugget\"\nunit = \"mm\"\n\n[[characteristic]]\nname = "
        "\"small\"\n\n[[characteristic]]\nname = \"hot\"\nunit = \"K\"\n\n[[physics]]\nname = "
        "\"weld\"\nmodel = \"spot_weld\"\nitems = 40\ninputs = { current = \"normal(9 kA, 0.2 "
        "kA)\", time = \"250 ms\", force = \"3 kN\", sheet = \"1 mm\", welds = 0 }\noutputs = { "
        "diameter = [\"min(nugget)\", \"below(small, 3.5 mm)\"], peak = \" max ( hot )\" }\n";
    const Plant plant = small.plant();
    const ModelUse& weld = plant.outcomes.evaluations[0];
    CHECK(weld.items == 40);
    CHECK(weld.n_items(25) == 1000);
    REQUIRE(weld.outputs.size() == 3);
    CHECK(weld.outputs[0].reduction == Reduction::kMin);
    CHECK(weld.outputs[1].reduction == Reduction::kBelow);
    CHECK(weld.outputs[1].limit == doctest::Approx(0.0035));
    CHECK(weld.outputs[1].given == 0);
    CHECK(weld.outputs[2].reduction == Reduction::kMax);
    CHECK(weld.outputs[2].given == 3);
    CHECK(plant.outcomes.characteristics[weld.outputs[2].characteristic].name == "hot");
    CHECK(plant.outcomes.figures[1].output == "below(diameter)");
    // One item needs no reduction, and may have one.
    small.options.set = {"physics.weld.items=1", "physics.weld.outputs.peak=hot"};
    const Plant single = small.plant();
    CHECK(single.outcomes.evaluations[0].outputs[2].reduction == Reduction::kOne);
    CHECK(single.outcomes.figures[2].output == "peak");
  }
}
