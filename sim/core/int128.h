#pragma once

namespace twinline {

/// 128-bit integer of GCC, Clang and nvcc: sums of products of 64-bit numbers stay exact.
__extension__ typedef __int128 Int128;

}  // namespace twinline
