#pragma once

#include <cstddef>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace twinline {

/// Memory for what is read all over. A piece from half a large page (2 MiB) on asks the system for
/// large pages, so that a processor need not look up so many places of small ones. A wish only:
/// where there are none, nothing but the time changes.
template <class Value>
struct LargePageAllocator {
  using value_type = Value;
  static constexpr std::size_t kPage = std::size_t{1} << 21U;

  LargePageAllocator() = default;
  template <class Other>
  LargePageAllocator(const LargePageAllocator<Other>& /*other*/) {}

  static std::align_val_t alignment(std::size_t bytes) {
    return std::align_val_t{bytes >= kPage / 2 ? kPage : alignof(Value)};
  }

  Value* allocate(std::size_t n) {
    const std::size_t bytes = n * sizeof(Value);
    void* memory = ::operator new(bytes, alignment(bytes));
#if defined(__linux__)
    if (bytes >= kPage / 2) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    return static_cast<Value*>(memory);
  }
  void deallocate(Value* memory, std::size_t n) {
    ::operator delete(memory, alignment(n * sizeof(Value)));
  }

  friend bool operator==(LargePageAllocator /*a*/, LargePageAllocator /*b*/) { return true; }
  friend bool operator!=(LargePageAllocator /*a*/, LargePageAllocator /*b*/) { return false; }
};

/// A vector in such memory.
template <class Value>
using LargeVector = std::vector<Value, LargePageAllocator<Value>>;

}  // namespace twinline
