#include "twinline/experiment/statistics/regression.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <Eigen/Dense>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "twinline/core/error.h"

namespace twinline {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Columns of length 1 with a pivot below this are taken to depend on the others. Longley's data,
/// the classic hard case, has a smallest pivot of 3e-5.
constexpr double kSmallestPivot = 1e-10;

using Qr = Eigen::ColPivHouseholderQR<Eigen::MatrixXd>;

struct Scaled {
  Eigen::MatrixXd x;
  Eigen::VectorXd lengths;
};

Scaled scale(const DesignMatrix& design) {
  const auto n = static_cast<Eigen::Index>(design.n_rows);
  const auto q = static_cast<Eigen::Index>(design.columns.size());
  Scaled scaled{Eigen::MatrixXd(n, q), Eigen::VectorXd(q)};
  for (Eigen::Index j = 0; j < q; ++j) {
    const std::vector<double>& column = design.columns[static_cast<std::size_t>(j)];
    if (column.size() != design.n_rows) {
      throw ArgumentError("regression: a column has another size than the others");
    }
    scaled.x.col(j) = Eigen::Map<const Eigen::VectorXd>(column.data(), n);
    const double length = scaled.x.col(j).norm();
    scaled.lengths[j] = length > 0 ? length : 1;
    scaled.x.col(j) /= scaled.lengths[j];
  }
  return scaled;
}

Qr factorise(const Eigen::MatrixXd& x) {
  Qr qr(x.rows(), x.cols());
  qr.setThreshold(kSmallestPivot);
  qr.compute(x);
  return qr;
}

/// Diagonal of (X' X)^-1, from the triangle of X P = Q R.
Eigen::VectorXd inverse_diagonal(const Qr& qr) {
  const Eigen::Index q = qr.cols();
  const Eigen::MatrixXd inverse =
      qr.matrixR().topLeftCorner(q, q).triangularView<Eigen::Upper>().solve(
          Eigen::MatrixXd::Identity(q, q));
  Eigen::VectorXd diagonal(q);
  for (Eigen::Index j = 0; j < q; ++j) {
    diagonal[qr.colsPermutation().indices()[j]] = inverse.row(j).squaredNorm();
  }
  return diagonal;
}

/// Leave-one-out errors from the leverages, the squared rows of Q. NaN where a row stands alone.
double press_of(const Qr& qr, const Eigen::VectorXd& residuals) {
  const Eigen::MatrixXd thin =
      qr.householderQ() * Eigen::MatrixXd::Identity(residuals.size(), qr.cols());
  double press = 0;
  for (Eigen::Index i = 0; i < residuals.size(); ++i) {
    const double free = 1 - thin.row(i).squaredNorm();
    if (free < kSmallestPivot) return kNoValue;
    press += (residuals[i] / free) * (residuals[i] / free);
  }
  return press;
}

void rate(LinearFit& fit, double n, double q) {
  const bool varies = fit.total_sum > 0;
  const bool tested = fit.residual_df > 0;
  const double variance = tested ? fit.residual_sum / fit.residual_df : kNoValue;
  fit.residual_sd = std::sqrt(variance);
  fit.r_squared = varies ? 1 - fit.residual_sum / fit.total_sum : kNoValue;
  fit.adjusted_r_squared = varies ? 1 - variance / (fit.total_sum / (n - 1)) : kNoValue;
  fit.predicted_r_squared = varies ? 1 - fit.press / fit.total_sum : kNoValue;
  fit.f = q > 1 ? (fit.total_sum - fit.residual_sum) / (q - 1) / variance : kNoValue;
  fit.f_p = f_tail(fit.f, q - 1, fit.residual_df);
}

}  // namespace

Coefficient tested(double value, double standard_error, double df) {
  Coefficient result{value, standard_error, kNoValue, kNoValue};
  if (!(df > 0) || std::isnan(standard_error)) return result;
  if (!(standard_error > 0)) {
    result.t = value == 0 ? 0.0 : std::copysign(kInfinity, value);
    result.p = value == 0 ? 1.0 : 0.0;
    return result;
  }
  result.t = value / standard_error;
  const boost::math::students_t_distribution<double> student(df);
  result.p = 2 * boost::math::cdf(boost::math::complement(student, std::fabs(result.t)));
  return result;
}

double f_tail(double f, double df1, double df2) {
  if (std::isnan(f) || !(df1 > 0) || !(df2 > 0)) return kNoValue;
  if (std::isinf(f)) return 0;
  const boost::math::fisher_f_distribution<double> fisher(df1, df2);
  return boost::math::cdf(boost::math::complement(fisher, std::max(f, 0.0)));
}

bool full_column_rank(const DesignMatrix& x) {
  if (x.n_rows < x.columns.size()) return false;
  return factorise(scale(x).x).rank() == static_cast<Eigen::Index>(x.columns.size());
}

LinearFit fit_linear(const DesignMatrix& x, const std::vector<double>& y) {
  const auto n = static_cast<Eigen::Index>(x.n_rows);
  const auto q = static_cast<Eigen::Index>(x.columns.size());
  if (y.size() != x.n_rows || q == 0 || n < q) {
    throw ArgumentError("regression: expected as many responses as rows, and no more columns");
  }
  const Scaled scaled = scale(x);
  const Qr qr = factorise(scaled.x);
  if (qr.rank() < q) {
    throw ArgumentError("regression: column " +
                        std::to_string(qr.colsPermutation().indices()[q - 1]) +
                        " depends on the others");
  }
  const Eigen::VectorXd response = Eigen::Map<const Eigen::VectorXd>(y.data(), n);
  const Eigen::VectorXd solution = qr.solve(response);
  const Eigen::VectorXd fitted = scaled.x * solution;
  const Eigen::VectorXd residuals = response - fitted;

  LinearFit fit;
  fit.fitted.assign(fitted.data(), fitted.data() + n);
  fit.residual_df = static_cast<double>(n - q);
  fit.residual_sum = n == q ? 0.0 : residuals.squaredNorm();
  fit.total_sum = (response.array() - response.mean()).square().sum();
  fit.press = n == q ? kNoValue : press_of(qr, residuals);
  rate(fit, static_cast<double>(n), static_cast<double>(q));
  const Eigen::VectorXd diagonal = inverse_diagonal(qr);
  for (Eigen::Index j = 0; j < q; ++j) {
    const double length = scaled.lengths[j];
    fit.coefficients.push_back(tested(
        solution[j] / length, fit.residual_sd * std::sqrt(diagonal[j]) / length, fit.residual_df));
  }
  return fit;
}

}  // namespace twinline
