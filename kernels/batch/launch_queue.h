#pragma once

namespace twinline {

/// Where a kernel waits for its turn: a cudaStream_t without its type, so that plain C++ can pass
/// it on. Null is CUDA's default stream, and the only value on a CPU.
using LaunchQueue = void*;

}  // namespace twinline
