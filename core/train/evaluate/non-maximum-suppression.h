/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Non-maximum suppression: of an edge map it keeps only the values along the
 * middle of each edge, where they are largest. */
#pragma once

#include <glib.h>

/* Sets to 0 every value of edges (height x width, in [0, 1]) that is not a
 * maximum along the edge's normal, as is usual before the BSDS500 benchmark.
 * result has the same size and must not be edges.
 *   E = edges convolved with the triangle [1 2 1] / 4 in both directions;
 *   G = E convolved with the triangle of radius 4; the angle of the normal is
 *       atan (Gyy sign (-Gxy) / (Gxx + 1e-5))  (Dollar and Zitnick, TPAMI
 *       37(8), 2015; second derivatives by repeated central differences);
 *   a pixel keeps its value E if 1.01 E is not less than E one pixel further
 *   along the normal, on both sides, interpolated bilinearly; within 5 px of
 *   the border the value is multiplied by (distance to the border) / 5.
 * Thread-safe. */
void train_suppress_non_maxima (const float *edges,
                                int height,
                                int width,
                                double *result);
