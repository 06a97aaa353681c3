/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pyramid Texture Filtering (Zhang, Jiang, Nie, Zheng, "Pyramid texture
 * filtering", ACM TOG 42(4), SIGGRAPH 2023), one of the classical filters that
 * the networks are compared with.
 */
#pragma once

#include "train/base/image.h"

/* The settings; the authors' are sigma_s 5, sigma_r 0.05, n_levels 11. */
typedef struct
{
  /* Spatial sigma of the bilateral filters, in pixels at the finest level, > 0.
   */
  double sigma_s;
  /* Range sigma of the bilateral filters, in the unit of colours, > 0. */
  double sigma_r;
  /* Levels of the pyramid, >= 1; with 1 the photo stays unchanged. */
  int n_levels;
} TrainPyramidTexture;

/* Smooths photo (3 channels, about [0, 1]) into smooth, which is made; free
 * with train_image_clear ().
 *
 * With the Gaussian pyramid G_0 = photo, G_(l + 1) = G_l under a 5 x 5 Gaussian
 * of sigma 1, scaled by 0.8 (bilinear), the Laplacian pyramid L_l = G_l - up
 * (G_(l + 1)), and J (I, guide) the joint bilateral filter with sigma_s 0.8^l
 * and sigma_r, from the coarsest level to the finest:
 *   R_n = G_n;  A = J (up (R_(l + 1)), G_l);  B = A + J (L_l, A);
 *   R_l = J (B, B);   the result is R_0.
 * There are no levels of less than 8 px. The window of J ends at 1.5 of its
 * spatial sigma. Thread-safe; about 0.6 s for 481 x 321 pixels. */
void train_pyramid_texture (const TrainPyramidTexture *settings,
                            const TrainImage *photo,
                            TrainImage *smooth);
