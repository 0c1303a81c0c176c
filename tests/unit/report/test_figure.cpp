#include <cstdlib>

#include <doctest/doctest.h>

#include "twinline/report/text/figure.h"
#include "twinline/report/text/gnuplot.h"
#include "twinline/report/text/page.h"
#include "twinline/report/text/svg.h"

TEST_SUITE_BEGIN("report.figure");

using namespace twinline;

namespace {

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t n = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++n;
  return n;
}

/// Two bars with hover texts.
Figure bars(const std::vector<std::string>& names) {
  Figure figure;
  figure.name = "bars";
  figure.title = "Bars & <more>";
  PlotScript script;
  const std::string data = script.data({{10, 1}, {20, 2}});
  script.row_names(names).line("set xrange [0:30]");
  script.line("plot " + data +
              " using (0):2:(0):1:($2-0.4):($2+0.4) with boxxyerror lc rgb '#0072b2' title 'bars'");
  figure.script = script.text();
  figure.hovers.push_back({"1", true, {"ten <10>", "twenty"}});
  return figure;
}

/// A directory list without gnuplot for as long as it lives.
class NoPrograms {
 public:
  NoPrograms() : path_(std::getenv("PATH")) { ::setenv("PATH", "/nonexistent", 1); }
  NoPrograms(const NoPrograms&) = delete;
  NoPrograms& operator=(const NoPrograms&) = delete;
  ~NoPrograms() { ::setenv("PATH", path_.c_str(), 1); }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("figure: an svg with a title and hover texts at its shapes") {
  const std::string svg = draw(bars({"a", "b"}));
  CHECK(svg.find("aria-label=\"Bars &amp; &lt;more&gt;\"") != std::string::npos);
  CHECK(svg.find("<title>ten &lt;10&gt;</title></polygon>") != std::string::npos);
  CHECK(svg.find("<title>twenty</title></polygon>") != std::string::npos);
  CHECK(count(svg, "<polygon") == 3);  // with the sample in the key
  CHECK(svg.find("prefers-color-scheme:dark") != std::string::npos);
  CHECK(svg.find("fill=\"black\"") == std::string::npos);
  CHECK(svg.find("id='gp") == std::string::npos);
}

TEST_CASE("figure: hover texts that do not fit the shapes are left out") {
  Figure figure = bars({"a", "b"});
  figure.hovers[0].texts.emplace_back("a third");
  CHECK(draw(figure).find("ten") == std::string::npos);
}

TEST_CASE("figure: the same input draws the same bytes") {
  CHECK(draw(bars({"a", "b"})) == draw(bars({"a", "b"})));
}

TEST_CASE("figure: names are shown and never run or interpreted") {
  const std::vector<std::string> names = {"`date` $(date) @x %d {/=9 y}", "it's <b>a_b^c\n"};
  const std::string svg = draw(bars(names));
  CHECK(svg.find("`date` $(date) @x %d {/=9 y}") != std::string::npos);
  CHECK(svg.find("it's &lt;b>a_b^c") != std::string::npos);
  CHECK(plot_literal("'; system('x')\n") == "'''; system(''x'') '");
}

TEST_CASE("figure: inside a page the svg has no style of its own") {
  const std::string svg = draw(bars({"a", "b"}));
  const std::string part = inline_svg(svg);
  CHECK(part.rfind("<svg", 0) == 0);
  CHECK(part.find("<style>") == std::string::npos);
  CHECK(part.find("<title>Bars") == std::string::npos);
  CHECK(part.find("<title>twenty</title>") != std::string::npos);
}

TEST_CASE("gnuplot: what it complains of is passed on") {
  CHECK_THROWS_WITH_AS(run_gnuplot("set nonsense\n"), doctest::Contains("nonsense"), PlotError);
  CHECK_THROWS_WITH_AS(run_gnuplot(""), doctest::Contains("drew nothing"), PlotError);
}

TEST_CASE("gnuplot: where it is missing the package is named") {
  const NoPrograms none;
  CHECK_THROWS_WITH_AS(run_gnuplot("plot x\n"), doctest::Contains("gnuplot-nox"), PlotError);
}

TEST_CASE("text: long names are cut in the middle between characters") {
  CHECK(shortened("stations", 8) == "stations");
  CHECK(shortened("a_long_name_of_a_station", 9) == "a_lo\u2026tion");
  CHECK(shortened("\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4", 5) == "\u00e4\u00e4\u2026\u00e4\u00e4");
}

TEST_CASE("text: steps of axes are round") {
  CHECK(round_step(0.3) == doctest::Approx(0.5));
  CHECK(round_step(2) == doctest::Approx(2));
  CHECK(round_step(61) == doctest::Approx(100));
}

TEST_CASE("text: numbers for people") {
  CHECK(readable(38.71) == "38.7");
  CHECK(readable(1234.5) == "1234");
  CHECK(readable(0.04567) == "0.0457");
  CHECK(readable(0) == "0.00");
  CHECK(readable(std::strtod("nan", nullptr)) == "");
  CHECK(plain(56) == "56");
  CHECK(plain(7.5) == "7.5");
  CHECK(plain(100) == "100");
  CHECK(percent(0.1234) == "12.3 %");
  CHECK(escaped("<a href=\"x\">&\x01") == "&lt;a href=&quot;x&quot;&gt;&amp;");
}

TEST_SUITE_END();
