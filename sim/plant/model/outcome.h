#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "twinline/core/sim_time.h"
#include "twinline/plant/model/ids.h"

namespace twinline {

/// A number, or a row of them, that each piece of a job (or the job as a whole) carries along its
/// route, in SI units. The numbers of all characteristics of a job lie in one row of
/// PlantState::characteristics; those of the pieces side by side.
struct Characteristic {
  std::string name;
  std::string unit;  ///< in which tables show it: value in SI = number x unit_factor + unit_offset
  double unit_factor = 1;
  double unit_offset = 0;
  bool per_piece = true;
  std::uint32_t size = 1;    ///< numbers a piece (or job)
  Id initial = kNone;        ///< distribution, drawn at release; kNone = 0
  std::uint32_t offset = 0;  ///< of its first number in the row

  /// A value, or a difference of two, in its unit.
  double shown(double si) const { return (si - unit_offset) / unit_factor; }
  double shown_difference(double si) const { return si / unit_factor; }
};

/// Every row begins with the numbers of the pieces in their job as it was released: they name the
/// draws of a piece wherever it goes.
constexpr Id kPieceNumber = 0;

/// A number, or its last values, that a machine keeps: wear, pieces since cleaning, ... SI units.
struct Condition {
  std::string name;
  std::uint32_t size = 1;    ///< values kept, the newest last
  Id initial = kNone;        ///< distribution, drawn for each machine; kNone = 0
  std::uint32_t offset = 0;  ///< of its first number in the machine's row
};

/// What makes a condition grow at the end of a task.
enum class GrowthBy : std::uint8_t { kTask, kJob, kPiece, kProcessSecond };

/// `amount` is drawn once a task and counts for each of what it is by.
struct Growth {
  Id condition = kNone;
  GrowthBy by = GrowthBy::kTask;
  Id amount = kNone;  ///< distribution
};

/// What is known when a request is made and may change before it is evaluated.
enum class CaptureKind : std::uint8_t {
  kCondition,      ///< id = condition, number = which of its values
  kControl,        ///< id = control: the setting that it asks for, which the job is given
  kGivenSetting,   ///< id = control: the setting that the job was given last, or would be
  kProcessTime,    ///< of the task as planned [s]
  kWaitingTime,    ///< of the job in this queue [h]
  kSlack,          ///< due - now - remaining work [h]; kNoSlackH without a due date
  kRemainingWork,  ///< expected, this step's with it [h]
  kWork,           ///< expected, of this step [h]
  kQueueLength,    ///< jobs waiting at the station
  kSetupNeeded,    ///< 1: no machine of the station has the setup state that the step needs
  kPriority,
  kPieces,
};
constexpr double kNoSlackH = 1000;
struct Capture {
  CaptureKind kind = CaptureKind::kCondition;
  Id id = kNone;
  std::uint32_t number = 0;
};

/// Where one number that a model takes comes from.
enum class SourceKind : std::uint8_t {
  kConstant,        ///< value
  kDraw,            ///< id = distribution; a draw for each item
  kCharacteristic,  ///< id, number
  kCaptured,        ///< number = place among the captures of the model use
  kKey,             ///< a whole number of its own for each item, below 2^53
};
struct InputSource {
  SourceKind kind = SourceKind::kConstant;
  Id id = kNone;
  std::uint32_t number = 0;
  double value = 0;
};

/// What becomes of the numbers that the items of a piece (or job) were given.
enum class Reduction : std::uint8_t {
  kOne,  ///< there is one item
  kMin,
  kMax,
  kMean,
  kSum,
  kBelow,  ///< how many lie below the limit
  kAbove,  ///< how many lie above it
};

/// A model as a scenario uses it: [[physics]] or [[model]].
struct ModelUse {
  /// One number that the model gives and where it goes.
  struct Output {
    std::uint32_t given = 0;  ///< which number of the model
    Id characteristic = kNone;
    std::uint32_t number = 0;
    Id figure = kNone;  ///< index of Statistics::outcomes; kNone = not recorded
    Reduction reduction = Reduction::kOne;
    double limit = 0;  ///< of kBelow and kAbove
  };
  std::string name;
  Id model = kNone;         ///< index of Plant::models
  bool per_piece = true;    ///< evaluated for each piece, else for the job
  std::uint32_t items = 1;  ///< evaluations for each of them: 5,000 welds of a body
  std::vector<InputSource> inputs;
  std::vector<Capture> captures;
  std::vector<Output> outputs;

  /// Evaluations for a job.
  std::uint32_t n_items(std::uint32_t pieces) const { return (per_piece ? pieces : 1) * items; }
};

/// What Statistics::outcomes[i] is about.
struct OutcomeFigure {
  Id evaluation = kNone;
  std::string output;
  Id characteristic = kNone;
  std::uint32_t number = 0;
};

/// Everything that is evaluated for a job at a step, in order, as one request.
struct Recipe {
  struct Write {
    Id characteristic = kNone;  ///< of the job
    Id condition = kNone;
  };
  std::vector<Id> evaluations;
  std::vector<std::uint32_t> first_capture;  ///< by evaluation: of its captures in a request's
  std::uint32_t n_captures = 0;              ///< numbers captured by a request
  std::vector<Write> writes;                 ///< into conditions of the machine, when the task ends
  std::vector<Id> figures;                   ///< recorded when the task ends
  Id duration = kNone;  ///< characteristic of the job that sets the process time [s]
  SimTime earliest;     ///< the process takes at least this long, where `duration` is set
};

/// A measurement at the end of a step: value + bias + noise of a sample of the pieces. The others
/// are given the mean of the sample.
struct Gauge {
  std::string name;
  Id measures = kNone;  ///< characteristic
  Id into = kNone;      ///< characteristic
  double bias = 0;
  double noise = 0;          ///< standard deviation
  std::uint32_t pieces = 0;  ///< in the sample; 0 = all
  Id instead = kNone;        ///< characteristic that stands in where the step is skipped
};

enum class GateAction : std::uint8_t {
  kPass,
  kRework,
  kScrap,
  kHold,
  kVisit,  ///< it goes on, and the job does a later step that sampling may leave out
};

/// Limits on a characteristic at the end of a step, and what becomes of what lies outside.
struct Gate {
  struct Side {
    GateAction action = GateAction::kPass;
    Id to = kNone;  ///< step, of kRework and kVisit
  };
  std::string name;
  Id step = kNone;
  Id characteristic = kNone;
  double low = 0;
  double high = 0;
  bool per_piece = true;  ///< else the mean of the job's pieces decides for all
  Side below;
  Side above;
  std::uint32_t rework_limit = 0;          ///< most reworks in a row; 0 = no limit
  GateAction beyond = GateAction::kScrap;  ///< what follows when the limit is used up
  Id hold = kNone;                         ///< distribution of the time on hold
  /// The step whose machine it is laid to, and the job's slot that remembers it; kNone = this one.
  Id machine_step = kNone;
  Id machine_slot = kNone;
  Id seen = kNone;      ///< characteristic of the pieces: 1 once they have been here
  Id first_figure = 0;  ///< index of Statistics::gates of the first machine of that step's station
};

enum class ControlKind : std::uint8_t { kEwma, kDoubleEwma };

/// Run-to-run control of one number that a model takes, for each machine and part, or of the pace
/// of a belt (Belt::pace_control), with one state: the process is y = intercept + slope x setting.
/// docs/methods/control.md.
struct Control {
  std::string name;
  ControlKind kind = ControlKind::kEwma;
  Id from = kNone;  ///< characteristic that is fed back, mean of the job's pieces
  double target = 0;
  double slope = 1;
  double gain = 0.3;          ///< weight of a new value in the intercept
  double trend_gain = 0;      ///< and in its trend, for kDoubleEwma
  double gain_instead = 0.3;  ///< weight of a value that stands in for a measurement
  double start = 0;           ///< setting before the first feedback
  double low = 0;             ///< bounds of the setting
  double high = 0;
  bool per_machine = true;
  bool per_part = true;
  Id used = kNone;     ///< characteristic of the job: the setting it was given, its machine + 1
  Id first_state = 0;  ///< index of PlantState::controls
};

/// What follows the end of a step before the job goes on, in this order.
struct Inspection {
  std::vector<Id> gauges;
  std::vector<Id> controls;
  std::vector<Id> gates;
};

/// All of the above.
struct Outcomes {
  std::vector<Characteristic> characteristics;  ///< [kPieceNumber] first; empty where unused
  std::vector<Condition> conditions;
  std::vector<Growth> growths;  ///< station by station
  std::vector<ModelUse> evaluations;
  std::vector<OutcomeFigure> figures;
  std::vector<Recipe> recipes;
  std::vector<Gauge> gauges;
  std::vector<Gate> gates;
  std::vector<Control> controls;
  std::vector<Inspection> inspections;
  std::uint32_t row = 0;            ///< numbers in a job's row
  std::uint32_t max_pieces = 0;     ///< most pieces of a job: the distance of two rows of pieces
  std::uint32_t condition_row = 0;  ///< numbers in a machine's row
  std::uint32_t n_control_states = 0;
  std::uint32_t n_gate_figures = 0;
};

}  // namespace twinline
