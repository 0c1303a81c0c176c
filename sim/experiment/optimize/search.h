#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace twinline {

/// The range of one variable of a search.
struct SearchRange {
  double low = 0;
  double high = 1;  ///< above low
  bool integer = false;
};

class Proposals;

/// Was the search library built in? Without it DesignSearch can only enumerate.
bool has_search_library();

/// Proposes designs and learns from their merits. Where all designs of integer ranges are within
/// `budget` it goes through them; else it is dlib's global_function_search: an upper bound on the
/// merit from a Lipschitz model (Malherbe and Vayatis 2017), in turn with a local quadratic model.
/// What it proposes is a function of the merits it was told and the seed, on one machine: the
/// library's linear algebra may round differently on another.
class DesignSearch {
 public:
  /// @param seed at least 1  @throws ArgumentError for no or an empty range, or where a search is
  /// needed and not built in
  DesignSearch(const std::vector<SearchRange>& ranges, std::uint64_t budget, std::uint32_t seed);
  ~DesignSearch();
  DesignSearch(const DesignSearch&) = delete;
  DesignSearch& operator=(const DesignSearch&) = delete;

  /// The next design to look at; empty when an enumeration is at its end. It may be one that was
  /// proposed before. Followed by tell().
  std::vector<double> next();
  /// Does it go through all designs?
  bool enumerates() const { return enumerates_; }
  /// The merit of the design that next() gave last; larger is better, finite.
  void tell(double merit);

 private:
  std::unique_ptr<Proposals> proposals_;
  bool enumerates_ = false;
};

}  // namespace twinline
