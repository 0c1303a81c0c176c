// Runs the real program on scenarios/car_plant with its physics and networks, a few welds a line.
#include <string>

#include <doctest/doctest.h>

#include "support/program.h"
#include "twinline/inference/load_onnx.h"

TEST_SUITE_BEGIN("twinline.car_plant_cli");

namespace {

using twinline::test::ProgramFolder;
using Outcome = twinline::test::ProgramOutcome;

std::string set(const std::string& what) { return " --set '" + what + "'"; }

/// All physics, and the networks where the build can read them. Of so few welds hardly any is bad:
/// the gate and the tips are set so that both act.
std::string everything() {
  std::string options;
  for (const char* line : {"underbody", "side_line side", "framing", "respot_1", "respot_2",
                           "closure_line closures"}) {
    const std::string text = line;
    const std::size_t gap = text.find(' ');
    const std::string use = "weld_" + (gap == std::string::npos ? text : text.substr(gap + 1));
    options += set("station." + text.substr(0, gap) + ".physics=" + use);
    options += set("physics." + use + ".items=11");
  }
  options += set("gate.nuggets_respot_1.low=4.9 mm");
  options += set("station.respot_1.failure.tip_dressing.above=500");
  options += set("station.ecoat.physics=film_build") + set("station.topcoat_oven.physics=bake");
  options += set("control.oven_pace.low=0.8") + set("control.oven_pace.high=1.1");
  options += set("station.marriage.physics=bit_wear");
  if (twinline::can_load_onnx()) {
    options += set("station.respot_1.models=weld_quality");
    options += set("station.paint_inspection.models=paint_defect");
    options += set("station.marriage.models=tool_life");
    options += set("station.marriage.maintenance.bit_change.below=30");
  }
  return options;
}

class Workplace : public ProgramFolder {
 public:
  Outcome run(const std::string& options) const {
    return ProgramFolder::run(TWINLINE_PROGRAM,
                              "run '" TWINLINE_TEST_DIR
                              "/../scenarios/car_plant' --quiet "
                              "--replications 3 --warm-up '6 h' --duration '30 h' " +
                                  options);
  }
  std::string tables(const std::string& results) const {
    std::string all;
    for (const char* file : {"summary.csv", "kpis.csv", "physics.csv", "quality.csv"}) {
      all += text(results + "/" + file);
    }
    return all;
  }
};

}  // namespace

TEST_CASE("car plant: welds and paint and networks give the same bytes for any cohort and batch") {
  const Workplace place;
  const Outcome one = place.run("--threads 1 --out one" + everything());
  CAPTURE(one.err);
  REQUIRE(one.code == 0);
  for (const char* options : {"--cohort 3", "--cohort 2 --batch-items 5", "--threads 3"}) {
    CAPTURE(options);
    CHECK(place.run("--force --out other " + (options + everything())).code == 0);
    CHECK(place.tables("other") == place.tables("one"));
  }
}

TEST_CASE("car plant: outcomes send bodies to repair and set the pace and wear dresses tips") {
  const Workplace place;
  CHECK(place.run("--out plain").code == 0);
  CHECK(place.run("--out physics" + everything()).code == 0);
  const auto rows = [&](const std::string& results, const std::string& beginning) {
    const std::string table = place.text(results + "/summary.csv");
    const std::size_t at = table.find(beginning);
    REQUIRE(at != std::string::npos);
    return std::stod(table.substr(table.find(',', at + beginning.size() + 1) + 1));
  };
  CHECK(rows("plain", "gate,nuggets_respot_1,yield") == 1);
  CHECK(rows("physics", "gate,nuggets_respot_1,yield") < 0.99);
  CHECK(rows("physics", "station,body_repair,throughput_per_h") >
        1.1 * rows("plain", "station,body_repair,throughput_per_h"));
  CHECK(place.text("plain/summary.csv").find("topcoat_oven,pace") == std::string::npos);
  CHECK(rows("physics", "station,topcoat_oven,pace") != 1);
  CHECK(rows("physics", "station,respot_1,down_fraction") >
        rows("plain", "station,respot_1,down_fraction"));
  CHECK(rows("plain", "gate,topcoat_cured,pieces_reworked") == 0);
  CHECK(rows("physics", "gate,topcoat_cured,pieces_reworked") > 5);
}

TEST_SUITE_END();
