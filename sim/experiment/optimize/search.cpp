#include "twinline/experiment/optimize/search.h"

#include <cmath>
#include <limits>

#include "twinline/core/error.h"
#include "twinline/experiment/optimize/proposals.h"

namespace twinline {

/// All designs of integer ranges, the last variable fastest.
class Enumeration : public Proposals {
 public:
  explicit Enumeration(const std::vector<SearchRange>& ranges) : ranges_(ranges) {}

  std::vector<double> next() override {
    if (at_end_) return {};
    if (at_.empty()) {
      for (const SearchRange& range : ranges_) at_.push_back(range.low);
      return at_;
    }
    for (std::size_t i = ranges_.size(); i-- > 0;) {
      if (at_[i] < ranges_[i].high) {
        at_[i] += 1;
        return at_;
      }
      at_[i] = ranges_[i].low;
    }
    at_end_ = true;
    return {};
  }
  void tell(double) override {}

 private:
  std::vector<SearchRange> ranges_;
  std::vector<double> at_;
  bool at_end_ = false;
};

namespace {

/// Number of designs; infinity where a range is real.
double n_designs(const std::vector<SearchRange>& ranges) {
  double n = 1;
  for (const SearchRange& range : ranges) {
    n *= range.integer ? range.high - range.low + 1 : std::numeric_limits<double>::infinity();
  }
  return n;
}

}  // namespace

DesignSearch::DesignSearch(const std::vector<SearchRange>& ranges, std::uint64_t budget,
                           std::uint32_t seed) {
  if (ranges.empty()) throw ArgumentError("search: expected at least one variable");
  for (const SearchRange& range : ranges) {
    if (!(range.low < range.high) || !std::isfinite(range.high - range.low)) {
      throw ArgumentError("search: expected ranges with low < high");
    }
  }
  if (n_designs(ranges) <= static_cast<double>(budget)) {
    proposals_ = std::make_unique<Enumeration>(ranges);
    enumerates_ = true;
  } else {
    proposals_ = make_model_search(ranges, seed);
  }
}

DesignSearch::~DesignSearch() = default;
std::vector<double> DesignSearch::next() { return proposals_->next(); }
void DesignSearch::tell(double merit) { proposals_->tell(merit); }

}  // namespace twinline
