#include "twinline/report/text/page.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "twinline/report/text/page_style.h"
#include "twinline/report/text/svg.h"

namespace twinline {

HtmlTable::HtmlTable(std::vector<std::string> headings, std::size_t text_columns)
    : n_columns_(headings.size()), text_columns_(text_columns) {
  head_ = line(headings, "th");
}

void HtmlTable::row(const std::vector<std::string>& cells) {
  body_ += line(cells, "td");
  ++n_rows_;
}

std::string HtmlTable::line(const std::vector<std::string>& cells, const char* tag) const {
  std::string html = "<tr>";
  for (std::size_t i = 0; i < n_columns_; ++i) {
    html += std::string("<") + tag + (i < text_columns_ ? ">" : " class=\"n\">");
    html += (i < cells.size() ? escaped(cells[i]) : "") + "</" + tag + ">";
  }
  return html + "</tr>\n";
}

std::string HtmlTable::html() const {
  return "<div class=\"scroll\"><table>\n<thead>" + head_ + "</thead>\n<tbody>\n" + body_ +
         "</tbody>\n</table></div>\n";
}

std::string paragraph(const std::string& text) { return "<p>" + escaped(text) + "</p>\n"; }

std::string note(const std::string& html) { return "<p class=\"note\">" + html + "</p>\n"; }

std::string details(const std::string& summary, const std::string& html) {
  return "<details><summary>" + escaped(summary) + "</summary>\n" + html + "</details>\n";
}

std::string tiles(const std::vector<Tile>& tiles) {
  std::string html = "<dl class=\"tiles\">\n";
  for (const Tile& tile : tiles) {
    html += "<div><dt>" + escaped(tile.label) + "</dt><dd><b>" + escaped(tile.value) + "</b> " +
            escaped(tile.unit) + "</dd><dd class=\"below\">" + escaped(tile.below) +
            "</dd></div>\n";
  }
  return html + "</dl>\n";
}

std::string readable(double value, int digits) {
  if (!std::isfinite(value)) return "";
  constexpr int kMostDecimals = 6;
  const int magnitude = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::fabs(value))));
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", std::clamp(digits - 1 - magnitude, 0, kMostDecimals),
                value);
  return text;
}

std::string plain(double value) {
  char text[400];
  std::snprintf(text, sizeof text, "%.2f", value);
  std::string result = text;
  result.erase(result.find_last_not_of('0') + 1);
  if (result.back() == '.') result.pop_back();
  return result;
}

std::string percent(double fraction) {
  if (!std::isfinite(fraction)) return "";
  char text[64];
  std::snprintf(text, sizeof text, "%.1f %%", fraction * 100);
  return text;
}

namespace {

std::string figure_html(const Figure& figure, const Picture& picture) {
  return "<figure id=\"fig-" + figure.name + "\">\n<h3>" + escaped(figure.title) + "</h3>\n" +
         inline_svg(picture.svg) + "<figcaption>" + escaped(figure.caption) + " <a href=\"" +
         picture.file + "\">" + picture.file + "</a></figcaption>\n</figure>\n";
}

std::string chapter_html(const Chapter& chapter, std::vector<Picture>& pictures) {
  std::string html = "<section id=\"" + chapter.id + "\">\n<h2>" + escaped(chapter.title) +
                     "</h2>\n" + chapter.html;
  for (const Figure& figure : chapter.figures) {
    pictures.push_back({figure.name + ".svg", draw(figure)});
    html += figure_html(figure, pictures.back());
  }
  return html + chapter.after + "</section>\n";
}

}  // namespace

std::string page_html(const Page& page, std::vector<Picture>& pictures) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      escaped(page.title) + "</title>\n<style>\n" + page_style() +
      "</style>\n</head>\n<body>\n<header>\n<h1>" + escaped(page.title) + "</h1>\n" + page.lead +
      "<nav>";
  for (const Chapter& chapter : page.chapters) {
    html += "<a href=\"#" + chapter.id + "\">" + escaped(chapter.title) + "</a>\n";
  }
  html += "</nav>\n</header>\n<main>\n";
  for (const Chapter& chapter : page.chapters) html += chapter_html(chapter, pictures);
  return html + "</main>\n<footer>\n" + page.foot + "</footer>\n</body>\n</html>\n";
}

}  // namespace twinline
