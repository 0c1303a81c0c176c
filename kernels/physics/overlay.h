#pragma once

#include <cstdint>

#include "twinline/math/square_root.h"
#include "twinline/physics/constants.h"
#include "twinline/physics/quantity.h"
#include "twinline/random/keyed_draws.h"

namespace twinline {

/// Overlay error at a point of the wafer and of its field: the linear ten-parameter model with
/// Gaussian noise. Equations and sources: docs/methods/physics/overlay.md.
struct Overlay {
  template <class Number>
  struct InputOf {
    Number wafer_x_m;
    Number wafer_y_m;
    Number field_x_m;
    Number field_y_m;
    Number random_key;
    Number translation_x_m;
    Number translation_y_m;
    Number scale_x;
    Number scale_y;
    Number rotation_x_rad;
    Number rotation_y_rad;
    Number field_scale_x;
    Number field_scale_y;
    Number field_rotation_x_rad;
    Number field_rotation_y_rad;
    Number noise_m;
  };
  template <class Number>
  struct OutputOf {
    Number error_x_m;
    Number error_y_m;
    Number error_m;
  };
  using Input = InputOf<double>;
  using Output = OutputOf<double>;

  static constexpr const char* kName = "overlay";
  static constexpr const char* kTitle = "Overlay error (translation, scale, rotation, field terms)";
  static constexpr const char* kPage = "physics/overlay.md";
  static constexpr Quantity kTake[] = {
      {Role::kInput, "wafer_x_m", "m", -0.25, 0.25, 0, "centre of the field on the wafer"},
      {Role::kInput, "wafer_y_m", "m", -0.25, 0.25, 0, "the same, across"},
      {Role::kInput, "field_x_m", "m", -0.05, 0.05, 0, "point in the field, from its centre"},
      {Role::kInput, "field_y_m", "m", -0.05, 0.05, 0, "the same, across"},
      {Role::kInput, "random_key", "1", 0, kLargestKey, 0, "whole number that chooses the noise"},
      {Role::kParameter, "translation_x_m", "m", -1e-6, 1e-6, 0, "shift of the wafer"},
      {Role::kParameter, "translation_y_m", "m", -1e-6, 1e-6, 0, "the same, across"},
      {Role::kParameter, "scale_x", "1", -1e-4, 1e-4, 0, "expansion of the wafer (1e-6 = 1 ppm)"},
      {Role::kParameter, "scale_y", "1", -1e-4, 1e-4, 0, "the same, across"},
      {Role::kParameter, "rotation_x_rad", "rad", -1e-4, 1e-4, 0, "turn seen in x"},
      {Role::kParameter, "rotation_y_rad", "rad", -1e-4, 1e-4, 0, "turn seen in y"},
      {Role::kParameter, "field_scale_x", "1", -1e-4, 1e-4, 0, "expansion of the field"},
      {Role::kParameter, "field_scale_y", "1", -1e-4, 1e-4, 0, "the same, across"},
      {Role::kParameter, "field_rotation_x_rad", "rad", -1e-4, 1e-4, 0, "turn of the field in x"},
      {Role::kParameter, "field_rotation_y_rad", "rad", -1e-4, 1e-4, 0, "turn of the field in y"},
      {Role::kParameter, "noise_m", "m", 0, 1e-6, 1e-9,
       "standard deviation of the rest, each way"}};
  static constexpr Quantity kGive[] = {
      {Role::kOutput, "error_x_m", "m", -1e-4, 1e-4, 0, "error in x"},
      {Role::kOutput, "error_y_m", "m", -1e-4, 1e-4, 0, "error in y"},
      {Role::kOutput, "error_m", "m", 0, 2e-4, 0, "length of the error"}};

  template <class Number = double>
  TWINLINE_HD OutputOf<Number> operator()(const InputOf<Number>& in) const {
    constexpr std::uint32_t kModelNumber = number_of_name(kName);
    const DrawsOf<Number> draws = keyed_draws(in.random_key, kModelNumber);
    const Number x = in.translation_x_m + in.scale_x * in.wafer_x_m -
                     in.rotation_x_rad * in.wafer_y_m + in.field_scale_x * in.field_x_m -
                     in.field_rotation_x_rad * in.field_y_m + in.noise_m * draws.normal(0);
    const Number y = in.translation_y_m + in.scale_y * in.wafer_y_m +
                     in.rotation_y_rad * in.wafer_x_m + in.field_scale_y * in.field_y_m +
                     in.field_rotation_y_rad * in.field_x_m + in.noise_m * draws.normal(1);
    return {x, y, math::sqrt(x * x + y * y)};
  }
};

}  // namespace twinline
