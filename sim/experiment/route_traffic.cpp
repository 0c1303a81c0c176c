#include <cmath>
#include <cstddef>
#include <map>
#include <tuple>

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include "twinline/core/error.h"
#include "twinline/experiment/capacity.h"

namespace twinline {
namespace {

/// Where a job stands: before a step of the route, with the step it was last sent back from and how
/// often in a row, where that matters because that step limits it.
struct Place {
  Id step = 0;
  Id rework_step = kNone;
  std::uint32_t rework_run = 0;
  friend bool operator<(const Place& a, const Place& b) {
    return std::tie(a.step, a.rework_step, a.rework_run) <
           std::tie(b.step, b.rework_step, b.rework_run);
  }
};

/// Share of jobs of `pieces` pieces of which, each with probability p, at least one comes back
/// `round` times in a row.
double still_here(double p, double pieces, std::uint32_t round) {
  return 1 - std::pow(1 - std::pow(p, round), pieces);
}

/// Probability that a job, or what comes back of it, is sent back once more when each piece is with
/// probability p. Of a job of n pieces, 1 - (1 - p^j)^n see a j-th round. Where rounds are not told
/// apart (no limit), the mean over all of them.
double sent_back_by_piece(const Step& step, double pieces, std::uint32_t run) {
  const double p = step.rework_probability;
  if (step.rework_limit != 0) {
    return still_here(p, pieces, run + 1) / still_here(p, pieces, run);
  }
  constexpr std::uint32_t kMostRounds = 1'000'000;
  double rounds = 0;
  for (std::uint32_t j = 0; j < kMostRounds; ++j) {
    const double share = still_here(p, pieces, j);
    if (share < 1e-17) break;
    rounds += share;
  }
  return 1 - 1 / rounds;
}

/// The places that a job of the route can reach and the ways between them.
class Chain {
 public:
  Chain(const Plant& plant, const Route& route, bool rework)
      : plant_(plant), first_(route.first_step), end_(first_ + route.n_steps), rework_(rework) {
    index_of({first_, kNone, 0});
    for (std::size_t i = 0; i < places_.size(); ++i) expand(i);
  }

  std::size_t size() const { return places_.size(); }
  const Place& place(std::size_t i) const { return places_[i]; }

  /// Expected arrivals at every place, of one job of so many pieces (of one piece: of each piece).
  Eigen::VectorXd arrivals(double pieces) const {
    const auto n = static_cast<Eigen::Index>(places_.size());
    std::vector<Eigen::Triplet<double>> entries;
    for (Eigen::Index i = 0; i < n; ++i) {
      const auto place = static_cast<std::size_t>(i);
      entries.emplace_back(i, i, 1.0);
      const Step& step = plant_.steps[places_[place].step];
      const double lost =
          step.scrap_per_piece ? std::pow(step.scrap_probability, pieces) : step.scrap_probability;
      double back = 0;
      if (back_[place] != kNone) {
        back = step.rework_per_piece ? sent_back_by_piece(step, pieces, run_of(places_[place]))
                                     : step.rework_probability;
      }
      const double sampled = probability_done(plant_, step);
      const double done = sampled * (1 - lost);
      add(entries, back_[place], i, done * back);
      add(entries, on_[place], i, done * (1 - back) + 1 - sampled);
    }
    Eigen::SparseMatrix<double> matrix(n, n);
    matrix.setFromTriplets(entries.begin(), entries.end());
    Eigen::SparseLU<Eigen::SparseMatrix<double>> solver(matrix);
    Eigen::VectorXd start = Eigen::VectorXd::Zero(n);
    start[0] = 1;
    Eigen::VectorXd result;
    if (solver.info() == Eigen::Success) result = solver.solve(start);
    if (result.size() == 0 || !(result.minCoeff() > -1e-9) || !(result.maxCoeff() < 1e9)) {
      throw ArgumentError("route \"" + plant_.routes[plant_.steps[first_].route].name +
                          "\": jobs are sent back for ever");
    }
    return result;
  }

 private:
  /// How often in a row the step of the place has sent the job back.
  static std::uint32_t run_of(const Place& place) {
    return place.rework_step == place.step ? place.rework_run : 0;
  }

  static void add(std::vector<Eigen::Triplet<double>>& entries, std::size_t to, Eigen::Index from,
                  double probability) {
    if (to != kNone && probability > 0) {
      entries.emplace_back(static_cast<Eigen::Index>(to), from, -probability);
    }
  }

  /// Index of a place, kNone after the last step.
  std::size_t index_of(const Place& place) {
    if (place.step >= end_) return kNone;
    const auto [found, is_new] = index_.try_emplace(place, places_.size());
    if (is_new) {
      places_.push_back(place);
      on_.push_back(kNone);
      back_.push_back(kNone);
    }
    return found->second;
  }

  void expand(std::size_t i) {
    const Place here = places_[i];
    const Step& step = plant_.steps[here.step];
    const std::size_t on = index_of({here.step + 1, here.rework_step, here.rework_run});
    on_[i] = on;
    const std::uint32_t run = run_of(here);
    if (!rework_ || step.rework_probability <= 0) return;
    if (step.rework_limit != 0 && run >= step.rework_limit) return;
    const std::size_t back = step.rework_limit == 0
                                 ? index_of({step.rework_to, kNone, 0})
                                 : index_of({step.rework_to, here.step, run + 1});
    back_[i] = back;
  }

  const Plant& plant_;
  Id first_;
  Id end_;
  bool rework_;
  std::map<Place, std::size_t> index_;
  std::vector<Place> places_;
  std::vector<std::size_t> on_;    ///< place after the step is passed; kNone = out
  std::vector<std::size_t> back_;  ///< place after it is not; kNone = it always is
};

}  // namespace

RouteTraffic route_traffic(const Plant& plant, Id route_id, std::uint32_t pieces,
                           const CapacityOptions& options) {
  const Route& route = plant.routes[route_id];
  const Chain chain(plant, route, options.rework);
  const Eigen::VectorXd piece_arrivals = chain.arrivals(1);
  const Eigen::VectorXd jobs = chain.arrivals(pieces);
  RouteTraffic traffic;
  traffic.jobs.assign(route.n_steps, 0.0);
  traffic.pieces.assign(route.n_steps, 0.0);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const Id step = chain.place(i).step;
    const double sampling = probability_done(plant, plant.steps[step]);
    const auto row = static_cast<Eigen::Index>(i);
    traffic.jobs[step - route.first_step] += sampling * jobs[row];
    traffic.pieces[step - route.first_step] += sampling * pieces * piece_arrivals[row];
  }
  return traffic;
}

}  // namespace twinline
