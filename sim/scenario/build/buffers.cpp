#include <algorithm>

#include "twinline/plant/model/connect_buffers.h"
#include "twinline/scenario/build/builder.h"

namespace twinline {

namespace {

void read_lanes(const Builder& builder, const Record& record, Id& n_lanes, Buffer& buffer) {
  if (!record.has("lanes")) {
    for (const char* key : {"fill", "by"}) {
      if (record.has(key)) record.fault(key, "it belongs to a buffer with lanes");
    }
    return;
  }
  buffer.lanes = static_cast<std::uint32_t>(record.integer("lanes"));
  buffer.lane_rule = static_cast<LaneRule>(record.word("fill").value_or(0));
  buffer.first_lane = n_lanes;
  n_lanes += buffer.lanes;
  if (buffer.lanes > 0) buffer.lane_length = buffer.capacity / buffer.lanes;
  if (buffer.lane_length == 0 || buffer.capacity % buffer.lanes != 0) {
    record.error("capacity", "expected a multiple of lanes = " + std::to_string(buffer.lanes));
    buffer.lane_length = 1;
  }
  if (buffer.blocking != Blocking::kAfterService || buffer.counts != BufferCounts::kWaiting) {
    record.fault("lanes", "lanes hold waiting jobs and block after service");
  }
  if ((buffer.lane_rule == LaneRule::kSame) != record.has("by")) {
    record.fault(record.has("by") ? "by" : "fill", "fill = \"same\" and by belong together");
  }
  buffer.lane_option = builder.options.resolve(record, "by");
}

}  // namespace

void build_buffers(Builder& builder) {
  std::vector<Buffer>& buffers = builder.plant.buffers;
  Id n_lanes = 0;
  for (const Record& record : builder.document.children("buffer")) {
    Buffer buffer;
    buffer.name = record.text("name");
    buffer.capacity = static_cast<std::uint32_t>(record.integer("capacity"));
    buffer.counts = static_cast<BufferCounts>(record.word("counts").value_or(0));
    buffer.blocking = static_cast<Blocking>(record.word("blocking").value_or(0));
    buffer.by_rank = record.word("admits") == 1U;
    if (buffer.counts == BufferCounts::kWaitingAndWork && buffer.capacity == 0) {
      record.fault("capacity", "expected at least 1: the jobs on the machines take places here");
    }
    read_lanes(builder, record, n_lanes, buffer);
    builder.buffers.add(record, "name", buffer.name, static_cast<Id>(buffers.size()));
    buffers.push_back(std::move(buffer));
  }
}

Id build_station_buffer(Builder& builder, const Record& record, const std::string& name) {
  if (!record.has("places")) return builder.buffers.resolve(record, "buffer");
  if (record.has("buffer")) record.fault("places", "the station has a buffer already");
  const std::optional<Record> defaults = builder.document.child("defaults");
  const auto said = [&](const char* key) {
    const bool by_default = !record.has(key) && defaults && defaults->has(key);
    const std::optional<std::size_t> word = (by_default ? *defaults : record).word(key);
    if (!word && !record.has(key) && !by_default) {
      record.fault("places", std::string("missing key \"") + key + "\" (here or in [defaults])");
    }
    return word.value_or(0);
  };
  Buffer buffer;
  buffer.name = name;
  buffer.capacity = static_cast<std::uint32_t>(record.integer("places"));
  buffer.counts = static_cast<BufferCounts>(said("counts"));
  buffer.blocking = static_cast<Blocking>(said("blocking"));
  const bool by_default = !record.has("admits") && defaults && defaults->has("admits");
  buffer.by_rank = (by_default ? *defaults : record).word("admits") == 1U;
  const auto id = static_cast<Id>(builder.plant.buffers.size());
  builder.buffers.add(record, "name", name, id);
  builder.plant.buffers.push_back(std::move(buffer));
  return id;
}

namespace {

/// Reports at the buffer's table, or at that of the station whose own it is.
void fault_of_capacity(const Builder& builder, Id buffer, const std::string& text) {
  const std::vector<Record> records = builder.document.children("buffer");
  if (buffer < records.size()) return records[buffer].fault("capacity", text);
  for (Id id = 0; id < builder.plant.stations.size(); ++id) {
    if (builder.plant.stations[id].buffer == buffer) {
      builder.station_drafts[id].record.fault("places", text);
    }
  }
}

/// A batch gathers in the buffer before its station, and takes its places behind it all at once
/// where that blocks before service.
void check_batches(const Builder& builder) {
  const Plant& plant = builder.plant;
  std::vector<std::uint32_t> needed(plant.buffers.size(), 0);
  for (const Step& step : plant.steps) {
    if (step.station == kNone) continue;
    const Station& station = plant.stations[step.station];
    if (station.batch.enabled && station.buffer != kNone &&
        plant.buffers[station.buffer].lanes > 0) {
      builder.station_drafts[step.station].record.fault(
          "buffer", "a batching station takes no jobs out of lanes");
      return;
    }
    if (!station.batch.enabled || station.batch.unit != BatchUnit::kJobs) continue;
    for (const Id buffer : {station.buffer, step.reserves}) {
      if (buffer != kNone) needed[buffer] = std::max(needed[buffer], step.batch_min);
    }
  }
  for (Id id = 0; id < plant.buffers.size(); ++id) {
    if (plant.buffers[id].capacity >= needed[id]) continue;
    fault_of_capacity(builder, id,
                      "a batch needs " + std::to_string(needed[id]) + " places here, received " +
                          std::to_string(plant.buffers[id].capacity));
  }
}

/// Ranks of several stations cannot be compared.
void check_admission(const Builder& builder) {
  const std::vector<Record> records = builder.document.children("buffer");
  for (Id id = 0; id < records.size(); ++id) {
    const Buffer& buffer = builder.plant.buffers[id];
    if (!buffer.by_rank || buffer.stations.size() == 1) continue;
    records[id].fault("admits", "expected one station with this buffer, there are " +
                                    std::to_string(buffer.stations.size()));
  }
}

void check_initial_jobs(const Builder& builder) {
  const Plant& plant = builder.plant;
  std::vector<std::uint64_t> taken(plant.buffers.size());
  for (const InitialJob& job : plant.initial_jobs) {
    const Id station = job.step == kNone ? kNone : plant.steps[job.step].station;
    if (station != kNone && plant.stations[station].buffer != kNone) {
      ++taken[plant.stations[station].buffer];
    }
  }
  for (Id id = 0; id < plant.buffers.size(); ++id) {
    if (taken[id] <= plant.buffers[id].capacity) continue;
    fault_of_capacity(builder, id,
                      "the initial jobs need " + std::to_string(taken[id]) + " places, received " +
                          std::to_string(plant.buffers[id].capacity));
  }
}

}  // namespace

void build_blocking(Builder& builder) {
  connect_buffers(builder.plant);
  check_admission(builder);
  check_batches(builder);
  check_initial_jobs(builder);
}

}  // namespace twinline
