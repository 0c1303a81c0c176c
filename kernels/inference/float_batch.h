#pragma once

#include <cstddef>
#include <vector>

namespace twinline {

/// Single-precision numbers of many items, structure of arrays: field f of item i lies at
/// f * pitch + i. The pitch is padded to whole cache lines, and kept off the multiples of a
/// kilobyte, at which the fields of an item would fall into one set of the cache.
class FloatBatch {
 public:
  FloatBatch() = default;
  FloatBatch(std::size_t n_fields, std::size_t n_items) { resize(n_fields, n_items); }

  /// Another shape; what the batch held is lost. Allocates only beyond the largest size so far.
  void resize(std::size_t n_fields, std::size_t n_items) {
    n_fields_ = n_fields;
    n_items_ = n_items;
    pitch_ = padded(n_items);
    values_.resize(n_fields * pitch_);
  }

  std::size_t n_fields() const { return n_fields_; }
  std::size_t n_items() const { return n_items_; }
  std::size_t pitch() const { return pitch_; }
  float* field(std::size_t index) { return values_.data() + index * pitch_; }
  const float* field(std::size_t index) const { return values_.data() + index * pitch_; }
  std::vector<float>& values() { return values_; }
  const std::vector<float>& values() const { return values_; }

 private:
  static std::size_t padded(std::size_t n_items) {
    constexpr std::size_t kLine = 16;       // numbers in a cache line
    constexpr std::size_t kKilobyte = 256;  // numbers
    const std::size_t lines = (n_items + kLine - 1) / kLine * kLine;
    return lines % kKilobyte == 0 ? lines + kLine : lines;
  }

  std::size_t n_fields_ = 0;
  std::size_t n_items_ = 0;
  std::size_t pitch_ = 0;
  std::vector<float> values_;
};

}  // namespace twinline
