#pragma once

#include <vector>

#include "twinline/scenario/schema/section.h"

namespace twinline {

/// The whole language: one function a table. Read by the checks, the builder and the reference.
const Section& document_section();  ///< the top level of scenario.toml
const Section& scenario_section();
const Section& defaults_section();
const Section& output_section();

const Section& part_section();
const Section& route_section();
const Section& step_section();

const Section& station_section();
const Section& machine_section();
const Section& batch_section();
const Section& setup_section();
const Section& setup_time_section();
const Section& min_run_section();
const Section& cluster_section();
const Section& operator_use_section();

const Section& failure_section();
const Section& default_failure_section();
const Section& failure_row_section();  ///< a row of `failures = "file.csv"`
const Section& maintenance_section();
const Section& maintenance_row_section();

const Section& option_section();
const Section& work_section();
const Section& release_section();
const Section& sequence_row_section();  ///< a row of `orders = "file.csv"`
const Section& schedule_row_section();
const Section& order_row_section();
const Section& initial_section();
const Section& wip_row_section();

const Section& buffer_section();
const Section& power_section();
const Section& conveyor_section();
const Section& moving_line_section();
const Section& transfer_line_section();
const Section& transport_section();
const Section& edge_section();
const Section& zone_section();
const Section& battery_section();
const Section& fleet_section();
const Section& stocker_section();
const Section& walk_section();
const Section& shift_section();
const Section& operator_section();
const Section& resource_section();

const Section& characteristic_section();
const Section& condition_section();
const Section& physics_section();
const Section& model_section();
const Section& metrology_section();
const Section& gate_section();
const Section& control_section();
const Section& observation_section();  ///< a row of empirical(file.csv)

/// All of them in the order of the reference.
std::vector<const Section*> all_sections();

}  // namespace twinline
