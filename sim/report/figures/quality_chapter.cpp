#include <algorithm>
#include <cmath>
#include <cstdio>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostBars = 20;
constexpr double kCapable = 1.33;  // what is mostly asked of a process: 4 s to the nearer limit

std::string row_name(const GateMachine& gate) { return gate.gate + ": " + gate.machine; }

/// A number in SI units as people write it: lengths below a millimetre in um, nm or pm.
std::string with_unit(double value, const std::string& unit) {
  struct Prefix {
    const char* unit;
    double size;
  };
  if (!std::isfinite(value)) return "";
  if (unit == "m" && value != 0) {
    for (const Prefix& p : {Prefix{"um", 1e-6}, Prefix{"nm", 1e-9}, Prefix{"pm", 1e-12}}) {
      if (std::fabs(value) < 1e3 * p.size && std::fabs(value) >= p.size) {
        return readable(value / p.size, 4) + " " + p.unit;
      }
    }
  }
  char text[64];
  std::snprintf(text, sizeof text, "%.4g", value);
  return unit == "1" ? text : text + (" " + unit);
}

/// A few round tics on an axis that is half a picture wide.
std::string tics_for(double width) { return "set xtics " + plot_number(round_step(width / 5)); }

/// Single machines that have a Cpk, the least capable first.
std::vector<GateMachine> ranked_machines(const std::vector<GateMachine>& gates) {
  std::vector<GateMachine> machines;
  for (const GateMachine& gate : gates) {
    if (!gate.machine.empty() && std::isfinite(gate.index().cpk)) machines.push_back(gate);
  }
  std::stable_sort(
      machines.begin(), machines.end(),
      [](const GateMachine& a, const GateMachine& b) { return a.index().cpk < b.index().cpk; });
  return machines;
}

std::string hover_text(const GateMachine& gate) {
  return row_name(gate) + ", " + gate.characteristic + " " + with_unit(gate.mean, gate.unit) +
         ", standard deviation " + with_unit(gate.standard_deviation(), gate.unit) + ", Cpk " +
         readable(gate.index().cpk) + ", outside " + std::to_string(gate.outside) + " of " +
         std::to_string(gate.pieces);
}

Figure quality_figure(const std::vector<GateMachine>& machines, std::size_t shown) {
  Figure figure;
  figure.name = "quality";
  figure.title = "How well machines keep to the limits";
  figure.caption =
      "Left: Cpk, the distance from the mean to the nearer limit over three standard deviations, "
      "of each gate and machine; the worst on top, and 1.33 dashed. Right: pieces outside the "
      "limits.";
  figure.height = 110 + static_cast<int>(shown) * 22;
  std::vector<std::string> names;
  std::vector<std::vector<double>> indices;
  std::vector<std::vector<double>> shares;
  HoverTexts index_hover{"1a", false, {}};
  HoverTexts share_hover{"1b", false, {}};
  double least = 0;
  double most = 1.5;
  double most_outside = 0;
  for (std::size_t k = 0; k < shown; ++k) {
    const GateMachine& gate = machines[k];
    const double cpk = gate.index().cpk;
    const auto row = static_cast<double>(k + 1);
    names.push_back(row_name(gate));
    least = std::min(least, cpk * 1.05);
    most = std::max(most, cpk * 1.05);
    // A box without width is not drawn.
    if (cpk != 0) {
      indices.push_back({cpk, row});
      index_hover.texts.push_back(hover_text(gate));
    }
    if (gate.outside > 0) {
      shares.push_back({gate.outside_fraction() * 100, row});
      most_outside = std::max(most_outside, shares.back().front());
      share_hover.texts.push_back(hover_text(gate));
    }
  }
  if (indices.empty()) indices.push_back({0, 1});
  if (shares.empty()) shares.push_back({0, 1});
  const char* bars = " using (0):2:(0):1:($2-0.38):($2+0.38) with boxxyerror notitle lc rgb ";
  const std::string capable = plot_number(kCapable);
  PlotScript script;
  const std::string index_data = script.data(indices);
  const std::string share_data = script.data(shares);
  script.line("set multiplot layout 1,2").row_names(names);
  script.line("set grid noytics xtics");
  script.line("set xrange [" + plot_number(least) + ":" + plot_number(most) + "]");
  script.line("set xlabel 'Cpk'").line(tics_for(most - least));
  script.line("set arrow 1 from " + capable + ", graph 0 to " + capable +
              ", graph 1 nohead front lw 1.5 dt 2 lc rgb '#d55e00'");
  script.line("plot " + index_data + bars + "'#0072b2'").line("unset arrow 1");
  const double width = most_outside > 0 ? most_outside * 1.05 : 1;
  script.line("set xrange [0:" + plot_number(width) + "]").line(tics_for(width));
  script.line("set xlabel 'outside the limits [%]'");
  script.line("plot " + share_data + bars + "'#e69f00'").line("unset multiplot");
  figure.script = script.text();
  figure.hovers = {std::move(index_hover), std::move(share_hover)};
  return figure;
}

std::string quality_table(const std::vector<GateMachine>& gates) {
  HtmlTable table({"gate", "machine", "characteristic", "pieces", "mean", "deviation", "Cpk",
                   "yield", "scrapped", "reworked", "held"},
                  3);
  for (const GateMachine& gate : gates) {
    const bool seen = gate.pieces > 0;
    table.row({gate.gate, gate.machine.empty() ? "all" : gate.machine, gate.characteristic,
               std::to_string(gate.pieces), seen ? with_unit(gate.mean, gate.unit) : "",
               with_unit(gate.standard_deviation(), gate.unit), readable(gate.index().cpk),
               percent(1 - gate.outside_fraction()), std::to_string(gate.scrapped),
               std::to_string(gate.reworked), std::to_string(gate.held)});
  }
  return table.html();
}

}  // namespace

Chapter quality_chapter(const std::vector<GateMachine>& gates) {
  Chapter chapter{"quality", "Quality", "", {}, ""};
  std::uint64_t pieces = 0;
  std::uint64_t outside = 0;
  for (const GateMachine& gate : gates) {
    if (!gate.machine.empty()) continue;
    pieces += gate.pieces;
    outside += gate.outside;
  }
  std::string text = std::to_string(outside) + " of " + std::to_string(pieces) +
                     " judgements of pieces were outside the limits";
  if (pieces > 0) {
    text += " (" + percent(static_cast<double>(outside) / static_cast<double>(pieces)) + ")";
  }
  const std::vector<GateMachine> machines = ranked_machines(gates);
  const auto n_below = std::count_if(machines.begin(), machines.end(), [](const GateMachine& gate) {
    return gate.index().cpk < kCapable;
  });
  if (!machines.empty()) {
    text += ". Cpk is below 1.33 in " + std::to_string(n_below) + " of " +
            std::to_string(machines.size()) + " pairs of gate and machine";
  }
  chapter.html = paragraph(text + ".");
  if (!machines.empty()) {
    chapter.figures.push_back(quality_figure(machines, std::min(machines.size(), kMostBars)));
  }
  const std::string html = quality_table(gates);
  chapter.after = gates.size() <= 12 ? html : details("All gates and machines", html);
  return chapter;
}

}  // namespace twinline
