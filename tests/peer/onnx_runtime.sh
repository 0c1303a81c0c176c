#!/usr/bin/env bash
# Compares the networks of tests/support/onnx and of the scenarios with ONNX Runtime. Its wheel comes from the network; 77 = skipped.
set -euo pipefail
: "${RUN_NETWORK:?}" "${SOURCE:?}" "${VENV:?}"

if ! "$VENV/bin/python" -c "import onnxruntime" 2>/dev/null; then
  rm -rf "$VENV"
  if ! python3 -m venv "$VENV" || ! "$VENV/bin/pip" install --quiet onnxruntime==1.20.1 numpy==2.2.6; then
    echo "skipped: no virtual environment with ONNX Runtime (package python3-venv, and a network)"
    exit 77
  fi
fi
exec "$VENV/bin/python" "$SOURCE/tests/peer/compare_networks.py" "$RUN_NETWORK" "$SOURCE"
