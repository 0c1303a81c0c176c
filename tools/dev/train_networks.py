#!/usr/bin/python3
"""Trains the networks of scenarios/smart_fab/models and writes each with its card.

    apt-get install python3-torch
    cmake --build build --target make_training_data
    mkdir DATA && build/bin/make_training_data DATA
    /usr/bin/python3 tools/dev/train_networks.py DATA scenarios/smart_fab/models [NAME]...

The last fifth of the rows is held out: it chooses nothing, and the figures of the cards come from it.
"""
import pathlib
import sys
import warnings

import numpy as np
import torch
from torch import nn

SEED = 20240501


class Scaled(nn.Module):
    """A network between scales: it sees (x - shift) / scale and gives y * out_scale + out_shift."""

    def __init__(self, body, x, y=None):
        super().__init__()
        self.body = body
        self.register_buffer("shift", x.mean(0))
        self.register_buffer("scale", x.std(0))
        if y is not None:
            self.register_buffer("out_scale", y.std(0))
            self.register_buffer("out_shift", y.mean(0))

    def forward(self, x):
        return self.body((x - self.shift) / self.scale) * self.out_scale + self.out_shift


class ReconstructionError(nn.Module):
    """Mean squared difference between the sensors and what an autoencoder makes of them, each in units of its noise."""

    def __init__(self, x, noise):
        super().__init__()
        n = x.shape[1]
        self.body = nn.Sequential(nn.Linear(n, 24), nn.Tanh(), nn.Linear(24, 4), nn.Linear(4, 24), nn.Tanh(), nn.Linear(24, n))
        self.register_buffer("shift", x.mean(0))
        self.register_buffer("scale", x.std(0))
        self.register_buffer("weight", (x.std(0) / noise))
        self.register_buffer("mean_of", torch.full((n, 1), 1.0 / n))

    def forward(self, x):
        z = (x - self.shift) / self.scale
        rest = (z - self.body(z)) * self.weight
        return torch.matmul(rest * rest, self.mean_of)


class WearWindow(nn.Module):
    """Hourly readings into an LSTM, its last hidden state into the hours that are left."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(1, 24, batch_first=True)
        self.head = nn.Sequential(nn.Linear(24, 16), nn.ReLU(), nn.Linear(16, 1))

    def forward(self, z):
        hidden, _ = self.lstm(z.unsqueeze(2))
        return self.head(hidden[:, -1, :])


class MapClass(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(),
            nn.MaxPool2d(2), nn.Conv2d(16, 24, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(384, 32), nn.ReLU(), nn.Linear(32, 6))

    def forward(self, x):
        return self.body(x - 1.0)


def read(folder, name):
    return torch.from_numpy(np.loadtxt(folder / f"{name}.csv", delimiter=",", skiprows=1, dtype=np.float32))


def split(n):
    held_out = n // 5
    return slice(0, n - held_out), slice(n - held_out, n)


def fit(network, x, y, loss, epochs, rate=3e-3, batch=256):
    """Adam with a rate that falls along half a cosine to 0; y as the loss sees it."""
    torch.manual_seed(SEED)
    optimizer = torch.optim.Adam(network.parameters(), lr=rate)
    steps = epochs * (len(x) // batch)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for i in range(len(x) // batch):
            rows = order[i * batch:(i + 1) * batch]
            optimizer.zero_grad()
            loss(network, x[rows], y[rows]).backward()
            optimizer.step()
            schedule.step()
    network.eval()


def scaled_square(network, x, y):
    return (((network(x) - y) / network.out_scale) ** 2).mean()


def rmse(network, x, y):
    with torch.no_grad():
        return float(((network(x) - y).double() ** 2).mean().sqrt())


def write(folder, name, network, item, card, script="train_networks.py"):
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.onnx"
    torch.onnx.export(network, torch.zeros(2, *item), str(file), input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}}, opset_version=13)
    count = sum(p.numel() for p in network.parameters())
    size = f"{count} trained numbers, {file.stat().st_size / 1024:.1f} KiB"
    (folder / f"{name}.md").write_text(card.strip().format(size=size, seed=SEED, name=name) + RETRAIN.format(name=name, seed=SEED, script=script))
    print(f"{name}: {size}")


RETRAIN = """

To train again: `tools/dev/{script}`, whose first lines say how, with the name `{name}` (seed {seed}, PyTorch 1.13 on a CPU).
"""


def vm_cmp(data, out):
    rows = read(data, "vm_cmp")
    x, y = rows[:, :4], rows[:, 4:]
    train, test = split(len(x))
    torch.manual_seed(SEED)
    body = nn.Sequential(nn.Linear(4, 24), nn.Tanh(), nn.Linear(24, 24), nn.Tanh(), nn.Linear(24, 1))
    network = Scaled(body, x[train], y[train])
    fit(network, x[train], y[train], scaled_square, 60)
    z = ((x - x[train].mean(0)) / x[train].std(0)).double().numpy()
    basis = np.column_stack([np.ones(len(z)), z])
    linear = np.linalg.lstsq(basis[train], y[train].double().numpy(), rcond=None)[0]
    linear_rmse = np.sqrt(((basis[test] @ linear - y[test].double().numpy()) ** 2).mean())
    write(out, "vm_cmp", network, (4,), f"""
# vm_cmp: the film that polishing leaves

Virtual metrology: a multilayer perceptron 4-24-24-1 that stands for a thickness measurement after CMP.

| input | unit | low | high |
|---|---|---|---|
| `pad_age_s` | s | 0 | 72000 |
| `pressure_pa` | Pa | 14000 | 28000 |
| `time_s` | s | 20 | 120 |
| `incoming_m` | m | 5e-7 | 1e-6 |

Output: remaining thickness, m. Scales are inside the network: everything is in SI units.

Data: 40 000 wafers of the model `cmp` (docs/methods/physics/cmp.md), other inputs usual. The network sees a pressure with 0.5 % of noise and an incoming
thickness with 2 nm; the target is the true thickness.

Held out (8000 wafers): root mean square error {rmse(network, x[test], y[test]) * 1e9:.2f} nm. The noise of the inputs alone makes some 2.2 nm; a linear
regression reaches {linear_rmse * 1e9:.2f} nm. Outside of the ranges above it was never tested. Size: {{size}}.
""")


def unexplained(x):
    """For each column the spread of what a quadratic function of the other columns leaves."""
    z = ((x - x.mean(0)) / x.std(0)).double().numpy()
    rest = []
    for column in range(z.shape[1]):
        others = np.delete(z, column, 1)
        pairs = [others[:, i] * others[:, j] for i in range(others.shape[1]) for j in range(i + 1)]
        basis = np.column_stack([np.ones(len(z)), others, *pairs])
        left = z[:, column] - basis @ np.linalg.lstsq(basis, z[:, column], rcond=None)[0]
        rest.append(left.std())
    return torch.tensor(rest, dtype=torch.float32) * x.std(0)


def fd_etch(data, out):
    rows = read(data, "fd_etch")
    healthy = rows[rows[:, 0] == 0, 2:]
    faulty = rows[rows[:, 0] > 0]
    train, test = split(len(healthy))
    torch.manual_seed(SEED)
    network = ReconstructionError(healthy[train], unexplained(healthy[train]))
    fit(network, healthy[train], healthy[train], lambda net, x, _: net(x).mean(), 200)
    with torch.no_grad():
        # The limit comes from healthy steps of the training set, the share of false alarms from the held-out ones.
        limit = float(np.quantile(network(healthy[train]).numpy(), 0.995))
        alarms = float((network(healthy[test]) > limit).float().mean())
        found = network(faulty[:, 2:])[:, 0] > limit
    names = ["match", "gas flow", "clamp", "air leak", "pressure gauge"]
    table = ""
    for fault, name in enumerate(names, 1):
        shares = []
        for low, high in ((0.01, 0.02), (0.02, 0.05), (0.05, 0.1)):
            chosen = (faulty[:, 0] == fault) & (faulty[:, 1] >= low) & (faulty[:, 1] < high)
            shares.append(f"{100 * float(found[chosen].float().mean()):.0f} %")
        table += f"| {name} | {' | '.join(shares)} |\n"
    low, high = healthy.min(0).values.tolist(), healthy.max(0).values.tolist()
    sensors = (data / "fd_etch.csv").open().readline().strip().split(",")[2:]
    units = ["W", "1", "V", "Pa", "1", "1", "1", "K", "1", "1", "s"]
    inputs = "".join(f"| `{s}` | {u} | {a:.4g} | {b:.4g} |\n" for s, u, a, b in zip(sensors, units, low, high))
    write(out, "fd_etch", network, (healthy.shape[1],), f"""
# fd_etch: is this etch step like the healthy ones?

Fault detection: an autoencoder 11-24-4-24-11 that learnt healthy steps alone. Its output is one number, the mean squared difference between the
sensors and what the autoencoder makes of them, each sensor in units of what the others leave unexplained. Above a limit the step is called faulty.

| input | unit | low | high |
|---|---|---|---|
{inputs}
Output: reconstruction error, 1. Limit: {limit:.4g}, which 99.5 % of the healthy training steps stay below.

Data: 40 000 healthy steps of the model `etch_trace` (docs/methods/physics/etch_trace.md): power 700 to 900 W, pressure 4 to 6 Pa, depth 250 to 350 nm, 0 to
1000 wafers since the clean, noise 0.5 %. 10 000 faulty steps serve the test alone.

Held out: false alarms {100 * alarms:.2f} % of 8000 healthy steps. Faults found, by the size of the fault:

| fault | 1 to 2 % | 2 to 5 % | 5 to 10 % |
|---|---|---|---|
{table}
Size: {{size}}.
""")


def map_class(data, out):
    rows = read(data, "map_class")
    x, y = rows[:, 1:].reshape(-1, 1, 16, 16), rows[:, 0].long()
    train, test = split(len(x))
    torch.manual_seed(SEED)
    network = MapClass()
    entropy = nn.CrossEntropyLoss()
    fit(network, x[train], y[train], lambda net, a, b: entropy(net(a), b), 25, batch=128)
    with torch.no_grad():
        guess = network(x[test]).argmax(1)
    names = ["none", "random", "centre", "edge ring", "scratch", "cluster"]
    table = ""
    for true, name in enumerate(names):
        shares = [float((guess[y[test] == true] == g).float().mean()) for g in range(6)]
        table += f"| {name} | " + " | ".join(f"{100 * s:.1f}" for s in shares) + " |\n"
    accuracy = float((guess == y[test]).float().mean())
    write(out, "map_class", nn.Sequential(network, nn.Softmax(dim=1)), (1, 16, 16), f"""
# map_class: what pattern is on the wafer?

A convolutional network (8, 16 and 24 filters of 3 x 3, dense 384-32-6, softmax) over a map of 16 x 16 cells: 0 outside of the wafer, 1 a good die, 2 a bad one.

| input | unit | low | high |
|---|---|---|---|
| `cell` | 1 | 0 | 2 |

Output: six probabilities, in this order: {', '.join(names)}.

Data: 24 000 maps of `wafer_map` (docs/methods/physics/wafer_map.md), as many of each pattern: background of 0.01 to 0.10 defects a die, strength 1.2 to 5.0 (random: 0.2
to 0.8).

Held out (4800 maps): {100 * accuracy:.1f} % right. Rows are the truth, columns what the network says, in percent:

| | {' | '.join(names)} |
|---|---|---|---|---|---|---|
{table}
A weak scratch or cluster is a handful of bad dies, which the background makes as well. Size: {{size}}.
""")


def rul_lstm(data, out):
    rows, gamma = read(data, "rul_lstm"), read(data, "rul_lstm_gamma")
    x, y = rows[:, 1:], rows[:, :1]
    train, test = split(len(x))
    torch.manual_seed(SEED)
    network = Scaled(WearWindow(), x[train], y[train])
    network.shift, network.scale = x[train].mean(), x[train].std()
    fit(network, x[train], y[train], scaled_square, 25, rate=5e-3)
    time = np.arange(30) - 29.0

    def straight_line(readings):
        """Hours until a line through the readings reaches 1, at most 200."""
        slope = (readings * time).sum(1) - readings.mean(1) * time.sum()
        slope = np.maximum(slope / ((time - time.mean()) ** 2).sum(), 1e-4)
        now = readings.mean(1) - slope * time.mean()
        return np.clip((1 - now) / slope, 0, 200)

    line = np.sqrt(((straight_line(x[test].double().numpy()) - y[test, 0].double().numpy()) ** 2).mean())
    spread = float(y[test].std())
    write(out, "rul_lstm", network, (30,), f"""
# rul_lstm: how many hours are left?

Remaining useful life: an LSTM with 24 units over 30 hourly readings of a machine's wear, and a dense head 24-16-1.

| input | unit | low | high |
|---|---|---|---|
| `reading` | 1 | 0 | 1 |

Output: hours from the last reading to the failure (wear 1), at most 200: beyond, all machines count as new.

Data: {len(x)} machines of the model `wiener_wear` (docs/methods/physics/machine_wear.md): drift 0.002 to 0.012 an hour, volatility 0.01 an hour^0.5, a start of 0 to 0.8,
readings with a noise of 0.01. The target is the drawn time of failure, so even a perfect answer has an error.

Held out ({len(x[test])} machines): root mean square error {rmse(network, x[test], y[test]):.1f} h. A line through the 30 readings gives {line:.1f} h, always the mean {spread:.1f} h.
On machines of `gamma_wear` with the same drifts, which it never saw: {rmse(network, gamma[:, 1:], gamma[:, :1]):.1f} h. Size: {{size}}.
""")


def dispatch_key(_, out):
    rng = np.random.default_rng(SEED)
    n = 60000
    waiting = rng.exponential(4, n)
    slack = rng.normal(20, 40, n)
    work = rng.uniform(1, 200, n)
    process = rng.uniform(0.1, 8, n)
    queue = rng.integers(0, 60, n).astype(float)
    setup = rng.integers(0, 2, n).astype(float)
    priority = rng.integers(1, 11, n).astype(float)
    look_ahead = 1.5 + np.minimum(queue, 30) / 10
    cost = (np.log(process) - np.log(priority) + np.minimum(np.maximum(slack, 0) / (look_ahead * process), 12)
            + 0.8 * setup - 0.02 * np.minimum(waiting, 24))
    x = torch.from_numpy(np.column_stack([waiting, slack, work, process, queue, setup, priority]).astype(np.float32))
    y = torch.from_numpy(cost.astype(np.float32))[:, None]
    train, test = split(n)
    torch.manual_seed(SEED)
    network = Scaled(nn.Sequential(nn.Linear(7, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1)), x[train], y[train])
    fit(network, x[train], y[train], scaled_square, 60)
    with torch.no_grad():
        guess = network(x[test])[:, 0].numpy()
    truth = cost[test]
    a, b = rng.integers(0, len(truth), (2, 200000))
    differ = np.abs(truth[a] - truth[b]) > 0.1
    agree = float(((guess[a] < guess[b]) == (truth[a] < truth[b]))[differ].mean())
    write(out, "dispatch_key", network, (7,), f"""
# dispatch_key: which job first?

A multilayer perceptron 7-16-16-1 that gives a waiting job a number; the lowest goes first.

| input | unit | low | high |
|---|---|---|---|
| `waiting_h` | h | 0 | 48 |
| `slack_h` | h | -100 | 150 |
| `remaining_work_h` | h | 1 | 200 |
| `process_time_h` | h | 0.1 | 8 |
| `queue_length` | 1 | 0 | 60 |
| `setup_needed` | 1 | 0 | 1 |
| `priority` | 1 | 1 | 10 |

Output: a cost without a unit. Slack is the time to the due date less the remaining work.

It imitates a rule that can be defended, the apparent tardiness cost with setups (Vepsalainen and Morton 1987, *Management Science* 33, 1035; Lee, Bhaskaran and Pinedo
1997, *IIE Transactions* 29, 45), as a logarithm: ln(process time) - ln(priority) + max(slack, 0)/(k process time), at most 12, + 0.8 where a setup is needed -
0.02 an hour of waiting, up to a day. The look-ahead k grows from 1.5 to 4.5 with the queue. The remaining work counts through the slack alone. It stands for a policy that somebody trained; it is
no better than its rule.

Data: 60 000 jobs, drawn at random within the ranges. Held out (12 000 jobs): root mean square error {rmse(network, x[test], y[test]):.3f} of a cost that spreads by
{cost.std():.2f}; of two jobs whose costs differ by more than 0.1 it puts the right one first in {100 * agree:.1f} % of the pairs. Size: {{size}}.
""")


def main():
    data, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    known = {f.__name__: f for f in (vm_cmp, fd_etch, map_class, rul_lstm, dispatch_key)}
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    for name in sys.argv[3:] or known:
        known[name](data, out)


if __name__ == "__main__":
    main()
