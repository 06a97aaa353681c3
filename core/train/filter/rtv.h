/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relative total variation (Xu, Yan, Xia, Jia, "Structure
 * extraction from texture via relative total variation", ACM TOG 31(6), 2012).
 *
 * Smoothing of I is S after a few rounds, beginning with S = I, of
 *   w = 1 / (max (mean_c |G_sigma * dS|, 0.001) max (mean_c |grad S|, 0.02))
 *   S = argmin |S - I|^2 + lambda sum (w_x |d_x S|^2 + w_y |d_y S|^2)
 *     = (1 + lambda L_w)^-1 I
 * with forward differences d, L_w their weighted Laplacian, and sigma halved
 * after each round down to 0.5. The Gaussian is cut to a window of 5 sigma and
 * sees the picture's border pixels repeated (the authors' program sees black
 * there, which leaves texture along the border).
 *
 * Ours is that it may be told where edges are: with a map E, the weight between
 * two pixels is multiplied by max (1 - max (E of the one, E of the other),
 * 0.02). RTV alone takes weak or thin structure for texture.
 */
#pragma once

#include "train/base/image.h"

typedef struct
{
  double lambda; /* > 0 */
  double sigma;  /* of G in the first round, in pixels, > 0 */
  int n_rounds;  /* 4 in the paper */
} TrainRtv;

/* Of what the settings below do not say: to be raised when other pictures come
 * out for the same settings. */
#define TRAIN_RTV_VERSION 1

/* The teacher's settings at strengths 1 / 4, 2 / 4, 3 / 4 and 1. */
#define TRAIN_RTV_N_STRENGTHS 4
extern const TrainRtv TRAIN_RTV_STRENGTHS[TRAIN_RTV_N_STRENGTHS];

/* Smooths photo (height x width x 1 ... 4, perceptual encoding, range about
 * [0, 1]) into smooth, which is initialised here. edges: height x width x 1 in
 * [0, 1], or NULL. SMOOTH_ERROR_NO_MEMORY if refused (100 bytes per pixel).
 * Thread-safe; about half a second for 481 x 321 pixels on one core. The solver
 * (conjugate gradients under an incomplete Cholesky factor) stops at a residual
 * of 1e-5 of the picture's norm, within 1e-3 of the exact solution. */
gboolean train_rtv_smooth (const TrainRtv *rtv,
                           const TrainImage *photo,
                           const TrainImage *edges,
                           TrainImage *smooth,
                           GError **error);
