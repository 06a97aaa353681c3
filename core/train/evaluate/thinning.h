/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Morphological thinning: reduces lines and areas to a width of one pixel. */
#pragma once

#include <glib.h>

/* Thins map (height x width, 0 or 1) in place until nothing changes, by the two
 * sub-iterations of Guo and Hall as given by Lam, Lee and Suen (TPAMI 14(9),
 * 1992), as in the BSDS500 benchmark; beyond the border the map counts as 0.
 * With x1 ... x8 the neighbours, counter-clockwise from the right one, a pixel
 * is removed if
 *   G1: exactly one of b_1 ... b_4 is 1, where
 *       b_i = !x(2i-1) & (x(2i) | x(2i+1)), and x9 = x1
 *   G2: 2 <= min (n1, n2) <= 3, where n1 is the sum of x(2k-1) | x(2k)
 *       and n2 the sum of x(2k) | x(2k+1) over k = 1 ... 4
 *   G3: !((x2 | x3 | !x8) & x1), in the second sub-iteration
 *       !((x6 | x7 | !x4) & x5).
 * Thread-safe. */
void train_thin_edges (guint8 *map, int height, int width);
