# shellcheck shell=bash
# Sourced by the tests of this folder: PROGRAM and SOURCE (the repository) come from ctest.
set -euo pipefail
program=${PROGRAM:?} source=${SOURCE:?}
plan=$source/tests/hpc/thousand_points.toml
short=(--duration "10 d" --warm-up "2 d" --quiet)

skip() { echo "skipped: $*"; exit 77; }
need() { local name; for name in "$@"; do [ -x "$(command -v "$name")" ] || skip "$name is not installed"; done; }
"$program" version | grep -q "^lacking.*MPI" && skip "the program is built without MPI"

work=$(mktemp -d)
chmod 755 "$work"  # munged wants its folder to be reached by all

# The tables that one thread of one process gives.
reference() { "$program" sweep "$source/scenarios/mini_fab" --plan "$plan" --out "$work/reference" --threads 1 "${short[@]}"; }

# same FOLDER [REFERENCE]: its tables have the bytes of the reference
same() {
  local file reference=${2:-reference} n=0
  for file in "$work/$reference"/*.csv; do
    cmp "$file" "$work/$1/$(basename "$file")"
    n=$((n + 1))
  done
  [ "$n" -ge 4 ]
  echo "ok: $1 has the same $n tables"
}
