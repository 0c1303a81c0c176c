#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace twinline {

/// Number of insertions, deletions, replacements and swaps of neighbours between two words.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known word nearest to a misspelt one; "" where none is near enough to be meant.
std::string nearest_spelling(std::string_view word, const std::vector<std::string>& known);

/// `; did you mean "x"?` or "".
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

/// The text in double quotes, cut after 60 characters, control characters shown as '?'.
std::string in_quotes(std::string_view text);

}  // namespace twinline
