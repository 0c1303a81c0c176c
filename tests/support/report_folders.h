#pragma once

#include <string>

#include "support/temporary_folder.h"

namespace twinline::test {

/// The results of a small run: two stations, two parts, two replications of 100 h after 20 h. Every
/// number is round, so that a reader can check what is made of it.
inline void write_run(const TemporaryFolder& folder) {
  folder.write("manifest.json", R"({
  "twinline": {"version": "1.2.3"}, "ended": "complete", "seed": 7, "replications": 2,
  "complete_replications": [0, 1], "warm_up_s": 72000, "duration_s": 360000, "scenario": "small",
  "resolved_scenario": {"scenario": {"description": "Two stations <in a row>"}}
})");
  std::string summary =
      "scenario,point,scope,name,kpi,unit,mean,ci_low,ci_high,half_width,n,confidence\n";
  const auto kpi = [&](const std::string& scope, const std::string& name, const std::string& word,
                       const std::string& values) {
    summary += "small,0," + scope + "," + name + "," + word + ",1," + values + ",2,0.95\n";
  };
  kpi("plant", "small", "throughput_per_h", "2,1.9,2.1,0.1");
  kpi("plant", "small", "cycle_time_h", "5,4,6,1");
  kpi("plant", "small", "wip", "10,9,11,1");
  kpi("part", "a", "cycle_time_h", "4,3,5,1");
  kpi("part", "b", "cycle_time_h", "8,7,9,1");
  kpi("station", "cut", "utilization_available", "0.9,0.8,0.99,0.1");
  kpi("station", "cut", "queue_length", "3,2,4,1");
  kpi("station", "cut", "queue_time_h", "1.5,1,2,0.5");
  kpi("station", "weld", "utilization_available", "0.4,0.3,0.5,0.1");
  kpi("station", "weld", "queue_length", "1,0,2,1");
  kpi("station", "weld", "queue_time_h", "0.5,0,1,0.5");
  kpi("operator", "crew", "utilization", "0.5,0.4,0.6,0.1");
  folder.write("summary.csv", summary);

  std::string machines =
      "scenario,point,replication,seed,station,group,machine,processing_s,loading_s,unloading_s,"
      "idle_s,held_s,blocked_s,waiting_operator_s,engineering_s,setup_s,maintenance_s,"
      "maintenance_delay_s,repair_s,repair_delay_s,nonscheduled_s,total_s\n";
  for (const char* replication : {"0", "1"}) {
    const std::string key = std::string("small,0,") + replication + ",7,";
    machines +=
        key + "cut,g,cut_1,180000,36000,36000,36000,0,0,0,0,18000,18000,0,36000,0,0,360000\n";
    machines += key + "weld,g,weld_1,144000,0,0,216000,0,0,0,0,0,0,0,0,0,0,360000\n";
  }
  folder.write("machines.csv", machines);

  std::string wip = "scenario,point,replication,seed,time_h,jobs,jobs_queued\n";
  std::string jobs =
      "scenario,point,replication,seed,release,job,part,priority,released_h,finished_h,cycle_time_"
      "h,"
      "raw_process_time_h,flow_factor,due_h,late,rework,pieces_in,pieces_out\n";
  for (int r = 0; r < 2; ++r) {
    const std::string key = "small,0," + std::to_string(r) + ",7,";
    for (int t = 0; t < 120; ++t) {
      // From hour 10 on 9, 10, 11, 9, ... in one replication and 2 more in the other.
      wip += key + std::to_string(t) + "," + std::to_string(t < 10 ? t : 9 + t % 3 + 2 * r) + "," +
             std::to_string(t % 3) + "\n";
    }
    for (int n = 0; n < 200; ++n) {  // a job every half hour, every fourth of part b
      const bool b = n % 4 == 3;
      const double cycle = (b ? 7.5 : 3.5) + 0.25 * (n % 5);
      const double finished = 20 + 0.5 * n + 0.1;
      jobs += key + "r," + std::to_string(n) + (b ? ",b,0," : ",a,0,") +
              std::to_string(finished - cycle) + "," + std::to_string(finished) + "," +
              std::to_string(cycle) + ",2," + std::to_string(cycle / 2) + (b ? ",,," : ",1000,0,") +
              "0,1,1\n";
    }
  }
  folder.write("wip.csv", wip);
  folder.write("jobs.csv", jobs);
  folder.write("queue_windows.csv",
               "scenario,point,replication,seed,route,from_step,to_step,limit_h,closed,violations,"
               "violation_fraction,span_mean_h,span_max_h\n"
               "small,0,0,7,main,s1,s2,4,100,10,0.1,1,6\nsmall,0,1,7,main,s1,s2,4,300,30,0.1,2,8\n"
               "small,0,0,7,main,s2,s3,4,0,0,,,\n");
}

/// What two gates saw in the small run: "film" of two machines, the pieces 10, 12, 14 and 20, 22 in
/// one replication and 18 in the other, within 0 to 21; "free" has no limits.
inline void write_quality(const TemporaryFolder& folder) {
  std::string text =
      "scenario,point,replication,seed,gate,characteristic,unit,step,machine_step,station,machine,"
      "pieces,mean,standard_deviation,lower_limit,upper_limit,cp,cpk,low,high,yield,"
      "first_pass_yield,scrapped,reworked,held\n";
  const auto row = [&](const char* replication, const char* gate, const std::string& rest) {
    text +=
        std::string("small,0,") + replication + ",7," + gate + ",width,m,s1,s1,cut," + rest + "\n";
  };
  row("0", "film", ",5,15.6,5.176871642217914,0,21,,,0,1,0.8,0.8,1,0,0");
  row("0", "film", "cut_1,3,12,2,0,21,,,0,0,1,1,0,0,0");
  row("0", "film", "cut_2,2,21,1.4142135623730951,0,21,,,0,1,0.5,0.5,1,0,0");
  row("1", "film", ",1,18,,0,21,,,0,0,1,1,0,0,0");
  row("1", "film", "cut_1,0,,,0,21,,,0,0,,,0,0,0");
  row("1", "film", "cut_2,1,18,,0,21,,,0,0,1,1,0,0,0");
  row("0", "free", ",2,5,1,,,,,0,0,1,1,0,0,2");
  row("0", "free", "cut_1,2,5,1,,,,,0,0,1,1,0,0,2");
  folder.write("quality.csv", text);
}

/// The trace of the small run: job 1 waits before the trace begins, job 2 is released in it, the
/// machine of cut is down for a while.
inline void write_trace(const TemporaryFolder& folder) {
  const std::string head =
      "scenario,point,replication,seed,time_s,event,release,job,route,step,station,machine\n";
  std::string rows;
  const auto row = [&](const char* replication, int hours, const std::string& rest) {
    rows += std::string("small,0,") + replication + ",7," + std::to_string(hours * 3600) + "," +
            rest + "\n";
  };
  row("0", 30, "release,r,2,main,s1,cut,");
  row("0", 30, "queue,r,2,main,s1,cut,");
  row("0", 32, "start,r,1,main,s1,cut,cut_1");
  row("0", 34, "end,r,1,main,s1,cut,cut_1");
  row("0", 34, "failure,,,,,cut,cut_1");
  row("0", 35, "repair,,,,,cut,cut_1");
  row("0", 36, "up,,,,,cut,cut_1");
  row("0", 36, "start,r,2,main,s1,cut,cut_1");
  row("0", 40, "start,r,1,main,s2,weld,weld_1");
  row("0", 44, "release,r,3,main,s1,cut,");
  row("1", 30, "start,r,1,main,s1,cut,cut_1");
  folder.write("events.csv", head + rows);
}

/// A sweep over a number, a quantity and a word, 3 x 2 x 2 points, with cycle time
/// 10 + 2 x load + (30 min: 5) + (rule spt: -1) h and throughput 1 + load / 10 per hour.
inline void write_sweep(const TemporaryFolder& folder) {
  std::string sweep =
      "scenario,point,replication,seed,load,stations.cut.setup,rule,scope,name,kpi,unit,value\n";
  std::string points = "point,load,stations.cut.setup,rule\n";
  std::string summary =
      "scenario,point,scope,name,kpi,unit,mean,ci_low,ci_high,half_width,n,confidence\n";
  int point = 0;
  for (int load = 1; load <= 3; ++load) {
    for (const int setup : {10, 30}) {
      for (const char* rule : {"fifo", "spt"}) {
        const std::string cells =
            std::to_string(load) + "," + std::to_string(setup) + " min," + rule;
        points += std::to_string(point) + "," + cells + "\n";
        const double cycle = 10 + 2 * load + (setup == 30 ? 5 : 0) - (rule[0] == 's' ? 1 : 0);
        const auto kpi = [&](const char* scope, const char* name, const char* word, double mean) {
          const std::string key = "small," + std::to_string(point) + ",";
          const std::string id = std::string(scope) + "," + name + "," + word + ",1,";
          summary += key + id + std::to_string(mean) + "," + std::to_string(mean - 0.5) + "," +
                     std::to_string(mean + 0.5) + ",0.5,5,0.95\n";
          sweep += key + "0,7," + cells + "," + id + std::to_string(mean) + "\n";
        };
        kpi("plant", "small", "cycle_time_h", cycle);
        kpi("plant", "small", "throughput_per_h", 1 + load / 10.0);
        kpi("station", "cut", "utilization_available", load == 3 ? 0.9 : 0.5);
        kpi("station", "weld", "utilization_available", 0.6);
        ++point;
      }
    }
  }
  folder.write("sweep.csv", sweep);
  folder.write("points.csv", points);
  folder.write("summary.csv", summary);
}

}  // namespace twinline::test
