#pragma once

#include <cstdint>

#include "twinline/random/philox.h"
#include "twinline/random/uniform.h"

namespace twinline {

/// What a random number is for: the only registry of purposes. Two draws with different purposes
/// are independent. Numbers are part of the contract: append, never renumber, or every published
/// result changes. Draws of a job: stream = its release, entity = its number there, visit = the
/// steps it has entered. Draws of a machine: stream = which failure or maintenance, entity =
/// machine, visit = how often it has struck.
enum class Purpose : std::uint8_t {
  kInterarrival = 0,   ///< time between two releases; stream = release, visit = draw number
  kProcess = 1,        ///< process time and, from the second half of the block, transport before it
  kLoad = 2,           ///< loading time
  kUnload = 3,         ///< unloading time
  kSetup = 4,          ///< changeover time
  kSampling = 5,       ///< does this job do the step
  kRework = 6,         ///< does this job, or how many of its pieces, go back
  kScrap = 7,          ///< is this job, or how many of its pieces, lost
  kTimeToFailure = 9,  ///< time or pieces to the next failure
  kRepair = 10,        ///< repair time
  kMaintenance = 11,   ///< duration of maintenance
  kDispatch = 12,      ///< the random ranking key of a job
  kOutcome = 13,       ///< the key of all that is evaluated for a job at a visit
  kRelease = 14,       ///< the characteristics of a new job
  kGauge = 15,         ///< the noise of the measurements at a visit
  kCondition = 16,     ///< first value and growth of a machine's condition; stream = condition
  kHold = 17,          ///< time on hold
  kCarrier = 18,       ///< empty way back of a carrier
  kOption = 20,        ///< the options of an order; entity = its number in the stream
  kWork = 21,          ///< work that a station adds at a visit
  kPickUp = 22,        ///< time to take a job up; visit = legs of its way by vehicle
  kSetDown = 23,       ///< time to set it down
  kOther = 255,        ///< tests and examples
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
