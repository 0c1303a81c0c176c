#!/usr/bin/python3
"""Trains the networks of scenarios/car_plant/models and writes each with its card.

    apt-get install python3-torch
    cmake --build build --target make_car_training_data
    mkdir DATA && build/bin/make_car_training_data DATA
    /usr/bin/python3 tools/dev/train_car_networks.py DATA scenarios/car_plant/models [NAME]...

As train_networks.py, of which it uses the parts.
"""
import pathlib
import sys
import warnings

import numpy as np
import torch
from torch import nn

from train_networks import SEED, Scaled, fit, read, rmse, scaled_square, split, write

SCRIPT = "train_car_networks.py"


class LastReadings(nn.Module):
    """Readings into an LSTM, its last hidden state into a number."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(1, 16, batch_first=True)
        self.head = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1))

    def forward(self, z):
        hidden, _ = self.lstm(z.unsqueeze(2))
        return self.head(hidden[:, -1, :])


class Standardised(nn.Module):
    def __init__(self, body, x):
        super().__init__()
        self.body = body
        self.register_buffer("shift", x.mean(0))
        self.register_buffer("scale", x.std(0))

    def forward(self, x):
        return self.body((x - self.shift) / self.scale)


def linear_rmse(x, y, train, test):
    z = ((x - x[train].mean(0)) / x[train].std(0)).double().numpy()
    basis = np.column_stack([np.ones(len(z)), z])
    target = y.double().numpy()
    line = np.linalg.lstsq(basis[train], target[train], rcond=None)[0]
    return np.sqrt(((basis[test] @ line - target[test]) ** 2).mean(0))


def ranges(x, names, units):
    return "".join(f"| `{n}` | {u} | {a:.4g} | {b:.4g} |\n" for n, u, a, b in zip(names, units, x.min(0).values.tolist(), x.max(0).values.tolist()))


def weld_quality(data, out):
    rows = read(data, "weld_quality")
    x, y = rows[:, :4], rows[:, 4:]
    train, test = split(len(x))
    torch.manual_seed(SEED)
    network = Scaled(nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 2)), x[train], y[train])
    fit(network, x[train], y[train], scaled_square, 150, batch=64)
    error = [rmse(lambda a, k=k: network(a)[:, k:k + 1], x[test], y[test, k:k + 1]) for k in range(2)]
    line = linear_rmse(x, y, train, test)
    low = y[test, 0] < 0.0038
    with torch.no_grad():
        called = network(x[test])[:, 0] < 0.0038
    found, false = float(called[low].float().mean()), float(called[~low].float().mean())
    names = ["heat_least", "heat_mean", "heat_greatest", "tip_welds"]
    write(out, "weld_quality", network, (4,), f"""
# weld_quality: the smallest nugget of a body

What no plant can see without tearing welds open: a multilayer perceptron 4-16-16-2 from what the power supplies measure of the 900 welds of a body in a respot line.

| input | unit | low | high |
|---|---|---|---|
{ranges(x, names, ["J/m^2", "J/m^2", "J/m^2", "1"])}
The heats are the least, mean and greatest heat made in a weld, by area of the worn electrode's face; `tip_welds` counts the welds since the tips were dressed.

Outputs: diameter of the smallest nugget, m; welds with expulsion (molten share above 0.95).

Data: 6000 bodies of 900 welds each of the model `spot_weld` (docs/methods/physics/spot_weld.md) as `scenarios/car_plant` has them, with a mean current of 9.3 to 9.7 kA and 0 to 1600 welds since dressing.

Held out (1200 bodies): root mean square error {1e3 * error[0]:.3f} mm and {error[1]:.1f} welds; a linear regression reaches {1e3 * line[0]:.3f} mm and {line[1]:.1f}. Of the bodies with a nugget
below 3.8 mm ({100 * float(low.float().mean()):.0f} % of them) it names {100 * found:.0f} %, of the others {100 * false:.1f} %. What is left is the scatter of the smallest: least heat and
smallest nugget need not be of the same weld. Size: {{size}}.
""", SCRIPT)


def paint_defect(data, out):
    rows = read(data, "paint_defect")
    x, y = rows[:, 1:], rows[:, 0].long()
    train, test = split(len(x))
    torch.manual_seed(SEED)
    network = Standardised(nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Linear(16, 16), nn.Tanh(), nn.Linear(16, 4)), x[train])
    entropy = nn.CrossEntropyLoss()
    fit(network, x[train], y[train], lambda net, a, b: entropy(net(a), b), 60)
    with torch.no_grad():
        guess = network(x[test]).argmax(1)
    names = ["none", "thin primer", "too little cure", "too much heat"]
    table = ""
    for true, name in enumerate(names):
        shares = [float((guess[y[test] == true] == g).float().mean()) for g in range(4)]
        table += f"| {name} | " + " | ".join(f"{100 * s:.1f}" for s in shares) + " |\n"
    accuracy = float((guess == y[test]).float().mean())
    inputs = ranges(x, ["film_m", "current_a_per_m2", "peak_k", "end_k"], ["m", "A/m^2", "K", "K"])
    write(out, "paint_defect", nn.Sequential(network, nn.Softmax(dim=1)), (4,), f"""
# paint_defect: what is wrong with the paint?

A classifier 4-16-16-4 with softmax over what is read of a body on its way: primer film and current at the end of the bath, the sheet's highest temperature in the topcoat oven and that at its end.

| input | unit | low | high |
|---|---|---|---|
{inputs}
Output: four probabilities, in this order: {', '.join(names)}.

Data: 30 000 bodies of the models `ecoat_film` and `oven_cure` (docs/methods/physics) as `scenarios/car_plant` has them, with wider scatter: film below 21.5 um, cure below 0.94, cure above 0.99
are the defects. Readings have a noise of 0.2 um and 1 K.

Held out (6000 bodies): {100 * accuracy:.1f} % right. Rows are the truth, columns what the network says, in percent:

| | {' | '.join(names)} |
|---|---|---|---|---|
{table}
Two temperatures do not tell the whole way through the oven: bodies near a limit are called wrongly. Size: {{size}}.
""", SCRIPT)


def tool_life(data, out):
    rows = read(data, "tool_life")
    x, y = rows[:, 1:], rows[:, :1]
    train, test = split(len(x))
    torch.manual_seed(SEED)
    network = Scaled(LastReadings(), x[train], y[train])
    network.shift, network.scale = x[train].mean(), x[train].std()
    fit(network, x[train], y[train], scaled_square, 20, rate=5e-3)
    line = linear_rmse(x[:, -1:], y, train, test)[0]
    soon = y[test, 0] < 30
    write(out, "tool_life", network, (30,), f"""
# tool_life: how many cars does the nutrunner still do?

Remaining useful life: an LSTM with 16 units over the last 30 readings of a tool's wear, one a car, and a dense head 16-16-1. A new tool's readings are filled up with 0.

| input | unit | low | high |
|---|---|---|---|
| `reading` | 1 | 0 | 1 |

Output: cars to the failure (wear 1), at most 150.

Data: {len(x)} tools of the model `wiener_wear` (docs/methods/physics/machine_wear.md): drift 0.003 to 0.01 a car, volatility 0.01 a car^0.5, at a random moment of their life. The target is the drawn life, so
even a perfect answer has an error.

Held out ({len(x[test])} tools): root mean square error {rmse(network, x[test], y[test]):.1f} cars, {rmse(network, x[test][soon], y[test][soon]):.1f} where fewer than 30 are left; a line through the last reading alone gives {line:.1f}, always the
mean {float(y[test].std()):.1f}. Size: {{size}}.
""", SCRIPT)


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    known = {f.__name__: f for f in (weld_quality, paint_defect, tool_life)}
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    for name in sys.argv[3:] or known:
        known[name](data, out)


if __name__ == "__main__":
    main()
