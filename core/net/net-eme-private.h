/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What net-eme.c and the trainer's form of EME (train/net/eme-train.c) share:
 * the convolutions by name, and the constants.
 */
#pragma once

#include "net/weights.h"

#define SMOOTH_EME_N_WIDTHS 4

#define PICTURE_OFFSET 0.45f
#define SLOPE 0.1f

enum
{
  S1_0,
  S1_1,
  S2_0,
  S2_1,
  S3_0,
  S3_1,
  S3_2,
  S4_0,
  S4_1,
  S4_2,
  SIDE_0,
  SIDE_1,
  SIDE_2,
  SIDE_3,
  FUSE,
  N_CONVS
};

#define N_SIDES 4

/* The convolutions of a network of these widths (a, b, c, d in net-eme.c). */
void smooth_eme_describe (const int widths[SMOOTH_EME_N_WIDTHS],
                          SmoothConvSpec specs[N_CONVS]);

/* The widths that set's tensors tell. Errors: SHAPE. */
gboolean smooth_eme_get_widths (const SmoothTensorSet *set,
                                int widths[SMOOTH_EME_N_WIDTHS],
                                GError **error);
