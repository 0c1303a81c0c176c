#!/usr/bin/env bash
# A real Slurm of two nodes: a sweep over MPI, a job array with merging by the templates of tools/hpc, a rank that is
# killed in a batch job which tries again.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need mpirun munged slurmctld slurmd srun sbatch
[ "$(id -u)" -eq 0 ] && unshare --uts --mount true 2>/dev/null || skip "the cluster of the test needs root"
cluster=$source/tests/support/slurm_cluster.sh
trap '"$cluster" down "$work/cluster"; rm -rf "$work"' EXIT
"$cluster" up "$work/cluster"
. "$work/cluster/env.sh"
cd "$work"
reference
scenario=$source/scenarios/mini_fab

timeout 120 srun --immediate=20 -N2 -n2 -c2 --mpi=pmix "$program" sweep "$scenario" --plan "$plan" --out mpi \
  --duration "10 d" --warm-up "2 d" >said
grep -q "2 ranks on 2 machines, 4 threads" said
same mpi

# wait_for_job ID: until it has left the queue
wait_for_job() { for _ in $(seq 240); do [ -n "$(squeue -h -j "$1" 2>/dev/null)" ] || return 0; sleep 0.5; done; return 1; }

export TWINLINE=$program TWINLINE_HPC=$source/tools/hpc
ids=$("$source/tools/hpc/submit_array" --pieces 4 "$scenario" --plan "$plan" --out array "${short[@]}")
echo "submitted: $ids"
wait_for_job "${ids##* }" || { squeue; cat slurm-*.out; exit 1; }
same array || { cat slurm-*.out; exit 1; }

id=$(sbatch --parsable -N2 -n2 -c2 --time=5 "$source/tools/hpc/mpi.sbatch" "$scenario" --plan "$plan" --out batch "${short[@]}")
for _ in $(seq 100); do [ "$(find batch/tasks -name '*.task' 2>/dev/null | head -50 | wc -l)" -ge 50 ] && break; sleep 0.05; done
# One of the two ranks dies; its job step ends, and the script tries again.
pgrep -f "[s]weep $scenario .*--out batch" | while read -r pid; do
  [ "$(cat "/proc/$pid/comm")" = twinline ] && kill -KILL "$pid" && break
done || true
wait_for_job "$id" || { squeue; cat slurm-*.out; exit 1; }
cat "slurm-$id.out"
same batch

# The time of a batch job is nearly up: its tasks save their state, the job is queued again, and the same command goes on
# in the middle of them.
mkdir long
cat >long/scenario.toml <<'SCENARIO'
[scenario]
name     = "queue"
duration = "5000 d"
[output]
jobs = false
[[part]]
name  = "p"
route = "main"
[[route]]
name  = "main"
steps = [{ step = "s1", station = "server", process = "exponential(40 s)" }]
[[station]]
name = "server"
[[release]]
name  = "starts"
part  = "p"
every = "exponential(60 s)"
SCENARIO
cat >long/plan.toml <<'PLAN'
[plan]
design = "grid"
[[factor]]
path   = "stations.server.machines"
values = [1, 2, 3, 4]
[results]
tables = ["kpis.csv", "machines.csv"]
PLAN
long=(long --plan long/plan.toml --quiet)
"$program" sweep "${long[@]}" --out long_reference
id=$(sbatch --parsable -N2 -n2 -c2 --time=5 "$source/tools/hpc/mpi.sbatch" "${long[@]}" --out told --checkpoint-every 10min)
until [ -e told/points.csv ]; do sleep 0.05; done
sleep 1
scancel --batch --signal=TERM "$id"
for _ in $(seq 100); do [ "$(squeue -h -j "$id" -o %T)" = PENDING ] && break; sleep 0.2; done
scancel "$id"
saved=$(find told/checkpoint -name '*.checkpoint' | wc -l)
echo "$saved of 4 tasks saved their state"
[ "$saved" -ge 1 ] || { cat "slurm-$id.out"; exit 1; }
"$program" sweep "${long[@]}" --out told --checkpoint-every 10min
[ ! -e told/checkpoint ]
same told long_reference

# A node is lost in mid-run: its daemon, job step and rank at once. The same command goes on with the node that is left.
srun --immediate=20 -N2 -n2 -c2 --mpi=pmix "$program" sweep "$scenario" --plan "$plan" --out lost "${short[@]}" >srun.log 2>&1 &
step=$!
node=$(readlink "/proc/$(cat "$work/cluster/run/slurmd.n1.pid")/ns/uts")
until [ "$(find lost/tasks -name '*.task' 2>/dev/null | head -20 | wc -l)" -ge 20 ] || [ -e lost/sweep.csv ]; do sleep 0.01; done
# All processes that are on n1.
ls -l /proc/[0-9]*/ns/uts 2>/dev/null | awk -v node="$node" '$NF == node {split($(NF - 2), part, "/"); print part[3]}' |
  xargs kill -KILL || true
sleep 1
kept=$(find lost/tasks -name '*.task' | wc -l)
scancel --state=RUNNING --quiet --user "$(id -un)" || true
timeout 60 tail --pid="$step" -f /dev/null || kill -KILL "$step"
for _ in $(seq 100); do pgrep -f "[s]weep $scenario .*--out lost" >/dev/null || break; sleep 0.2; done
echo "$kept of 1000 tasks were done when n1 was lost"
timeout 120 srun --immediate=60 -N1 -n1 -c2 -w n0 --mpi=pmix "$program" sweep "$scenario" --plan "$plan" --out lost "${short[@]}"
same lost
