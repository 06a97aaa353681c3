/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the stages of the result (smooth/engine.h): that they follow from runs
 * on the halved picture, that stage 0 is the result itself, and that they do
 * not depend on how the engine works.
 */
#include <math.h>
#include <string.h>

#include "support/measure.h"
#include "support/reference.h"
#include "support/tolerances.h"
#include "unit/engine-support.h"

/* A picture with its result and the further stages of it. */
typedef struct
{
  Picture picture;
  SmoothArray stages[SMOOTH_MAX_DETAILS]; /* number 0 is not used */
  int n_written; /* samples written of the further stages */
} Staged;

static Staged
staged_new (const SmoothArray *from)
{
  Staged staged = { .picture = picture_new (from->width, from->height,
                                            from->n_channels) };

  memcpy (staged.picture.from.pixels, from->pixels,
          sizeof (float) * picture_count_samples (from));
  for (int i = 1; i < SMOOTH_MAX_DETAILS; i++)
    {
      staged.stages[i] = *from;
      staged.stages[i].pixels = g_new0 (float, picture_count_samples (from));
    }
  return staged;
}

static void
staged_clear (Staged *staged)
{
  picture_clear (&staged->picture);
  for (int i = 1; i < SMOOTH_MAX_DETAILS; i++)
    g_free (staged->stages[i].pixels);
}

static void
copy_rect (SmoothArray *array, const SmoothRect *rect, const float *pixels)
{
  const gsize n = (gsize) rect->width * array->n_channels;

  for (int i = 0; i < rect->height; i++)
    memcpy (array->pixels
              + ((gsize) (rect->y + i) * array->width + rect->x)
                  * array->n_channels,
            pixels + i * n, n * sizeof (float));
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error)
{
  Staged *staged = data;

  (void) error;
  copy_rect (&staged->picture.to, rect, pixels);
  return TRUE;
}

static gboolean
write_stage (gpointer data,
             int i,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  Staged *staged = data;

  (void) error;
  g_assert_cmpint (i, >=, 1);
  g_assert_cmpint (i, <, SMOOTH_MAX_DETAILS);
  copy_rect (&staged->stages[i], rect, pixels);
  staged->n_written +=
    rect->width * rect->height * staged->picture.to.n_channels;
  return TRUE;
}

static void
staged_run (SmoothEngine *engine,
            const SmoothParams *params,
            Staged *staged,
            const SmoothRect *region)
{
  const SmoothSource source = smooth_array_source (&staged->picture.from);
  const SmoothSink sink = { .write = write_smoothed,
                            .data = staged,
                            .write_stage = write_stage };
  const SmoothRunOptions options = { .region = region };
  g_autoptr (GError) error = NULL;

  smooth_engine_run (engine, params, &source, &sink, &options, &error);
  g_assert_no_error (error);
}

static TestPlane *
new_plane (const SmoothArray *array)
{
  TestPlane *plane =
    test_plane_new (array->height, array->width, array->n_channels);

  memcpy (plane->data, array->pixels,
          sizeof (float) * picture_count_samples (array));
  return plane;
}

/* Makes the picture at half the size. */
static SmoothArray
halve (const SmoothArray *from)
{
  g_autoptr (TestPlane) plane = new_plane (from);
  g_autofree double *halved = test_reference_halve (plane);
  SmoothArray to = { (from->width + 1) / 2, (from->height + 1) / 2,
                     from->n_channels, NULL };
  const gsize n = picture_count_samples (&to);

  to.pixels = g_new (float, n);
  for (gsize i = 0; i < n; i++)
    to.pixels[i] = (float) halved[i];
  return to;
}

/* Asserts that stage is x + double (smaller - d), where d is half. */
static void
check_stage (const SmoothArray *x,
             const SmoothArray *half,
             const SmoothArray *smaller,
             const SmoothArray *stage)
{
  g_autoptr (TestPlane) picture = new_plane (x);
  g_autoptr (TestPlane) change = new_plane (half);
  g_autofree double *wanted = NULL;
  double worst = 0;

  for (gsize i = 0; i < picture_count_samples (half); i++)
    change->data[i] = smaller->pixels[i] - half->pixels[i];
  wanted = test_reference_upsample (change, 2, x->height, x->width, picture);
  for (gsize i = 0; i < picture_count_samples (x); i++)
    worst = MAX (worst, fabs (wanted[i] - stage->pixels[i]));
  g_test_message ("off by %.1e", worst);
  g_assert_cmpfloat (worst, <=, TEST_TOLERANCE_STAGE);
}

/* Checks all stages of a picture with width x height pixels, of which there
 * must be n. */
static void
check_stages (Fixture *fixture, double scale, int width, int height, int n)
{
  SmoothParams params = { .strength = 0.7,
                          .texture_scale = scale,
                          .detail = -1,
                          .n_details = SMOOTH_MAX_DETAILS };
  Picture picture = picture_new_random (fixture, width, height, 3);
  Staged staged = staged_new (&picture.from);
  SmoothArray half = halve (&picture.from);
  Staged smaller = staged_new (&half);

  g_assert_cmpint (smooth_params_count_details (&params), ==, n);
  picture_run (fixture->engine, &params, &picture);
  staged_run (fixture->engine, &params, &staged, NULL);
  g_assert_cmpint (staged.n_written, ==, (n - 1) * width * height * 3);
  picture_assert_same_bits (&picture.to, &staged.picture.to);
  if (n > 1)
    {
      /* At a texture scale below 2, the strength of the coarser octave is that
       * share of the whole strength. */
      if (scale < 2)
        params.strength *= log2 (scale);
      params.texture_scale = MAX (scale / 2, 1);
      staged_run (fixture->engine, &params, &smaller, NULL);
    }
  for (int i = 1; i < n; i++)
    check_stage (&picture.from, &half,
                 i == 1 ? &smaller.picture.to : &smaller.stages[i - 1],
                 &staged.stages[i]);
  picture_clear (&picture);
  staged_clear (&staged);
  staged_clear (&smaller);
  g_free (half.pixels);
}

static void
test_stages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double scale;
    int width, height, n_stages;
  } CASES[] = { { 1, 64, 48, 1 }, { 1.5, 90, 61, 2 }, { 2, 65, 88, 2 },
                { 3, 96, 64, 3 }, { 8, 120, 75, 4 },  { 16, 96, 130, 4 } };
  const int n = G_N_ELEMENTS (CASES);

  (void) data;
  for (int i = test_get_first (n); i < n; i += test_get_step ())
    check_stages (fixture, CASES[i].scale, CASES[i].width, CASES[i].height,
                  CASES[i].n_stages);
}

/* The number of layers that are asked for is the number of stages, if there are
 * so many octaves. */
static void
test_number (Fixture *fixture, gconstpointer data)
{
  Picture picture = picture_new_random (fixture, 70, 50, 3);
  Staged all = staged_new (&picture.from);
  SmoothParams params = {
    .strength = 1, .texture_scale = 5, .detail = -1, .n_details = 4
  };

  (void) data;
  staged_run (fixture->engine, &params, &all, NULL);
  for (int n = 1 + test_get_first (3); n < 4; n += test_get_step ())
    {
      Staged some = staged_new (&picture.from);

      params.n_details = n;
      g_assert_cmpint (smooth_params_count_details (&params), ==, n);
      staged_run (fixture->engine, &params, &some, NULL);
      g_assert_cmpint (some.n_written, ==, (n - 1) * 70 * 50 * 3);
      picture_assert_same_bits (&all.picture.to, &some.picture.to);
      for (int i = 1; i < n; i++)
        picture_assert_same_bits (&all.stages[i], &some.stages[i]);
      staged_clear (&some);
    }
  picture_clear (&picture);
  staged_clear (&all);
}

/* Regions, threads and bands make no difference, to the bit; nor is there one
 * with alpha, with samples outside [0, 1], or where the picture is tileable. */
static void
test_regions (Fixture *fixture, gconstpointer data)
{
  const SmoothRect region = { 0, 17, 61, 30 };
  g_autoptr (SmoothEngine) other = fixture_new_engine (fixture->model, 1, 8);

  (void) data;
  for (int i = test_get_first (4); i < 4; i += test_get_step ())
    {
      const gboolean is_tileable = i == 2;
      const SmoothParams params = { .strength = 0.9,
                                    .texture_scale = is_tileable ? 2 : 3,
                                    .detail = i == 1 ? 0.7 : -1,
                                    .channels = i % 3,
                                    .is_tileable = is_tileable,
                                    .n_details = 3 };
      const int n = smooth_params_count_details (&params);
      Picture picture = picture_new_random (fixture, 130, 101, 1 + i);
      Staged whole, part;

      picture.from.pixels[41 * 130 * (1 + i)] = 3;
      whole = staged_new (&picture.from);
      part = staged_new (&picture.from);
      staged_run (fixture->engine, &params, &whole, NULL);
      staged_run (other, &params, &part, &region);
      for (int k = 1; k < n; k++)
        for (int y = region.y; y < region.y + region.height; y++)
          {
            const gsize at = (gsize) y * 130 * (1 + i);

            g_assert_cmpmem (part.stages[k].pixels + at,
                             sizeof (float) * region.width * (1 + i),
                             whole.stages[k].pixels + at,
                             sizeof (float) * region.width * (1 + i));
          }
      staged_clear (&whole);
      staged_clear (&part);
      picture_clear (&picture);
    }
}

/* At strength 0 all stages are the picture itself, to the bit. */
static void
test_strength_0 (Fixture *fixture, gconstpointer data)
{
  const SmoothParams params = { .texture_scale = 16,
                                .detail = -1,
                                .n_details = 4 };
  Picture picture = picture_new_random (fixture, 50, 40, 4);
  Staged staged = staged_new (&picture.from);

  (void) data;
  staged_run (fixture->engine, &params, &staged, NULL);
  picture_assert_same_bits (&picture.from, &staged.picture.to);
  for (int i = 1; i < SMOOTH_MAX_DETAILS; i++)
    picture_assert_same_bits (&picture.from, &staged.stages[i]);
  picture_clear (&picture);
  staged_clear (&staged);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-stages/stages", test_stages);
  FIXTURE_ADD ("/engine-stages/number", test_number);
  FIXTURE_ADD ("/engine-stages/regions", test_regions);
  FIXTURE_ADD ("/engine-stages/strength-0", test_strength_0);
  return g_test_run ();
}
