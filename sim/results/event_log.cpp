#include "twinline/results/event_log.h"

#include "twinline/core/error.h"
#include "twinline/results/atomic_file.h"

namespace twinline {

namespace {

constexpr std::size_t kText = std::size_t{1} << 18U;

std::string value_name(const Plant& plant, EventColumn column, Id id) {
  switch (column) {
    case EventColumn::kTime:
    case EventColumn::kJob:
      break;
    case EventColumn::kEvent:
      return kTraceWords[id];
    case EventColumn::kRelease:
      return release_name(plant, id);
    case EventColumn::kPart:
      return plant.parts[id].name;
    case EventColumn::kRoute:
      return plant.routes[id].name;
    case EventColumn::kStep:
      return plant.step_names[id];
    case EventColumn::kStation:
      return plant.stations[id].name;
    case EventColumn::kMachine:
      return plant.machines[id].name;
  }
  return std::to_string(id);
}

void put_cell(CsvText& rows, const Plant& plant, const TraceRecord& record, EventColumn column) {
  if (column == EventColumn::kTime) {
    rows.cell(seconds_of(record.time.ns()));
    return;
  }
  const Id value = event_value(plant, record, column);
  value == kNone ? rows.empty() : rows.cell(value_name(plant, column, value));
}

class CsvLog : public EventLog {
 public:
  CsvLog(std::filesystem::path file, const Plant& plant) : plant_(plant), file_(std::move(file)) {
    std::vector<Column> columns;
    for (const std::size_t c : plant.output.event_columns) columns.push_back(event_columns()[c]);
    file_.write(header_line(key_columns(), columns));
  }

  void append(EventSpool& spool, std::uint32_t replication, std::uint64_t seed) override {
    const std::string key = key_cells(plant_, replication, seed);
    CsvText rows;
    std::uint64_t first = 0;
    for (auto records = spool.read(0); !records.empty(); records = spool.read(first)) {
      first += records.size();
      for (const TraceRecord& record : records) {
        rows.raw(key);
        for (const std::size_t column : plant_.output.event_columns) {
          put_cell(rows, plant_, record, static_cast<EventColumn>(column));
        }
        rows.end_row();
        if (rows.text().size() >= kText) write(rows);
      }
    }
    write(rows);
  }
  void close() override { file_.close(); }
  void commit() override { file_.commit(); }
  std::filesystem::path path() const override { return file_.path(); }

 private:
  void write(CsvText& rows) {
    file_.write(rows.text());
    rows = CsvText();
  }

  const Plant& plant_;
  AtomicFile file_;
};

}  // namespace

Id event_value(const Plant& plant, const TraceRecord& record, EventColumn column) {
  const Id step = record.what == TraceWord::kFinish ? kNone : record.step;
  switch (column) {
    case EventColumn::kTime:
      break;
    case EventColumn::kEvent:
      return static_cast<Id>(record.what);
    case EventColumn::kRelease:
      return record.release;
    case EventColumn::kJob:
      return record.serial;
    case EventColumn::kPart:
      return record.part;
    case EventColumn::kRoute:
      return step == kNone ? kNone : plant.steps[step].route;
    case EventColumn::kStep:
      return step;
    case EventColumn::kStation:
      if (record.machine != kNone) return plant.machines[record.machine].station;
      return step == kNone ? kNone : plant.steps[step].station;
    case EventColumn::kMachine:
      return record.machine;
  }
  return kNone;
}

const std::vector<Column>& event_columns() {
  static const std::vector<Column> kColumns = {
      {"time_s", "seconds since the start of the run"},
      {"event",
       "of a job: release, queue, start, end (of a step), rework, scrap, finish; of a machine: "
       "failure, repair (begins), maintenance_due, maintenance (begins), up"},
      {"release", "the job's stream; empty = no job is concerned"},
      {"job", "its number in the stream"},
      {"part", "the job's part"},
      {"route", ""},
      {"step", "where the job is in its route; empty for finish: it has left it"},
      {"station", "of the machine, or else of the step"},
      {"machine", "empty = none is concerned"}};
  return kColumns;
}

std::unique_ptr<EventLog> make_event_log(const std::filesystem::path& folder, const Plant& plant) {
  if (!plant.output.events) return nullptr;
  if (!plant.output.events_hdf5) return std::make_unique<CsvLog>(folder / "events.csv", plant);
  if (!has_hdf5()) {
    throw FileError(
        "output.events_format = \"hdf5\": this build has no HDF5. Build it with the package "
        "libhdf5-dev installed, or choose events_format = \"csv\"");
  }
  return make_hdf5_log(folder / "events.h5", plant);
}

}  // namespace twinline
