"""compare_networks.py RUN_NETWORK SOURCE: each network on random items, ours beside ONNX Runtime's. Both add single-precision
numbers, in other orders: a difference may be 2e-5 of the largest output."""
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnxruntime

ITEMS = 500
TOLERANCE = 2e-5


def input_ranges(card):
    """Lowest and highest value of each input in the table of a network's card; one row stands for all inputs."""
    table = card.read_text().split("| input | unit | low | high |")[1].split("\n\n")[0]
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| `")]
    return [(float(row[3]), float(row[4])) for row in rows]


def compare(run_network, file, folder):
    options = onnxruntime.SessionOptions()
    # The optimiser of 1.20 joins Pad and AveragePool to one that leaves the pads out of the mean.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    taken = session.get_inputs()[0]
    outputs = [o.name for o in session.get_outputs()]
    output = "probabilities" if "probabilities" in outputs else outputs[0]
    item = taken.shape[1:]
    x = np.random.default_rng(7).normal(size=[ITEMS, *item]).astype(np.float32)
    card = file.with_suffix(".md")
    if card.exists():  # the network's own inputs are no standard numbers
        low, high = np.array(input_ranges(card)).T
        x = np.random.default_rng(7).uniform(low, high, size=[ITEMS, *item]).astype(np.float32)
    theirs = session.run([output], {taken.name: x})[0].reshape(ITEMS, -1)
    x.tofile(folder / "in")
    name = output if len(outputs) > 1 else ""
    subprocess.run([run_network, str(file), name, str(folder / "in"), str(folder / "out")], check=True)
    ours = np.fromfile(folder / "out", dtype=np.float32).reshape(theirs.shape)
    worst = float(np.abs(ours.astype(np.float64) - theirs).max() / np.abs(theirs).max())
    print(f"{file.name}: {ITEMS} items, largest difference {worst:.1e} of the largest output")
    return worst <= TOLERANCE


def main():
    run_network, source = sys.argv[1], pathlib.Path(sys.argv[2])
    files = sorted([*source.glob("tests/support/onnx/*.onnx"), *source.glob("scenarios/*/models/*.onnx")])
    assert files, "no networks"
    with tempfile.TemporaryDirectory() as folder:
        agree = [compare(run_network, file, pathlib.Path(folder)) for file in files]
    sys.exit(0 if all(agree) else 1)


if __name__ == "__main__":
    main()
