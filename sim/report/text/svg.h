#pragma once

#include <string>

#include "twinline/report/text/figure.h"

namespace twinline {

/// Makes gnuplot's SVG fit for a page: letters and axes in the page's own ink, names that are
/// unique on a page with many figures, hover texts at the shapes, nothing empty.
/// @param svg what gnuplot wrote for the figure
/// @return a whole SVG file, which alone follows the light or dark setting of the reader
std::string themed_svg(const std::string& svg, const Figure& figure);

/// The part of an SVG file that an HTML page takes in: from `<svg` to `</svg>`, without the style
/// that is for the file alone.
std::string inline_svg(const std::string& svg);

/// The text with &, <, > and quotes as HTML and XML have them.
std::string escaped(const std::string& text);

}  // namespace twinline
