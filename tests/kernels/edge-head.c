/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the kernel fuse_row (kernel/edge-head.h), which combines side
 * outputs of EME into the edge map: against the naive loop in double, and parts
 * of a plane against the whole plane.
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
  SmoothFuse fuse; /* without the bands that it reads, fuse.side */
  const TestPlane *sides[SMOOTH_FUSE_MAX_SIDES];
} Job;

/* A TestRowFunc: computes row y of out from bands that hold only the rows that
 * row y needs. */
static void
fuse_row (gpointer data, SmoothBand *out, int y)
{
  const Job *job = data;
  SmoothFuse fuse = job->fuse;
  SmoothBand bands[SMOOTH_FUSE_MAX_SIDES];

  for (int i = 0; i < fuse.n_sides; i++)
    {
      const TestPlane *side = job->sides[i];
      int x0 = out->x0, x1 = out->x1 - 1, y0 = y, y1 = y, unused;

      if (fuse.factor[i] > 1)
        {
          smooth_upsample_get_source (fuse.factor[i], side->width, out->x0, &x0,
                                      &unused);
          smooth_upsample_get_source (fuse.factor[i], side->width, out->x1 - 1,
                                      &unused, &x1);
          smooth_upsample_get_source (fuse.factor[i], side->height, y, &y0,
                                      &y1);
        }
      test_band_init (&bands[i], side, x0, x1 + 1, 2);
      test_band_read (&bands[i], side, y0, y1 + 1);
      fuse.side[i] = &bands[i];
    }
  smooth_kernels_get (job->simd)->fuse_row (&fuse, out, y);
  for (int i = 0; i < fuse.n_sides; i++)
    test_band_clear (&bands[i]);
}

/* Checks an edge head of n_sides side outputs. Its weights are random numbers
 * between -weight and weight. */
static void
check (SmoothSimd simd,
       GRand *rand,
       int n_sides,
       int height,
       int width,
       double weight)
{
  g_autoptr (TestPlane) out = test_plane_new (height, width, 1);
  g_autofree double *wanted = NULL;
  Job job = { .simd = simd, .fuse = { .n_sides = n_sides } };

  job.fuse.bias = g_rand_double_range (rand, -2, 2);
  for (int i = 0; i < n_sides; i++)
    {
      const int factor = 1 << i;

      job.fuse.factor[i] = factor;
      job.fuse.weight[i] = g_rand_double_range (rand, -weight, weight);
      job.sides[i] = test_plane_new_random (
        rand, (height + factor - 1) / factor, (width + factor - 1) / factor, 1);
    }
  wanted = test_reference_fuse (&job.fuse, job.sides, height, width);
  test_rows_run_and_cut (fuse_row, &job, rand, out);
  g_assert_cmpfloat (
    test_max_error (test_plane_get_size (out), out->data, wanted), <=,
    TEST_TOLERANCE_FUSE);
  for (int i = 0; i < n_sides; i++)
    test_plane_free ((TestPlane *) job.sides[i]);
}

static void
test_sizes (gconstpointer simd)
{
  static const int sizes[] = { 1, 2, 7, 8, 17, 127, 129, 300 };
  g_autoptr (GRand) rand = test_rand_new ();

  for (int n_sides = 1; n_sides <= SMOOTH_FUSE_MAX_SIDES; n_sides++)
    for (gsize h = 0; h < 4; h++)
      for (gsize w = 0; w < G_N_ELEMENTS (sizes); w++)
        check (GPOINTER_TO_INT (simd), rand, n_sides, sizes[h], sizes[w], 3);
}

/* Sums that are large or infinite must give 0 or 1, and never NaN. */
static void
test_saturation (gconstpointer simd)
{
  TestPlane *side = test_plane_new (1, 6, 1);
  g_autoptr (TestPlane) out = test_plane_new (1, 6, 1);
  static const float values[] = {
    -INFINITY, -1e30f, -100, 100, 1e30f, INFINITY
  };
  Job job = { .simd = GPOINTER_TO_INT (simd),
              .fuse = { .n_sides = 1, .factor = { 1 }, .weight = { 1 } },
              .sides = { side } };

  for (int i = 0; i < 6; i++)
    side->data[i] = values[i];
  test_rows_run (fuse_row, &job, 0, 6, 0, 1, out);
  for (int i = 0; i < 6; i++)
    g_assert_cmpfloat_with_epsilon (out->data[i], i < 3 ? 0 : 1,
                                    TEST_TOLERANCE_UNDERFLOW);
  test_plane_free (side);
}

void
test_fuse_add (void)
{
  test_add_for_each_simd ("edge-head", "sizes", test_sizes);
  test_add_for_each_simd ("edge-head", "saturation", test_saturation);
}
