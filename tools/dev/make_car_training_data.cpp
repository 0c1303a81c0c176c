#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "training_rows.h"
#include "twinline/physics/evaluate_batch.h"

// make_car_training_data FOLDER: writes the data that tools/dev/train_car_networks.py trains on,
// one CSV file a network, from the process models as scenarios/car_plant uses them. Every row is a
// pure function of its number.

namespace {

using namespace twinline;
using namespace twinline::training;

constexpr std::size_t kWelds = 900;  // of a body in a respot line

std::size_t taken(const ModelInfo& model, const std::string& name) {
  for (std::size_t i = 0; i < model.n_take; ++i) {
    if (name == model.take[i].name) return i;
  }
  throw std::invalid_argument(std::string(model.name) + " has no " + name);
}

/// What the power supplies say of all welds of a body, and its smallest nugget and its expulsions.
void weld_quality(std::ostream& file) {
  constexpr std::uint64_t kRows = 6'000;
  file << "heat_least,heat_mean,heat_greatest,tip_welds,smallest_nugget_m,expulsions\n";
  const ModelInfo& weld = *find_model("spot_weld");
  SoaBatch in(weld.n_take, kWelds);
  SoaBatch out(weld.n_give, kWelds);
  for (std::size_t f = 0; f < weld.n_take; ++f) {
    std::fill_n(in.field(f), kWelds, weld.take[f].usual);
  }
  const std::size_t heat = 4;  // joule_j_per_m2
  const std::size_t penetration = 2;
  for (std::uint64_t row = 0; row < kRows; ++row) {
    RowDraws draws = draws_of("weld_quality", row);
    const double tip_welds = draws.between(0, 1600);
    const double current_a = draws.between(9300, 9700);
    std::fill_n(in.field(taken(weld, "welds")), kWelds, tip_welds);
    for (std::size_t i = 0; i < kWelds; ++i) {
      in.field(taken(weld, "current_a"))[i] = current_a + draws.normal(140);
      in.field(taken(weld, "force_n"))[i] = 3000 + draws.normal(100);
      in.field(taken(weld, "contact_ohm"))[i] = 1e-4 + draws.normal(5e-6);
    }
    if (evaluate_batch(weld, in, out)) throw std::runtime_error("a weld out of range");
    const double* const j = out.field(heat);
    const double* const d = out.field(0);
    double mean = 0;
    double expulsions = 0;
    for (std::size_t i = 0; i < kWelds; ++i) {
      mean += j[i] / kWelds;
      expulsions += out.field(penetration)[i] > 0.95 ? 1 : 0;
    }
    write_row(file, {*std::min_element(j, j + kWelds), mean, *std::max_element(j, j + kWelds),
                     tip_welds, *std::min_element(d, d + kWelds), expulsions});
  }
}

/// What is read of a body's way through the primer bath and the topcoat oven, and what is wrong
/// with its paint: 0 nothing, 1 a thin primer, 2 too little cure, 3 too much heat.
void paint_defect(std::ostream& file) {
  constexpr std::uint64_t kRows = 30'000;
  file << "defect,film_m,current_a_per_m2,peak_k,end_k\n";
  Model bath("ecoat_film");
  Model oven("oven_cure");
  oven["rate_per_s"] = 0.002;
  for (std::uint64_t row = 0; row < kRows; ++row) {
    RowDraws draws = draws_of("paint_defect", row);
    bath["voltage_v"] = 250 + draws.normal(20);
    bath["time_s"] = 180 + draws.normal(8);
    const std::vector<double> primer = bath.evaluate();
    const double shift_k = draws.normal(6);
    const double set_k[] = {423.15, 445.15, 445.15, 438.15};
    for (int zone = 0; zone < 4; ++zone) {
      oven["air_" + std::to_string(zone + 1) + "_k"] = set_k[zone] + shift_k + draws.normal(4);
    }
    oven["time_s"] = draws.between(1950, 2050);
    const std::vector<double>& bake = oven.evaluate();
    const double defect = primer[0] < 21.5e-6 ? 1 : bake[3] < 0.94 ? 2 : bake[3] > 0.99 ? 3 : 0;
    write_row(file, {defect, primer[0] + draws.normal(2e-7), primer[1], bake[1] + draws.normal(1),
                     bake[0] + draws.normal(1)});
  }
}

/// The last 30 readings of a nutrunner's wear, one a car, new ones filled up with 0, and how many
/// cars it still does, at most kMostCars. One row a tool, at a random moment of its life.
void tool_life(std::ostream& file) {
  constexpr std::uint64_t kRows = 20'000;
  constexpr std::size_t kWindow = 30;
  constexpr std::size_t kMostCars = 150;
  file << "cars_left";
  for (std::size_t t = 0; t < kWindow; ++t) file << ",reading_" << t;
  file << '\n';
  Model wear("wiener_wear");
  wear["time_s"] = 40;
  wear["volatility_per_root_s"] = 0.0016;
  for (std::uint64_t row = 0; row < kRows; ++row) {
    RowDraws draws = draws_of("tool_life", row);
    wear["drift_per_s"] = draws.between(0.003, 0.01) / 40;
    const double moment = draws.between(0, 1);
    std::vector<double> life(kWindow, 0.0);
    for (bool worn = false; !worn;) {
      wear["random_key"] = static_cast<double>(row * 10'000 + life.size());
      wear["wear"] = life.back();
      const std::vector<double>& outcome = wear.evaluate();
      life.push_back(outcome[0]);
      worn = outcome[1] > 0;
    }
    const std::size_t n_cars = life.size() - kWindow;
    const auto done = static_cast<std::size_t>(moment * static_cast<double>(n_cars));
    std::vector<double> line{static_cast<double>(std::min(n_cars - done, kMostCars))};
    const auto first = life.begin() + static_cast<std::ptrdiff_t>(done);
    line.insert(line.end(), first, first + kWindow);
    write_row(file, line);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::invalid_argument("make_car_training_data FOLDER");
    auto file = open_rows(argv[1], "weld_quality");
    weld_quality(file);
    file = open_rows(argv[1], "paint_defect");
    paint_defect(file);
    file = open_rows(argv[1], "tool_life");
    tool_life(file);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
