#include <limits>

#include <doctest/doctest.h>

#include "twinline/core/archive.h"

namespace {

struct Inner {
  std::uint8_t small = 0;
  double number = 0;
  friend bool operator==(const Inner& a, const Inner& b) {
    return a.small == b.small && a.number == b.number;
  }
};

struct Outer {
  std::int64_t first = 0;
  std::vector<Inner> list;
  std::array<bool, 3> flags{};
  twinline::SimTime time;
  twinline::Int128 wide = 0;
};

}  // namespace

namespace twinline {
template <>
constexpr std::size_t kFieldCount<Inner> = 2;
template <>
constexpr std::size_t kFieldCount<Outer> = 5;
}  // namespace twinline

TEST_SUITE_BEGIN("core.archive");

using namespace twinline;

namespace {

Outer some_outer() {
  Outer value;
  value.first = -5;
  value.list = {{7, 0.1}, {8, -std::numeric_limits<double>::infinity()}};
  value.flags = {true, false, true};
  value.time = SimTime::from_ns(123456789);
  value.wide = static_cast<Int128>(1) << 100;
  return value;
}

std::string bytes_of(const Outer& value) {
  ArchiveWriter writer;
  writer.put(value);
  return writer.take();
}

}  // namespace

TEST_CASE("archive: what is written comes back") {
  const Outer value = some_outer();
  const std::string bytes = bytes_of(value);
  CHECK(bytes.size() == 8 + 8 + 2 * 9 + 3 + 8 + 16);  // no padding
  ArchiveReader reader(bytes);
  Outer back;
  reader.get(back);
  CHECK(reader.at_end());
  CHECK(back.first == value.first);
  CHECK(back.list == value.list);
  CHECK(back.flags == value.flags);
  CHECK(back.time == value.time);
  CHECK((back.wide == value.wide));
}

TEST_CASE("archive: numbers are least significant byte first") {
  ArchiveWriter writer;
  writer.put(std::uint32_t{0x01020304});
  CHECK(writer.bytes() == std::string("\x04\x03\x02\x01"));
}

TEST_CASE("archive: every truncation is an error") {
  const std::string bytes = bytes_of(some_outer());
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    ArchiveReader reader(std::string_view(bytes).substr(0, n));
    Outer back;
    CHECK_THROWS_AS(reader.get(back), ArgumentError);
  }
}

TEST_CASE("archive: a hostile size takes no memory") {
  ArchiveWriter writer;
  writer.put(std::uint64_t{1} << 60U);
  ArchiveReader reader(writer.bytes());
  std::vector<std::uint64_t> values;
  CHECK_THROWS_AS(reader.get(values), ArgumentError);
}

TEST_CASE("archive: a flag that is none is an error") {
  ArchiveReader reader(std::string_view("\x02", 1));
  bool flag = false;
  CHECK_THROWS_AS(reader.get(flag), ArgumentError);
}

TEST_CASE("archive: a calendar comes back with its future") {
  Calendar calendar;
  calendar.schedule(SimTime::from_ns(50), 1, 1, 10, 0);
  calendar.schedule(SimTime::from_ns(20), 1, 1, 11, 0);
  calendar.schedule(SimTime::from_ns(20), 0, 2, 12, 3);
  calendar.pop();
  ArchiveWriter writer;
  writer.put(calendar);
  ArchiveReader reader(writer.bytes());
  Calendar back;
  reader.get(back);
  CHECK(back.now() == calendar.now());
  CHECK(back.next_sequence() == calendar.next_sequence());
  CHECK(back.pop().subject == 11);
  CHECK(back.pop().subject == 10);
  CHECK(back.empty());
}

TEST_CASE("archive: the layout names the types in order") {
  CHECK(ArchiveLayout<Outer>::text() == "{i8[{u1f8}]3*u1{i8}i16}");
}
