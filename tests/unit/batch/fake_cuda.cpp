#include "fake_cuda.h"

#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <string>
#include <utility>

#include <cuda_runtime_api.h>

#include "twinline/batch/system_facts.h"

struct CUstream_st {
  std::deque<std::function<void()>> work;
  std::size_t n_put = 0;
  std::size_t n_done = 0;
};

struct CUevent_st {
  cudaStream_t stream = nullptr;
  std::size_t n_before = 0;
};

namespace {

struct Machine {
  std::size_t memory_left = 1U << 30U;
  std::size_t n_objects = 0;
  bool is_lost = false;
  int device = 0;
  std::map<void*, std::size_t> sizes;
};

Machine& machine() {
  static Machine instance;
  return instance;
}

cudaError_t status() { return machine().is_lost ? cudaErrorIllegalAddress : cudaSuccess; }

void run_until(cudaStream_t stream, std::size_t n_done) {
  while (stream->n_done < n_done) {
    stream->work.front()();
    stream->work.pop_front();
    ++stream->n_done;
  }
}

cudaError_t take(void** memory, std::size_t n_bytes) {
  if (machine().is_lost) return status();
  if (n_bytes > machine().memory_left) return cudaErrorMemoryAllocation;
  *memory = std::malloc(n_bytes);
  machine().sizes[*memory] = n_bytes;
  machine().memory_left -= n_bytes;
  return cudaSuccess;
}

cudaError_t release(void* memory) {
  machine().memory_left += machine().sizes.at(memory);
  machine().sizes.erase(memory);
  std::free(memory);
  return status();
}

}  // namespace

namespace fake_cuda {

void reset() { machine() = Machine(); }
void enqueue(void* stream, std::function<void()> work) {
  auto* const to = static_cast<cudaStream_t>(stream);
  to->work.push_back(std::move(work));
  ++to->n_put;
}
void limit_memory(std::size_t n_bytes) { machine().memory_left = n_bytes; }
void lose_device() { machine().is_lost = true; }
std::size_t n_held() { return machine().sizes.size() + machine().n_objects; }
int current_device() { return machine().device; }

}  // namespace fake_cuda

extern "C" {

cudaError_t cudaGetLastError() { return status(); }
const char* cudaGetErrorString(cudaError_t error) {
  return error == cudaErrorMemoryAllocation ? "out of memory" : "a fake error";
}
cudaError_t cudaGetDeviceCount(int* n_devices) {
  *n_devices = 2;
  return status();
}
cudaError_t cudaGetDeviceProperties(cudaDeviceProp* properties, int device) {
  std::strcpy(properties->name, device == 0 ? "Old" : "New");
  properties->major = device == 0 ? 7 : 9;
  properties->minor = 0;
  properties->multiProcessorCount = 10;
  properties->totalGlobalMem = 1U << 30U;
  return status();
}
cudaError_t cudaSetDevice(int device) {
  if (device >= 2) return cudaErrorInvalidDevice;
  machine().device = device;
  return status();
}
cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned /*flags*/) {
  *stream = new CUstream_st;
  ++machine().n_objects;
  return status();
}
cudaError_t cudaStreamDestroy(cudaStream_t stream) {
  delete stream;
  --machine().n_objects;
  return status();
}
cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
  if (!machine().is_lost) run_until(stream, stream->n_put);
  return status();
}
cudaError_t cudaEventCreateWithFlags(cudaEvent_t* event, unsigned /*flags*/) {
  *event = new CUevent_st;
  ++machine().n_objects;
  return status();
}
cudaError_t cudaEventDestroy(cudaEvent_t event) {
  delete event;
  --machine().n_objects;
  return status();
}
cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
  *event = {stream, stream->n_put};
  return status();
}
cudaError_t cudaEventSynchronize(cudaEvent_t event) {
  if (!machine().is_lost) run_until(event->stream, event->n_before);
  return status();
}
cudaError_t cudaEventQuery(cudaEvent_t event) {
  if (machine().is_lost) return status();
  return event->stream->n_done < event->n_before ? cudaErrorNotReady : cudaSuccess;
}
cudaError_t cudaMalloc(void** memory, std::size_t n_bytes) { return take(memory, n_bytes); }
cudaError_t cudaMallocHost(void** memory, std::size_t n_bytes) { return take(memory, n_bytes); }
cudaError_t cudaFree(void* memory) { return release(memory); }
cudaError_t cudaFreeHost(void* memory) { return release(memory); }
cudaError_t cudaMemcpyAsync(void* to, const void* from, std::size_t n_bytes,
                            cudaMemcpyKind /*kind*/, cudaStream_t stream) {
  fake_cuda::enqueue(stream, [=] { std::memcpy(to, from, n_bytes); });
  return status();
}

}  // extern "C"

namespace twinline {

SystemFacts cpu_system::system_facts() { return {"cpp", "1.0.0", 1, 0}; }
SystemFacts cuda_system::system_facts() { return {"cuda", "1.0.0", 0, 80}; }

}  // namespace twinline
