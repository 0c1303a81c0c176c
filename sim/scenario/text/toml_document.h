#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "twinline/scenario/text/diagnostics.h"
#include "twinline/scenario/text/value.h"

namespace twinline {

/// Reads a source as TOML 1.0 into a table of values with their places. A syntax error goes to
/// `diagnostics`, and the table is empty.
Value read_toml(const Sources& sources, std::uint32_t source, Diagnostics& diagnostics);

/// Reads the TOML value that fills a source from byte `begin` on, after an equals sign; the text
/// before it is not looked at. None (and a diagnostic) for a syntax error.
std::optional<Value> read_toml_value(const Sources& sources, std::uint32_t source,
                                     std::size_t begin, Diagnostics& diagnostics);

}  // namespace twinline
