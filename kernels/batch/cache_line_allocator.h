#pragma once

#include <cstddef>
#include <new>

namespace twinline {

/// Memory that begins a cache line: a load of 64 bytes that lies across two lines takes two.
template <class Value>
struct CacheLineAllocator {
  using value_type = Value;
  static constexpr std::align_val_t kLine{64};

  CacheLineAllocator() = default;
  template <class Other>
  CacheLineAllocator(const CacheLineAllocator<Other>& /*other*/) {}

  Value* allocate(std::size_t n) {
    return static_cast<Value*>(::operator new(n * sizeof(Value), kLine));
  }
  void deallocate(Value* memory, std::size_t /*n*/) { ::operator delete(memory, kLine); }

  friend bool operator==(CacheLineAllocator /*a*/, CacheLineAllocator /*b*/) { return true; }
  friend bool operator!=(CacheLineAllocator /*a*/, CacheLineAllocator /*b*/) { return false; }
};

}  // namespace twinline
