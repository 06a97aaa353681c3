/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests rectangles, arrays as source and sink, mixing by a selection, and the
 * detail layer, which, merged in the way in which GIMP merges it, must give
 * back the original.
 */
#include <smooth/image.h>

#include <math.h>

#include "support/tolerances.h"

#define LEGACY_MIDPOINT (128.0 / 255.0)

static void
test_rect_equal (void)
{
  const SmoothRect rect = { 1, 2, 3, 4 };
  const SmoothRect others[] = {
    { 0, 2, 3, 4 }, { 1, 0, 3, 4 }, { 1, 2, 0, 4 }, { 1, 2, 3, 0 }
  };
  const SmoothRect copy = rect;

  g_assert_true (smooth_rect_equal (&rect, &copy));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (smooth_rect_equal (&rect, &others[i]));
}

static void
test_rect_contains (void)
{
  const SmoothRect outer = { -2, 3, 10, 5 };
  const struct
  {
    SmoothRect inner;
    gboolean is_inside;
  } cases[] = {
    { { -2, 3, 10, 5 }, TRUE },       { { 7, 7, 1, 1 }, TRUE },
    { { 8, 8, 0, 0 }, TRUE },         { { -3, 3, 1, 1 }, FALSE },
    { { -2, 2, 1, 1 }, FALSE },       { { 7, 7, 2, 1 }, FALSE },
    { { 7, 7, 1, 2 }, FALSE },        { { 9, 3, 0, 0 }, FALSE },
    { { 0, 4, -1, 1 }, FALSE },       { { 0, 4, 1, -1 }, FALSE },
    { { 0, 4, G_MAXINT, 1 }, FALSE }, { { G_MAXINT, 4, 1, 1 }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (smooth_rect_contains (&outer, &cases[i].inner), ==,
                     cases[i].is_inside);
}

static void
test_rect_intersect (void)
{
  const SmoothRect a = { 2, 3, 10, 5 };
  const struct
  {
    SmoothRect b, shared;
  } cases[] = {
    { { 0, 0, 100, 100 }, { 2, 3, 10, 5 } },
    { { 4, 1, 3, 4 }, { 4, 3, 3, 2 } },
    { { 11, 7, 9, 9 }, { 11, 7, 1, 1 } },
    { { 12, 3, 4, 5 }, { 12, 3, 0, 0 } },
    { { 2, 20, 10, 5 }, { 2, 20, 0, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SmoothRect shared, other = cases[i].b;

      smooth_rect_intersect (&a, &cases[i].b, &shared);
      g_assert_true (smooth_rect_equal (&shared, &cases[i].shared));
      smooth_rect_intersect (&other, &a, &other);
      g_assert_true (smooth_rect_equal (&other, &shared));
    }
}

static void
test_has_alpha (void)
{
  const gboolean wanted[] = { FALSE, TRUE, FALSE, TRUE };

  for (int n_channels = 1; n_channels <= 4; n_channels++)
    g_assert_cmpint (smooth_has_alpha (n_channels), ==, wanted[n_channels - 1]);
}

/* Makes a picture in which the value of each sample is its own index. */
static void
fill_with_places (SmoothArray *array)
{
  int n_floats = array->width * array->height * array->n_channels;

  for (int i = 0; i < n_floats; i++)
    array->pixels[i] = (float) i;
}

static void
test_source_reads_rectangles (void)
{
  float pixels[4 * 3 * 2];
  SmoothArray array = { 4, 3, 2, pixels };
  SmoothSource source = smooth_array_source (&array);
  const SmoothRect rect = { 1, 1, 2, 2 };
  const float wanted[] = { 10, 11, 12, 13, 18, 19, 20, 21 };
  float got[9];

  fill_with_places (&array);
  got[8] = -1;
  g_assert_cmpint (source.width, ==, 4);
  g_assert_cmpint (source.height, ==, 3);
  g_assert_cmpint (source.n_channels, ==, 2);
  g_assert_true (source.read (source.data, &rect, got, NULL));
  g_assert_cmpmem (got, sizeof wanted, wanted, sizeof wanted);
  g_assert_cmpfloat (got[8], ==, -1.0f);
}

static void
test_source_refuses_outside (void)
{
  float pixels[4] = { 0 };
  float got[16];
  SmoothArray array = { 2, 2, 1, pixels };
  SmoothSource source = smooth_array_source (&array);
  const SmoothRect outside[] = {
    { -1, 0, 1, 1 }, { 0, -1, 1, 1 },       { 1, 0, 2, 1 },
    { 0, 2, 1, 1 },  { 0, 0, 1, G_MAXINT }, { 2, 0, -1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*contains*failed*");
      g_assert_false (source.read (source.data, &outside[i], got, NULL));
      g_test_assert_expected_messages ();
    }
}

static void
test_sink_writes_rectangles (void)
{
  float smoothed_pixels[3 * 2 * 2] = { 0 };
  float edge_pixels[3 * 2] = { 0 };
  SmoothArray smoothed = { 3, 2, 2, smoothed_pixels };
  SmoothArray edges = { 3, 2, 1, edge_pixels };
  SmoothArraySink arrays = { &smoothed, &edges };
  SmoothSink sink = smooth_array_sink (&arrays);
  const SmoothRect rect = { 1, 1, 2, 1 };
  const float pixels[] = { 1, 2, 3, 4 };
  const float wanted_smoothed[3 * 2 * 2] = { [8] = 1, 2, 3, 4 };
  const float wanted_edges[3 * 2] = { [4] = 1, 2 };

  g_assert_true (sink.write (sink.data, &rect, pixels, NULL));
  g_assert_true (sink.write_edges (sink.data, &rect, pixels, NULL));
  g_assert_cmpmem (smoothed_pixels, sizeof smoothed_pixels, wanted_smoothed,
                   sizeof wanted_smoothed);
  g_assert_cmpmem (edge_pixels, sizeof edge_pixels, wanted_edges,
                   sizeof wanted_edges);
}

static void
test_sink_leaves_out (void)
{
  float pixel;
  SmoothArray array = { 1, 1, 1, &pixel };
  SmoothArraySink smoothed = { &array, NULL };
  SmoothArraySink edges = { NULL, &array };

  g_assert_nonnull (smooth_array_sink (&smoothed).write);
  g_assert_null (smooth_array_sink (&smoothed).write_edges);
  g_assert_null (smooth_array_sink (&edges).write);
  g_assert_nonnull (smooth_array_sink (&edges).write_edges);
}

/* For all 8-bit values of original and smoothed: a pixel counts as restored
 * exactly if its detail is an 8-bit value itself, and then merging gives the
 * original. */
static void
test_detail_legacy (void)
{
  for (int original = 0; original < 256; original++)
    for (int smoothed = 0; smoothed < 256; smoothed++)
      {
        float above = (float) original / 255.0f;
        float below = (float) smoothed / 255.0f;
        int level = original - smoothed + 128;
        guint64 n_unheld = 0;
        float detail;
        double stored, merged;

        smooth_detail_pixels (SMOOTH_DETAIL_LEGACY, 1, 1, &above, &below,
                              &detail, &n_unheld);
        g_assert_cmpuint (n_unheld, ==, level < 0 || level > 255);
        stored = round ((double) detail * 255.0);
        g_assert_cmpfloat (stored, ==, CLAMP (level, 0, 255));
        merged = (double) below + stored / 255.0 - LEGACY_MIDPOINT;
        if (n_unheld == 0)
          g_assert_cmpfloat (round (merged * 255.0), ==, original);
      }
}

static void
test_detail_float (void)
{
  const float original[] = { 0.25f, 3.0f, -2.0f, 1e-3f };
  const float smoothed[] = { 0.75f, 0.5f, 1.0f, 2e-3f };
  const float wanted[] = { 0.0f, 3.0f, -2.5f, 0.499f };
  float detail[4];
  guint64 n_unheld = 0;

  smooth_detail_pixels (SMOOTH_DETAIL_FLOAT, 1, 4, original, smoothed, detail,
                        &n_unheld);
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (detail[i], wanted[i],
                                    TEST_TOLERANCE_DETAIL);
  g_assert_cmpuint (n_unheld, ==, 0);
}

/* A pixel that the detail layer cannot restore is counted once, not once for
 * each channel, and also if it is nearly transparent. The detail layer is
 * opaque: its alpha is 1. */
static void
test_detail_alpha_and_count (void)
{
  const float original[] = { 1, 1, 1, 0.2f, 0.5f, 0.5f, 0.5f, 9 };
  const float smoothed[] = { 0, 0, 0, 0.2f, 0.5f, 0.5f, 0.5f, 0 };
  float detail[8];
  guint64 n_unheld = 40;

  smooth_detail_pixels (SMOOTH_DETAIL_LEGACY, 4, 2, original, smoothed, detail,
                        &n_unheld);
  g_assert_cmpuint (n_unheld, ==, 41);
  g_assert_cmpfloat (detail[0], ==, 1.0f);
  g_assert_cmpfloat (detail[3], ==, 1.0f);
  g_assert_cmpfloat (detail[4], ==, (float) LEGACY_MIDPOINT);
  g_assert_cmpfloat (detail[7], ==, 1.0f);

  smooth_detail_pixels (SMOOTH_DETAIL_LEGACY, 2, 2, original, smoothed, detail,
                        &n_unheld);
  /* The detail can restore neither of the two pixels. The first one is
   * transparent in the smoothed picture, so only the second is counted. */
  g_assert_cmpuint (n_unheld, ==, 42);
  g_assert_cmpfloat (detail[1], ==, 1.0f);
}

/* Computes the result of GIMP 3's GRAIN_MERGE_LEGACY for an opaque detail layer
 * above a pixel of any alpha (app/operations/layer-modes-legacy in GIMP's
 * source). */
static double
merge_legacy (double below, double alpha, double detail)
{
  double ratio = 1.0 / (2.0 - alpha);
  double sum = CLAMP (below + detail - LEGACY_MIDPOINT, 0.0, 1.0);

  return below * (1.0 - ratio) + sum * ratio;
}

/* Above a half-transparent pixel the legacy mode shows only a part of the
 * detail: either merging gives the original, or the pixel is counted. */
static void
test_detail_legacy_alpha (void)
{
  guint64 n_held = 0;

  for (int alpha = 1; alpha <= 4; alpha++)
    for (int original = 0; original <= 20; original++)
      for (int smoothed = 0; smoothed <= 20; smoothed++)
        {
          float above[2] = { (float) original / 20, (float) alpha / 4 };
          float below[2] = { (float) smoothed / 20, (float) alpha / 4 };
          float detail[2];
          guint64 n_unheld = 0;
          double merged;

          smooth_detail_pixels (SMOOTH_DETAIL_LEGACY, 2, 1, above, below,
                                detail, &n_unheld);
          merged = merge_legacy (below[0], below[1], detail[0]);
          g_assert_cmpint (fabs (merged - above[0])
                             < TEST_TOLERANCE_DETAIL_MERGED,
                           ==, n_unheld == 0);
          n_held += n_unheld == 0;
        }
  g_assert_cmpuint (n_held, >, 400);
}

static void
test_detail_integer (void)
{
  const float original[] = { 1.0f, 1.0f, 0.0f, 0.0f, 0.3f };
  const float smoothed[] = { 0.5f, 0.4f, 0.5f, 0.6f, 0.2f };
  const float wanted[] = { 1.0f, 1.0f, 0.0f, 0.0f, 0.6f };
  float detail[5];
  guint64 n_unheld = 0;

  smooth_detail_pixels (SMOOTH_DETAIL_INTEGER, 1, 5, original, smoothed, detail,
                        &n_unheld);
  for (int i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (detail[i], wanted[i],
                                    TEST_TOLERANCE_DETAIL);
  g_assert_cmpuint (n_unheld, ==, 2);
}

static void
test_mix (void)
{
  const float mask[] = { -1.0f, 0.0f, 0.25f, 1.0f, 0.5f };
  const float before[] = { 0.1f, 0.3f, 7.0f, NAN,  4.0f,
                           0.0f, 5.0f, 6.0f, 1.0f, INFINITY };
  float after[] = { 9.0f, NAN,  9.0f, INFINITY, 0.0f,
                    2.0f, 0.7f, 0.9f, 3.0f,     INFINITY };
  const float wanted[] = { 0.1f, 0.3f, 7.0f, NAN,  3.0f,
                           0.5f, 0.7f, 0.9f, 2.0f, INFINITY };

  smooth_mix_pixels (2, 5, mask, before, after);
  for (int i = 0; i < 10; i++)
    if (isnan (wanted[i]))
      g_assert_true (isnan (after[i]));
    else
      g_assert_cmpfloat (after[i], ==, wanted[i]);
}

static void
test_detail_not_finite (void)
{
  const float original[] = { NAN, INFINITY, -INFINITY, 3e38f };
  const float smoothed[] = { NAN, INFINITY, -INFINITY, -3e38f };
  const SmoothDetailMode modes[] = { SMOOTH_DETAIL_LEGACY, SMOOTH_DETAIL_FLOAT,
                                     SMOOTH_DETAIL_INTEGER };
  const float midpoints[] = { (float) LEGACY_MIDPOINT, 0.5f, 0.5f };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      guint64 n_unheld = 0;
      float detail[4];

      smooth_detail_pixels (modes[i], 1, 4, original, smoothed, detail,
                            &n_unheld);
      g_assert_cmpuint (n_unheld, ==, 4);
      for (int k = 0; k < 4; k++)
        g_assert_cmpfloat (detail[k], ==, midpoints[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/rect-equal", test_rect_equal);
  g_test_add_func ("/image/rect-contains", test_rect_contains);
  g_test_add_func ("/image/rect-intersect", test_rect_intersect);
  g_test_add_func ("/image/has-alpha", test_has_alpha);
  g_test_add_func ("/image/source-reads-rectangles",
                   test_source_reads_rectangles);
  g_test_add_func ("/image/source-refuses-outside",
                   test_source_refuses_outside);
  g_test_add_func ("/image/sink-writes-rectangles",
                   test_sink_writes_rectangles);
  g_test_add_func ("/image/sink-leaves-out", test_sink_leaves_out);
  g_test_add_func ("/image/detail-legacy", test_detail_legacy);
  g_test_add_func ("/image/detail-float", test_detail_float);
  g_test_add_func ("/image/detail-alpha-and-count",
                   test_detail_alpha_and_count);
  g_test_add_func ("/image/detail-legacy-alpha", test_detail_legacy_alpha);
  g_test_add_func ("/image/detail-integer", test_detail_integer);
  g_test_add_func ("/image/detail-not-finite", test_detail_not_finite);
  g_test_add_func ("/image/mix", test_mix);
  return g_test_run ();
}
