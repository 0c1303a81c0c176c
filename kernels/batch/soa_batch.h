#pragma once

#include <cstddef>
#include <vector>

#include "twinline/batch/cache_line_allocator.h"

namespace twinline {

/// Numbers of many items, structure of arrays: field f of item i lies at f * pitch + i, so that
/// neighbouring items are read together. The pitch is the number of items rounded up to 8 (a cache
/// line), and 8 more where that is a multiple of 128 (a kilobyte), at which the fields of an item
/// would fall into one set of the cache. What lies between the items and the pitch has no meaning;
/// every number there is a finite one or one that was an item's before.
class SoaBatch {
 public:
  /// Every field begins a cache line.
  using Values = std::vector<double, CacheLineAllocator<double>>;

  SoaBatch() = default;

  /// All numbers 0.
  SoaBatch(std::size_t n_fields, std::size_t n_items) { resize(n_fields, n_items); }

  /// Another shape in the same memory, which grows where it is too small and never shrinks.
  /// Numbers are unspecified afterwards (fill every item of every field); pointers to fields do not
  /// hold.
  void resize(std::size_t n_fields, std::size_t n_items) {
    n_fields_ = n_fields;
    n_items_ = n_items;
    pitch_ = padded(n_items);
    values_.resize(n_fields * pitch_, 0.0);
  }

  std::size_t n_fields() const { return n_fields_; }
  std::size_t n_items() const { return n_items_; }
  std::size_t pitch() const { return pitch_; }
  double* field(std::size_t index) { return values_.data() + index * pitch_; }
  const double* field(std::size_t index) const { return values_.data() + index * pitch_; }
  /// n_fields * pitch numbers.
  Values& values() { return values_; }
  const Values& values() const { return values_; }

 private:
  static std::size_t padded(std::size_t n_items) {
    constexpr std::size_t kLine = 8;        // doubles in a cache line
    constexpr std::size_t kKilobyte = 128;  // doubles
    const std::size_t lines = (n_items + kLine - 1) / kLine * kLine;
    return lines % kKilobyte == 0 ? lines + kLine : lines;
  }

  std::size_t n_fields_ = 0;
  std::size_t n_items_ = 0;
  std::size_t pitch_ = 0;
  Values values_;
};

}  // namespace twinline
