#pragma once

#include <string>
#include <string_view>

namespace twinline {

/// SHA-256 of the bytes (FIPS 180-4), as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace twinline
