#!/usr/bin/env bash
# A sweep on two and three MPI ranks, one that is killed and goes on, one that is interrupted, one that is refused.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need mpirun
trap 'rm -rf "$work"' EXIT
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
on_ranks() { local n=$1; shift; mpirun --oversubscribe -np "$n" "$program" sweep "$source/scenarios/mini_fab" --plan "$plan" "$@"; }
# In the background: $! is mpirun, whose children are the ranks.
start_ranks() { exec mpirun --oversubscribe -np 2 "$program" sweep "$source/scenarios/mini_fab" --plan "$plan" "$@"; }

reference
on_ranks 2 --out "$work/two" --duration "10 d" --warm-up "2 d" >"$work/said"
grep -q "2 ranks on 1 machine, " "$work/said"
same two
on_ranks 3 --out "$work/three" --threads 2 "${short[@]}"
same three

for i in 1 2; do
  start_ranks --out "$work/killed" "${short[@]}" &
  sleep "0.$((RANDOM % 5 + 5))"
  # A rank, not mpirun: the death of one must end all.
  rank=$(pgrep -P "$!" | head -1) && kill -KILL "$rank" || true
  wait "$!" && echo "the sweep was over before it was killed"
  find "$work/killed/tasks" -name '*.task' | wc -l
done
on_ranks 2 --out "$work/killed" "${short[@]}"
same killed

start_ranks --out "$work/interrupted" --replications 50 "${short[@]}" 2>"$work/error" &
launcher=$!
sleep 2
for rank in $(pgrep -P "$launcher"); do kill -TERM "$rank"; done
code=0
wait "$launcher" || code=$?
[ "$code" -eq 143 ]
grep -q "interrupted: .* complete and kept" "$work/error"

code=0
on_ranks 2 --out "$work/refused" --tasks 5-1 2>"$work/error" || code=$?
[ "$code" -eq 2 ]
[ "$(grep -c "option --tasks" "$work/error")" -eq 1 ]
echo "ok: interrupted and refused"
