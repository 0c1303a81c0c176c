#!/usr/bin/python3
"""Writes the networks of tests/support/onnx that PyTorch's exporter makes (untrained, fixed seeds).

    apt-get install python3-torch
    /usr/bin/python3 tools/dev/export_torch_networks.py [FOLDER]

They stand for what users bring: the tests compare them with ONNX Runtime.
"""
import pathlib
import sys

import torch
from torch import nn


class Window(nn.Module):
    """LSTM over (batch, time, features), its last hidden state into a dense layer."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 12, batch_first=True)
        self.head = nn.Linear(12, 2)

    def forward(self, x):
        hidden, _ = self.lstm(x)
        return self.head(hidden[:, -1, :])


class Residual(nn.Module):
    """A convolutional network with a skip connection, two kinds of pool and a concatenation."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(2, 6, 3, padding=1)
        self.second = nn.Conv2d(6, 6, 3, padding=1)
        self.grouped = nn.Conv2d(6, 6, 3, padding=2, dilation=2, groups=3, bias=False)
        self.norm = nn.BatchNorm2d(6)
        self.head = nn.Linear(12, 4)

    def forward(self, x):
        y = torch.relu(self.first(x))
        y = y + self.norm(self.second(y))
        y = nn.functional.max_pool2d(y, 3, stride=2, padding=1)
        y = torch.cat([y, nn.functional.leaky_relu(self.grouped(y), 0.2)], dim=1)
        y = nn.functional.adaptive_avg_pool2d(y, 1).flatten(1)
        return torch.softmax(self.head(y), dim=1)


def mlp():
    return nn.Sequential(nn.Linear(10, 32), nn.ReLU(), nn.Linear(32, 16), nn.Tanh(), nn.Linear(16, 3))


def autoencoder():
    return nn.Sequential(nn.Linear(20, 12), nn.BatchNorm1d(12), nn.Sigmoid(), nn.Linear(12, 4), nn.LeakyReLU(),
                         nn.Linear(4, 12), nn.ReLU(), nn.Dropout(0.1), nn.Linear(12, 20))


def cnn():
    return nn.Sequential(nn.Conv2d(1, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2),
                         nn.Conv2d(6, 10, 3, stride=2), nn.ReLU(), nn.AvgPool2d(2, padding=1), nn.Flatten(),
                         nn.Linear(40, 5), nn.Softmax(dim=1))


def conv1d():
    return nn.Sequential(nn.Conv1d(2, 5, 5, stride=2, padding=2), nn.Tanh(), nn.MaxPool1d(2), nn.Flatten(),
                         nn.Linear(40, 3))


def randomize_norms(network):
    """Statistics as if trained: a fresh normalisation layer does nothing."""
    for module in network.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.running_mean.uniform_(-0.5, 0.5)
            module.running_var.uniform_(0.5, 2.0)
            module.weight.data.uniform_(0.5, 1.5)
            module.bias.data.uniform_(-0.5, 0.5)


def export(folder, name, network, shape, batch_of_any_size=True):
    network.eval()
    randomize_norms(network)
    axes = {"x": {0: "batch"}, "y": {0: "batch"}} if batch_of_any_size else None
    torch.onnx.export(network, torch.zeros(1, *shape), str(folder / f"torch_{name}.onnx"), input_names=["x"],
                      output_names=["y"], dynamic_axes=axes, opset_version=13, do_constant_folding=True)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "tests/support/onnx")
    torch.manual_seed(20240501)
    export(folder, "mlp", mlp(), (10,))
    export(folder, "autoencoder", autoencoder(), (20,))
    export(folder, "cnn", cnn(), (1, 12, 12))
    export(folder, "conv1d", conv1d(), (2, 32))
    export(folder, "residual", Residual(), (2, 9, 11))
    export(folder, "lstm", Window(), (15, 3))


if __name__ == "__main__":
    main()
