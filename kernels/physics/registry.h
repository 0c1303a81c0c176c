#pragma once

#include <cstddef>
#include <string>

#include "twinline/physics/batch_oven.h"
#include "twinline/physics/battery.h"
#include "twinline/physics/cmp.h"
#include "twinline/physics/cmp_endpoint.h"
#include "twinline/physics/defect_yield.h"
#include "twinline/physics/deposition.h"
#include "twinline/physics/dopant.h"
#include "twinline/physics/ecoat_film.h"
#include "twinline/physics/etch_trace.h"
#include "twinline/physics/film_balance.h"
#include "twinline/physics/gap_flush.h"
#include "twinline/physics/leak_test.h"
#include "twinline/physics/lithography.h"
#include "twinline/physics/machine_wear.h"
#include "twinline/physics/oven_cure.h"
#include "twinline/physics/overlay.h"
#include "twinline/physics/plasma_etch.h"
#include "twinline/physics/quantity.h"
#include "twinline/physics/random_number.h"
#include "twinline/physics/rapid_thermal.h"
#include "twinline/physics/robot_cycle.h"
#include "twinline/physics/spot_weld.h"
#include "twinline/physics/stamping.h"
#include "twinline/physics/state_energy.h"
#include "twinline/physics/thermal_oxidation.h"
#include "twinline/physics/tightening.h"
#include "twinline/physics/wafer_uniformity.h"

namespace twinline {

template <class... Model>
struct ModelList {};

/// Every model, one line each, in alphabetical order. Batches, checks, tests and tables of the
/// documentation follow from it (docs/extending.md).
// clang-format off: one model a line
using Models = ModelList<AldDeposition, BatchOven, BatteryFormation, BatteryPulse, Cmp, CmpEndpoint,
                         CvdDeposition, DefectYield, DieDefects, DopantPredeposition, EcoatFilm,
                         EtchTrace, FilmBalance, GammaWear, GapFlush, ImplantAnneal, LeakTest,
                         LithographyCd, NormalNumber, OvenCure, Overlay, PlasmaEtch, RapidThermal,
                         ResistDevelopment, RobotCycle, SpotWeld, Stamping, StateEnergy,
                         ThermalOxidation, Tightening, UniformNumber, WaferUniformity, WienerWear>;
// clang-format on

/// All models in that order.
/// @param[out] n_models how many there are.
const ModelInfo* all_models(std::size_t& n_models);

/// The model of that name; nullptr where there is none.
const ModelInfo* find_model(const std::string& name);

/// The table of a model's quantities as its page in docs/methods shows it: Markdown, one row each.
std::string quantity_table(const ModelInfo& model);

}  // namespace twinline
