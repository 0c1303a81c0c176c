#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "twinline/scenario/importers/smt2020_table.h"

namespace twinline::smt2020 {

// The tables, checked and in the words of the scenario language. Texts hold quantities with units.

struct ToolGroup {
  std::string name;
  std::string group;
  std::string location;
  std::string dispatch;  ///< keys joined by '|'
  std::string machine_choice = "longest_idle";
  std::string load;
  std::string unload;
  std::string batch_unit;   ///< "" = no batching
  std::string setup_group;  ///< whose minimum runs are held here; "" = none
  bool hot_first = false;   ///< rule_HotLotFIRST
  std::int64_t machines = 1;
  std::int64_t capacity = 1;
};

struct RouteStep {
  std::string name;
  std::string station;
  std::string process;
  std::string per;
  std::string interval;
  std::string interval_per;
  std::string batch_min;
  std::string batch_max;
  std::string setup;
  std::string setup_time;
  std::string sampling;
  std::string rework_to;
  std::string rework_probability;
  std::string window_to;
  std::string window;
  std::string same_machine_as;
};

struct Product {
  std::string name;
  std::string route;        ///< ROUTE of the step table
  std::string table;        ///< its file, "route_3.txt"
  std::int64_t pieces = 0;  ///< of a lot; 0 until an order says so
  std::vector<RouteStep> steps;
};

struct Order {
  std::string name;
  std::string part;
  std::string every;
  std::int64_t priority = 0;
  std::int64_t pieces = 1;
  std::int64_t start_s = 0;  ///< since 1970
  std::int64_t due_s = 0;    ///< after the release
  std::int64_t count = 0;
  std::int64_t jobs = 1;
  bool hot = false;
};

struct InitialLot {
  std::string name;
  std::string part;
  std::string release;  ///< the order it came from
  std::int64_t step = 1;
  std::int64_t priority = 0;
  std::int64_t pieces = 1;
  std::int64_t released_s = 0;  ///< since 1970
  std::int64_t due_s = 0;       ///< since 1970
  bool hot = false;
};

struct SetupChange {
  std::string station;
  std::string from;  ///< "" = from anything
  std::string to;
  std::string time;
};

struct MinimumRun {
  std::string station;
  std::string state;
  std::int64_t lots = 0;
};

/// A down or a maintenance calendar, bound to a tool group or (exactly one of the two) an area.
struct Failure {
  std::string station;
  std::string group;
  std::string name;
  std::string every;
  std::string first;
  std::string repair;
};

struct Maintenance {
  std::string station;
  std::string group;
  std::string name;
  std::string every;         ///< "" where by pieces
  std::string every_pieces;  ///< "" where by calendar
  std::string duration;
  std::string first;
  std::string first_pieces;
};

struct Transport {
  std::string from;
  std::string to;
  std::string time;
};

struct Fab {
  std::vector<ToolGroup> tool_groups;
  std::unordered_map<std::string, std::size_t> tool_group_index;
  std::vector<Product> products;
  std::unordered_map<std::string, std::size_t> product_index;
  std::map<std::string, std::vector<std::string>> stations_of_setup;  ///< by state, no repetition
  std::vector<Order> orders;
  std::vector<InitialLot> lots;
  std::vector<SetupChange> setups;
  std::vector<MinimumRun> min_runs;
  std::vector<Failure> failures;
  std::vector<Maintenance> maintenances;
  std::vector<Transport> transports;
};

/// START of the first order: time 0 of the scenario, in seconds since 1970.
std::int64_t time_zero(const Fab& fab);

/// Where tables come from and where faults go.
struct Input {
  std::filesystem::path folder;
  Sources sources;
  Diagnostics problems{sources};
};

// Each reads its tables into `fab`, in this order, and notes every fault.
void read_tool_groups(Input& input, Fab& fab);  ///< tool.txt.1l
void read_products(Input& input, Fab& fab);     ///< part.txt and the routes it names
void read_orders(Input& input, Fab& fab);       ///< order.txt, WIP.txt
void read_setups(Input& input, Fab& fab);       ///< setup.txt, setupgrp.txt
void read_calendars(Input& input, Fab& fab);    ///< downcal.txt, pmcal.txt, attach.txt
void read_transports(Input& input, Fab& fab);   ///< fromto.txt

/// Writes the scenario's files into an empty folder. @throws FileError when one cannot be written.
void write_scenario(const Fab& fab, const std::string& name, const std::filesystem::path& folder);

}  // namespace twinline::smt2020
