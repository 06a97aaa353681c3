/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/eme-architecture.h"

const SmoothEmeStage smooth_eme_stages[SMOOTH_EME_N_WIDTHS] = {
  { S1_0, 1, SIDE_0 },
  { S2_0, 1, SIDE_1 },
  { S3_0, 2, SIDE_2 },
  { S4_0, 2, SIDE_3 },
};

void
smooth_eme_describe (const int widths[SMOOTH_EME_N_WIDTHS],
                     SmoothConvSpec specs[N_CONVS])
{
  const int a = widths[0], b = widths[1], c = widths[2], d = widths[3];
  const SmoothConvSpec table[N_CONVS] = {
    /* The columns are: name, then input channels, output channels, kernel size,
     * stride and dilation. */
    [S1_0] = { "s1.0", { 3, a, 3, 1, 1 } },
    [S1_1] = { "s1.1", { a, a, 3, 1, 1 } },
    [S2_0] = { "s2.0", { a, b, 3, 2, 1 } },
    [S2_1] = { "s2.1", { b, b, 3, 1, 1 } },
    [S3_0] = { "s3.0", { b, c, 3, 2, 1 } },
    [S3_1] = { "s3.1", { c, c, 3, 1, 1 } },
    [S3_2] = { "s3.2", { c, c, 3, 1, 1 } },
    [S4_0] = { "s4.0", { c, d, 3, 2, 1 } },
    [S4_1] = { "s4.1", { d, d, 3, 1, 2 } },
    [S4_2] = { "s4.2", { d, d, 3, 1, 4 } },
    [SIDE_0] = { "side.0", { a, 1, 1, 1, 1 } },
    [SIDE_1] = { "side.1", { b, 1, 1, 1, 1 } },
    [SIDE_2] = { "side.2", { c, 1, 1, 1, 1 } },
    [SIDE_3] = { "side.3", { d, 1, 1, 1, 1 } },
    [FUSE] = { "fuse", { N_SIDES, 1, 1, 1, 1 } },
  };

  for (int i = 0; i < N_CONVS; i++)
    specs[i] = table[i];
}

gboolean
smooth_eme_get_widths (const SmoothTensorSet *set,
                       int widths[SMOOTH_EME_N_WIDTHS],
                       GError **error)
{
  return smooth_weights_get_width (set, "s1.0", &widths[0], error)
         && smooth_weights_get_width (set, "s2.0", &widths[1], error)
         && smooth_weights_get_width (set, "s3.0", &widths[2], error)
         && smooth_weights_get_width (set, "s4.0", &widths[3], error);
}
