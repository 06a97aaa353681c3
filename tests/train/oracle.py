#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trainer's numbers by PyTorch: losses and their gradients by autograd, the
first ten steps of training MI, and the time that a step takes.

    oracle.py [--lab DIR]           compare with the golden tables
    oracle.py [--lab DIR] --write   make the golden tables anew
    oracle.py [--lab DIR] --time    steps per second, crop 144, batch 8

DIR holds net.py, the networks in PyTorch (default: ../shared/lab beside this
repository), whose convolutions are told here to repeat the border's pixels.
Without it or without PyTorch the exit code is 77: skipped.

All inputs and the first weights are made by formulas of integers and exact
products (draw, pair, net_values below), which golden/formulas.c repeats to the
bit; so the tables are all that is kept. They are computed in double.
"""
import argparse
import importlib.util
import os
import pathlib
import sys
import time

import numpy as np

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
TOLERANCE = 1e-6

N_STEPS, BATCH, CROP, RATE = 10, 4, 64, 3e-4
TERMS = ("charbonnier", "gradient", "ms-ssim", "mean", "edge-tv",
         "structure", "background")
WEIGHTS = dict(zip(TERMS, (1, .5, .1, .25, .02, .02, .02)))
FEATURE_CHANNELS = (4, 5, 6)
SIZES = ((24, 32), (48, 40), (96, 100), (176, 180))
N_PROBES = 3

# PyTorch without these spends a quarter of its time in page faults.
FAST_MALLOC = {
    "OMP_NUM_THREADS": "2",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
    "MALLOC_TOP_PAD_": "536870912",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}


# ---- inputs ----------------------------------------------------------------
def draw(seed, n):
    """n numbers in [0, 1), number i a hash of (seed, i)"""
    i = np.arange(n, dtype=np.uint64)
    mask = np.uint64(0xffffffff)
    h = (i * np.uint64(2654435761)
         + np.uint64((seed * 2246822519 + 12345) % 2**32)) & mask
    h ^= h >> np.uint64(15)
    h = h * np.uint64(2246822519) & mask
    h ^= h >> np.uint64(13)
    h = h * np.uint64(3266489917) & mask
    h ^= h >> np.uint64(16)
    return h.astype(np.float64) / 4294967296.0


def triangle(n, period):
    """a wave of whole numbers, 0 to 1 and back in 2 periods"""
    return np.abs(n % (2 * period) - period) / period


def pair(seed, height, width):
    """input, truth and a result between them, height x width x 3"""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3),
                          indexing="ij")
    noise = draw(seed, height * width * 3).reshape(height, width, 3)
    check = (x // 17 + y // 13 + seed) % 2
    truth = (0.15 + 0.5 * triangle(x + 2 * y + 7 * seed + 5 * c, 23)) \
        + 0.2 * check
    texture = 0.25 * (triangle(3 * x + (seed % 5) * y, 5) - 0.5) \
        + 0.1 * (noise - 0.5)
    return (np.clip(truth + texture, 0.0, 1.0), truth,
            truth + 0.35 * texture)


def strength(seed):
    return 0.2 + 0.8 * draw(seed, 1)[0]


def name_seed(name):
    seed = 0
    for byte in name.encode():
        seed = (seed * 31 + byte) % 2**32
    return seed


def net_values(name, shape):
    """first weights of the tensor of this name"""
    if name == "fuse.weight":
        return np.full(shape, 0.25)
    u = 2 * draw(name_seed(name), int(np.prod(shape))) - 1
    if name.endswith("bias"):
        return (0.05 * u).reshape(shape)
    bound = np.sqrt(3 / np.prod(shape[1:]))
    small = name.endswith(("b.weight", "out.weight", "mlp.2.weight"))
    return ((0.1 if small else 1.0) * bound * u).reshape(shape)


# ---- losses ----------------------------------------------------------------
# Pictures are batch x channels x height x width; each loss is one number per
# sample. The formulas are in core/train/loss/*.h.
class Losses:
    def __init__(self, torch):
        self.torch = torch
        self.functional = torch.nn.functional

    def charbonnier(self, o, t):
        return self.torch.sqrt((o - t) ** 2 + 0.02 ** 2).mean((1, 2, 3))

    def mean(self, o, t):
        m = (o - t).mean((2, 3))
        return self.torch.sqrt(m ** 2 + 0.004 ** 2).mean(1)

    @staticmethod
    def differences(t):
        return t[..., :, 1:] - t[..., :, :-1], t[..., 1:, :] - t[..., :-1, :]

    def gradient(self, o, t):
        return sum((a - b).abs().mean((1, 2, 3)) for a, b in
                   zip(self.differences(o), self.differences(t)))

    def edge_tv(self, o, edges):
        flat = (1 - edges[..., 1:], 1 - edges[..., 1:, :])
        return sum((f * d.abs()).mean((1, 2, 3))
                   for f, d in zip(flat, self.differences(o)))

    def window(self, planes):
        """depthwise and separable, on channels_last: a tenth of the time of
        the plain convolution"""
        n = planes.shape[1]
        g = self.torch.exp(-(self.torch.arange(11., dtype=planes.dtype) - 5)
                           ** 2 / (2 * 1.5 ** 2))
        g = g / g.sum()
        conv = self.functional.conv2d
        down = g.view(1, 1, 11, 1).expand(n, 1, 11, 1)
        across = g.view(1, 1, 1, 11).expand(n, 1, 1, 11)
        return conv(conv(planes, down, groups=n), across, groups=n)

    def similarity(self, o, t, with_l):
        """mean of cs or of l cs, batch x channels"""
        planes = self.torch.cat([o, t, o * o + t * t, o * t], 1).contiguous(
            memory_format=self.torch.channels_last)
        mo, mt, squares, product = self.window(planes).chunk(4, 1)
        power = mo * mo + mt * mt
        value = (2 * (product - mo * mt) + 9e-4) / (squares - power + 9e-4)
        if with_l:
            value = value * (2 * mo * mt + 1e-4) / (power + 1e-4)
        return value.mean((2, 3))

    def box(self, t, radius):
        """mean over the part of a window that is inside, separable"""
        pool, size = self.functional.avg_pool2d, 2 * radius + 1
        down = pool(t, (size, 1), 1, (radius, 0), count_include_pad=False)
        return pool(down, (1, size), 1, (0, radius), count_include_pad=False)

    def ms_ssim(self, o, t):
        weight = [.0448, .2856, .3001, .2363, .1333]
        n, size = 0, min(o.shape[-2:])
        while n < 5 and size >= 11:
            n, size = n + 1, size // 2
        weight = [w / sum(weight[:n]) for w in weight[:n]]
        product, floor = 1, 0.05
        for j, w in enumerate(weight):
            if j:
                o, t = (self.functional.avg_pool2d(a, 2) for a in (o, t))
            x = self.similarity(o, t, j == n - 1)
            product = product * x.clamp(min=floor) ** w \
                / (1 + w * (1 - x.clamp(max=floor) / floor))
        return 1 - product.mean(1)

    def contrast(self, form, ap, an, pn):
        if form == "ratio":
            value = ap / (an + 0.01)
        else:
            value = (ap - an + pn).clamp(min=0) / pn.clamp(min=1e-12)
        return self.torch.where(pn >= 0.005, value,
                                self.torch.zeros_like(value))

    def structure(self, anchor, positive, negative, form="ratio"):
        def distance(a, b):
            return (a - b).abs().mean((1, 2, 3))
        return sum(self.contrast(form, distance(a, p), distance(a, n),
                                 distance(p, n))
                   for a, p, n in zip(anchor, positive, negative))

    def background(self, a, p, n, form="ratio"):
        grey = self.torch.cat([(a - p).mean(1, keepdim=True),
                               (a - n).mean(1, keepdim=True)], 1)
        ap, an = self.box(grey.contiguous(), 8).chunk(2, 1)
        return self.contrast(form, *(d.abs().mean((1, 2, 3))
                                     for d in (ap, an, an - ap)))

    def balanced_edges(self, logits, target, share):
        edge, other = (target > 0).to(logits.dtype), \
            (target == 0).to(logits.dtype)
        softplus = self.functional.softplus
        return ((1 - share) * edge * softplus(-logits)
                + 1.1 * share * other * softplus(logits)).mean((1, 2, 3))

    def over_smooth(self, x, radius=8, epsilon=0.05):
        mean = self.box(x, radius)
        variance = (self.box(x * x, radius) - mean * mean).clamp(min=0)
        slope = variance / (variance + epsilon)
        return self.box(slope, radius) * x \
            + self.box((1 - slope) * mean, radius)


# ---- the table of losses ---------------------------------------------------
class LossTable:
    """value and gradient of each loss on inputs by formula"""

    def __init__(self, torch):
        self.torch, self.losses, self.rows = torch, Losses(torch), []

    def image(self, array):
        return self.torch.from_numpy(
            np.ascontiguousarray(array.transpose(2, 0, 1)))[None]

    def features(self, seed, height, width):
        return [self.image(2 * draw(seed + k, (height >> k) * (width >> k)
                                    * c).reshape(height >> k, width >> k, c)
                           - 1)
                for k, c in enumerate(FEATURE_CHANNELS)]

    def add(self, name, size, value, gradients):
        numbers = np.concatenate([
            g[0].permute(1, 2, 0).numpy().ravel() for g in gradients])
        probes = [float(numbers @ (2 * draw(900 + i, numbers.size) - 1))
                  for i in range(N_PROBES)]
        self.rows.append([f"{name},{size[0]},{size[1]}"]
                         + [value, float(np.linalg.norm(numbers))] + probes)

    def add_loss(self, name, size, function, variables):
        variables = [v.clone().requires_grad_() for v in variables]
        value = function(*variables)
        self.add(name, size, value.item(),
                 self.torch.autograd.grad(value.sum(), variables))

    def add_size(self, number, height, width):
        size, losses = (height, width), self.losses
        x, t, o = map(self.image, pair(number, height, width))
        edges = self.image(draw(700, height * width)
                           .reshape(height, width, 1))
        logits = 12 * self.image(draw(701, height * width)
                                 .reshape(height, width, 1)) - 6
        u = draw(702, height * width).reshape(height, width, 1)
        target = self.image(np.where(u < .15, 1., np.where(u > .8, -1., 0.)))
        light = self.image(draw(703, height * width * 3)
                           .reshape(height, width, 3))
        smooth = losses.over_smooth(x)
        f_p, f_n, f_a = (self.features(s, height, width)
                         for s in (800, 810, 820))

        self.add_loss("charbonnier", size,
                      lambda a: losses.charbonnier(a, t), [o])
        self.add_loss("gradient", size, lambda a: losses.gradient(a, t), [o])
        self.add_loss("ms-ssim", size, lambda a: losses.ms_ssim(a, t), [o])
        self.add_loss("mean", size, lambda a: losses.mean(a, light), [o])
        self.add_loss("edge-tv", size, lambda a: losses.edge_tv(a, edges), [o])
        for form in ("ratio", "margin"):
            self.add_loss(f"structure-{form}", size, lambda *a:
                          losses.structure(a, f_p, f_n, form), f_a)
            self.add_loss(f"background-{form}", size, lambda a:
                          losses.background(a, t, smooth, form), [o])
        self.add_loss("balanced-edges", size, lambda a:
                      losses.balanced_edges(a, target, .17), [logits])
        self.add("over-smooth", size, smooth.mean().item(), [smooth])
        self.add("ssim", size,
                 losses.similarity(o, t, True).mean().item(), [t * 0])

    def make(self):
        for number, (height, width) in enumerate(SIZES):
            self.add_size(number, height, width)
        return ["loss,height,width,value,norm"
                + "".join(f",probe{i}" for i in range(N_PROBES))], self.rows


# ---- training steps --------------------------------------------------------
def gate_colours(torch, x, o):
    """MI's end, which net.py's MI has not: the colours of what it changed count
    where x has some (core/kernel/chroma.h)"""
    functional = torch.nn.functional
    chroma = x.amax(1, keepdim=True) - x.amin(1, keepdim=True)
    blocks = (20 * functional.max_pool2d(chroma, 8)).clamp(max=1)
    gate = functional.interpolate(
        functional.max_pool2d(blocks, 3, 1, 1), scale_factor=8,
        mode="bilinear", align_corners=False)
    change = o - x
    mean = change.mean(1, keepdim=True)
    return x + mean + gate * (change - mean)


def fade(picture):
    """strong colours, pale ones and grey from left to right, for the gate"""
    x = np.arange(picture.shape[1])
    share = np.where(x < 16, 1., np.where(x < 36, .04, 0.))[None, :, None]
    return picture[..., :1] + share * (picture - picture[..., :1])


class Trainer:
    """MI's training step with the frozen EME"""

    def __init__(self, torch, net, dtype, rate):
        self.torch, self.losses = torch, Losses(torch)
        self.eme, self.mi = net.EME(), net.MI()
        for network in (self.eme, self.mi):
            for module in network.modules():
                if isinstance(module, torch.nn.Conv2d):
                    module.padding_mode = "replicate"
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

    def eme_features(self, x):
        eme = self.eme
        f1 = eme.stage(eme.s1, x - .45, 0)
        f2 = eme.stage(eme.s2, f1, 0)
        return f1, f2, eme.stage(eme.s3, f2, 0)

    def frozen(self, x, t, smooth):
        """EME's maps of input and truth; features of truth and negative; the
        negative of an even sample is the input, of an odd one is smooth"""
        torch, eme = self.torch, self.eme
        n, size = x.shape[0], x.shape[-2:]
        with torch.no_grad():
            features = eme.features(torch.cat([x, t]))
            sides = [torch.nn.functional.interpolate(
                side(f), size=size, mode="bilinear", align_corners=False)
                for side, f in zip(eme.side, features)]
            edges = torch.sigmoid(eme.fuse(torch.cat(sides, 1)))
            of_smooth = self.eme_features(smooth)
            negative = []
            for f, s in zip(features, of_smooth):
                f = f[:n].clone()
                f[1::2] = s
                negative.append(f)
            truth = [f[n:] for f in features[:3]]
        return edges[:n], edges[n:], truth, negative

    def step(self, x, t, k):
        """one step; the terms' means, the total, the gradient's norm"""
        torch, losses = self.torch, self.losses
        with torch.no_grad():
            smooth = losses.over_smooth(x[1::2].contiguous()).to(
                memory_format=torch.channels_last)
            negative = x.clone()
            negative[1::2] = smooth
        x_edges, t_edges, t_features, n_features = self.frozen(x, t, smooth)
        o = gate_colours(torch, x, self.mi(x, x_edges, k))
        terms = {
            "charbonnier": losses.charbonnier(o, t),
            "gradient": losses.gradient(o, t),
            "ms-ssim": losses.ms_ssim(o, t),
            "mean": losses.mean(o, t),
            "edge-tv": losses.edge_tv(o, t_edges),
            "structure": losses.structure(self.eme_features(o), t_features,
                                          n_features),
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
    seeds = [n * step + i for i in range(n)]
    pairs = [pair(seed, crop, crop) for seed in seeds]

    def stack(i):
        return torch.from_numpy(np.stack([fade(p[i]) for p in pairs])
                                .transpose(0, 3, 1, 2)).to(
            dtype).to(memory_format=torch.channels_last)
    return (stack(0), stack(1),
            torch.tensor([strength(seed) for seed in seeds], dtype=dtype))


def step_table(torch, net):
    trainer = Trainer(torch, net, torch.float64, RATE)
    rows = []
    for step in range(N_STEPS):
        x, t, k = batch(torch, step, BATCH, CROP, torch.float64)
        rows.append([str(step)]
                    + [v.item() for v in trainer.step(x, t, k)])
    return [",".join(("step",) + TERMS + ("total", "norm"))], rows


def print_time(torch, net):
    torch.set_num_threads(2)
    trainer = Trainer(torch, net, torch.float32, RATE)
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


# ---- tables ----------------------------------------------------------------
def write(path, header, rows):
    lines = header + [",".join([row[0]] + [f"{v:.12e}" for v in row[1:]])
                      for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def compare(path, header, rows):
    lines = path.read_text("utf-8").split("\n")[:-1]
    wrong = 0
    if lines[:1] != header or len(lines) != 1 + len(rows):
        print(f"{path.name}: other columns or rows than the oracle's")
        return 1
    for line, row in zip(lines[1:], rows):
        fields = line.rsplit(",", len(row) - 1)
        limit = TOLERANCE * max(abs(v) for v in row[1:])
        for field, value in zip(fields[1:], row[1:]):
            if fields[0] != row[0] or abs(float(field) - value) > limit:
                print(f"{path.name}: {fields[0]}: {field}, oracle {value}")
                wrong += 1
    print(f"{path.name}: {len(rows)} rows, {wrong} numbers differ")
    return wrong


def load(lab):
    """PyTorch and net.py, or a reason why not"""
    path = lab / "net.py"
    try:
        import torch
    except ImportError:
        return None, None, "no PyTorch (Debian: python3-torch)"
    if not path.is_file():
        return None, None, f"no {path}"
    spec = importlib.util.spec_from_file_location("net", path)
    net = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(net)
    return torch, net, None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lab", type=pathlib.Path,
                        default=ROOT.parent / "shared/lab")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--time", action="store_true")
    args = parser.parse_args()
    if args.time and any(os.environ.get(k) != v
                         for k, v in FAST_MALLOC.items()):
        environment = {**os.environ, **FAST_MALLOC}
        environment.pop("OPENBLAS_CORETYPE", None)
        os.execve(sys.executable, [sys.executable] + sys.argv, environment)
    torch, net, reason = load(args.lab)
    if reason:
        print("skipped:", reason)
        return SKIPPED
    if args.time:
        print_time(torch, net)
        return 0
    torch.set_num_threads(2)
    torch.manual_seed(0)
    tables = {"losses.csv": LossTable(torch).make(),
              "steps.csv": step_table(torch, net)}
    for name, table in tables.items():
        if args.write:
            write(GOLDEN / name, *table)
    wrong = sum(compare(GOLDEN / name, *table)
                for name, table in tables.items())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
