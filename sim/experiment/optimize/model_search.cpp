#include <cmath>

#include <dlib/global_optimization.h>

#include "twinline/experiment/optimize/proposals.h"

namespace twinline {

namespace {

class ModelSearch : public Proposals {
 public:
  ModelSearch(const dlib::function_spec& spec, std::uint32_t seed) : search_(spec) {
    search_.set_seed(static_cast<time_t>(seed));
  }

  std::vector<double> next() override {
    request_ = std::make_unique<dlib::function_evaluation_request>(search_.get_next_x());
    const dlib::matrix<double, 0, 1>& x = request_->x();
    return std::vector<double>(x.begin(), x.end());
  }
  void tell(double merit) override {
    request_->set(merit);
    request_.reset();
  }

 private:
  dlib::global_function_search search_;
  std::unique_ptr<dlib::function_evaluation_request> request_;
};

}  // namespace

bool has_search_library() { return true; }

std::unique_ptr<Proposals> make_model_search(const std::vector<SearchRange>& ranges,
                                             std::uint32_t seed) {
  const auto n = static_cast<long>(ranges.size());
  dlib::matrix<double, 0, 1> low(n);
  dlib::matrix<double, 0, 1> high(n);
  std::vector<bool> integer;
  for (long i = 0; i < n; ++i) {
    const SearchRange& range = ranges[static_cast<std::size_t>(i)];
    low(i) = range.low;
    high(i) = range.high;
    integer.push_back(range.integer);
  }
  return std::make_unique<ModelSearch>(dlib::function_spec(low, high, integer), seed);
}

}  // namespace twinline
