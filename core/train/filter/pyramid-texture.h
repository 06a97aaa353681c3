/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pyramid Texture Filtering (Zhang, Wei, Xu et al., SIGGRAPH 2023), one of the
 * classical filters that the networks are compared with.
 */
#pragma once

#include "train/base/image.h"

/* Sensible numbers: sigma_s 5, sigma_r 0.05, n_levels 11. */
typedef struct
{
  double sigma_s; /* of the bilateral filters, px at the finest level, > 0 */
  double sigma_r; /* in units of colour, > 0 */
  int n_levels;   /* of the pyramid, >= 1; 1 is the input */
} TrainPyramidTexture;

/* Smooths photo (3 channels, about [0, 1]) into smooth, which is made and to be
 * freed by train_image_clear ().
 *
 * G_0 = photo, G_(l + 1) = G_l under a 5 x 5 Gaussian of sigma 1, scaled by 0.8
 * (bilinear); L_l = G_l - up (G_(l + 1)). With J (I, guide) the joint bilateral
 * filter of sigma_s 0.8^l and sigma_r, from the coarsest level up:
 *   R_n = G_n;  A = J (up (R_(l + 1)), G_l);  B = A + J (L_l, A);
 *   R_l = J (B, B);   the result is R_0.
 * Levels of less than 8 px are not made. The window of J ends at 1.5 of its
 * sigma. Thread-safe; about 0.6 s for 481 x 321. */
void train_pyramid_texture (const TrainPyramidTexture *settings,
                            const TrainImage *photo,
                            TrainImage *smooth);
