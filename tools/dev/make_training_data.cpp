#include <algorithm>
#include <cstdint>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "training_rows.h"
#include "twinline/physics/wafer_map.h"

// make_training_data FOLDER: writes the data that tools/dev/train_networks.py trains on, one CSV
// file a network, from the process models. Every row is a pure function of its number.

namespace {

using namespace twinline::training;

/// What the sensors say of the inputs, and the thickness that is left in truth.
void vm_cmp(std::ostream& file) {
  constexpr std::uint64_t kRows = 40'000;
  file << "pad_age_s,pressure_pa,time_s,incoming_m,remaining_m\n";
  Model cmp("cmp");
  for (std::uint64_t row = 0; row < kRows; ++row) {
    RowDraws draws = draws_of("vm_cmp", row);
    const double pad_age_s = cmp["pad_age_s"] = draws.between(0, 72'000);
    const double pressure_pa = cmp["pressure_pa"] = draws.between(14'000, 28'000);
    const double time_s = cmp["time_s"] = draws.between(20, 120);
    const double incoming_m = draws.between(5e-7, 1e-6);
    const double remaining_m = incoming_m - cmp.evaluate()[0];
    write_row(file, {pad_age_s, pressure_pa * (1 + draws.normal(0.005)), time_s,
                     incoming_m + draws.normal(2e-9), remaining_m});
  }
}

/// Sensors of healthy steps, and of faulty ones for the test alone.
void fd_etch(std::ostream& file) {
  constexpr std::uint64_t kHealthy = 40'000;
  constexpr std::uint64_t kFaulty = 10'000;
  file << "fault,fault_size,delivered_power_w,reflected_share,bias_v,pressure_reading_pa,"
          "valve_share,flow_share,helium_share,wafer_temperature_k,product_emission,"
          "etchant_emission,end_point_s\n";
  Model etch("etch_trace");
  for (std::uint64_t row = 0; row < kHealthy + kFaulty; ++row) {
    RowDraws draws = draws_of("fd_etch", row);
    etch["random_key"] = static_cast<double>(row);
    etch["power_w"] = draws.between(700, 900);
    etch["pressure_pa"] = draws.between(4, 6);
    etch["depth_m"] = draws.between(2.5e-7, 3.5e-7);
    etch["wafers_since_clean"] = draws.between(0, 1000);
    const bool faulty = row >= kHealthy;
    etch["fault"] = faulty ? static_cast<double>(1 + row % 5) : 0;
    etch["fault_size"] = faulty ? draws.between(0.01, 0.1) : 0;
    std::vector<double> line{etch["fault"], etch["fault_size"]};
    const std::vector<double>& sensors = etch.evaluate();
    line.insert(line.end(), sensors.begin(), sensors.end());
    write_row(file, line);
  }
}

void map_class(std::ostream& file) {
  constexpr std::uint64_t kRows = 24'000;
  file << "pattern";
  for (int cell = 0; cell < twinline::WaferMap::kCells; ++cell) file << ",cell_" << cell;
  file << '\n';
  float map[twinline::WaferMap::kCells];
  for (std::uint64_t row = 0; row < kRows; ++row) {
    RowDraws draws = draws_of("map_class", row);
    const auto pattern = static_cast<twinline::WaferPattern>(row % twinline::kWaferPatterns);
    const double background = draws.between(0.01, 0.10);
    const bool is_random = pattern == twinline::WaferPattern::kRandom;
    const double strength = is_random ? draws.between(0.2, 0.8) : draws.between(1.2, 5.0);
    twinline::WaferMap{}({row, pattern, background, strength}, map);
    std::vector<double> line{static_cast<double>(pattern)};
    line.insert(line.end(), map, map + twinline::WaferMap::kCells);
    write_row(file, line);
  }
}

/// Hourly readings of a machine's wear and the hours from the last of them to the failure (to half
/// an hour), at most kLongestH. One row a machine, at a random moment of its life.
void rul_lstm(std::ostream& file, const std::string& process) {
  constexpr std::uint64_t kRows = 30'000;
  constexpr int kWindow = 30;
  constexpr double kLongestH = 200;
  file << "remaining_h";
  for (int t = 0; t < kWindow; ++t) file << ",reading_" << t;
  file << '\n';
  Model wear(process);
  for (std::uint64_t row = 0; row < kRows; ++row) {
    RowDraws draws = draws_of(process.c_str(), row);
    const double drift_per_h = draws.between(0.002, 0.012);
    if (process == "wiener_wear") {
      wear["drift_per_s"] = drift_per_h / 3600;
      wear["volatility_per_root_s"] = 0.01 / 60;
    } else {
      wear["scale"] = 0.02;
      wear["shape_per_s"] = drift_per_h / 0.02 / 3600;
    }
    wear["time_s"] = 3600;
    const double start = draws.between(0, 0.8);
    std::vector<double> readings;
    double value = start;
    double hours = 0;
    for (bool failed = false; !failed && hours < kLongestH + kWindow; hours += 1) {
      if (hours < kWindow) readings.push_back(value + draws.normal(0.01));
      wear["random_key"] = static_cast<double>(row * 1000) + hours;
      wear["wear"] = value;
      const std::vector<double>& outcome = wear.evaluate();
      value = outcome[0];
      failed = outcome[1] > 0;
    }
    if (readings.size() < kWindow) continue;  // failed before the window was full
    readings.insert(readings.begin(), std::min(hours - kWindow + 0.5, kLongestH));
    write_row(file, readings);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::invalid_argument("make_training_data FOLDER");
    const std::string folder = argv[1];
    const auto open = [&folder](const char* name) { return open_rows(folder, name); };
    auto file = open("vm_cmp");
    vm_cmp(file);
    file = open("fd_etch");
    fd_etch(file);
    file = open("map_class");
    map_class(file);
    file = open("rul_lstm");
    rul_lstm(file, "wiener_wear");
    file = open("rul_lstm_gamma");
    rul_lstm(file, "gamma_wear");
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
