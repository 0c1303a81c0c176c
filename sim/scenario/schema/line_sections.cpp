#include "twinline/scenario/schema/schema.h"

namespace twinline {

const Section& buffer_section() {
  static const Section section{
      "buffer",
      "[[buffer]]",
      "The places in front of one or several stations, which name it with `buffer`. A job takes "
      "its "
      "place when it leaves the machine before. Stations without a buffer have room for all.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("capacity", FieldType::kInteger, "Places, in jobs.").between(0, 1e9).needed(),
       word("counts", "waiting|waiting_and_work",
            "What takes a place: jobs that wait, where an idle machine that nobody waits for is a "
            "place more; or "
            "these and the jobs on the machines behind.")
           .needed(),
       word("blocking", "after_service|before_service",
            "When a machine in front of the full buffer stops: with its finished job, which it "
            "cannot pass on; or before it begins, for the place is taken when the work starts (for "
            "the next step of the route).")
           .needed(),
       word("admits", "longest_waiting|dispatch",
            "Who gets a place that becomes free: who has waited longest for it, or, where the "
            "buffer "
            "has one station, who comes first by the keys of its `dispatch` that do not change "
            "while a job waits (two at most).")
           .or_else("longest_waiting"),
       field("lanes", FieldType::kInteger,
             "A bank: its places lie in so many lanes, and only the first job of each can leave; "
             "`capacity` is a multiple of it.")
           .between(1, 1e4),
       word("fill", "shortest|same|in_order|round_robin",
            "For `lanes`: which lane with room a job takes. `same`: behind one with the same value "
            "of the option `by`; `in_order`: behind the latest that was released before it; both "
            "else an empty lane, else the shortest.")
           .or_else("shortest"),
       field("by", FieldType::kText, "For `fill = \"same\"`: the [[option]].")
           .such_as("\"colour\"")}};
  return section;
}

const Section& power_section() {
  static const Section section{
      "power",
      "power = {..} of a station",
      "Electric power that each machine draws, by what it does.",
      "",
      {field("processing", FieldType::kQuantity, "Processing, loading and unloading.")
           .needed()
           .such_as("\"12 kW\""),
       field("setup", FieldType::kQuantity, "Changeovers; absent = as processing."),
       field("standby", FieldType::kQuantity,
             "Idle, held, blocked or waiting for an operator; absent = 0."),
       field("down", FieldType::kQuantity, "Repair and maintenance; absent = 0."),
       field("off", FieldType::kQuantity, "Off shift; absent = 0.")}};
  return section;
}

const Section& conveyor_section() {
  static const Section section{
      "conveyor",
      "conveyor = {..} of a station",
      "Jobs travel through the station in a row, a pitch apart at least. It is one machine, which "
      "may "
      "fail and work shifts; its steps give no `process`.",
      "",
      {word("kind", "accumulating|non_accumulating",
            "Whether jobs close up behind one that cannot leave, or the conveyor stops with all of "
            "them.")
           .needed(),
       field("length", FieldType::kQuantity, "From entry to exit.").needed().such_as("\"180 m\""),
       field("speed", FieldType::kQuantity, "Of the conveyor.").needed().such_as("\"4.5 m/min\""),
       field("pitch", FieldType::kQuantity, "Least distance from job to job.")
           .needed()
           .such_as("\"6 m\"")}};
  return section;
}

const Section& moving_line_section() {
  static const Section section{
      "moving line",
      "moving_line = {..} of a station",
      "An assembly line that moves all the time: each job is one position further after each takt. "
      "It "
      "stops as a whole, for its failures (an andon pull is one) and while the first job cannot "
      "leave.",
      "",
      {field("takt", FieldType::kDuration, "Time at each position.")
           .above(0)
           .needed()
           .such_as("\"58 s\""),
       field("positions", FieldType::kInteger, "Work stations in the row.")
           .between(1, 1e6)
           .needed(),
       field("drift", FieldType::kDuration,
             "For a line whose station gives `work` by position: so long people go on with a job "
             "that has left their position.")
           .at_least(0)
           .or_else("0 s"),
       field("walk", FieldType::kDuration, "Their way back to the next job.")
           .at_least(0)
           .or_else("0 s"),
       word("overload", "utility|stop",
            "What becomes of work that is not done by then: a utility worker does the rest, or the "
            "line stops until it is done, and all other work with it. Must be said where there is "
            "`work`.")}};
  return section;
}

const Section& transfer_line_section() {
  static const Section section{
      "transfer line",
      "transfer_line = {..} of a station",
      "A synchronous line: at the end of each cycle all jobs move on by one position. It stops as "
      "a "
      "whole.",
      "",
      {field("cycle", FieldType::kDuration, "From move to move: the longest work and the transfer.")
           .above(0)
           .needed()
           .such_as("\"58 s\""),
       field("positions", FieldType::kInteger, "Work stations in the row.")
           .between(1, 1e6)
           .needed()}};
  return section;
}

}  // namespace twinline
