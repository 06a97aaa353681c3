/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Non-maximum suppression of a soft edge map: leaves its ridges. */
#pragma once

#include <glib.h>

/* Suppresses in edges (height x width, in [0, 1]) what is no maximum along the
 * normal, into result (not edges), as is usual before the BSDS benchmark:
 *   E = edges smoothed by the triangle [1 2 1] / 4 both ways;
 *   G = E smoothed by the triangle of radius 4, of which the angle of the
 *   normal is  atan (Gyy sign (-Gxy) / (Gxx + 1e-5))  (Dollar and Zitnick,
 *   TPAMI 37(8), 2015; derivatives by central differences twice);
 *   a pixel stays if 1.01 E is no less than E, interpolated bilinearly, one
 *   pixel off on both sides; within 5 px of the border it is weakened by d / 5.
 * Thread-safe. */
void train_suppress_non_maxima (const float *edges,
                                int height,
                                int width,
                                double *result);
