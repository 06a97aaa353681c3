/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relative total variation, RTV (Xu, Yan, Xia, Jia, "Structure extraction from
 * texture via relative total variation", ACM TOG 31(6), 2012).
 *
 * The smoothing of a picture I is S after a number of rounds, beginning with S
 * = I, of
 *   w = 1 / (max (mean_c |G_sigma * dS|, 0.001) max (mean_c |grad S|, 0.02))
 *   S = argmin |S - I|^2 + lambda sum (w_x |d_x S|^2 + w_y |d_y S|^2)
 *     = (1 + lambda L_w)^-1 I
 * where mean_c is the mean over the channels, d are forward differences (d_x or
 * d_y, for the weights w_x or w_y), L_w is the Laplacian weighted by w, and the
 * Gaussian's sigma is halved after each round down to 0.5. The Gaussian is cut
 * to a window of 5 sigma and uses replicate padding at the picture's border
 * (the authors' program pads with black, which leaves texture along the
 * border).
 *
 * Two extensions of ours. Isotropic weights: in the paper w_x depends on
 * G_sigma * d_x S alone, and w_y on G_sigma * d_y S. Then gradients along the
 * axes have the smallest penalty, and a soft rim becomes stairs. With the joint
 * length instead, mean_c hypot (G_sigma * d_x S, G_sigma * d_y S) in both w_x
 * and w_y, a soft disc stays round; so it does if results for pictures turned
 * by 15 to 75 degrees are averaged, for five times the work.
 *
 * And given an edge map E, the weight between two pixels p and q is multiplied
 * by max (1 - max (E (p), E (q)), 0.02). Without it RTV takes weak or thin
 * structure for texture.
 */
#pragma once

#include "train/base/image.h"

typedef struct
{
  double lambda; /* weight of the smoothness term, > 0 */
  /* Sigma of the Gaussian G in the first round, in pixels, > 0. */
  double sigma;
  int n_rounds; /* 4 in the paper */
  /* whether w's first factor is the same along both axes; FALSE in the paper */
  gboolean is_isotropic;
} TrainRtv;

/* The version of this implementation, which becomes part of what identifies its
 * results where they are stored. To be raised when the same settings give other
 * pictures than before. */
#define TRAIN_RTV_VERSION 2

/* The teacher of MI is RTV, guided by an edge map. These are its settings at
 * the strengths 1 / 4, 2 / 4, 3 / 4 and 1. */
#define TRAIN_RTV_N_STRENGTHS 4
extern const TrainRtv TRAIN_RTV_STRENGTHS[TRAIN_RTV_N_STRENGTHS];

/* Smooths photo (height x width x 1 ... 4 channels, perceptual encoding, range
 * about [0, 1]) into smooth, which is made; free with train_image_clear ().
 * edges: the edge map E, height x width x 1 in [0, 1], or NULL to smooth
 * without one. Returns FALSE and SMOOTH_ERROR_NO_MEMORY (100 bytes per pixel
 * are needed). Thread-safe; about half a second for 481 x 321 pixels on one
 * core. The linear system is solved by conjugate gradients (laplacian-solver.h)
 * to a residual of 1e-5 of the picture's norm, which is within 1e-3 of the
 * exact solution. */
gboolean train_rtv_smooth (const TrainRtv *rtv,
                           const TrainImage *photo,
                           const TrainImage *edges,
                           TrainImage *smooth,
                           GError **error);
