# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training steps of MI: the golden table of the first ten, and the time of
one.
"""
import time

import numpy as np

import networks
from formulas import fade, net_values, pair, strength
from losses import Losses

N_STEPS, BATCH, CROP, RATE = 10, 4, 64, 3e-4
TERMS = ("charbonnier", "gradient", "ms-ssim", "mean", "edge-tv",
         "structure", "background")
WEIGHTS = dict(zip(TERMS, (1, .5, .1, .25, .02, .02, .02)))

# the structure contrast compares the outputs of so many stages of EME
N_STAGES = 3


class Trainer:
    """Makes training steps of MI, with an EME that is not trained."""

    def __init__(self, torch, dtype, rate):
        self.torch, self.losses = torch, Losses(torch)
        eme_class, mi_class = networks.make(torch)
        self.eme, self.mi = eme_class(), mi_class()
        for network in (self.eme, self.mi):
            network.to(dtype)
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    value.copy_(torch.from_numpy(
                        net_values(name, tuple(value.shape)))
                        .to(torch.float32))
            network.to(memory_format=torch.channels_last)
        for value in self.eme.parameters():
            value.requires_grad_(False)
        self.adam = torch.optim.Adam(self.mi.parameters(), lr=rate,
                                     betas=(.9, .99), eps=1e-8)

    def frozen(self, x, t, smooth):
        """Returns EME's edge maps of input and truth, and its features of
        truth and negative. The negative of an even sample is its input, that
        of an odd one a blurred input."""
        torch, eme = self.torch, self.eme
        n, size = x.shape[0], x.shape[-2:]
        with torch.no_grad():
            features = eme.features(torch.cat([x, t]))
            edges = torch.sigmoid(eme.logits(features, size)[-1])
            of_smooth = eme.features(smooth, N_STAGES)
            negative = []
            for f, s in zip(features, of_smooth):
                f = f[:n].clone()
                f[1::2] = s
                negative.append(f)
            truth = [f[n:] for f in features[:N_STAGES]]
        return edges[:n], edges[n:], truth, negative

    def step(self, x, t, k):
        """Makes one step. Returns the means of the terms, the total and the
        gradient's norm."""
        torch, losses = self.torch, self.losses
        with torch.no_grad():
            smooth = losses.over_smooth(x[1::2].contiguous()).to(
                memory_format=torch.channels_last)
            negative = x.clone()
            negative[1::2] = smooth
        x_edges, t_edges, t_features, n_features = self.frozen(x, t, smooth)
        o = self.mi(x, x_edges, k)
        terms = {
            "charbonnier": losses.charbonnier(o, t),
            "gradient": losses.gradient(o, t),
            "ms-ssim": losses.ms_ssim(o, t),
            "mean": losses.mean(o, t),
            "edge-tv": losses.edge_tv(o, t_edges),
            "structure": losses.structure(self.eme.features(o, N_STAGES),
                                          t_features, n_features),
            "background": losses.background(o, t, negative),
        }
        terms = {name: value.mean() for name, value in terms.items()}
        total = sum(WEIGHTS[name] * value for name, value in terms.items())
        self.adam.zero_grad()
        total.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.mi.parameters(), 1.)
        self.adam.step()
        return [terms[name] for name in TERMS] + [total, norm]


def batch(torch, step, n, crop, dtype):
    """Returns inputs, truths and strengths of the n samples of a step."""
    seeds = [n * step + i for i in range(n)]
    pairs = [pair(seed, crop, crop) for seed in seeds]

    def stack(i):
        return torch.from_numpy(np.stack([fade(p[i]) for p in pairs])
                                .transpose(0, 3, 1, 2)).to(
            dtype).to(memory_format=torch.channels_last)
    return (stack(0), stack(1),
            torch.tensor([strength(seed) for seed in seeds], dtype=dtype))


def step_table(torch):
    """Returns header and rows of the table: terms, total and norm of each
    step."""
    trainer = Trainer(torch, torch.float64, RATE)
    rows = []
    for step in range(N_STEPS):
        x, t, k = batch(torch, step, BATCH, CROP, torch.float64)
        rows.append([str(step)]
                    + [v.item() for v in trainer.step(x, t, k)])
    return [",".join(("step",) + TERMS + ("total", "norm"))], rows


def print_time(torch):
    """Prints the time of a step like those that tests/bench/train.py measures.
    """
    torch.set_num_threads(2)
    trainer = Trainer(torch, torch.float32, RATE)
    x, t, k = batch(torch, 0, 8, 144, torch.float32)
    times = []
    for _ in range(3 + 25):
        start = time.perf_counter()
        trainer.step(x, t, k)
        times.append(time.perf_counter() - start)
    times = sorted(times[3:])
    median = times[len(times) // 2]
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, "
          f"crop 144, batch 8, all losses: {1 / median:.3f} steps/s "
          f"(median {1000 * median:.0f} ms, best {1000 * times[0]:.0f} ms)")
