#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "twinline/scenario/build/builder.h"
#include "twinline/scenario/text/spelling.h"

namespace twinline {

namespace {

constexpr std::size_t kMaxStates = 4000;  // the table of changeovers is their square

struct Entry {
  Id time = kNone;
  Span at;
};

/// Setup states are known by the steps that need them; tables may only speak of those.
class SetupBuilder {
 public:
  explicit SetupBuilder(Builder& builder) : builder_(builder), setups_(builder.plant.setups) {}

  void build() {
    read_steps();
    read_tables();
    read_min_runs();
    fill_table();
    check_that_changes_have_times();
  }

 private:
  void read_steps() {
    Plant& plant = builder_.plant;
    for (Id id = 0; id < plant.steps.size(); ++id) {
      Step& step = plant.steps[id];
      const Record& record = builder_.step_drafts[id].record;
      step.setup_time = record.distribution("setup_time");
      if (record.has("setup_by")) {
        read_option_step(record, step);
        continue;
      }
      const std::string state = record.text("setup");
      if (state.empty()) {
        if (record.has("setup_time")) {
          record.fault("setup_time", "it needs setup, the state to change to");
        }
        continue;
      }
      step.setup = add_state(state);
      if (step.station != kNone) {
        plant.stations[step.station].setup.used = true;
      }
    }
  }

  Id add_state(const std::string& state) {
    const auto [entry, fresh] = states_.emplace(state, static_cast<Id>(setups_.states.size()));
    if (fresh) {
      setups_.states.push_back(state);
      setups_.min_run.push_back(0);
      min_run_at_.emplace_back();
    }
    return entry->second;
  }

  /// The states of an option follow each other.
  void read_option_step(const Record& record, Step& step) {
    if (record.has("setup")) record.fault("setup_by", "it stands in place of setup");
    step.setup_by = builder_.options.resolve(record, "setup_by");
    if (step.setup_by == kNone) return;
    const Option& option = builder_.plant.options[step.setup_by];
    const auto known = states_.find(option.name + "=" + option.values.front());
    if (known != states_.end()) {
      step.setup = known->second;
    } else {
      step.setup = static_cast<Id>(setups_.states.size());
      for (const std::string& value : option.values) add_state(option.name + "=" + value);
    }
    if (step.station == kNone) return;
    Station& station = builder_.plant.stations[step.station];
    station.setup.used = true;
    if (station.batch.enabled) record.fault("setup_by", "a batching station changes for batches");
  }

  /// A state that a table names; reports one that no step needs.
  Id find_state(const Record& record, std::string_view key, const std::string& name, Span at) {
    const auto found = states_.find(name);
    if (found != states_.end()) {
      return found->second;
    }
    record.error_at(at, std::string(key) + ": no step needs the setup state " + in_quotes(name) +
                            did_you_mean(name, setups_.states));
    return kNone;
  }

  void read_tables() {
    for (const StationDraft& draft : builder_.station_drafts) {
      if (const std::optional<Record> setup = draft.record.child("setup")) {
        for (const Record& row : setup->children("times")) {
          read_time(row);
        }
      }
    }
    for (const Record& row : builder_.document.children("setups")) {
      read_time(row);
    }
  }

  void read_time(const Record& row) {
    builder_.stations.resolve(row, "station");
    const std::string to_name = row.text("to");
    const std::size_t star = to_name.find("=*");
    if (star == std::string::npos || star + 2 != to_name.size()) return read_change(row, to_name);
    const std::string name = to_name.substr(0, star);
    const Id option = builder_.options.resolve(row, name, row.at("to"));
    if (option == kNone) return;
    for (const std::string& value : builder_.plant.options[option].values) {
      read_change(row, name + "=" + value);
    }
  }

  void read_change(const Record& row, const std::string& to_name) {
    const std::string from_name = row.text("from");
    const Id time = row.distribution("time");
    const Id from = from_name.empty() ? kNone : find_state(row, "from", from_name, row.at("from"));
    const Id to = to_name.empty() ? kNone : find_state(row, "to", to_name, row.at("to"));
    if (to == kNone || (from == kNone && !from_name.empty()) || time == kNone) {
      return;
    }
    const auto [entry, fresh] = times_.emplace(std::pair(from, to), Entry{time, row.at("time")});
    if (!fresh && entry->second.time != time) {
      row.error("time", "this change has another time at " +
                            builder_.diagnostics.sources().where(entry->second.at) +
                            " (times hold in the whole plant; for one step say `setup_time`)");
    }
  }

  void set_min_run(const Record& record, Id state, long long jobs, Span at) {
    if (min_run_at_[state].length != 0 && setups_.min_run[state] != jobs) {
      record.error_at(at, "the setup state " + in_quotes(setups_.states[state]) +
                              " has another minimum run at " +
                              builder_.diagnostics.sources().where(min_run_at_[state]));
      return;
    }
    setups_.min_run[state] = static_cast<std::uint32_t>(jobs);
    min_run_at_[state] = at;
  }

  void read_min_runs() {
    for (std::size_t i = 0; i < builder_.station_drafts.size(); ++i) {
      const std::optional<Record> setup = builder_.station_drafts[i].record.child("setup");
      const Value* value = setup ? setup->raw("min_run") : nullptr;
      if (value == nullptr) {
        continue;
      }
      if (value->kind != Value::Kind::kTable) {
        read_common_min_run(*setup, static_cast<Id>(i), *value);
        continue;
      }
      for (const Member& member : value->members) {
        const Id state = find_state(*setup, "min_run", member.key, member.key_at);
        const std::optional<long long> jobs = setup->count(member.value);
        if (state != kNone && jobs) {
          set_min_run(*setup, state, *jobs, member.value.at);
        }
      }
    }
    for (const Record& row : builder_.document.children("min_runs")) {
      builder_.stations.resolve(row, "station");
      const std::string name = row.text("state");
      const Id state = name.empty() ? kNone : find_state(row, "state", name, row.at("state"));
      if (state != kNone) {
        set_min_run(row, state, row.integer("min_run"), row.at("min_run"));
      }
    }
  }

  /// One number for all states that steps at the station need.
  void read_common_min_run(const Record& setup, Id station, const Value& value) {
    const std::optional<long long> jobs = setup.count(value);
    if (!jobs) {
      return;
    }
    for (const Step& step : builder_.plant.steps) {
      if (step.station == station && step.setup != kNone) {
        set_min_run(setup, step.setup, *jobs, value.at);
      }
    }
  }

  void fill_table() {
    const std::size_t n = setups_.states.size();
    if (n > kMaxStates) {
      builder_.document.error_at(builder_.document.at(),
                                 "expected at most 4000 setup states, "
                                 "received " +
                                     std::to_string(n));
      return;
    }
    setups_.time.assign((n + 1) * n, kNone);
    has_time_.assign(n, false);
    for (const auto& [change, entry] : times_) {
      const std::size_t row = change.first == kNone ? n : change.first;
      setups_.time[row * n + change.second] = entry.time;
      has_time_[change.second] = true;
    }
  }

  void check_that_changes_have_times() {
    if (has_time_.empty()) {
      return;
    }
    for (Id id = 0; id < builder_.plant.steps.size(); ++id) {
      const Step& step = builder_.plant.steps[id];
      const Record& record = builder_.step_drafts[id].record;
      if (step.setup == kNone || record.has("setup_time")) continue;
      const std::size_t n =
          step.setup_by == kNone ? 1 : builder_.plant.options[step.setup_by].values.size();
      for (std::size_t state = step.setup; state < step.setup + n; ++state) {
        if (has_time_[state]) continue;
        record.fault(step.setup_by == kNone ? "setup" : "setup_by",
                     "no change to " + in_quotes(setups_.states[state]) +
                         " has a time, neither in a table nor as setup_time");
        break;
      }
    }
  }

  Builder& builder_;
  SetupTable& setups_;
  std::unordered_map<std::string, Id> states_;
  std::map<std::pair<Id, Id>, Entry> times_;
  std::vector<Span> min_run_at_;
  std::vector<bool> has_time_;
};

}  // namespace

void build_setups(Builder& builder) { SetupBuilder(builder).build(); }

}  // namespace twinline
