#include "twinline/scenario/build/reduced_output.h"

#include <array>

#include "twinline/scenario/text/quantity.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

struct NamedReduction {
  const char* word;
  Reduction reduction;
};
constexpr std::array<NamedReduction, 6> kReductions{{{"min", Reduction::kMin},
                                                     {"max", Reduction::kMax},
                                                     {"mean", Reduction::kMean},
                                                     {"sum", Reduction::kSum},
                                                     {"below", Reduction::kBelow},
                                                     {"above", Reduction::kAbove}}};

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool counts(Reduction reduction) {
  return reduction == Reduction::kBelow || reduction == Reduction::kAbove;
}

}  // namespace

std::optional<ReducedOutput> read_reduced_output(const Record& record, const Value& value,
                                                 const std::string& subject,
                                                 const Measure& measure) {
  ReducedOutput output;
  output.target = value;
  const std::size_t open = value.is_text() ? value.text.find('(') : std::string::npos;
  if (open == std::string::npos) return output;
  const auto refuse = [&](const std::string& why) {
    record.error_at(value.at, subject + ": " + why + ", received " + received(value));
    return std::nullopt;
  };
  output.word = trimmed(value.text.substr(0, open));
  std::vector<std::string> words;
  for (const NamedReduction& named : kReductions) {
    words.emplace_back(named.word);
    if (output.word == named.word) output.reduction = named.reduction;
  }
  if (output.reduction == Reduction::kOne) {
    record.error_at(value.at, subject +
                                  ": expected min, max, mean, sum, below or above, received " +
                                  received(value) + did_you_mean(output.word, words));
    return std::nullopt;
  }
  if (value.text.back() != ')') return refuse("expected a ) at the end");
  const std::string inner = value.text.substr(open + 1, value.text.size() - open - 2);
  const std::size_t comma = inner.find_first_of(",;");
  output.target.text = trimmed(inner.substr(0, comma));
  if (counts(output.reduction) != (comma != std::string::npos)) {
    return refuse(counts(output.reduction) ? "expected a characteristic and a limit"
                                           : "expected a characteristic alone");
  }
  if (comma == std::string::npos) return output;
  const Parsed<double> limit =
      parse_quantity(trimmed(inner.substr(comma + 1)), measure.dimension(), "");
  if (!limit.value) return refuse(limit.problem);
  output.limit = *limit.value;
  return output;
}

}  // namespace twinline
