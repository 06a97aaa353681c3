/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures with samples outside [0, 1]: which bits stay as they are near
 * highlights, and that results have the same bits for each region, band height,
 * number of threads and preview step.
 */
#include <math.h>
#include <string.h>

#include "unit/engine-support.h"

/* A sample outside [0, 1] changes no pixel that is farther away than this; see
 * core/engine/highlights-pass.h. */
#define REACH_PX(scale) (2 + (int) ((scale) + 0.5))

/* Writes highlights, negative samples, NaN and infinity into the columns left
 * of x_end. */
static void
add_highlights (Fixture *fixture, Picture *picture, int x_end)
{
  SmoothArray *from = &picture->from;

  for (int y = 0; y < from->height; y++)
    for (int x = 0; x < x_end; x++)
      {
        float *pixel =
          from->pixels + ((gsize) y * from->width + x) * from->n_channels;
        const double factor = (x / 20 + y / 20) % 3 == 0 ? 4 : 1;

        for (int c = 0; c < MIN (from->n_channels, 3); c++)
          if (from->n_channels != 2 || c == 0)
            pixel[c] *= factor;
        if (g_rand_int_range (fixture->rand, 0, 200) == 0)
          pixel[0] = g_rand_boolean (fixture->rand) ? 50 : -0.7;
      }
}

static gboolean
is_inside (const SmoothArray *array, int x, int y)
{
  const float *pixel =
    array->pixels + ((gsize) y * array->width + x) * array->n_channels;

  for (int c = 0; c < array->n_channels; c++)
    if (!(pixel[c] >= 0 && pixel[c] <= 1))
      return FALSE;
  return TRUE;
}

/* Whether all samples within reach_px of (x, y) lie in [0, 1]. */
static gboolean
is_far (const SmoothArray *array, int x, int y, int reach_px)
{
  for (int j = MAX (y - reach_px, 0);
       j <= MIN (y + reach_px, array->height - 1); j++)
    for (int i = MAX (x - reach_px, 0);
         i <= MIN (x + reach_px, array->width - 1); i++)
      if (!is_inside (array, i, j))
        return FALSE;
  return TRUE;
}

/* A pixel that is farther than REACH_PX from all samples outside [0, 1] has the
 * bits that it has in the result of the clamped picture. */
static void
test_beside (Fixture *fixture, gconstpointer data)
{
  static const double SCALES[] = { 1, 2, 3.3 };

  (void) data;
  for (gsize i = test_get_first (G_N_ELEMENTS (SCALES));
       i < G_N_ELEMENTS (SCALES); i += test_get_step ())
    {
      const SmoothParams params = { 0.8, SCALES[i], SMOOTH_CHANNELS_ALL,
                                    -1,  FALSE,     1 };
      Picture picture = picture_new_random (fixture, 100, 70, 3);
      Picture clamped = picture_new (100, 70, 3);
      int n_far = 0, n_changed = 0;

      add_highlights (fixture, &picture, 50);
      for (gsize k = 0; k < picture_count_samples (&picture.from); k++)
        clamped.from.pixels[k] = CLAMP (picture.from.pixels[k], 0, 1);
      picture_run (fixture->engine, &params, &picture);
      picture_run (fixture->engine, &params, &clamped);
      for (int k = 0; k < 100 * 70; k++)
        {
          const gboolean same =
            memcmp (picture.to.pixels + 3 * k, clamped.to.pixels + 3 * k,
                    3 * sizeof (float))
              == 0
            && picture.edges.pixels[k] == clamped.edges.pixels[k];

          n_changed += !same;
          if (!is_far (&picture.from, k % 100, k / 100, REACH_PX (SCALES[i])))
            continue;
          g_assert_true (same);
          n_far++;
        }
      g_assert_cmpint (n_far, >, 1000);
      g_assert_cmpint (n_changed, >, 1000);
      picture_clear (&picture);
      picture_clear (&clamped);
    }
}

/* If all samples of a picture lie in [0, 1], the result has the same bits
 * whether or not the source has promised that (is_limited). */
static void
test_inside (Fixture *fixture, gconstpointer data)
{
  const SmoothParams params = { 0.6, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, 90, 70, 3);
  g_autofree float *first = NULL;
  SmoothArraySink arrays = { &picture.to, &picture.edges };
  SmoothSource source = smooth_array_source (&picture.from);
  SmoothSink sink = smooth_array_sink (&arrays);
  g_autoptr (GError) error = NULL;

  (void) data;
  picture.from.pixels[0] = 0;
  picture.from.pixels[1] = 1;
  picture_run (fixture->engine, &params, &picture);
  first = g_memdup2 (picture.to.pixels,
                     sizeof (float) * picture_count_samples (&picture.to));
  source.is_limited = TRUE;
  smooth_engine_run (fixture->engine, &params, &source, &sink, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (first, sizeof (float) * picture_count_samples (&picture.to),
                   picture.to.pixels,
                   sizeof (float) * picture_count_samples (&picture.to));
  picture_clear (&picture);
}

static void
assert_region_same (const Picture *whole,
                    const Picture *part,
                    const SmoothRect *region)
{
  const int n = whole->to.n_channels;

  for (int y = region->y; y < region->y + region->height; y++)
    {
      const gsize at = (gsize) y * whole->to.width + region->x;

      g_assert_cmpmem (
        whole->to.pixels + n * at, sizeof (float) * n * region->width,
        part->to.pixels + n * at, sizeof (float) * n * region->width);
      g_assert_cmpmem (whole->edges.pixels + at, sizeof (float) * region->width,
                       part->edges.pixels + at, sizeof (float) * region->width);
    }
}

/* Compares a region that is smoothed alone with that part of the whole result.
 * Scale, region, channels, band height and number of threads are drawn. */
static void
check_region (Fixture *fixture, int n_channels)
{
  static const double SCALES[] = { 1, 2, 4, 2.6, 16 };
  static const SmoothRect REGIONS[] = {
    { 0, 0, 103, 77 },
    { 3, 5, 50, 30 },
    { 40, 17, 31, 57 },
    { 85, 7, 9, 9 },
  };
  const SmoothParams params = {
    0.7,
    SCALES[g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (SCALES))],
    g_rand_int_range (fixture->rand, 0, 3),
    -1,
    FALSE,
    1
  };
  const SmoothRect *region =
    &REGIONS[g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (REGIONS))];
  const int n_threads = g_rand_int_range (fixture->rand, 1, 4);
  const int band_height = 8 * g_rand_int_range (fixture->rand, 1, 5);
  g_autoptr (SmoothEngine) engine =
    fixture_new_engine (fixture->model, n_threads, band_height);
  Picture whole = picture_new_random (fixture, 103, 77, n_channels);
  Picture part = picture_new (103, 77, n_channels);

  g_test_message ("%d channels, scale %g, channels %d, %d threads, bands of "
                  "%d rows, region at column %d",
                  n_channels, params.texture_scale, params.channels, n_threads,
                  band_height, region->x);
  if (smooth_has_alpha (n_channels))
    for (int k = 0; k < 103 * 77; k++)
      picture_set_alpha (&whole, k % 103, k / 103, k / 50 % 7 > 0);
  add_highlights (fixture, &whole, 58);
  picture_copy_source (&part, &whole);
  picture_run (fixture->engine, &params, &whole);
  picture_run_region (engine, &params, &part, region);
  assert_region_same (&whole, &part, region);
  picture_clear (&whole);
  picture_clear (&part);
}

/* A region's result is that part of the whole result, for any band height and
 * number of threads. */
static void
test_regions (Fixture *fixture, gconstpointer data)
{
  (void) data;
  for (int n_channels = 1 + test_get_first (4); n_channels <= 4;
       n_channels += test_get_step ())
    check_region (fixture, n_channels);
}

static void
run_preview (SmoothPreview *preview, double strength, Picture *picture)
{
  SmoothPreviewStep step = { .strength = strength, .detail = -1 };
  SmoothArraySink arrays = { &picture->to, &picture->edges };
  SmoothSink sink = smooth_array_sink (&arrays);
  g_autoptr (GError) error = NULL;

  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
}

/* Each step of a preview has the same bits as an engine run at that
 * strength. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  static const double STRENGTHS[] = { 0.3, 1, 0, 0.6 };

  (void) data;
  for (int i = test_get_first (2); i < 2; i += test_get_step ())
    {
      SmoothParams params = { 0, 1 + 2 * i, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
      Picture picture = picture_new_random (fixture, 70, 50, 3);
      Picture other;
      SmoothSource source;
      g_autoptr (GError) error = NULL;
      g_autoptr (SmoothPreview) preview = NULL;

      add_highlights (fixture, &picture, 35);
      other = picture_new (70, 50, 3);
      picture_copy_source (&other, &picture);
      source = smooth_array_source (&picture.from);
      preview = smooth_preview_new (fixture->engine, params.texture_scale,
                                    FALSE, &source, NULL, &error);
      g_assert_no_error (error);
      for (gsize k = 0; k < G_N_ELEMENTS (STRENGTHS); k++)
        {
          params.strength = STRENGTHS[k];
          run_preview (preview, STRENGTHS[k], &picture);
          picture_run (fixture->engine, &params, &other);
          picture_assert_same_bits (&picture.to, &other.to);
          picture_assert_same_bits (&picture.edges, &other.edges);
        }
      picture_clear (&picture);
      picture_clear (&other);
    }
}

/* A lone sample outside [0, 1], however large, changes no pixel but those next
 * to it, and stays finite. */
static void
test_lone (Fixture *fixture, gconstpointer data)
{
  static const float LONE[] = { 60, 1e30f, G_MAXFLOAT, -G_MAXFLOAT, -5 };
  const SmoothParams params = { 1, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };

  (void) data;
  for (gsize i = test_get_first (G_N_ELEMENTS (LONE)); i < G_N_ELEMENTS (LONE);
       i += test_get_step ())
    {
      const gsize at = 3 * (20 * 48 + 24);
      Picture picture = picture_new_random (fixture, 48, 40, 3);
      Picture clamped = picture_new (48, 40, 3);

      picture_copy_source (&clamped, &picture);
      picture.from.pixels[at] = LONE[i];
      clamped.from.pixels[at] = LONE[i] > 0;
      picture_run (fixture->engine, &params, &picture);
      picture_run (fixture->engine, &params, &clamped);
      for (int c = 0; c < 3; c++)
        g_assert_true (isfinite (picture.to.pixels[at + c]));
      memcpy (picture.to.pixels + at, clamped.to.pixels + at,
              3 * sizeof (float));
      picture_assert_same_bits (&picture.to, &clamped.to);
      picture_clear (&picture);
      picture_clear (&clamped);
    }
}

/* Samples outside [0, 1] of hidden pixels change no other pixel, and stay as
 * they are. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  const SmoothParams params = { 0.8, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new_random (fixture, 80, 60, 4);
  Picture other = picture_new (80, 60, 4);
  gsize at = 4 * (20 * 80 + 30);

  (void) data;
  for (int k = 0; k < 80 * 60; k++)
    picture_set_alpha (&picture, k % 80, k / 80, k % 80 < 50);
  picture_set_alpha (&picture, 30, 20, 0);
  picture_copy_source (&other, &picture);
  picture.from.pixels[at] = 7;
  picture_run (fixture->engine, &params, &picture);
  picture_run (fixture->engine, &params, &other);
  g_assert_cmpfloat (picture.to.pixels[at], ==, 7);
  picture.to.pixels[at] = other.to.pixels[at];
  picture_assert_same_bits (&picture.to, &other.to);
  picture_assert_same_bits (&picture.edges, &other.edges);
  picture_clear (&picture);
  picture_clear (&other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-hdr-bits/beside", test_beside);
  FIXTURE_ADD ("/engine-hdr-bits/inside", test_inside);
  FIXTURE_ADD ("/engine-hdr-bits/regions", test_regions);
  FIXTURE_ADD ("/engine-hdr-bits/preview", test_preview);
  FIXTURE_ADD ("/engine-hdr-bits/lone", test_lone);
  FIXTURE_ADD ("/engine-hdr-bits/hidden", test_hidden);
  return g_test_run ();
}
