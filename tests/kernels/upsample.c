/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the kernel upsample_row (kernel/upsample.h): against the naive loop
 * in double, and parts of a plane against the whole plane.
 */
#include "kernels/kernels.h"

#include "kernel/simd/kernels.h"
#include "kernel/upsample.h"

#include "kernels/each-simd.h"
#include "kernels/rows.h"

#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"

#include <math.h>

typedef struct
{
  SmoothSimd simd;
  int factor;
  const TestPlane *in;
  const TestPlane *residual;
} Job;

/* A TestRowFunc: computes row y of out from bands that hold only the rows that
 * row y needs. For even rows the residual lies in out, for odd rows in a band
 * of its own. */
static void
upsample_row (gpointer data, SmoothBand *out, int y)
{
  const Job *job = data;
  const SmoothKernels *kernels = smooth_kernels_get (job->simd);
  int x0, x1, y0, y1, unused;
  SmoothBand in, residual;

  smooth_upsample_get_source (job->factor, job->in->width, out->x0, &x0,
                              &unused);
  smooth_upsample_get_source (job->factor, job->in->width, out->x1 - 1, &unused,
                              &x1);
  smooth_upsample_get_source (job->factor, job->in->height, y, &y0, &y1);
  test_band_init (&in, job->in, x0, x1 + 1, 2);
  test_band_read (&in, job->in, y0, y1 + 1);
  if (job->residual == NULL)
    {
      kernels->upsample_row (&in, out, NULL, job->factor, y);
    }
  else if (y % 2 == 0)
    {
      test_band_read (out, job->residual, y, y + 1);
      kernels->upsample_row (&in, out, out, job->factor, y);
    }
  else
    {
      test_band_init (&residual, job->residual, MAX (0, out->x0 - 1), out->x1,
                      1);
      test_band_read (&residual, job->residual, y, y + 1);
      kernels->upsample_row (&in, out, &residual, job->factor, y);
      test_band_clear (&residual);
    }
  test_band_clear (&in);
}

static void
check (
  SmoothSimd simd, GRand *rand, int factor, int height, int width, int channels)
{
  g_autoptr (TestPlane) in =
    test_plane_new_random (rand, (height + factor - 1) / factor,
                           (width + factor - 1) / factor, channels);
  g_autoptr (TestPlane) out = test_plane_new (height, width, channels);
  g_autoptr (TestPlane) residual =
    g_rand_boolean (rand)
      ? test_plane_new_random (rand, height, width, channels)
      : NULL;
  g_autofree double *wanted =
    test_reference_upsample (in, factor, height, width, residual);
  Job job = { simd, factor, in, residual };
  double error;

  test_rows_run_and_cut (upsample_row, &job, rand, out);
  error = test_relative_error (test_plane_get_size (out), out->data, wanted);
  if (!(error <= TEST_TOLERANCE_UPSAMPLE))
    g_error ("by %d to %d rows x %d columns, %d channels: error %g", factor,
             height, width, channels, error);
}

static void
test_sizes (gconstpointer simd)
{
  static const int sizes[] = { 1, 2, 3, 7, 8, 9, 17, 40 };
  g_autoptr (GRand) rand = test_rand_new ();

  for (int factor = 2; factor <= 8; factor *= 2)
    for (gsize h = 0; h < G_N_ELEMENTS (sizes); h++)
      for (gsize w = 0; w < G_N_ELEMENTS (sizes); w++)
        check (GPOINTER_TO_INT (simd), rand, factor, sizes[h], sizes[w], 3);
}

static void
test_random (gconstpointer simd)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = 0; i < 60; i++)
    check (GPOINTER_TO_INT (simd), rand, 1 << g_rand_int_range (rand, 1, 4),
           g_rand_int_range (rand, 1, 68), g_rand_int_range (rand, 1, 68),
           g_rand_int_range (rand, 1, 131));
}

/* Tests smooth_upsample_get_source against the formula in kernel/upsample.h. */
static void
test_source (void)
{
  for (int factor = 2; factor <= 8; factor *= 2)
    for (int n = 1; n < 6; n++)
      for (int i = 0; i < factor * n; i++)
        {
          const int below = (int) floor ((i + 0.5) / factor - 0.5);
          int first, last;

          smooth_upsample_get_source (factor, n, i, &first, &last);
          g_assert_cmpint (first, ==, CLAMP (below, 0, n - 1));
          g_assert_cmpint (last, ==, CLAMP (below + 1, 0, n - 1));
        }
}

void
test_upsample_add (void)
{
  g_test_add_func ("/upsample/source", test_source);
  test_add_for_each_simd ("upsample", "sizes", test_sizes);
  test_add_for_each_simd ("upsample", "random", test_random);
}
