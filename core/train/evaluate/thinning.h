/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thinning: takes a drawn shape down to lines of one pixel. */
#pragma once

#include <glib.h>

/* Thins map (height x width, 0 or 1) in place until nothing changes, by the
 * two sub-iterations of Guo and Hall in the survey of Lam, Lee and Suen (TPAMI
 * 14(9), 1992), as the BSDS benchmark does; beyond the border all is 0. With
 * x1 ... x8 the neighbours from east on counter-clockwise, a pixel goes if
 *   G1: one of b_i is 1, b_i = !x(2i-1) & (x(2i) | x(2i+1)), i = 1 ... 4
 *   G2: 2 <= min (n1, n2) <= 3, n1 = sum x(2k-1) | x(2k), n2 = sum x(2k) |
 *       x(2k+1)
 *   G3: !((x2 | x3 | !x8) & x1), in the second !((x6 | x7 | !x4) & x5).
 * Thread-safe. */
void train_thin_edges (guint8 *map, int height, int width);
