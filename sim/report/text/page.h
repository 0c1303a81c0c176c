#pragma once

#include <string>
#include <vector>

#include "twinline/report/text/figure.h"

namespace twinline {

/// A table of a page: text in the first columns, numbers, aligned right, in the others.
class HtmlTable {
 public:
  explicit HtmlTable(std::vector<std::string> headings, std::size_t text_columns = 1);
  /// One cell a heading, plain text; missing ones stay empty.
  void row(const std::vector<std::string>& cells);
  std::size_t size() const { return n_rows_; }
  std::string html() const;

 private:
  std::string line(const std::vector<std::string>& cells, const char* tag) const;

  std::size_t n_columns_;
  std::size_t text_columns_;
  std::size_t n_rows_ = 0;
  std::string head_;
  std::string body_;
};

/// A chapter of the page.
struct Chapter {
  std::string id;
  std::string title;
  std::string html;             ///< before the figures
  std::vector<Figure> figures;  ///< drawn by the page
  std::string after;            ///< html after them
};

/// A figure that is ready to be written.
struct Picture {
  std::string file;
  std::string svg;
};

struct Page {
  std::string title;
  std::string lead;  ///< html under the title
  std::vector<Chapter> chapters;
  std::string foot;  ///< html
};

/// A whole HTML file that needs nothing but itself. @param[out] pictures of the page's figures
/// @throws PlotError where a figure cannot be drawn
std::string page_html(const Page& page, std::vector<Picture>& pictures);

/// A paragraph of plain text.
std::string paragraph(const std::string& text);
/// A note on what is not shown and how to get it; `html` is not escaped.
std::string note(const std::string& html);
/// What the reader opens to see it.
std::string details(const std::string& summary, const std::string& html);

/// Large figures side by side: what it is, its value, and what is said beneath it.
struct Tile {
  std::string label;
  std::string value;
  std::string unit;
  std::string below;
};
std::string tiles(const std::vector<Tile>& tiles);

/// A number as people read it: `digits` significant ones, no exponent; "" for no value.
std::string readable(double value, int digits = 3);
/// A number of the input as people write it: at most two decimals, no zeros at the end.
std::string plain(double value);
/// A fraction as "12.3 %".
std::string percent(double fraction);

}  // namespace twinline
