#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/plant/model/ids.h"

namespace twinline {

/// Most jobs that a spacing rule looks back on.
constexpr std::uint32_t kMostSpaced = 64;
/// Most values of an option.
constexpr std::size_t kMostChoices = 255;

/// In what jobs differ beyond their part: a colour, an engine, with or without a roof window.
/// A job has one of its values.
struct Option {
  std::string name;
  std::vector<std::string> values;  ///< at least two
  std::vector<double> up_to;        ///< sum of the shares up to each value; the last is 1
  /// Spacing rule: at most so many of `in` successive jobs have a value other than the first;
  /// 0 = none.
  std::uint32_t at_most = 0;
  std::uint32_t in = 0;
};

/// One value of one option.
struct Choice {
  Id option = kNone;
  std::uint8_t value = 0;
};

/// Work that a station adds to the process time of its jobs, or of those with one choice.
struct OptionWork {
  Choice of;                   ///< option kNone = every job
  Id time = kNone;             ///< distribution
  std::uint32_t position = 0;  ///< of a moving line, from 0
};

/// A release's choice of the next job from its bank of orders: the first criterion decides, the
/// next breaks ties, the oldest order wins.
struct SequenceRule {
  enum class Kind : std::uint8_t {
    kSpacing,  ///< fewest spacing rules broken
    kKeep,     ///< the option has the value of the job before
    kLevel,    ///< least deviation of the values made from their shares (goal chasing)
  };
  Kind kind = Kind::kLevel;
  Id option = kNone;  ///< for kKeep
};

}  // namespace twinline
