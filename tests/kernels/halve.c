/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the kernel halve_row: against the naive loop in double, and parts of
 * a plane against the whole plane.
 */
#include "kernels/kernels.h"

#include "kernel/simd/kernels.h"

#include "kernels/each-simd.h"
#include "kernels/rows.h"

#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"

typedef struct
{
  SmoothSimd simd;
  const TestPlane *in;
} Job;

/* A TestRowFunc: computes row y of out from a band that holds only the rows
 * that row y needs. */
static void
halve_row (gpointer data, SmoothBand *out, int y)
{
  const Job *job = data;
  SmoothBand in;

  test_band_init (&in, job->in, 2 * out->x0, MIN (2 * out->x1, job->in->width),
                  2);
  test_band_read (&in, job->in, 2 * y, MIN (2 * y + 2, job->in->height));
  smooth_kernels_get (job->simd)->halve_row (&in, out, y);
  test_band_clear (&in);
}

static void
test_sizes (gconstpointer simd)
{
  static const int sizes[] = { 1, 2, 3, 4, 16, 17, 35, 67 };
  g_autoptr (GRand) rand = test_rand_new ();

  for (gsize h = 0; h < G_N_ELEMENTS (sizes); h++)
    for (gsize w = 0; w < G_N_ELEMENTS (sizes); w++)
      for (int c = 1; c <= 5; c += 2)
        {
          g_autoptr (TestPlane) in =
            test_plane_new_random (rand, sizes[h], sizes[w], c);
          g_autoptr (TestPlane) out =
            test_plane_new ((sizes[h] + 1) / 2, (sizes[w] + 1) / 2, c);
          g_autofree double *wanted = test_reference_halve (in);
          Job job = { GPOINTER_TO_INT (simd), in };

          test_rows_run_and_cut (halve_row, &job, rand, out);
          g_assert_cmpfloat (
            test_relative_error (test_plane_get_size (out), out->data, wanted),
            <=, TEST_TOLERANCE_HALVE);
        }
}

void
test_halve_add (void)
{
  test_add_for_each_simd ("halve", "sizes", test_sizes);
}
