#!/usr/bin/env python3
"""Writes the networks of tests/support/onnx that scikit-learn trains and skl2onnx exports.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install scikit-learn==1.9.1 skl2onnx==1.20.0
    /tmp/venv/bin/python tools/dev/export_sklearn_networks.py [FOLDER]
"""
import pathlib
import sys

import numpy as np
from skl2onnx import to_onnx
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "tests/support/onnx")
    rng = np.random.default_rng(20240501)
    x = rng.normal(size=(400, 8)) * [1, 10, 100, 0.1, 1, 5, 2, 1] + [0, 50, -20, 0, 3, 1, 0, 0]
    y = np.sin(x[:, 0]) + 0.05 * x[:, 1] + 0.1 * rng.normal(size=400)
    classes = np.digitize(y, np.quantile(y, [0.33, 0.66]))
    first = x[:1].astype(np.float32)

    regressor = make_pipeline(StandardScaler(), MLPRegressor(hidden_layer_sizes=(24, 12), activation="tanh", max_iter=300, random_state=1))
    regressor.fit(x, y)
    (folder / "sklearn_regressor.onnx").write_bytes(to_onnx(regressor, first).SerializeToString())

    classifier = make_pipeline(StandardScaler(), MLPClassifier(hidden_layer_sizes=(16,), max_iter=300, random_state=1))
    classifier.fit(x, classes)
    options = {id(classifier): {"zipmap": False}}
    (folder / "sklearn_classifier.onnx").write_bytes(to_onnx(classifier, first, options=options).SerializeToString())

    binary = MLPClassifier(hidden_layer_sizes=(10,), activation="logistic", max_iter=300, random_state=1)
    binary.fit(x, classes > 0)
    options = {id(binary): {"zipmap": False}}
    (folder / "sklearn_binary.onnx").write_bytes(to_onnx(binary, first, options=options).SerializeToString())


if __name__ == "__main__":
    main()
