#include "twinline/report/text/svg.h"

#include <string_view>

namespace twinline {

namespace {

constexpr std::string_view kFileStyle =
    "<style>svg{color:#1c2430}.gridline{stroke:currentColor;stroke-opacity:.14;"
    "stroke-dasharray:none}@media (prefers-color-scheme:dark){svg{color:#dfe5ec}}</style>\n";

void replace_all(std::string& text, std::string_view from, const std::string& to) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t found = 0; (found = text.find(from, at)) != std::string::npos;) {
    result.append(text, at, found - at).append(to);
    at = found + from.size();
  }
  text = result.append(text, at);
}

/// Groups without content make up most of gnuplot's output.
void drop_empty_groups(std::string& text) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t found = 0; (found = text.find("<g fill=", at)) != std::string::npos;) {
    const std::size_t end = text.find(">\n", found);
    const bool empty = end != std::string::npos && text.compare(end + 2, 5, "</g>\n") == 0;
    result.append(text, at, (empty ? found : found + 1) - at);
    at = empty ? end + 7 : found + 1;
  }
  text = result.append(text, at);
}

/// Gives the shapes of one plotted element their titles. The shapes and the texts must be as many:
/// a picture without hover texts is better than one with wrong ones.
void add_titles(std::string& svg, const std::string& name, const HoverTexts& hover) {
  const std::string marker = "id=\"" + name + "_plot_";
  const std::size_t begin = svg.find(marker + hover.element + "\"");
  if (begin == std::string::npos) return;
  const std::size_t end = std::min(svg.find(marker, begin + 1), svg.size());
  std::string result = svg.substr(0, begin);
  std::size_t at = begin;
  std::size_t n = 0;
  for (;;) {
    const std::size_t shape = std::min(svg.find("<polygon", at), svg.find("<use", at));
    if (shape >= end) break;
    const std::size_t close = svg.find("/>", shape);
    const bool is_polygon = svg.compare(shape, 8, "<polygon") == 0;
    const std::size_t k = n++ - (hover.in_key ? 1 : 0);  // of the key: beyond all texts
    result.append(svg, at, close - at);
    if (k < hover.texts.size()) {
      result += "><title>" + escaped(hover.texts[k]) +
                (is_polygon ? "</title></polygon>" : "</title></use>");
    } else {
      result += "/>";
    }
    at = close + 2;
  }
  if (n == hover.texts.size() + (hover.in_key ? 1 : 0)) svg = result.append(svg, at);
}

}  // namespace

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20U || c == '\n' || c == '\t') result += c;
    }
  }
  return result;
}

std::string themed_svg(const std::string& svg, const Figure& figure) {
  std::string text = svg;
  drop_empty_groups(text);
  // gnuplot names its elements after their number, which nobody wants to see under the pointer.
  for (std::size_t at = 0; (at = text.find("<title>" + figure.name, at)) != std::string::npos;) {
    text.erase(at, text.find("</title>", at) + 8 - at);
  }
  replace_all(text, " color=\"black\"", "");
  replace_all(text, "fill=\"black\"", "fill=\"currentColor\"");
  replace_all(text, "fill=\"rgb(0,0,0)\"", "fill=\"currentColor\"");
  replace_all(text, "stroke=\"black\"", "stroke=\"currentColor\"");
  replace_all(text, "id=\"gnuplot_canvas\"", "id=\"" + figure.name + "_canvas\"");
  replace_all(text, "id='gp", "id='" + figure.name + "_gp");
  replace_all(text, "xlink:href='#gp", "xlink:href='#" + figure.name + "_gp");
  replace_all(text, "id='textbox'", "id='" + figure.name + "_textbox'");
  replace_all(text, "id='greybox'", "id='" + figure.name + "_greybox'");
  for (const HoverTexts& hover : figure.hovers) add_titles(text, figure.name, hover);
  const std::size_t open = text.find("<svg");
  const std::size_t content = text.find('>', open) + 1;
  return text.substr(0, open) + "<svg role=\"img\" aria-label=\"" + escaped(figure.title) + "\"" +
         text.substr(open + 4, content - open - 4) + "\n<title>" + escaped(figure.title) +
         "</title>\n" + std::string(kFileStyle) + text.substr(content);
}

std::string inline_svg(const std::string& svg) {
  std::string text = svg.substr(svg.find("<svg"));
  const std::size_t style = text.find(kFileStyle);
  if (style != std::string::npos) text.erase(style, kFileStyle.size());
  // A title of the whole picture would cover those of its shapes' gaps.
  const std::size_t title = text.find("<title>");
  if (title != std::string::npos) text.erase(title, text.find("</title>", title) + 9 - title);
  return text;
}

}  // namespace twinline
