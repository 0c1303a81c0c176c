#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "twinline/report/figures/run_chapters.h"

namespace twinline {

namespace {

constexpr std::size_t kMostRows = 40;
constexpr std::size_t kMostColors = 6;  // those after them serve repair and the rest
constexpr const char* kOtherColor = "#44aa99";

using Kind = TraceSpan::Kind;
using Row = std::pair<std::string, const std::vector<TraceSpan>*>;

/// The boxes of one colour.
struct Layer {
  std::string title;
  std::string color;
  std::vector<std::vector<double>> boxes;
  HoverTexts hover;
  bool is_kind = false;  ///< of repair, maintenance or waiting, whatever a station is called
};

std::string hours(double value) { return plain(value); }

std::string hover_text(const TraceSpan& span) {
  const std::string when = ", " + hours(span.from_h) + " to " + hours(span.to_h) + " h";
  switch (span.kind) {
    case Kind::kRepair:
      return span.machine + ": down for repair" + when;
    case Kind::kMaintenance:
      return span.machine + ": maintenance" + when;
    case Kind::kWaiting:
      return span.job + ": waits for " + span.step + " at " + span.station + when;
    case Kind::kWorking:
      break;
  }
  return shortened(span.job, 80) + ": " + span.step + " at " +
         (span.machine.empty() ? span.station : span.machine) + when;
}

/// Gives each name a colour, the first of them their own and all others one.
class Colors {
 public:
  /// @return the layer of a name in `layers`, made where it is new
  Layer& layer(std::vector<Layer>& layers, const std::string& name) {
    const bool other = std::find(names_.begin(), names_.end(), name) == names_.end() &&
                       names_.size() == kMostColors;
    const std::string title = other ? "others" : name;
    for (Layer& layer : layers) {
      if (layer.title == title && !layer.is_kind) return layer;
    }
    layers.push_back({title, other ? kOtherColor : series_color(names_.size()), {}, {}, false});
    if (!other) names_.push_back(name);
    return layers.back();
  }

 private:
  std::vector<std::string> names_;
};

Layer& plain_layer(std::vector<Layer>& layers, const std::string& title, const char* color) {
  for (Layer& layer : layers) {
    if (layer.is_kind && layer.title == title) return layer;
  }
  layers.push_back({title, color, {}, {}, true});
  return layers.back();
}

Figure chart(const std::string& name, const std::string& title, const Trace& trace,
             const std::vector<Row>& rows, bool of_machines) {
  Figure figure;
  figure.name = name;
  figure.title = title;
  figure.height = 125 + static_cast<int>(rows.size()) * 18;
  std::vector<std::string> names;
  std::vector<Layer> layers;
  std::vector<Layer> downs;  // drawn last: they lie over the work that they interrupt
  Colors colors;
  const double pixel_h = (trace.to_h - trace.from_h) / figure.width;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    names.push_back(rows[k].first);
    for (const TraceSpan& span : *rows[k].second) {
      Layer& layer = span.kind == Kind::kRepair ? plain_layer(downs, "repair", "#d55e00")
                     : span.kind == Kind::kMaintenance
                         ? plain_layer(downs, "maintenance", "#7d858f")
                     : span.kind == Kind::kWaiting
                         ? plain_layer(layers, "waiting", "#c3c8cf")
                         : colors.layer(layers, of_machines ? span.release : span.station);
      // A gap of about a pixel tells tasks apart that follow each other.
      const double gap = std::min(pixel_h, (span.to_h - span.from_h) / 3);
      layer.boxes.push_back({span.from_h, span.to_h - gap, static_cast<double>(k + 1)});
      layer.hover.texts.push_back(hover_text(span));
    }
  }
  layers.insert(layers.end(), downs.begin(), downs.end());
  PlotScript script;
  script.row_names(names).line("set grid noytics xtics").line("set key maxcols 4");
  script.line("set xrange [" + plot_number(trace.from_h) + ":" + plot_number(trace.to_h) + "]");
  script.line("set xlabel 'time since the start of the run [h]'");
  std::string plots;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    Layer& layer = layers[i];
    plots += (i == 0 ? "plot " : ", ") + script.data(layer.boxes) +
             " using 1:3:1:2:($3-0.36):($3+0.36) with boxxyerror lc rgb '" + layer.color +
             "' title " + plot_literal(shortened(layer.title, 24));
    layer.hover.element = std::to_string(i + 1);
    layer.hover.in_key = true;
    figure.hovers.push_back(std::move(layer.hover));
  }
  figure.script = script.line(plots).text();
  return figure;
}

/// Time covered by work. The spans are in the order of their begins; those of a cascading machine
/// overlap.
double busy_h(const std::vector<TraceSpan>& spans) {
  double sum = 0;
  double end = -HUGE_VAL;
  for (const TraceSpan& span : spans) {
    if (span.kind != Kind::kWorking) continue;
    sum += std::max(0.0, span.to_h - std::max(span.from_h, end));
    end = std::max(end, span.to_h);
  }
  return sum;
}

/// The machines of the stations that worked most, station by station.
std::vector<Row> machine_rows(const Trace& trace) {
  std::map<std::string, std::pair<double, double>> work;  // of a station: hours, machines
  for (const auto& [machine, station] : trace.station_of) {
    const auto spans = trace.machines.find(machine);
    if (spans != trace.machines.end()) work[station].first += busy_h(spans->second);
    work[station].second += 1;
  }
  const auto place = [&](const Row& row) {
    const std::string& station = trace.station_of.at(row.first);
    const auto& [hours, machines] = work.at(station);
    return std::tuple(-hours / machines, station, row.first.size(), row.first);
  };
  std::vector<Row> rows;
  for (const auto& [machine, spans] : trace.machines) rows.emplace_back(machine, &spans);
  std::sort(rows.begin(), rows.end(),
            [&](const Row& a, const Row& b) { return place(a) < place(b); });
  if (rows.size() > kMostRows) rows.resize(kMostRows);
  return rows;
}

std::vector<Row> job_rows(const Trace& trace) {
  std::vector<Row> rows;
  for (const auto& [job, spans] : trace.jobs) rows.emplace_back(job, &spans);
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.second->front().from_h < b.second->front().from_h;
  });
  if (rows.size() > kMostRows) rows.resize(kMostRows);
  return rows;
}

std::string count_of(std::size_t shown, std::size_t all, const char* what) {
  if (shown == all) return "";
  return " " + std::to_string(shown) + " of the " + std::to_string(all) + " " + what +
         " are shown.";
}

/// How to get the charts.
std::string no_charts(const RunFacts& facts, const std::optional<Trace>& trace,
                      const std::string& unfit) {
  if (trace) {
    return note("No Gantt charts: the trace holds nothing in the window from " +
                hours(trace->from_h) + " to " + hours(trace->to_h) +
                " h. Choose another with <code>--gantt-from</code> and <code>--gantt-to</code>.");
  }
  const double day_later = std::min(facts.warm_up_h + 24, facts.end_h());
  return note("No Gantt charts: " + (unfit.empty() ? "the run wrote no trace" : unfit) +
              ". Add <code>--set output.events=true --set "
              "output.events_from=\"" +
              hours(facts.warm_up_h) + " h\" --set output.events_to=\"" + hours(day_later) +
              " h\"</code> to <code>twinline run</code>" +
              (unfit.empty() ? "" : ", without a choice of format or columns") +
              "; an interval of a day or a week keeps the table small.");
}

}  // namespace

Chapter gantt_chapter(const RunFacts& facts, const std::optional<Trace>& trace,
                      const std::string& unfit) {
  Chapter chapter{"gantt", "Machines and jobs in a window of time", "", {}, ""};
  if (!trace || trace->empty()) {
    chapter.html = no_charts(facts, trace, unfit);
    return chapter;
  }
  chapter.html = paragraph("Replication " + std::to_string(trace->replication) + " from " +
                           hours(trace->from_h) + " h to " + hours(trace->to_h) + " h" +
                           (trace->shortened ? ": so much happens that the window ends here."
                                             : ". Another window: --gantt-from and --gantt-to."));
  const std::vector<Row> machines = machine_rows(*trace);
  if (!machines.empty()) {
    chapter.figures.push_back(
        chart("gantt_machines", "What each machine did", *trace, machines, true));
    chapter.figures.back().caption =
        "Each box is a task, from its start to its end, coloured by the release stream of its "
        "first job; a batch is one box." +
        count_of(machines.size(), trace->machines.size(),
                 "machines (those of the stations that worked most)");
  }
  const std::vector<Row> jobs = job_rows(*trace);
  if (!jobs.empty()) {
    chapter.figures.push_back(chart("gantt_jobs", "Where each job was", *trace, jobs, false));
    chapter.figures.back().caption =
        "Jobs by their first event in the window: work, coloured by station, and waiting. Nothing "
        "is drawn while a job is on its way." +
        count_of(jobs.size(), trace->jobs.size(), "jobs");
  }
  return chapter;
}

}  // namespace twinline
