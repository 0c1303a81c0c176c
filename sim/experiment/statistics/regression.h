#pragma once

#include <cstddef>
#include <vector>

namespace twinline {

/// Regressors as columns; column 0 is the constant 1.
struct DesignMatrix {
  std::size_t n_rows = 0;
  std::vector<std::vector<double>> columns;  ///< each of n_rows values
};

/// An estimated coefficient and the test that it is 0.
struct Coefficient {
  double value = 0;
  double standard_error = 0;  ///< NaN where nothing is left to estimate it from
  double t = 0;
  double p = 0;  ///< two-sided
};

/// A least-squares fit and how good it is; docs/methods/statistics.md eq. (7) to (9).
struct LinearFit {
  std::vector<Coefficient> coefficients;  ///< by column
  std::vector<double> fitted;             ///< by row
  double residual_df = 0;                 ///< rows - columns
  double residual_sum = 0;                ///< sum of the squared residuals
  double total_sum = 0;                   ///< sum of squares about the mean
  double residual_sd = 0;                 ///< NaN for a saturated model, as all that follow
  double r_squared = 0;                   ///< NaN where the response does not vary
  double adjusted_r_squared = 0;
  double predicted_r_squared = 0;  ///< 1 - PRESS / total_sum
  double press = 0;                ///< sum of squared errors of leave-one-out predictions
  double f = 0;                    ///< of the regression against the constant
  double f_p = 0;
};

/// Ordinary least squares by column-pivoted Householder QR (Eigen) of the columns scaled to length
/// 1: also for badly scaled regressors.
/// @throws ArgumentError where sizes differ, rows are fewer than columns, or a column depends on
///         the others
LinearFit fit_linear(const DesignMatrix& x, const std::vector<double>& y);

/// Is no column a combination of the others?
bool full_column_rank(const DesignMatrix& x);

/// The same t test from an estimate, its standard error and the degrees of freedom behind it.
Coefficient tested(double value, double standard_error, double df);

/// P(F > f) of Fisher's distribution; NaN where f is or a degree of freedom is not positive.
double f_tail(double f, double df1, double df2);

}  // namespace twinline
