#include <doctest/doctest.h>

#include "small_scenario.h"

TEST_SUITE_BEGIN("scenario.build");

using namespace twinline;
using test::SmallScenario;

namespace {

double mean(const Plant& plant, Id distribution) { return plant.distributions[distribution].mean; }

bool compatible(const Plant& plant, Id a, Id b) {
  return plant.batch_compatible[a * plant.batch_classes.size() + b];
}

}  // namespace

TEST_CASE("station: rules and their defaults") {
  SmallScenario scenario;
  scenario.station =
      "[[station]]\nname = \"litho\"\ndispatch = [\"hot_first\", \"critical_ratio\"]\n\n"
      "[[station]]\nname = \"etch\"\nmachines = 2\n";
  scenario.more = "[defaults]\ndispatch = \"spt\"\nmachine_choice = \"least_setup\"\n";
  const Plant plant = scenario.plant();
  const Station& litho = plant.stations[0];
  REQUIRE(litho.n_ranking == 2);
  CHECK(litho.ranking[0] == RankKey::kHotFirst);
  CHECK(litho.ranking[1] == RankKey::kCriticalRatio);
  REQUIRE(plant.stations[1].n_ranking == 1);
  CHECK(plant.stations[1].ranking[0] == RankKey::kSpt);
  CHECK(plant.stations[1].machine_choice == MachineChoice::kLeastSetup);
  CHECK(plant.stations[1].first_machine == 1);
  CHECK(plant.machines[2].station == 1);
  CHECK(plant.locations == std::vector<std::string>{""});
}

TEST_CASE("stations: a table holds what tables of TOML hold") {
  SmallScenario scenario;
  scenario.head = "stations = \"stations.csv\"";
  scenario.station = "";
  scenario.files["stations.csv"] =
      "name,group,machines,dispatch,batch_by,batch_unit,batch_min,batch_max,batch_wait_limit,"
      "batch_rule,least_setup_counts\n"
      "litho,Litho,4,priority|least_setup|fifo,,,,,,,table\n"
      "etch,Etch,2,,any,pieces,50,75,2 h,wait_limit,\n";
  const Plant plant = scenario.plant();
  REQUIRE(plant.stations.size() == 2);
  CHECK(plant.stations[0].n_machines == 4);
  CHECK(plant.stations[0].n_ranking == 3);
  CHECK_FALSE(plant.stations[0].batch.enabled);
  CHECK_FALSE(plant.stations[0].setup.least_setup_counts_step_times);
  const BatchSettings& batch = plant.stations[1].batch;
  CHECK(batch.enabled);
  CHECK(batch.by == BatchBy::kAny);
  CHECK(batch.unit == BatchUnit::kPieces);
  CHECK(batch.rule == BatchRule::kWaitLimit);
  CHECK(batch.wait_limit.hours() == doctest::Approx(2));
  CHECK(plant.steps[1].batch_min == 50);
  CHECK(plant.steps[1].batch_max == 75);
}

TEST_CASE("batches by recipe: a trailing star matches what begins so") {
  SmallScenario scenario;
  scenario.station =
      "[[station]]\nname = \"litho\"\nbatch = { max = 3, by = \"recipe\" }\n\n"
      "[[station]]\nname = \"etch\"\nbatch = { max = 3 }\n";
  scenario.files["route.csv"] =
      "step,station,process,recipe\ns1,litho,1 h,s5_pa\ns2,litho,1 h,s5_pb\ns3,litho,1 h,s5_*\n"
      "s4,litho,1 h,s1\ns5,litho,1 h,s5_pa\ns6,litho,1 h,*\ns7,etch,1 h,\ns8,etch,1 h,\n";
  const Plant plant = scenario.plant();
  const auto match = [&](std::size_t a, std::size_t b) {
    return compatible(plant, plant.steps[a - 1].batch_class, plant.steps[b - 1].batch_class);
  };
  CHECK(plant.steps[0].batch_class == plant.steps[4].batch_class);
  CHECK_FALSE(match(1, 2));
  CHECK(match(1, 3));
  CHECK(match(3, 2));
  CHECK_FALSE(match(3, 4));
  CHECK(match(6, 4));
  CHECK(match(6, 3));
  CHECK_FALSE(match(7, 8));  // by step
  CHECK(match(7, 7));
  CHECK_FALSE(match(6, 7));  // another station
}

TEST_CASE("setups: table and minimum runs and overrides of steps") {
  SmallScenario scenario;
  scenario.head = "setups = \"setups.csv\"\nmin_runs = \"min_runs.csv\"";
  scenario.station =
      "[[station]]\nname = \"litho\"\nsetup = { times = [ { to = \"red\", time = \"10 min\" }, { "
      "from "
      "= \"blue\", to = \"red\", time = \"5 min\" } ], min_run = { red = 3 }, min_run_wait = \"4 "
      "h\" "
      "}\n\n[[station]]\nname = \"etch\"\nsetup = { min_run = 7 }\n";
  scenario.files["setups.csv"] = "station,from,to,time\nlitho,red,blue,uniform(1 min; 3 min)\n";
  scenario.files["min_runs.csv"] = "station,state,min_run\nlitho,blue,2\n";
  scenario.files["route.csv"] =
      "step,station,process,setup,setup_time\ns1,litho,1 h,red,\ns2,litho,1 h,blue,9 min\n"
      "s3,etch,1 h,gas,8 min\n";
  const Plant plant = scenario.plant();
  REQUIRE(plant.setups.states == std::vector<std::string>{"red", "blue", "gas"});
  CHECK(plant.setups.min_run == std::vector<std::uint32_t>{3, 2, 7});
  CHECK(mean(plant, plant.setups.lookup(kNone, 0)) == 600);
  CHECK(mean(plant, plant.setups.lookup(1, 0)) == 300);
  CHECK(mean(plant, plant.setups.lookup(2, 0)) == 600);  // from anything
  CHECK(mean(plant, plant.setups.lookup(0, 1)) == 120);
  CHECK(plant.setups.lookup(kNone, 1) == kNone);
  CHECK(mean(plant, plant.steps[1].setup_time) == 540);
  CHECK(plant.stations[0].setup.used);
  CHECK(plant.stations[0].setup.min_run_wait.hours() == doctest::Approx(4));
  CHECK(plant.stations[1].setup.min_run_wait == SimTime::max());
}

TEST_CASE("reliability: own entries before those of the group") {
  SmallScenario scenario;
  scenario.head = "failures = \"failures.csv\"\nmaintenances = \"maintenance.csv\"";
  scenario.station =
      "[[station]]\nname = \"litho\"\ngroup = \"A\"\nfailure = { name = \"own\", type = "
      "\"pieces\", "
      "every = \"exponential(5000)\", repair = \"1 h\", interruption = \"repeat\" }\n\n"
      "[[station]]\nname = \"etch\"\ngroup = \"A\"\n";
  scenario.more =
      "[defaults.failure]\ntype = \"time_dependent\"\ninterruption = \"finish_first\"\n";
  scenario.files["failures.csv"] =
      "station,group,name,every,first,repair\n,A,area,exponential(7 d),exponential(3 d),2 h\n";
  scenario.files["maintenance.csv"] =
      "station,group,name,every,every_pieces,duration,first,first_pieces,stagger,interval\n"
      "litho,,week,7 d,,8 h,5 d,,true,end_to_start\n"
      "litho,,wafers,,2500,4 h,,2000,false,\n";
  const Plant plant = scenario.plant();
  const Station& litho = plant.stations[0];
  REQUIRE(litho.n_failures == 2);
  const FailureMode& own = plant.failures[litho.first_failure];
  CHECK(own.clock == FailureClock::kPieces);
  CHECK(own.interruption == Interruption::kRepeat);
  CHECK(mean(plant, own.time_to_failure) == 5000);
  CHECK(own.first == kNone);
  const FailureMode& area = plant.failures[litho.first_failure + 1];
  CHECK(area.name == "area");
  CHECK(area.clock == FailureClock::kCalendar);
  CHECK(area.interruption == Interruption::kFinishFirst);
  CHECK(mean(plant, area.first) == 3 * 86400);
  CHECK(plant.stations[1].n_failures == 1);
  CHECK(plant.stations[1].first_failure == 2);
  REQUIRE(litho.n_maintenances == 2);
  const MaintenancePlan& week = plant.maintenances[litho.first_maintenance];
  CHECK(week.stagger);
  CHECK(week.interval == MaintenanceInterval::kEndToStart);
  CHECK(week.first.hours() == doctest::Approx(120));
  const MaintenancePlan& wafers = plant.maintenances[litho.first_maintenance + 1];
  CHECK(wafers.by_pieces);
  CHECK(wafers.every_pieces == 2500);
  CHECK(wafers.first_pieces == 2000);
}

TEST_CASE("reliability: failures by a condition of the machine") {
  SmallScenario scenario;
  scenario.head = "failures = \"failures.csv\"";
  scenario.station =
      "[[station]]\nname = \"litho\"\ngroup = \"A\"\nfailure = [\n{ name = \"worn\", type = "
      "\"condition\", condition = \"wear\", above = \"2 h\", repair = \"1 h\", interruption = "
      "\"resume\" },\n{ name = \"crash\", type = \"time_dependent\", every = \"30 d\", repair = "
      "\"1 d\", interruption = \"resume\", resets = \"wear\" } ]\n\n"
      "[[station]]\nname = \"etch\"\ngroup = \"A\"\n";
  scenario.more =
      "[[condition]]\nname = \"wear\"\nunit = \"h\"\ngrows = \"1 s\"\nby = "
      "\"process_second\"\nstations = [\"litho\", \"etch\"]\n\n[[condition]]\nname = \"film\"\n"
      "unit = \"nm\"\n";
  scenario.files["failures.csv"] =
      "group,type,condition,below,repair,interruption,resets\n"
      "A,condition,film,3 nm,2 h,finish_first,film | wear\n";
  const Plant plant = scenario.plant();
  const Station& litho = plant.stations[0];
  REQUIRE(litho.n_failures == 3);
  const FailureMode& worn = plant.failures[litho.first_failure];
  CHECK(worn.clock == FailureClock::kCondition);
  CHECK(worn.time_to_failure == kNone);
  CHECK(worn.condition == 0);
  CHECK(worn.threshold == 7200);
  CHECK_FALSE(worn.when_below);
  CHECK(worn.resets == std::vector<Id>{0});
  const FailureMode& crash = plant.failures[litho.first_failure + 1];
  CHECK(crash.clock == FailureClock::kCalendar);
  CHECK(crash.condition == kNone);
  CHECK(crash.resets == std::vector<Id>{0});
  const FailureMode& thin = plant.failures[plant.stations[1].first_failure];
  CHECK(thin.condition == 1);
  CHECK(thin.threshold == doctest::Approx(3e-9));
  CHECK(thin.when_below);
  CHECK(thin.resets == std::vector<Id>{1, 0});
  CHECK(thin.interruption == Interruption::kFinishFirst);
}

TEST_CASE("people: pools by phase and shifts from the calendar") {
  SmallScenario scenario;
  scenario.scenario = "[scenario]\nduration = \"10 d\"\nstart = 2026-01-07T06:00:00\n";
  scenario.station =
      "[[station]]\nname = \"litho\"\nshift = \"day\"\nshift_end = \"suspend\"\noperator = [ { "
      "pool = "
      "\"crew\", during = [\"load\", \"unload\"] }, { pool = \"fixers\", during = [\"repair\"] } "
      "]\n\n[[station]]\nname = \"etch\"\noperator = { pool = \"crew\", during = \"process\" }\n";
  scenario.more =
      "[[shift]]\nname = \"day\"\nworking = [\"Mon-Fri 06:00-14:00\", \"Mon 13:00-15:00\", \"Sun "
      "22:00-06:00\"]\n\n[[operator]]\nname = \"crew\"\ncount = 2\nshift = \"day\"\n\n"
      "[[operator]]\nname = \"fixers\"\ncount = 1\n";
  const Plant plant = scenario.plant();
  const Station& litho = plant.stations[0];
  CHECK(litho.skill[static_cast<std::size_t>(Phase::kLoad)] == 0);
  CHECK(litho.skill[static_cast<std::size_t>(Phase::kRepair)] == 1);
  CHECK(litho.skill[static_cast<std::size_t>(Phase::kProcess)] == kNone);
  CHECK(litho.needs_operators);
  CHECK(litho.shift_end == ShiftEnd::kSuspend);
  CHECK(plant.stations[1].skill[static_cast<std::size_t>(Phase::kProcess)] == 0);
  CHECK(plant.operator_pools[0].shift == 0);
  CHECK(plant.operator_pools[1].shift == kNone);
  const Shift& day = plant.shifts[0];
  CHECK(day.offset.hours() == doctest::Approx(54));  // Wednesday 06:00
  REQUIRE(day.working.size() == 6);
  CHECK(day.working[0].from == SimTime());  // the end of Sunday's night joins Monday's day
  CHECK(day.working[0].to.hours() == doctest::Approx(15));
  CHECK(day.working[5].to == day.period);
}

TEST_SUITE_END();
