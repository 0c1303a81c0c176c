#include "twinline/results/job_figures.h"

#include <cmath>

namespace twinline {

void JobFigures::merge(const JobFigures& other) {
  finished += other.finished;
  with_due += other.with_due;
  on_time += other.on_time;
  reworks += other.reworks;
  pieces_in += other.pieces_in;
  pieces_out += other.pieces_out;
  pieces_scrapped += other.pieces_scrapped;
  cycle_time.merge(other.cycle_time);
  flow_factor.merge(other.flow_factor);
}

JobFigures figures_of(const ReleaseStats& release) {
  JobFigures figures;
  figures.finished = release.finished;
  figures.with_due = release.with_due;
  figures.on_time = release.on_time;
  figures.reworks = release.reworks;
  figures.pieces_out = release.pieces_out;
  figures.pieces_scrapped = release.pieces_scrapped;
  figures.cycle_time = release.cycle_time;
  figures.flow_factor = release.flow_factor;
  return figures;
}

double flow_factor(const Plant& plant, const FinishedJob& job) {
  return ratio(seconds_of((job.finished - job.released).ns()),
               plant.parts[job.part].raw_process_time_s);
}

namespace {

void count(JobFigures& figures, const FinishedJob& job, double factor) {
  figures.pieces_in += job.pieces_in;
  figures.pieces_out += job.pieces_out;
  figures.pieces_scrapped += job.pieces_in - job.pieces_out;
  figures.reworks += job.rework;
  if (job.pieces_out == 0) return;
  ++figures.finished;
  figures.cycle_time.add(job.finished - job.released);
  if (std::isfinite(factor)) figures.flow_factor.add(factor);
  if (job.due != SimTime::max()) {
    ++figures.with_due;
    if (job.finished <= job.due) ++figures.on_time;
  }
}

}  // namespace

JobSamples sample_jobs(const ReplicationData& data) {
  const Plant& plant = data.plant;
  JobSamples samples;
  samples.releases.resize(data.stats.releases.size());
  samples.parts.resize(plant.parts.size());
  samples.part_figures.resize(plant.parts.size());
  for (const FinishedJob& job : data.stats.finished) {
    const double factor = flow_factor(plant, job);
    count(samples.part_figures[job.part], job, factor);
    if (job.pieces_out == 0) continue;
    const double cycle_h = hours_of(job.finished - job.released);
    for (JobSample* sample :
         {&samples.plant, &samples.releases[job.release], &samples.parts[job.part]}) {
      sample->cycle_time_h.push_back(cycle_h);
      if (std::isfinite(factor)) sample->flow_factor.push_back(factor);
    }
  }
  return samples;
}

}  // namespace twinline
