#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "twinline/scenario/importers/smt2020_table.h"

namespace twinline::smt2020 {

/// An AutoSched word and Twinline's.
using Words = std::initializer_list<std::pair<const char*, const char*>>;

/// A finite number with at most 12 significant digits: "476.2635", not "476.26349999999996".
std::string number_text(double value);

/// The text of a cell that must not be empty.
std::string required(const Cell& cell, Diagnostics& problems);

/// A finite number >= low; 0 where the cell is wrong (and noted).
double number(const Cell& cell, double low, Diagnostics& problems);

/// A whole number >= low ("10" or "10.0"); `low` where the cell is wrong (and noted).
std::int64_t whole(const Cell& cell, std::int64_t low, Diagnostics& problems);

/// The word that stands for the cell's; "" where it is unknown (and noted).
std::string translated(const Cell& cell, Words words, Diagnostics& problems);

/// Unit of a duration: sec, min, hr, day -> s, min, h, d.
std::string time_unit(const Cell& cell, Diagnostics& problems);

/// "12.5 min" from a number >= 0 and its unit.
std::string duration(const Cell& value, const Cell& unit, Diagnostics& problems);

/// Parameters of a random duration; `width` is the second one, where the table has it.
struct RandomDuration {
  Cell kind;  ///< constant, exponential (mean) or uniform (mean, half-width)
  Cell mean;
  std::optional<Cell> width;
  Cell unit;
};

/// Distribution text. AutoSched's uniform is (mean, half-width): "uniform(7.125 min; 7.875 min)".
std::string random_duration(const RandomDuration& spec, Diagnostics& problems);

/// Seconds since 1970-01-01 00:00:00 of a date "MM/DD/YY hh:mm:ss" in 2000..2099, no time zone.
std::int64_t date_seconds(const Cell& cell, Diagnostics& problems);

/// "2018-01-01T00:00:00"
std::string iso_date(std::int64_t seconds);

}  // namespace twinline::smt2020
