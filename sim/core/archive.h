#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "twinline/core/calendar.h"
#include "twinline/core/error.h"
#include "twinline/core/fields.h"
#include "twinline/core/int128.h"

namespace twinline {

template <>
constexpr std::size_t kFieldCount<SimTime> = 1;
template <>
constexpr std::size_t kFieldCount<Event> = 4;

/// A number, a flag or an enumerator.
template <typename T>
constexpr bool kIsPlain = std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, Int128>;

/// Plain values as bytes, least significant first on every machine: numbers in their own width,
/// vectors behind their size, structs field by field (kFieldCount), a calendar as its pending
/// events in order. Equal values give equal bytes: padding and capacity are no part of them.
class ArchiveWriter {
 public:
  template <typename T>
  void put(const T& value) {
    if constexpr (kIsPlain<T>) {
      put_plain(value);
    } else {
      constexpr std::size_t kCount = kFieldCount<T>;
      std::apply([this](const auto&... field) { (put(field), ...); },
                 FieldAccess::tie<kCount>(value));
    }
  }
  template <typename T, typename A>
  void put(const std::vector<T, A>& values) {
    put(static_cast<std::uint64_t>(values.size()));
    for (const T& value : values) put(value);
  }
  template <typename T, std::size_t kSize>
  void put(const std::array<T, kSize>& values) {
    for (const T& value : values) put(value);
  }
  void put(const Calendar& calendar) {
    put(calendar.now());
    put(calendar.next_sequence());
    put(calendar.pending());
  }

  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  template <typename T>
  void put_plain(T value) {
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    std::reverse(raw, raw + sizeof(T));
#endif
    bytes_.append(raw, sizeof(T));
  }

  std::string bytes_;
};

/// Reads what an ArchiveWriter wrote.  @throws ArgumentError where the bytes end too early or say
/// what cannot be; never reads beyond them, never takes more memory than they could fill.
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  void get(T& value) {
    if constexpr (kIsPlain<T>) {
      get_plain(value);
    } else {
      constexpr std::size_t kCount = kFieldCount<T>;
      std::apply([this](auto&... field) { (get(field), ...); }, FieldAccess::tie<kCount>(value));
    }
  }
  template <typename T, typename A>
  void get(std::vector<T, A>& values) {
    std::uint64_t size = 0;
    get(size);
    if (size > bytes_.size()) throw ArgumentError("a list is longer than the rest of the data");
    values.assign(static_cast<std::size_t>(size), T{});
    for (T& value : values) get(value);
  }
  template <typename T, std::size_t kSize>
  void get(std::array<T, kSize>& values) {
    for (T& value : values) get(value);
  }
  void get(Calendar& calendar) {
    SimTime now;
    std::uint64_t next_sequence = 0;
    std::vector<Event> pending;
    get(now);
    get(next_sequence);
    get(pending);
    calendar = Calendar::restore(now, next_sequence, pending);
  }

  bool at_end() const { return bytes_.empty(); }

 private:
  template <typename T>
  void get_plain(T& value) {
    if (bytes_.size() < sizeof(T)) throw ArgumentError("the data end too early");
    char raw[sizeof(T)];
    std::memcpy(raw, bytes_.data(), sizeof(T));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    std::reverse(raw, raw + sizeof(T));
#endif
    if constexpr (std::is_same_v<T, bool>) {
      if (raw[0] != 0 && raw[0] != 1) throw ArgumentError("a flag is neither 0 nor 1");
    }
    std::memcpy(&value, raw, sizeof(T));
    bytes_.remove_prefix(sizeof(T));
  }

  std::string_view bytes_;
};

/// The types behind an archive as text, e.g. "{i8[u4]}": two programs that give the same text read
/// each other's archives.
template <typename T>
struct ArchiveLayout {
  static std::string text() {
    if constexpr (kIsPlain<T>) {
      constexpr bool kSigned = std::is_signed_v<T> || std::is_same_v<T, Int128>;
      const char kind = std::is_floating_point_v<T> ? 'f' : kSigned ? 'i' : 'u';
      return kind + std::to_string(sizeof(T));
    } else {
      return fields(
          static_cast<decltype(FieldAccess::tie<kFieldCount<T>>(std::declval<T&>()))*>(nullptr));
    }
  }

 private:
  template <typename... Fields>
  static std::string fields(const std::tuple<Fields&...>*) {
    return "{" + (ArchiveLayout<Fields>::text() + ... + std::string()) + "}";
  }
};
template <typename T, typename A>
struct ArchiveLayout<std::vector<T, A>> {
  static std::string text() { return "[" + ArchiveLayout<T>::text() + "]"; }
};
template <typename T, std::size_t kSize>
struct ArchiveLayout<std::array<T, kSize>> {
  static std::string text() { return std::to_string(kSize) + "*" + ArchiveLayout<T>::text(); }
};
template <>
struct ArchiveLayout<Calendar> {
  static std::string text() { return "calendar" + ArchiveLayout<Event>::text(); }
};

}  // namespace twinline
