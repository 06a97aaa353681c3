# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""EME and MI in PyTorch, as core/net/net-eme.c and net-mi.c describe them,
with the tensors' names of the files in weights/. make (torch) gives both
classes.
"""

SLOPE = 0.1
PICTURE_OFFSET, EDGE_OFFSET = 0.45, 0.2
GATE_STEEPNESS = 8


def make(torch):
    """Returns (EME, MI), two classes of torch.nn.Module."""
    nn, functional = torch.nn, torch.nn.functional

    def conv(n_in, n_out, stride=1, dilation=1):
        return nn.Conv2d(n_in, n_out, 3, stride, dilation, dilation,
                         padding_mode="replicate")

    def activate(x):
        return functional.leaky_relu(x, SLOPE)

    def upsample(x, size):
        return functional.interpolate(x, size=size, mode="bilinear",
                                      align_corners=False)

    class EME(nn.Module):
        """EME: from pictures in [0, 1] computes the logits of four side
        outputs and of their fusion, at full size."""

        def __init__(self, widths=(16, 32, 48, 64)):
            super().__init__()
            a, b, c, d = widths
            self.s1 = nn.ModuleList([conv(3, a), conv(a, a)])
            self.s2 = nn.ModuleList([conv(a, b, 2), conv(b, b)])
            self.s3 = nn.ModuleList([conv(b, c, 2), conv(c, c), conv(c, c)])
            self.s4 = nn.ModuleList([conv(c, d, 2), conv(d, d, dilation=2),
                                     conv(d, d, dilation=4)])
            self.side = nn.ModuleList([nn.Conv2d(n, 1, 1) for n in widths])
            self.fuse = nn.Conv2d(4, 1, 1)

        def features(self, x, n_stages=4):
            """Returns the outputs of the first n_stages stages."""
            x, outputs = x - PICTURE_OFFSET, []
            for stage in (self.s1, self.s2, self.s3, self.s4)[:n_stages]:
                x = activate(stage[0](x))
                for refine in stage[1:]:
                    x = x + activate(refine(x))
                outputs.append(x)
            return tuple(outputs)

        def logits(self, features, size):
            """Returns the logits of the side outputs, then those of the
            fusion."""
            sides = [upsample(side(f), size)
                     for side, f in zip(self.side, features)]
            return sides + [self.fuse(torch.cat(sides, 1))]

    class Block(nn.Module):
        """A residual block x + b (m (f (a x))); m is a scale and a shift of
        each channel, or nothing."""

        def __init__(self, width):
            super().__init__()
            self.a, self.b = conv(width, width), conv(width, width)

        def forward(self, x, modulation=None):
            y = activate(self.a(x))
            if modulation is not None:
                scale, shift = modulation
                y = y * (1 + scale) + shift
            return x + self.b(y)

    class MI(nn.Module):
        """MI: from pictures in [0, 1], edge maps and strengths computes
        smoothed pictures."""

        def __init__(self, widths=(16, 32, 64, 96)):
            super().__init__()
            a, b, c, d = widths
            self.e0, self.e1 = conv(4, a), conv(a, b, 2)
            self.e2, self.e3 = conv(b, c, 2), conv(c, d, 2)
            self.r1, self.r2 = Block(b), Block(c)
            self.mid = nn.ModuleList([Block(d), Block(d)])
            self.u3, self.u2, self.u1 = (nn.Conv2d(n, m, 1) for n, m in
                                         ((d, c), (c, b), (b, a)))
            self.d2, self.d1, self.d0 = Block(c), Block(b), Block(a)
            self.out = conv(a, 3)
            self.widths = [d, d, c, b, a]
            self.mlp = nn.Sequential(nn.Linear(1, 32), nn.LeakyReLU(SLOPE),
                                     nn.Linear(32, 2 * sum(self.widths)))

        def modulations(self, strength):
            """Returns (scale, shift) of each modulated block."""
            all_blocks = self.mlp(strength.view(-1, 1))[..., None, None]
            return [block.chunk(2, 1) for block in all_blocks.split(
                [2 * width for width in self.widths], 1)]

        def forward(self, x, edges, strength):
            f0 = activate(self.e0(torch.cat([x - PICTURE_OFFSET,
                                             edges - EDGE_OFFSET], 1)))
            f1 = self.r1(activate(self.e1(f0)))
            f2 = self.r2(activate(self.e2(f1)))
            y = activate(self.e3(f2))
            mid_0, mid_1, d2, d1, d0 = self.modulations(strength)
            y = self.mid[1](self.mid[0](y, mid_0), mid_1)
            y = self.d2(upsample(self.u3(y), f2.shape[-2:]) + f2, d2)
            y = self.d1(upsample(self.u2(y), f1.shape[-2:]) + f1, d1)
            y = self.d0(upsample(self.u1(y), f0.shape[-2:]) + f0, d0)
            gate = torch.tanh(GATE_STEEPNESS * strength).view(-1, 1, 1, 1)
            return self.limit_colours(x, gate * self.out(y))

        @staticmethod
        def limit_colours(x, residual):
            """Returns x + residual, the residual being made grey as far as x
            is grey there (core/kernel/colour-gate.h)."""
            chroma = x.amax(1, keepdim=True) - x.amin(1, keepdim=True)
            blocks = (20 * functional.max_pool2d(chroma, 8)).clamp(max=1)
            share = functional.interpolate(
                functional.max_pool2d(blocks, 3, 1, 1), scale_factor=8,
                mode="bilinear", align_corners=False)
            mean = residual.mean(1, keepdim=True)
            return x + mean + share * (residual - mean)

    return EME, MI
