#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "twinline/experiment/statistics/regression.h"

namespace twinline {

/// A factor of a sweep: numbers, or words (a category) where `levels` says which.
struct ModelFactor {
  std::string name;
  std::vector<double> values;       ///< numeric: by point; category: index of the level by point
  std::vector<std::string> levels;  ///< names of a category's levels, or of the different numbers
  bool numeric = true;
};

/// Which terms the model has, each kind with those before it.
enum class ModelOrder : std::uint8_t {
  kMain,          ///< one slope a numeric factor, one shift a level but the last of a category
  kInteractions,  ///< products of two factors
  kQuadratic,     ///< squares of numeric factors with three values or more
};

/// A term of the model with its estimate. Numeric factors are scaled to -1 .. 1 over their range,
/// so a main effect's coefficient is half the change from the lowest to the highest value; the
/// levels of a category are shifts from the mean over its levels.
struct Term {
  std::string name;  ///< "mean", "servers", "dispatch[fifo]", "servers x buffer", "servers^2"
  Coefficient coefficient;
  double half_width = 0;  ///< of its Student-t interval; NaN where there is none
};

struct MetaModel {
  ModelOrder order = ModelOrder::kMain;
  std::vector<Term> terms;
  LinearFit fit;       ///< of the point means; its coefficients are those of `terms` but for the
                       ///< standard errors where there are replications
  double test_df = 0;  ///< degrees of freedom behind the standard errors
  double lack_of_fit_f = 0;  ///< NaN for a saturated model or without replications, as the next
  double lack_of_fit_p = 0;
};

/// A level of a factor, over all points that have it.
struct LevelMean {
  std::string level;
  double mean = 0;
  double half_width = 0;  ///< over the replications; NaN for one
  std::size_t n_points = 0;
};

/// The columns of a model. @pre all factors have as many values
DesignMatrix model_matrix(const std::vector<ModelFactor>& factors, ModelOrder order,
                          std::vector<std::string>& names);

/// The richest model that the points can tell apart, with at least `spare` points more than terms
/// if any model has; at least kMain. @throws ArgumentError where even that cannot be told apart.
ModelOrder richest_order(const std::vector<ModelFactor>& factors, std::size_t spare);

/// Regression metamodel of a sweep; docs/methods/statistics.md eq. (7) to (11). The fit is ordinary
/// least squares on the means of the points. With two replications or more the standard errors come
/// from the coefficients of each replication alone, which is right whatever the variances of the
/// points and also where these share random numbers; with one they are the classical ones.
/// @param responses by point and replication, every point with the same replications
/// @throws ArgumentError as fit_linear
MetaModel fit_metamodel(const std::vector<ModelFactor>& factors,
                        const std::vector<std::vector<double>>& responses, ModelOrder order,
                        double confidence);

/// Mean response at each level of a factor. @param responses as above
std::vector<LevelMean> level_means(const ModelFactor& factor,
                                   const std::vector<std::vector<double>>& responses,
                                   double confidence);

}  // namespace twinline
