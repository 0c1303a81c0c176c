#include "twinline/scenario/schema/schema.h"

namespace twinline {

const Section& transport_section() {
  static const Section section{
      "transport",
      "[[transport]]",
      "Time between two locations, spent between successive steps that are done. A pair that no "
      "entry names takes no time, unless a [[fleet]] goes between the two. Entries with names come "
      "before those with `*`.",
      "",
      {field("from", FieldType::kText, "A location; `*` = any.").needed(),
       field("to", FieldType::kText, "A location; `*` = any.").needed(),
       field("time", FieldType::kDistribution, "Travelling time.")
           .needed()
           .such_as("\"uniform(5 min, 10 min)\"")}};
  return section;
}

const Section& walk_section() {
  static const Section section{
      "walk",
      "[[walk]]",
      "Time that a person takes from one location to another; the machine waits for him. A pair "
      "that no entry names takes no time. Entries with names come before those with `*`, which "
      "does "
      "not stand for the location at the other end.",
      "",
      {field("from", FieldType::kText, "A location; `*` = any other.").needed(),
       field("to", FieldType::kText, "A location; `*` = any other.").needed(),
       field("time", FieldType::kDuration, "Walking time.")
           .at_least(0)
           .needed()
           .such_as("\"40 s\"")}};
  return section;
}

const Section& edge_section() {
  static const Section section{
      "edge",
      "[[edge]]",
      "A one-way piece of the network on which vehicles travel. Its ends are nodes; a node of the "
      "same name as a location is where the jobs of that location are taken up and set down.",
      "",
      {field("from", FieldType::kText, "A node.").needed(),
       field("to", FieldType::kText, "A node.").needed(),
       field("length", FieldType::kQuantity, "Driven at the speed of the vehicle.")
           .such_as("\"12 m\""),
       field("time", FieldType::kDuration,
             "Instead of a length: the time it takes any vehicle (a lift, a turntable).")
           .above(0)
           .such_as("\"20 s\""),
       field("speed", FieldType::kQuantity, "Limit for all vehicles; absent = none.")
           .such_as("\"0.8 m/s\""),
       field("zone", FieldType::kText,
             "The [[zone]] in which it lies; vehicles then keep their order on it. Absent = no "
             "limit, and vehicles pass each other."),
       field("capacity", FieldType::kInteger,
             "Instead: vehicles in a zone of its own, named \"from-to\" after its nodes.")
           .between(1, 1e6)}};
  return section;
}

const Section& zone_section() {
  static const Section section{
      "zone",
      "[[zone]]",
      "Edges in which only so many vehicles may be at once. A vehicle takes its place before it "
      "sets out on the first of them and gives it back when it sets out on an edge elsewhere; it "
      "waits where none is free, and keeps its place while it stands at an edge's end.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("capacity", FieldType::kInteger, "Vehicles.").between(1, 1e6).or_else("1")}};
  return section;
}

const Section& battery_section() {
  static const Section section{
      "battery",
      "battery = {..} of a fleet",
      "Energy of each vehicle, full at time 0.",
      "",
      {field("capacity", FieldType::kQuantity, "Of the battery.").needed().such_as("\"4 kWh\""),
       field("moving", FieldType::kQuantity, "Power while it drives.")
           .needed()
           .such_as("\"600 W\""),
       field("standing", FieldType::kQuantity, "Power while it stands; absent = 0.")
           .such_as("\"60 W\""),
       field("charging", FieldType::kQuantity, "Power into the battery at a charger.")
           .needed()
           .such_as("\"2 kW\""),
       field(
           "charge_at", FieldType::kNumber,
           "Share of the capacity below which a vehicle that has nothing to carry goes to charge.")
           .between(0, 1)
           .or_else("0.2"),
       field("charge_to", FieldType::kNumber, "Share up to which it charges.")
           .between(0, 1)
           .or_else("1"),
       field("chargers", FieldType::kTexts,
             "Nodes. It goes to the one to which fewest are bound, of these the nearest.")
           .needed()
           .such_as("[\"charger\"]")}};
  return section;
}

const Section& fleet_section() {
  static const Section section{
      "fleet",
      "[[fleet]]",
      "Like vehicles (AGVs, AMRs, overhead hoists, a lift, a transfer car), each of which carries "
      "one job. They serve every pair of locations between which their edges lead, unless a "
      "[[transport]] gives a time for it; of several fleets the first does.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("vehicles", FieldType::kInteger, "How many there are.").between(1, 1e4).or_else("1"),
       field("speed", FieldType::kQuantity, "Of a vehicle.").needed().such_as("\"1.5 m/s\""),
       field("loaded_speed", FieldType::kQuantity, "With a job; absent = `speed`."),
       field("load", FieldType::kDistribution, "Time to take a job up; absent = none.")
           .such_as("\"15 s\""),
       field("unload", FieldType::kDistribution, "Time to set it down; absent = none."),
       field("start", FieldType::kTexts, "Nodes at which they are at time 0, in turn.")
           .needed()
           .such_as("[\"store\"]"),
       field("park", FieldType::kTexts,
             "Nodes to which idle ones go: to the one with fewest, of these the nearest. Absent = "
             "they stay where they are until they are called, or in the way.")
           .such_as("[\"store\"]"),
       word("vehicle_choice", "nearest|longest_idle",
            "Which available vehicle comes for a job: the one with the shortest way from the next "
            "node that it comes to, or the one that has been available longest.")
           .or_else("nearest"),
       word("dispatch", "longest_waiting|nearest",
            "For which job an available vehicle goes when more jobs wait than vehicles are "
            "available. Jobs of greater priority come first with both.")
           .or_else("longest_waiting"),
       table("battery", battery_section(), "Absent = they need no charging.")}};
  return section;
}

const Section& stocker_section() {
  static const Section section{
      "stocker",
      "[[stocker]]",
      "Where vehicles take a job that is done and finds no place in the buffer before its next "
      "station, so that it need not block its machine. It is fetched when it has got one.",
      "name",
      {field("name", FieldType::kText, "Name.").needed(),
       field("location", FieldType::kText, "A node.").needed(),
       field("capacity", FieldType::kInteger, "Places, in jobs.").between(1, 1e9).needed()}};
  return section;
}

}  // namespace twinline
