/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a kernel over a plane, row by row, as rows.h describes. */
#include "kernels/rows.h"

#include <string.h>

#define N_CUTS 8

void
test_band_init_whole (SmoothBand *band, const TestPlane *plane)
{
  test_band_init (band, plane, 0, plane->width, plane->height);
  test_band_read (band, plane, 0, plane->height);
}

void
test_rows_run (TestRowFunc func,
               gpointer data,
               int x0,
               int x1,
               int y0,
               int y1,
               TestPlane *out)
{
  SmoothBand band;

  test_band_init (&band, out, x0, x1, 1);
  for (int y = y1 - 1; y >= y0; y--)
    {
      func (data, &band, y);
      test_band_write (&band, out, y, y + 1);
    }
  test_band_clear (&band);
}

void
test_rows_run_and_cut (TestRowFunc func,
                       gpointer data,
                       GRand *rand,
                       TestPlane *out)
{
  g_autoptr (TestPlane) part =
    test_plane_new (out->height, out->width, out->channels);

  test_rows_run (func, data, 0, out->width, 0, out->height, out);
  for (int i = 0; i < N_CUTS; i++)
    {
      const int x0 = g_rand_int_range (rand, 0, out->width);
      const int x1 = g_rand_int_range (rand, x0 + 1, out->width + 1);
      const int y0 = g_rand_int_range (rand, 0, out->height);
      const int y1 = g_rand_int_range (rand, y0 + 1, out->height + 1);

      test_rows_run (func, data, x0, x1, y0, y1, part);
      for (int y = y0; y < y1; y++)
        {
          const gsize start = ((gsize) y * out->width + x0) * out->channels;

          g_assert_cmpmem (out->data + start,
                           (gsize) (x1 - x0) * out->channels * sizeof (float),
                           part->data + start,
                           (gsize) (x1 - x0) * out->channels * sizeof (float));
        }
    }
}
