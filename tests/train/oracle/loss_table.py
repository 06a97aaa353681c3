# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The golden table of losses: the value of each loss, its gradient's norm, and
the gradient's products with three random vectors, for pictures of several
sizes.
"""
import numpy as np

from formulas import draw, pair
from losses import Losses

FEATURE_CHANNELS = (4, 5, 6)
SIZES = ((24, 32), (48, 40), (96, 100), (176, 180))
N_PROBES = 3


class LossTable:
    """The rows of the table, as lists of a text and numbers."""

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
