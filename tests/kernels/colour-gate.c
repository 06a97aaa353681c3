/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the kernels measure_chroma_row and gate_chroma_row, whose formulas
 * are in kernel/colour-gate.h: against naive loops in double; parts of a plane
 * against the whole; and what the header promises of the gate. Grey parts stay
 * grey to the bit, coloured parts get all of the change, and between them the
 * gate rises slowly.
 */
#include "kernels/kernels.h"

#include "kernel/colour-gate.h"
#include "kernel/simd/kernels.h"

#include "kernels/each-simd.h"
#include "kernels/rows.h"

#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"

#include <math.h>
#include <string.h>

#define BLOCK SMOOTH_CHROMA_BLOCK

static const int SIZES[] = { 1, 2, 7, 8, 9, 17, 64, 127, 300 };

typedef struct
{
  SmoothSimd simd;
  const TestPlane *change, *chroma, *picture;
} Job;

/* A TestRowFunc: computes row y of out from a band that holds only the rows
 * that row y needs. */
static void
measure_row (gpointer data, SmoothBand *out, int y)
{
  const Job *job = data;
  const TestPlane *picture = job->picture;
  SmoothBand in;

  test_band_init (&in, picture, BLOCK * out->x0,
                  MIN (BLOCK * out->x1, picture->width), BLOCK);
  test_band_read (&in, picture, BLOCK * y,
                  MIN (BLOCK * (y + 1), picture->height));
  smooth_kernels_get (job->simd)->measure_chroma_row (&in, out, y);
  test_band_clear (&in);
}

/* Makes band one that holds row y of plane in the columns of out. If y is odd,
 * the band has one more column on the left, so that kernels are also tested on
 * bands that do not begin at the same column. */
static void
open_row (SmoothBand *band,
          const TestPlane *plane,
          const SmoothBand *out,
          int y)
{
  test_band_init (band, plane, MAX (0, out->x0 - y % 2), out->x1, 1);
  test_band_read (band, plane, y, y + 1);
}

/* A TestRowFunc: computes row y of out from bands that hold only the rows that
 * row y needs. In every third row out itself holds the change that is gated, so
 * that the kernel works in place. */
static void
gate_row (gpointer data, SmoothBand *out, int y)
{
  const Job *job = data;
  SmoothBand change, chroma, picture;
  int x0, x1, y0, y1, unused;

  smooth_chroma_get_source (job->chroma->width, out->x0, &x0, &unused);
  smooth_chroma_get_source (job->chroma->width, out->x1 - 1, &unused, &x1);
  smooth_chroma_get_source (job->chroma->height, y, &y0, &y1);
  test_band_init (&chroma, job->chroma, x0, x1 + 1, 4);
  test_band_read (&chroma, job->chroma, y0, y1 + 1);
  open_row (&change, job->change, out, y);
  if (job->picture != NULL)
    open_row (&picture, job->picture, out, y);
  if (y % 3 == 0)
    test_band_read (out, job->change, y, y + 1);
  smooth_kernels_get (job->simd)->gate_chroma_row (
    y % 3 == 0 ? out : &change, &chroma, job->picture != NULL ? &picture : NULL,
    out, y);
  if (job->picture != NULL)
    test_band_clear (&picture);
  test_band_clear (&change);
  test_band_clear (&chroma);
}

/* Returns a picture with pale and with strong colours, so that the measure k of
 * a block's colours (see kernel/colour-gate.h) is below 1 in some blocks and 1
 * in others. */
static TestPlane *
new_picture (GRand *rand, int height, int width)
{
  TestPlane *picture = test_plane_new_random (rand, height, width, 3);

  for (int i = 0; i < height * width; i++)
    for (int k = 1; k < 3; k++)
      {
        const gboolean is_strong =
          i / width / 40 % 2 == 1 && i % width / 40 % 2 == 1;

        picture->data[3 * i + k] =
          picture->data[3 * i]
          + (is_strong ? 1 : 0.03f) * picture->data[3 * i + k];
      }
  return picture;
}

static void
check_measure (SmoothSimd simd, GRand *rand, int height, int width)
{
  g_autoptr (TestPlane) picture = new_picture (rand, height, width);
  g_autoptr (TestPlane) out = test_plane_new (
    smooth_chroma_count_blocks (height), smooth_chroma_count_blocks (width), 1);
  g_autofree double *wanted = test_reference_chroma (picture);
  Job job = { .simd = simd, .picture = picture };

  test_rows_run_and_cut (measure_row, &job, rand, out);
  g_assert_cmpfloat (
    test_max_error (test_plane_get_size (out), out->data, wanted), <=,
    TEST_TOLERANCE_CHROMA * SMOOTH_CHROMA_SLOPE);
}

static void
check_gate (SmoothSimd simd, GRand *rand, int height, int width)
{
  g_autoptr (TestPlane) change = test_plane_new_random (rand, height, width, 3);
  g_autoptr (TestPlane) chroma =
    test_plane_new_random (rand, smooth_chroma_count_blocks (height),
                           smooth_chroma_count_blocks (width), 1);
  g_autoptr (TestPlane) picture =
    g_rand_boolean (rand) ? new_picture (rand, height, width) : NULL;
  g_autoptr (TestPlane) out = test_plane_new (height, width, 3);
  g_autofree double *wanted = NULL;
  Job job = { simd, change, chroma, picture };

  for (gsize i = 0; i < test_plane_get_size (chroma); i++)
    chroma->data[i] = CLAMP (2 * chroma->data[i], 0, 1);
  wanted = test_reference_gate (change, chroma, picture);
  test_rows_run_and_cut (gate_row, &job, rand, out);
  g_assert_cmpfloat (
    test_max_error (test_plane_get_size (out), out->data, wanted), <=,
    TEST_TOLERANCE_CHROMA);
}

static void
test_sizes (gconstpointer simd)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (gsize h = 0; h < G_N_ELEMENTS (SIZES) - 2; h++)
    for (gsize w = 0; w < G_N_ELEMENTS (SIZES); w++)
      {
        check_measure (GPOINTER_TO_INT (simd), rand, SIZES[h], SIZES[w]);
        check_gate (GPOINTER_TO_INT (simd), rand, SIZES[h], SIZES[w]);
      }
}

/* Returns picture plus change, limited by the colour gate, as both kernels
 * compute it one after the other. */
static TestPlane *
new_gated (SmoothSimd simd, const TestPlane *picture, const TestPlane *change)
{
  g_autoptr (TestPlane) chroma =
    test_plane_new (smooth_chroma_count_blocks (picture->height),
                    smooth_chroma_count_blocks (picture->width), 1);
  TestPlane *out = test_plane_new (picture->height, picture->width, 3);
  Job job = { simd, change, chroma, picture };

  test_rows_run (measure_row, &job, 0, chroma->width, 0, chroma->height,
                 chroma);
  test_rows_run (gate_row, &job, 0, out->width, 0, out->height, out);
  return out;
}

/* The picture is coloured on the left of border and grey on the right of it.
 * Coloured pixels must get all of the change; pixels 19 px and more to the
 * right of border must stay grey to the bit; and the gate must never rise from
 * left to right. */
static void
test_halves (gconstpointer simd)
{
  const int height = 40, width = 150, border = 75;
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (TestPlane) picture =
    test_plane_new_random (rand, height, width, 3);
  g_autoptr (TestPlane) change = test_plane_new_random (rand, height, width, 3);
  g_autoptr (TestPlane) out = NULL;

  for (int i = 0; i < height * width; i++)
    if (i % width >= border)
      picture->data[3 * i + 1] = picture->data[3 * i + 2] =
        picture->data[3 * i];
    else
      picture->data[3 * i + 1] = picture->data[3 * i] + 0.1f;
  out = new_gated (GPOINTER_TO_INT (simd), picture, change);
  for (int y = 0; y < height; y++)
    {
      double before = 1;

      for (int x = 0; x < width; x++)
        {
          const gsize at = 3 * ((gsize) y * width + x);
          const float *got = out->data + at;
          const float *from = picture->data + at;
          const float *changed = change->data + at;
          const double gate = ((double) got[0] - from[0] - (got[1] - from[1]))
                              / ((double) changed[0] - changed[1]);

          if (x <= border)
            for (int k = 0; k < 3; k++)
              g_assert_cmpfloat_with_epsilon (got[k], from[k] + changed[k],
                                              TEST_TOLERANCE_CHROMA);
          if (x >= border + 19)
            {
              g_assert_cmpmem (&got[0], sizeof (float), &got[1],
                               sizeof (float));
              g_assert_cmpmem (&got[0], sizeof (float), &got[2],
                               sizeof (float));
            }
          if (fabs (changed[0] - changed[1]) > 0.01)
            {
              g_assert_cmpfloat (gate, <=, before + TEST_TOLERANCE_CHROMA_GATE);
              before = gate;
            }
        }
    }
}

/* If a picture is grey, the result must be grey, whatever colours the change
 * has. */
static void
test_grey (gconstpointer simd)
{
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (TestPlane) picture = test_plane_new_random (rand, 33, 261, 3);
  g_autoptr (TestPlane) change = test_plane_new_random (rand, 33, 261, 3);
  g_autoptr (TestPlane) out = NULL;

  for (int i = 0; i < 33 * 261; i++)
    picture->data[3 * i + 1] = picture->data[3 * i + 2] = picture->data[3 * i];
  out = new_gated (GPOINTER_TO_INT (simd), picture, change);
  for (int i = 0; i < 33 * 261; i++)
    {
      const float *got = out->data + 3 * i;
      const double mean = ((double) change->data[3 * i]
                           + change->data[3 * i + 1] + change->data[3 * i + 2])
                          / 3;

      g_assert_cmpmem (&got[0], sizeof (float), &got[1], sizeof (float));
      g_assert_cmpmem (&got[0], sizeof (float), &got[2], sizeof (float));
      g_assert_cmpfloat_with_epsilon (got[0], picture->data[3 * i] + mean,
                                      TEST_TOLERANCE_CHROMA);
    }
}

/* All SIMD variants compute the same bits. */
static void
test_variants (gconstpointer simd)
{
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (TestPlane) picture = new_picture (rand, 90, 203);
  g_autoptr (TestPlane) change = test_plane_new_random (rand, 90, 203, 3);
  g_autoptr (TestPlane) out =
    new_gated (GPOINTER_TO_INT (simd), picture, change);
  g_autoptr (TestPlane) baseline =
    new_gated (SMOOTH_SIMD_BASELINE, picture, change);

  g_assert_cmpmem (out->data, test_plane_get_size (out) * sizeof (float),
                   baseline->data,
                   test_plane_get_size (baseline) * sizeof (float));
}

void
test_chroma_add (void)
{
  test_add_for_each_simd ("colour-gate", "sizes", test_sizes);
  test_add_for_each_simd ("colour-gate", "halves", test_halves);
  test_add_for_each_simd ("colour-gate", "grey", test_grey);
  test_add_for_each_simd ("colour-gate", "variants", test_variants);
}
