#pragma once

#include <cstdint>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "twinline/physics/registry.h"
#include "twinline/random/keyed_draws.h"

namespace twinline::training {

/// Numbers of one row that a draw decides, each with its own number.
struct RowDraws {
  KeyedDraws draws;
  std::uint32_t next = 0;

  double between(double low, double high) { return low + (high - low) * draws.uniform(next++); }
  double normal(double spread) { return spread * draws.normal(next++); }
};

/// A registered model with its numbers by name; the others stay at their usual values.
class Model {
 public:
  explicit Model(const std::string& name) : info_(*find_model(name)) {
    for (std::size_t i = 0; i < info_.n_take; ++i) taken_.push_back(info_.take[i].usual);
    given_.resize(info_.n_give);
  }

  double& operator[](const std::string& name) {
    for (std::size_t i = 0; i < info_.n_take; ++i) {
      if (name == info_.take[i].name) return taken_[i];
    }
    throw std::invalid_argument(std::string(info_.name) + " has no " + name);
  }

  const std::vector<double>& evaluate() {
    info_.evaluate(taken_.data(), given_.data());
    return given_;
  }

 private:
  const ModelInfo& info_;
  std::vector<double> taken_;
  std::vector<double> given_;
};

inline void write_row(std::ostream& file, const std::vector<double>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) file << (i > 0 ? "," : "") << row[i];
  file << '\n';
}

inline RowDraws draws_of(const char* network, std::uint64_t row) {
  return {{row, number_of_name(network)}};
}

/// FOLDER/NAME.csv.
inline std::ofstream open_rows(const std::string& folder, const std::string& name) {
  std::ofstream file(folder + "/" + name + ".csv");
  if (!file) throw std::runtime_error("cannot write to " + folder);
  file.precision(9);
  return file;
}

}  // namespace twinline::training
