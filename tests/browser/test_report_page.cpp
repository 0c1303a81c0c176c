// Opens pages of the report in headless Chromium, light and dark, and looks at every figure: in the
// document and on a screenshot.
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "support/report_folders.h"
#include "twinline/report/write_report.h"

TEST_SUITE_BEGIN("report.page");

namespace {

using twinline::test::read_text;
using twinline::test::TemporaryFolder;

constexpr int kWidth = 1040;

struct Seen {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  int shapes = 0;       ///< drawn from data
  int letters = 0;      ///< -1: some are cut off
  double contrast = 0;  ///< the least of letters against the card they stand on
  int colors = 0;       ///< different ones on the screenshot
  double drawn = 0;     ///< percent of the pixels that are not background
};

struct Look {
  std::map<std::string, Seen> figures;
  int page_width = 0;
  int page_height = 0;
  int requests = -1;  ///< what the page asked for besides itself
};

/// The output of Chromium about a file of the folder.
std::string chromium(const TemporaryFolder& folder, const std::string& arguments) {
  const std::string command =
      "cd '" + folder.path().string() + "' && HOME=\"$PWD\" timeout 120 chromium --headless=new " +
      "--no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files " +
      "--virtual-time-budget=20000 --user-data-dir=\"$PWD/profile\" " + arguments +
      " >browser.txt 2>browser_errors.txt";
  const int status = std::system(command.c_str());
  REQUIRE_MESSAGE(status == 0, read_text(folder.path() / "browser_errors.txt"));
  return read_text(folder.path() / "browser.txt");
}

std::string url(const TemporaryFolder& folder, const std::string& file) {
  return "'file://" + (folder.path() / file).string() + "'";
}

std::istringstream measured(const std::string& dom) {
  const std::string mark = "<pre id=\"measured\">";
  const std::size_t begin = dom.find(mark);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = dom.find("</pre>", begin);
  return std::istringstream(dom.substr(begin + mark.size(), end - begin - mark.size()));
}

void measure_document(const TemporaryFolder& folder, const std::string& page,
                      const std::string& options, Look& look) {
  const std::string script = read_text(TWINLINE_TEST_DIR "/browser/measure.js");
  std::string probe = page;
  probe.insert(probe.rfind("</body>"), "<script>" + script + "</script>");
  folder.write("probe.html", probe);
  std::istringstream lines =
      measured(chromium(folder, options + "--dump-dom " + url(folder, "probe.html")));
  for (std::string name; lines >> name;) {
    if (name == "page") {
      lines >> look.page_width >> look.page_height >> look.requests;
    } else {
      Seen& seen = look.figures[name];
      lines >> seen.x >> seen.y >> seen.width >> seen.height >> seen.shapes >> seen.letters >>
          seen.contrast;
    }
  }
}

void measure_screenshot(const TemporaryFolder& folder, const std::string& page,
                        const std::string& options, Look& look) {
  folder.write("page.html", page);
  chromium(folder, options + "--screenshot=shot.png --window-size=" + std::to_string(kWidth) + "," +
                       std::to_string(look.page_height) + " " + url(folder, "page.html"));
  std::string regions;
  for (const auto& [name, seen] : look.figures) {
    regions += "['" + name + "'," + std::to_string(seen.x) + "," + std::to_string(seen.y) + "," +
               std::to_string(seen.width) + "," + std::to_string(seen.height) + "],";
  }
  std::string counter = read_text(TWINLINE_TEST_DIR "/browser/colors.html");
  counter.replace(counter.find("= REGIONS") + 2, 7, "[" + regions + "]");
  folder.write("colors.html", counter);
  std::istringstream lines = measured(chromium(folder, "--dump-dom " + url(folder, "colors.html")));
  for (std::string name; lines >> name;) {
    lines >> look.figures[name].colors >> look.figures[name].drawn;
  }
}

Look look_at(const std::string& page, bool dark) {
  const TemporaryFolder folder;
  const std::string options = "--window-size=" + std::to_string(kWidth) +
                              ",1200 --blink-settings=preferredColorScheme=" + (dark ? "0 " : "1 ");
  Look look;
  measure_document(folder, page, options, look);
  measure_screenshot(folder, page, options, look);
  return look;
}

/// What is wrong with the figures; "" where all is well.
std::string faults(const Look& look, const std::set<std::string>& expected) {
  std::string text;
  const auto say = [&](const std::string& what) { text += what + "\n"; };
  for (const std::string& name : expected) {
    if (look.figures.count("fig-" + name) == 0) say(name + " is not there");
  }
  if (look.figures.size() != expected.size()) say("other figures than expected");
  if (look.page_width > kWidth) say("the page is wider than the window");
  if (look.requests != 0) say("the page asks for more than itself");
  for (const auto& [name, seen] : look.figures) {
    if (seen.width < 600 || seen.height < 100) say(name + " is too small");
    if (seen.x < 0 || seen.x + seen.width > kWidth) say(name + " sticks out of the page");
    if (seen.shapes < 1) say(name + " shows no data");
    if (seen.letters < 5) say(name + " has no letters, or some are cut off");
    if (seen.contrast < 4.5) say(name + " has letters that cannot be read");
    if (seen.colors < 12 || seen.drawn < 1.5) say(name + " is empty on the screenshot");
  }
  return text;
}

std::string run_page() {
  const TemporaryFolder folder;
  twinline::test::write_run(folder);
  twinline::test::write_trace(folder);
  return read_text(twinline::write_report(folder.path(), {}).page);
}

const std::set<std::string> kRunFigures = {"states",         "bottlenecks", "wip",
                                           "throughput",     "cycle_time",  "windows",
                                           "gantt_machines", "gantt_jobs"};

}  // namespace

TEST_CASE("page of a run: every figure is there and not empty by day and by night") {
  const std::string page = run_page();
  CHECK(faults(look_at(page, false), kRunFigures) == "");
  CHECK(faults(look_at(page, true), kRunFigures) == "");
}

TEST_CASE("page of a sweep: every figure is there and not empty by day and by night") {
  const TemporaryFolder folder;
  twinline::test::write_sweep(folder);
  const std::string page = read_text(twinline::write_report(folder.path(), {}).page);
  const std::set<std::string> figures = {"response_1", "response_2", "response_3", "effects",
                                         "operating"};
  CHECK(faults(look_at(page, false), figures) == "");
  CHECK(faults(look_at(page, true), figures) == "");
}

TEST_CASE("page of a real run: every figure is there and not empty") {
  const TemporaryFolder folder;
  const std::string command =
      "'" TWINLINE_PROGRAM "' run '" TWINLINE_SCENARIO_DIR "/mini_fab' --quiet --out '" +
      folder.path().string() + "/mini' --replications 2 --duration '10 wk' --warm-up '2 wk'" +
      " --set output.events=true --set output.events_to='16 d' && '" TWINLINE_PROGRAM "' report '" +
      folder.path().string() + "/mini' >/dev/null";
  REQUIRE(std::system(command.c_str()) == 0);
  std::set<std::string> figures = kRunFigures;
  figures.erase("windows");
  CHECK(faults(look_at(read_text(folder.path() / "mini/report/index.html"), false), figures) == "");
}

TEST_CASE("page: a figure that is empty or unreadable or missing is noticed") {
  std::string page = run_page();
  // A white picture of the same size.
  const std::size_t canvas = page.find("<g id=\"wip_canvas\">");
  page.insert(canvas, "<g visibility=\"hidden\">");
  page.insert(page.find("</svg>", canvas), "</g>");
  page.insert(page.find("</style>"), "#fig-states svg { color: #cccccc; }");
  page.replace(page.find("<figure id=\"fig-windows\">"), 7, "<div   ");
  CHECK(faults(look_at(page, false), kRunFigures) ==
        "windows is not there\nother figures than expected\nfig-states has letters that cannot be "
        "read\nfig-wip is empty on the screenshot\n");
}

TEST_SUITE_END();
