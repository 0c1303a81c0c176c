#include "twinline/scenario/build/csplib.h"

#include <cctype>
#include <string>

#include "twinline/plant/model/release.h"
#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr long long kMostCars = 1000000;

/// The numbers of a file, one after another.
class Numbers {
 public:
  Numbers(std::uint32_t source, Diagnostics& diagnostics)
      : source_(source), text_(diagnostics.sources()[source].text()), diagnostics_(diagnostics) {}

  /// The next number; reports another thing and then gives `low` for all that follow.
  long long next(const std::string& what, long long low, long long high) {
    if (failed_) return low;
    while (place_ < text_.size() && is_blank(text_[place_])) ++place_;
    const std::size_t begin = place_;
    while (place_ < text_.size() && !is_blank(text_[place_])) ++place_;
    const std::string word(text_.substr(begin, place_ - begin));
    const std::optional<long long> number = parse_integer(word);
    if (number && *number >= low && *number <= high) return *number;
    failed_ = true;
    diagnostics_.error(span(begin), what + ": expected a whole number in " + std::to_string(low) +
                                        " .. " + std::to_string(high) + ", " +
                                        (word.empty() ? std::string("the file ends here")
                                                      : "received " + in_quotes(word)));
    return low;
  }

  void fail(const std::string& message) {
    if (!failed_) diagnostics_.error(span(0), message);
    failed_ = true;
  }
  bool failed() const { return failed_; }

 private:
  static bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
  Span span(std::size_t begin) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(place_ - begin)};
  }

  std::uint32_t source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t place_ = 0;
  bool failed_ = false;
};

void read_spacing(Numbers& numbers, std::size_t n_options, CarSequence& cars) {
  for (std::size_t i = 0; i < n_options; ++i) {
    Option option;
    option.name = "option_" + std::to_string(i + 1);
    option.values = {"no", "yes"};
    option.at_most =
        static_cast<std::uint32_t>(numbers.next("most cars in a block", 1, kMostSpaced));
    cars.options.push_back(std::move(option));
  }
  for (Option& option : cars.options) {
    option.in =
        static_cast<std::uint32_t>(numbers.next("length of a block", option.at_most, kMostSpaced));
  }
}

}  // namespace

std::optional<CarSequence> read_csplib(std::uint32_t source, Diagnostics& diagnostics) {
  Numbers numbers(source, diagnostics);
  const long long n_cars = numbers.next("cars", 1, kMostCars);
  const long long n_options = numbers.next("options", 1, kMostSpaced);
  const long long n_classes = numbers.next("classes", 1, n_cars);
  CarSequence cars;
  read_spacing(numbers, static_cast<std::size_t>(n_options), cars);
  std::vector<double> with(cars.options.size(), 0);
  for (long long c = 0; c < n_classes && !numbers.failed(); ++c) {
    numbers.next("index of a class", c, c);
    const long long n = numbers.next("cars of a class", 0, n_cars);
    std::vector<std::uint8_t> car;
    for (std::size_t i = 0; i < cars.options.size(); ++i) {
      car.push_back(static_cast<std::uint8_t>(numbers.next("flag of an option", 0, 1)));
      with[i] += static_cast<double>(car.back()) * static_cast<double>(n);
    }
    cars.cars.insert(cars.cars.end(), static_cast<std::size_t>(n), car);
    if (cars.cars.size() > static_cast<std::size_t>(n_cars)) break;
  }
  if (static_cast<long long>(cars.cars.size()) != n_cars) {
    numbers.fail("expected classes of " + std::to_string(n_cars) +
                 " cars together, as the first line says, received " +
                 std::to_string(cars.cars.size()));
  }
  if (numbers.failed()) return std::nullopt;
  for (std::size_t i = 0; i < cars.options.size(); ++i) {
    cars.options[i].up_to = {1 - with[i] / static_cast<double>(n_cars), 1};
  }
  return cars;
}

}  // namespace twinline
