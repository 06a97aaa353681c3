# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All losses of core/train/loss in PyTorch; the formulas are in the headers
there.
"""


class Losses:
    """All losses. Pictures are batch x channels x height x width, o is an
    output, t a truth. Each loss is one number per sample."""

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
        """Filters by the 11 x 11 Gaussian, as two depthwise convolutions,
        which take a tenth of the time of a single one."""
        n = planes.shape[1]
        g = self.torch.exp(-(self.torch.arange(11., dtype=planes.dtype) - 5)
                           ** 2 / (2 * 1.5 ** 2))
        g = g / g.sum()
        conv = self.functional.conv2d
        down = g.view(1, 1, 11, 1).expand(n, 1, 11, 1)
        across = g.view(1, 1, 1, 11).expand(n, 1, 1, 11)
        return conv(conv(planes, down, groups=n), across, groups=n)

    def similarity(self, o, t, with_l):
        """Returns the mean of cs, or of l cs if with_l (formulas: ms-ssim.h in
        core/train/loss), batch x channels."""
        planes = self.torch.cat([o, t, o * o + t * t, o * t], 1).contiguous(
            memory_format=self.torch.channels_last)
        mo, mt, squares, product = self.window(planes).chunk(4, 1)
        power = mo * mo + mt * mt
        value = (2 * (product - mo * mt) + 9e-4) / (squares - power + 9e-4)
        if with_l:
            value = value * (2 * mo * mt + 1e-4) / (power + 1e-4)
        return value.mean((2, 3))

    def box(self, t, radius):
        """Returns the mean over that part of each window which lies inside the
        picture."""
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
