#pragma once

#include <cstddef>
#include <functional>

// A CUDA runtime without a device, linked instead of the real one: memory is the host's, and what
// is put into a stream runs when something waits for it, in order, and no earlier.
namespace fake_cuda {

/// Back to two devices, of compute capability 7.0 and 9.0, with nothing in use.
void reset();

/// Puts work into a stream (a LaunchQueue): what a kernel's launch does.
void enqueue(void* stream, std::function<void()> work);

/// Bytes that cudaMalloc and cudaMallocHost will grant in all.
void limit_memory(std::size_t n_bytes);

/// From now on nothing in a stream runs and every call fails, releases too.
void lose_device();

/// Buffers, streams and events that were made and not released.
std::size_t n_held();

/// The device that the last cudaSetDevice named.
int current_device();

}  // namespace fake_cuda
