# shellcheck shell=bash
# Sourced by tools/quickstart, tools/test and .ci/run: named steps, packages, configure and build.
# Works on a bare Debian 12 or Ubuntu 22.04 and later, as root or with sudo; a second run installs nothing.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$repository"

# gnuplot-nox draws the pictures of `twinline report`.
# libboost-program-options-dev brings all of Boost's headers, Boost.Math's among them.
packages=(g++ cmake ninja-build ccache libthrust-dev libeigen3-dev libboost-program-options-dev
  doctest-dev gnuplot-nox)
# Ubuntu 22.04 has no package of toml++: there the build takes the copy in tools/third_party.
grep -qs '^UBUNTU_CODENAME=jammy' /etc/os-release || packages+=(libtomlplusplus-dev)
# What the program can do without, installed where the distribution has it: dlib searches for `twinline optimize`,
# HDF5 holds long traces, ONNX and protobuf read trained networks.
optional_packages=(libdlib-dev libhdf5-dev libonnx-dev libprotobuf-dev)

step_name=""
step_cure=""
step_began=0

# step NAME CURE: begins a step; a failure before the next one is reported with both.
step() {
  finish_step
  step_name=$1 step_cure=$2 step_began=$SECONDS
  printf '\n== %s\n' "$step_name"
}

finish_step() {
  [ -z "$step_name" ] || printf -- '-- %s: %d s\n' "$step_name" $((SECONDS - step_began))
  step_name=""
}

report_failure() {
  local status=$?
  [ "$status" -eq 0 ] && return
  printf '\nFAILED at the step "%s" (exit %d).\n  Cure: %s\n' \
    "${step_name:-start}" "$status" "${step_cure:-read the lines above}" >&2
}
trap report_failure EXIT

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    printf 'This needs root and sudo is not installed. As root, run:\n  %s\n' "$*" >&2
    return 1
  fi
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

lists_are_new=""

update_lists() {
  [ -n "$lists_are_new" ] || as_root apt-get update -q
  lists_are_new=yes
}

# grep reads to the end (no -q): apt-cache would fail where nobody listens any more.
is_offered() { apt-cache policy "$1" 2>/dev/null | grep "Candidate: [0-9]" >/dev/null; }

# install_if_offered NAME ELSE: a package that one can do without; says ELSE where the distribution has none.
install_if_offered() {
  is_installed "$1" || is_offered "$1" || update_lists || true
  if is_installed "$1" || is_offered "$1"; then
    install_packages "$1"
  else
    echo "no package $1 here: $2"
  fi
}

# install_packages NAME...: installs those that are missing.
install_packages() {
  local missing=() name
  for name in "$@"; do is_installed "$name" || missing+=("$name"); done
  if [ ${#missing[@]} -eq 0 ]; then
    echo "nothing is missing"
    return
  fi
  echo "missing: ${missing[*]}"
  update_lists
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

install_step() {
  step "install what is missing" \
    "check the network and that the distribution's package sources are on (on Ubuntu universe and multiverse), then run again"
  if command -v apt-get >/dev/null; then
    install_packages "${packages[@]}"
    local name
    for name in "${optional_packages[@]}"; do install_if_offered "$name" "left out"; done
  else
    echo "no apt-get here: the packages that are needed are named in docs/contributing.md"
  fi
}

# build_step PRESET [ARGUMENTS OF cmake --build]...
build_step() {
  local preset=$1
  shift
  step "configure ($preset)" "if the cache is stale, remove the build folder and run again"
  cmake --preset "$preset"
  step "build ($preset)" "read the first error above; if the disk or memory is full, free some and run again"
  cmake --build --preset "$preset" "$@"
}
