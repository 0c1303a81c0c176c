#pragma once

#include <cstdint>

#include "twinline/random/philox.h"
#include "twinline/random/uniform.h"

namespace twinline {

/// What a random number is for: the only registry of purposes. Two draws with different purposes
/// are independent. Numbers are part of the contract: append, never renumber, or every published
/// result changes.
enum class Purpose : std::uint8_t {
  kInterarrival = 0,   ///< time between two releases; stream = source, visit = release number
  kProcess = 1,        ///< processing time; stream = step, entity = job, visit = visit of the step
  kLoad = 2,           ///< loading time of a machine
  kUnload = 3,         ///< unloading time of a machine
  kSetup = 4,          ///< changeover time
  kSampling = 5,       ///< is this job measured, does it skip the step
  kRework = 6,         ///< does this job go back
  kScrap = 7,          ///< is this job, or how many pieces of it, lost
  kTransport = 8,      ///< travelling time
  kTimeToFailure = 9,  ///< operating or calendar time to the next failure; entity = machine
  kRepair = 10,        ///< repair time; entity = machine, visit = failure number
  kMaintenance = 11,   ///< duration or interval of planned maintenance
  kDispatch = 12,      ///< random choice among equals
  kInitialState = 13,  ///< where the plant stands at the start: ages, phases, residual times
  kRepairStart = 14,   ///< waiting for a technician before a repair begins
  kReleaseSize = 15,   ///< pieces in a released job
  kCharacteristic = 16,   ///< characteristics of incoming material
  kPhysics = 17,          ///< noise of a physics model
  kInference = 18,        ///< dropout or sampling of an inference model, its response time
  kService = 19,          ///< length of a request to the AI factory
  kHardwareFailure = 20,  ///< failure of a GPU, node or cooling unit
  kOperator = 21,         ///< absence or walking time of people
  kOther = 255,           ///< tests and examples
};

/// The source of all randomness of one replication. A draw is a pure function of (seed,
/// replication, purpose, stream, entity, visit): no generator state exists, so nothing that
/// happens in between, and no thread, rank or machine count, changes what a given job meets at a
/// given visit. Hence common random numbers between design points hold by construction, provided
/// that callers name entities and visits by what they are (job number, visit count) and never by
/// when they come. See docs/adr/0003-random-streams.md.
struct RandomStreams {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;

  /// Uniform in the open interval (0, 1); 52 random bits.
  /// @param stream 24 bits: which source, step or list of the purpose; higher bits are ignored.
  /// @param entity who draws: job, machine, vehicle.
  /// @param visit the how-many-th draw of this entity here.
  double uniform(Purpose purpose, std::uint32_t stream, std::uint32_t entity,
                 std::uint32_t visit) const {
    const PhiloxWords out = words(purpose, stream, entity, visit);
    return uniform_open(out.word[0], out.word[1]);
  }

  /// The 128 random bits behind uniform(): the key of a kernel, or two independent numbers.
  PhiloxWords words(Purpose purpose, std::uint32_t stream, std::uint32_t entity,
                    std::uint32_t visit) const {
    const std::uint32_t context =
        (static_cast<std::uint32_t>(purpose) << 24U) | (stream & 0xffffffU);
    return philox({{visit, entity, context, replication}}, seed);
  }
};

}  // namespace twinline
