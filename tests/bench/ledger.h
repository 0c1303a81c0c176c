#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "operations.h"

namespace twinline::bench {

/// Counts the instructions that an item needs. Each value has a number of its own, so that what is
/// written twice is counted once, and what follows from constants alone is not counted.
class Ledger {
 public:
  using Id = std::uint32_t;
  static constexpr Id kNothing = 0;

  static Ledger& mine() {
    static thread_local Ledger ledger;
    return ledger;
  }

  void begin_item() {
    known_.clear();
    n_values_ = 0;
  }
  const Operations& counted() const { return counted_; }
  void forget() { counted_ = {}; }

  static bool is_constant(Id id) { return (id & kConstant) != 0; }
  static bool is_result(Id id) { return (id & kResult) != 0; }

  Id input() { return ++n_values_; }
  Id constant(std::uint64_t bits) { return find({bits, 0}, kConstant).first; }

  /// The value of an operation, `code`, on up to three values.
  Id result(Kind kind, double instructions, char code, Id a, Id b = kNothing, Id c = kNothing) {
    const bool is_fixed = is_fixed_id(a) && is_fixed_id(b) && is_fixed_id(c);
    const Key key{std::uint64_t{a} << 32U | b,
                  std::uint64_t{c} << 8U | static_cast<unsigned char>(code)};
    const auto [id, is_new] = find(key, is_fixed ? kConstant : kResult);
    if (is_new && !is_fixed) count(kind, instructions);
    return id;
  }

 private:
  static constexpr Id kConstant = 1U << 31U;
  static constexpr Id kResult = 1U << 30U;
  using Key = std::pair<std::uint64_t, std::uint64_t>;
  struct Hash {
    std::size_t operator()(const Key& key) const {
      const std::uint64_t mixed =
          (key.first ^ key.second * 0x9E3779B97F4A7C15U) * 0xD6E8FEB86659FD93U;
      return static_cast<std::size_t>(mixed ^ mixed >> 32U);
    }
  };

  static bool is_fixed_id(Id id) { return id == kNothing || is_constant(id); }

  std::pair<Id, bool> find(const Key& key, Id sort) {
    const auto [place, is_new] = known_.try_emplace(key, sort | (n_values_ + 1));
    if (is_new) ++n_values_;
    return {place->second, is_new};
  }

  void count(Kind kind, double instructions) {
    counted_[kind] += instructions;
    const bool is_any = kind == Kind::kAny || kind == Kind::kDivide || kind == Kind::kRoot;
    if (!is_any) counted_[Kind::kAny] += instructions;
  }

  Operations counted_;
  Id n_values_ = 0;
  std::unordered_map<Key, Id, Hash> known_;
};

}  // namespace twinline::bench
