/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of kernel/conv.h. Convolutions of random shapes and of the networks'
 * own are compared with the naive loop in double. Random parts of a plane are
 * compared with the same plane computed as a whole; they must be the same to
 * the bit.
 */
#include "kernels/kernels.h"

#include "kernels/cases.h"
#include "kernels/conv-run.h"

#include "support/measure.h"
#include "support/tolerances.h"

#include <math.h>
#include <string.h>

#define N_RANDOM 40
#define N_CUTS 12
#define MAX_CHANNELS 130
#define MAX_PX 67

/* How many multiply-adds a random case has at most, so that the naive loop does
 * not take too long. */
#define MAX_WORK 1.5e7

typedef struct
{
  SmoothConvShape shape;
  int height, width;
} Case;

/* What the naive loop computes of a case: its outputs, and the bounds of their
 * errors, as support/reference.h describes them. */
typedef struct
{
  double *outputs, *sums, *squares;
} Wanted;

/* Returns whether conv is computed by Winograd's algorithm: only that has tiles
 * of several columns. */
static gboolean
is_winograd (const SmoothConv *conv)
{
  return smooth_conv_get_grain (conv) > 1;
}

static double
get_rms (gsize n, const double *values)
{
  double squares = 0;

  for (gsize i = 0; i < n; i++)
    squares += values[i] * values[i];
  return sqrt (squares / n);
}

/* Asserts that the error of each output is within the bound that follows from
 * the number of roundings, as support/tolerances.h explains. */
static void
check_each (const char *text,
            const TestConv *test,
            SmoothSimd simd,
            gsize n,
            const double *errors,
            const double *sums)
{
  const SmoothConvShape *shape = &test->shape;
  const int n_terms = shape->in_channels * shape->size * shape->size;
  const int n_divided =
    MIN (n_terms, TEST_CONV_CHAIN_ROUNDINGS + n_terms / TEST_CONV_CHAIN_LENGTH);
  const int n_summed = simd == SMOOTH_SIMD_BLAS ? n_terms : n_divided;
  const double bar =
    TEST_CONV_UNIT_ROUNDOFF * (n_summed + TEST_CONV_EPILOGUE_ROUNDINGS);

  for (gsize i = 0; i < n; i++)
    if (!(errors[i] <= bar * sums[i]))
      g_error ("%s: output %zu has error %g, allowed %g", text, i, errors[i],
               bar * sums[i]);
}

/* Asserts the bound of support/tolerances.h for all outputs together: for
 * direct convolution, on the root mean square of the errors; for Winograd's, on
 * the largest error. */
static void
check_all (const char *text,
           const SmoothConv *conv,
           SmoothSimd simd,
           gsize n,
           const double *errors,
           const double *squares)
{
  const double size = get_rms (n, squares);
  double error = get_rms (n, errors);
  double tolerance = simd == SMOOTH_SIMD_BLAS ? TEST_TOLERANCE_CONV_RMS_BLAS
                                              : TEST_TOLERANCE_CONV_RMS;

  if (is_winograd (conv))
    {
      error = 0;
      for (gsize i = 0; i < n; i++)
        error = MAX (error, errors[i]);
      tolerance = TEST_TOLERANCE_CONV_WINOGRAD;
    }
  else if (n < TEST_CONV_MIN_OUTPUTS)
    return;
  if (g_test_verbose ())
    g_test_message ("%s: error %g, allowed %g", text, error / size, tolerance);
  if (!(error <= tolerance * size))
    g_error ("%s: error %g, allowed %g", text, error / size, tolerance);
}

static void
init_wanted (Wanted *wanted, const TestConv *test, const TestPlane *in)
{
  wanted->outputs = test_reference_conv (test, in);
  wanted->sums = test_reference_conv_sums (test, in);
  wanted->squares = test_reference_conv_squares (test, in);
}

static void
clear_wanted (Wanted *wanted)
{
  g_free (wanted->outputs);
  g_free (wanted->sums);
  g_free (wanted->squares);
}

/* Compares out with the naive loop. */
static void
check_errors (const char *text,
              const TestConv *test,
              const SmoothConv *conv,
              SmoothSimd simd,
              const Wanted *wanted,
              const TestPlane *out)
{
  const gsize n = test_plane_get_size (out);
  g_autofree double *errors = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    errors[i] = fabs (wanted->outputs[i] - out->data[i]);
  if (!is_winograd (conv))
    check_each (text, test, simd, n, errors, wanted->sums);
  check_all (text, conv, simd, n, errors, wanted->squares);
}

static char *
describe (const Case *c, SmoothSimd simd)
{
  return g_strdup_printf ("%s: %d -> %d channels, %dx%d, stride %d, dilation "
                          "%d, on %d rows x %d columns",
                          smooth_simd_get_name (simd), c->shape.in_channels,
                          c->shape.out_channels, c->shape.size, c->shape.size,
                          c->shape.stride, c->shape.dilation, c->height,
                          c->width);
}

static SmoothConvShape
pick_shape (GRand *rand)
{
  SmoothConvShape shape = {
    .in_channels = g_rand_int_range (rand, 1, MAX_CHANNELS + 1),
    .out_channels = g_rand_int_range (rand, 1, MAX_CHANNELS + 1),
    .size = g_rand_int_range (rand, 0, 3) > 0 ? 3 : 1,
    .stride = g_rand_int_range (rand, 1, 3),
    .dilation = 1,
  };

  if (shape.size == 3 && shape.stride == 1 && g_rand_boolean (rand))
    shape.dilation = g_rand_int_range (rand, 2, 6);
  return shape;
}

static Case
pick_case (GRand *rand)
{
  Case c = { .shape = pick_shape (rand) };
  const double work = (double) c.shape.in_channels * c.shape.out_channels
                      * c.shape.size * c.shape.size;

  c.width = g_rand_int_range (rand, 1, MAX_PX + 1);
  c.height = g_rand_int_range (
    rand, 1, CLAMP ((int) (MAX_WORK / work / c.width), 1, MAX_PX) + 1);
  return c;
}

/* Compares the whole plane with the naive loop, then random parts of it with
 * the whole, to the bit. */
static void
check_simd (const Case *c,
            SmoothSimd simd,
            const TestConv *test,
            const TestPlane *in,
            const Wanted *wanted,
            GRand *rand)
{
  g_autofree char *text = describe (c, simd);
  g_autoptr (TestPlane) out = test_conv_new_out (&c->shape, in);
  g_autoptr (SmoothConv) conv = test_conv_pack (test, simd);
  const TestCut whole = test_cut_whole (rand, conv, out);

  test_conv_run (test, conv, in, &whole, out);
  check_errors (text, test, conv, simd, wanted, out);
  for (int i = 0; i < N_CUTS; i++)
    {
      g_autoptr (TestPlane) part = test_conv_new_out (&c->shape, in);
      TestCut cut = test_cut_random (rand, conv, out, whole.y0);

      test_conv_run (test, conv, in, &cut, part);
      for (int y = MAX (cut.y0, 0); y < cut.y1; y++)
        {
          const gsize start = ((gsize) y * out->width + cut.x0) * out->channels;

          if (memcmp (part->data + start, out->data + start,
                      (gsize) (cut.x1 - cut.x0) * out->channels * 4)
              != 0)
            g_error ("%s: row %d differs when columns %d .. %d and rows "
                     "%d .. %d are computed by %d",
                     text, y, cut.x0, cut.x1, cut.y0, cut.y1, cut.chunk_rows);
        }
    }
}

/* Checks all SIMD variants that the machine runs. The naive loop, which takes
 * most of the time, computes the case once for all of them. */
static void
check (const Case *c, GRand *rand)
{
  g_autoptr (TestPlane) in =
    test_plane_new_random (rand, c->height, c->width, c->shape.in_channels);
  g_autoptr (TestPlane) out = test_conv_new_out (&c->shape, in);
  TestConv test;
  Wanted wanted;

  test_conv_init (&test, &c->shape, rand, out);
  init_wanted (&wanted, &test, in);
  for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
    if (smooth_simd_is_available (simd))
      check_simd (c, simd, &test, in, &wanted, rand);
  clear_wanted (&wanted);
  test_conv_clear (&test);
}

static void
test_random_shapes (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = 0; i < N_RANDOM; i++)
    {
      const Case c = pick_case (rand);

      check (&c, rand);
    }
}

/* Tests the shapes of the networks' convolutions. */
static void
test_network_layers (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = 0; i < test_n_conv_cases; i++)
    {
      const TestConvCase *layer = &test_conv_cases[i];
      const Case c = {
        layer->shape,
        8 * layer->shape.dilation + g_rand_int_range (rand, 0, 8),
        g_rand_int_range (rand, 100, 140) / layer->reduction + 20,
      };

      check (&c, rand);
    }
}

/* Tests planes that are a little smaller or larger than a kernel, a tile or a
 * block.
 */
static void
test_edge_sizes (void)
{
  static const int sizes[] = { 1, 2, 3, 4, 5, 8, 31, 49 };
  static const SmoothConvShape shapes[] = {
    { 1, 1, 1, 1, 1 },   { 1, 1, 3, 1, 1 },   { 16, 16, 3, 1, 1 },
    { 16, 17, 3, 2, 1 }, { 17, 16, 3, 1, 2 }, { 16, 16, 3, 1, 4 },
  };
  g_autoptr (GRand) rand = test_rand_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (gsize h = 0; h < G_N_ELEMENTS (sizes); h++)
      for (gsize w = 0; w < G_N_ELEMENTS (sizes); w++)
        {
          const Case c = { shapes[i], sizes[h], sizes[w] };

          check (&c, rand);
        }
}

void
test_conv_add (void)
{
  g_test_add_func ("/conv/network-layers", test_network_layers);
  g_test_add_func ("/conv/edge-sizes", test_edge_sizes);
  g_test_add_func ("/conv/random-shapes", test_random_shapes);
}
