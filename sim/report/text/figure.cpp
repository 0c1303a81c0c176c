#include "twinline/report/text/figure.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "twinline/report/text/gnuplot.h"
#include "twinline/report/text/svg.h"

namespace twinline {

namespace {

/// Lines, axes and letters are the same in all figures. Black and #888888 are what svg.cpp turns
/// into the colours of the page.
constexpr const char* kCommon = R"gnuplot(
set encoding utf8
set border 3 lc rgb '#888888' lw 1
set tics nomirror out scale 0.5 textcolor rgb 'black'
set grid lc rgb '#dddddd' lt 1 lw 1
set style fill solid 1 noborder
set key outside top left horizontal Left reverse samplen 1.5 spacing 1.2 width 1
set datafile missing 'NaN'
set title offset 0,-0.3
)gnuplot";

}  // namespace

PlotScript& PlotScript::line(const std::string& command) {
  text_ += command + '\n';
  return *this;
}

std::string PlotScript::data(const std::vector<std::vector<double>>& rows) {
  const std::string name = "$data" + std::to_string(++n_data_);
  text_ += name + " << END\n";
  for (const std::vector<double>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text_ += (i == 0 ? "" : " ") + plot_number(row[i]);
    }
    text_ += '\n';
  }
  text_ += "END\n";
  return name;
}

PlotScript& PlotScript::row_names(const std::vector<std::string>& names, std::size_t longest) {
  std::string tics;
  for (std::size_t i = 0; i < names.size(); ++i) {
    tics += (i == 0 ? "" : ", ") + tic_literal(shortened(names[i], longest)) + " " +
            std::to_string(i + 1);
  }
  line("set ytics (" + tics + ") scale 0");
  return line("set yrange [" + std::to_string(names.size()) + ".6:0.4]");
}

std::string plot_literal(const std::string& text) {
  std::string literal = "'";
  for (const char c : text) {
    if (c == '\'') literal += '\'';
    literal += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
  }
  return literal + "'";
}

std::string tic_literal(const std::string& text) {
  std::string doubled;
  for (const char c : text) doubled += c == '%' ? "%%" : std::string(1, c);
  return plot_literal(doubled);
}

std::string plot_number(double value) {
  if (!std::isfinite(value)) return "NaN";
  char text[32];
  std::snprintf(text, sizeof text, "%.7g", value);
  return text;
}

double round_step(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= value) return step * power;
  }
  return 10 * power;
}

std::string shortened(const std::string& text, std::size_t most) {
  const auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  std::vector<std::size_t> begins;  // of the characters
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!continues(i)) begins.push_back(i);
  }
  if (begins.size() <= most) return text;
  const std::size_t head = most / 2;
  const std::size_t tail = most - head - 1;
  return text.substr(0, begins[head]) + "\u2026" + text.substr(begins[begins.size() - tail]);
}

const char* series_color(std::size_t i) {
  constexpr std::array<const char*, 8> kColors = {"#0072b2", "#e69f00", "#009e73", "#cc79a7",
                                                  "#56b4e9", "#882255", "#d55e00", "#44aa99"};
  return kColors[i % kColors.size()];
}

std::string draw(const Figure& figure) {
  PlotScript script;
  script.line("set terminal svg noenhanced size " + std::to_string(figure.width) + "," +
              std::to_string(figure.height) + " font 'sans-serif,12' name " +
              plot_literal(figure.name));
  return themed_svg(run_gnuplot(script.text() + kCommon + figure.script), figure);
}

}  // namespace twinline
