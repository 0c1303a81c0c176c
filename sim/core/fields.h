#pragma once

#include <cstddef>
#include <tuple>

#include <boost/preprocessor/repetition/enum_params.hpp>
#include <boost/preprocessor/repetition/repeat_from_to.hpp>

namespace twinline {

/// How many data members the struct T has. Stated once beside the archive of the type; a number
/// that is not (or no longer) that of the members does not compile.
template <typename T>
constexpr std::size_t kFieldCount = 0;

/// All data members of a struct as a tuple of references, in the order of their declaration: there
/// is no second list of them that could miss one. Classes with private members befriend it.
struct FieldAccess {
  template <std::size_t kCount, typename T>
  static auto tie(T& value) {
    static_assert(kCount > 0 && kCount <= 60, "state kFieldCount of this type");
#define TWINLINE_TIE(z, n, unused)                   \
  if constexpr (kCount == n) {                       \
    auto& [BOOST_PP_ENUM_PARAMS(n, field)] = value;  \
    return std::tie(BOOST_PP_ENUM_PARAMS(n, field)); \
  } else
    BOOST_PP_REPEAT_FROM_TO(1, 61, TWINLINE_TIE, unused) { return std::tuple<>(); }
#undef TWINLINE_TIE
  }
};

}  // namespace twinline
