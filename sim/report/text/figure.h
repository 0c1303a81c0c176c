#pragma once

#include <string>
#include <vector>

namespace twinline {

/// What the reader sees when the pointer rests on the shapes of one plotted element of a figure.
struct HoverTexts {
  std::string element;  ///< "2" = the second of the plot command; "2b" = in the second plot
  bool in_key = false;  ///< the element's first shape is its sample in the key
  std::vector<std::string> texts;  ///< of its shapes, in the order of the data
};

/// A picture: what gnuplot is asked to draw and what is said about it.
struct Figure {
  std::string name;     ///< its file is name.svg
  std::string title;    ///< plain text, as all below
  std::string caption;  ///< what it shows, in a sentence or two
  int width = 860;      ///< pixels
  int height = 360;
  std::string script;  ///< of gnuplot, without terminal and output
  std::vector<HoverTexts> hovers;
};

/// Collects the commands of a figure.
class PlotScript {
 public:
  PlotScript& line(const std::string& command);
  /// Defines a block of data. @return its name, as in `plot $data1 using ...`
  std::string data(const std::vector<std::vector<double>>& rows);
  /// Names of the rows 1, 2, ... of a chart of horizontal bars, the first row on top.
  /// @param longest characters of a name that are shown
  PlotScript& row_names(const std::vector<std::string>& names, std::size_t longest = 30);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int n_data_ = 0;
};

/// A literal of gnuplot in which nothing is substituted; control characters become blanks.
std::string plot_literal(const std::string& text);

/// A literal for the text at a tic, where gnuplot would take a percent sign for a format.
std::string tic_literal(const std::string& text);

/// A number for a script or a data block; "NaN" for no value.
std::string plot_number(double value);

/// A step of 1, 2 or 5 times a power of ten, at least as wide as the value. @pre value > 0
double round_step(double value);

/// The text, cut in the middle to at most `most` characters.
std::string shortened(const std::string& text, std::size_t most);

/// Colours that people with any kind of colour vision tell apart, also on paper and on a dark page
/// (Okabe and Ito 2008, and Tol's wine and teal after them). They repeat after the eighth.
const char* series_color(std::size_t i);

/// Draws a figure. @return a whole SVG file, readable on a light and on a dark page
/// @throws PlotError where gnuplot is missing or fails
std::string draw(const Figure& figure);

}  // namespace twinline
