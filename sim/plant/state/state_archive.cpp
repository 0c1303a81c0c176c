#include "twinline/plant/state/state_archive.h"

#include "twinline/core/archive.h"

namespace twinline {

// One more or one fewer member in any of these does not compile until the number here follows:
// nothing of the state can be forgotten.
template <>
constexpr std::size_t kFieldCount<TimeWeighted> = 5;
template <>
constexpr std::size_t kFieldCount<TimeTally> = 4;
template <>
constexpr std::size_t kFieldCount<Average> = 2;
template <>
constexpr std::size_t kFieldCount<Spread> = 6;
template <>
constexpr std::size_t kFieldCount<GateStats> = 8;
template <>
constexpr std::size_t kFieldCount<OutcomeRequest> = 3;
template <>
constexpr std::size_t kFieldCount<PendingOutcomes> = 2;
template <>
constexpr std::size_t kFieldCount<ControlState> = 2;
template <>
constexpr std::size_t kFieldCount<RandomStreams> = 2;
template <>
constexpr std::size_t kFieldCount<Job> = 31;
template <>
constexpr std::size_t kFieldCount<Task> = 21;
template <>
constexpr std::size_t kFieldCount<Machine> = 18;
template <>
constexpr std::size_t kFieldCount<Down> = 10;
template <>
constexpr std::size_t kFieldCount<StaticKey> = 2;
template <>
constexpr std::size_t kFieldCount<Waiting> = 7;
template <>
constexpr std::size_t kFieldCount<WaitingQueue> = 3;
template <>
constexpr std::size_t kFieldCount<StationState> = 39;
template <>
constexpr std::size_t kFieldCount<BeltEvent> = 2;
template <>
constexpr std::size_t kFieldCount<BeltItem> = 2;
template <>
constexpr std::size_t kFieldCount<BeltStop> = 2;
template <>
constexpr std::size_t kFieldCount<BeltState> = 19;
template <>
constexpr std::size_t kFieldCount<LaneState> = 3;
template <>
constexpr std::size_t kFieldCount<BufferState> = 19;
template <>
constexpr std::size_t kFieldCount<OptionRun> = 4;
template <>
constexpr std::size_t kFieldCount<OrderScratch> = 2;
template <>
constexpr std::size_t kFieldCount<ReleaseState> = 7;
template <>
constexpr std::size_t kFieldCount<OperatorRequest> = 6;
template <>
constexpr std::size_t kFieldCount<PeopleAt> = 2;
template <>
constexpr std::size_t kFieldCount<OperatorState> = 8;
template <>
constexpr std::size_t kFieldCount<Walk> = 4;
template <>
constexpr std::size_t kFieldCount<MachineStats> = 9;
template <>
constexpr std::size_t kFieldCount<DownStats> = 2;
template <>
constexpr std::size_t kFieldCount<StationStats> = 7;
template <>
constexpr std::size_t kFieldCount<ReleaseStats> = 12;
template <>
constexpr std::size_t kFieldCount<PositionStats> = 5;
template <>
constexpr std::size_t kFieldCount<WatchStats> = 4;
template <>
constexpr std::size_t kFieldCount<WindowStats> = 3;
template <>
constexpr std::size_t kFieldCount<OperatorStats> = 6;
template <>
constexpr std::size_t kFieldCount<ResourceStats> = 1;
template <>
constexpr std::size_t kFieldCount<FinishedJob> = 10;
template <>
constexpr std::size_t kFieldCount<WipSample> = 3;
template <>
constexpr std::size_t kFieldCount<Vehicle> = 17;
template <>
constexpr std::size_t kFieldCount<Call> = 2;
template <>
constexpr std::size_t kFieldCount<FleetState> = 3;
template <>
constexpr std::size_t kFieldCount<ZoneState> = 3;
template <>
constexpr std::size_t kFieldCount<EdgeState> = 2;
template <>
constexpr std::size_t kFieldCount<Carriage> = 10;
template <>
constexpr std::size_t kFieldCount<OutputState> = 3;
template <>
constexpr std::size_t kFieldCount<TrafficScratch> = 2;
template <>
constexpr std::size_t kFieldCount<VehicleStats> = 4;
template <>
constexpr std::size_t kFieldCount<FleetStats> = 3;
template <>
constexpr std::size_t kFieldCount<ZoneStats> = 3;
template <>
constexpr std::size_t kFieldCount<Statistics> = 21;
template <>
constexpr std::size_t kFieldCount<PlantState> = 56;

std::string state_bytes(const PlantState& state) {
  ArchiveWriter archive;
  archive.put(state);
  return archive.take();
}

PlantState state_from_bytes(std::string_view bytes) {
  ArchiveReader archive(bytes);
  PlantState state;
  archive.get(state);
  if (!archive.at_end()) throw ArgumentError("the data go on behind the state");
  return state;
}

std::string state_layout() { return ArchiveLayout<PlantState>::text(); }

}  // namespace twinline
