/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests steps of a preview in which the strength stays and another parameter
 * changes.
 */
#include <math.h>
#include <string.h>

#include "unit/engine-support.h"

#define WIDTH 120
#define HEIGHT 90

/* Adds samples outside [0, 1] and some that are not finite. */
static void
add_odd_samples (Picture *picture)
{
  static const float ODD[] = { NAN, INFINITY, -INFINITY, -3, 7, 60, 1.5f };
  const gsize n = picture_count_samples (&picture->from);

  for (gsize i = 0; i < G_N_ELEMENTS (ODD); i++)
    picture->from.pixels[n / 9 * (i + 1) + i] = ODD[i];
}

/* Implements SmoothReportFunc: counts the passes of the networks. */
static void
count_pass (gpointer data, const char *text)
{
  (void) text;
  ++*(int *) data;
}

/* Makes a step, and asserts that it gives the bits of an engine run. */
static void
check_step (Fixture *fixture,
            SmoothPreview *preview,
            const SmoothParams *params,
            Picture *part,
            Picture *whole)
{
  const SmoothPreviewStep step = { .strength = params->strength,
                                   .channels = params->channels,
                                   .detail = params->detail };
  SmoothArraySink arrays = { &part->to, &part->edges };
  SmoothSink sink = smooth_array_sink (&arrays);
  g_autoptr (GError) error = NULL;

  memset (part->to.pixels, 0xff,
          sizeof (float) * picture_count_samples (&part->to));
  memset (part->edges.pixels, 0xff,
          sizeof (float) * picture_count_samples (&part->edges));
  smooth_preview_run (preview, &step, &sink, &error);
  g_assert_no_error (error);
  picture_run (fixture->engine, params, whole);
  picture_assert_same_bits (&part->to, &whole->to);
  picture_assert_same_bits (&part->edges, &whole->edges);
}

/* In a preview, a step in which only detail or channels change runs no network:
 * the engine reports the times of each pass, and there are none of this step.
 * Its result is that of an engine run, also near samples outside [0, 1]. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    SmoothParams params;
    int n_passes; /* how many passes were made by the end of the step */
  } STEPS[] = {
    { { 0.6, 2, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 }, 1 },
    { { 0.6, 2, SMOOTH_CHANNELS_ALL, 0.7, FALSE, 1 }, 1 },
    { { 0.6, 2, SMOOTH_CHANNELS_LUMINANCE, 2.5, FALSE, 1 }, 1 },
    { { 0.6, 2, SMOOTH_CHANNELS_LUMINANCE, 0, FALSE, 1 }, 1 },
    { { 0.2, 2, SMOOTH_CHANNELS_LUMINANCE, 0, FALSE, 1 }, 2 },
    { { 0.2, 2, SMOOTH_CHANNELS_COLOUR, 0.3, FALSE, 1 }, 2 },
    { { 0.6, 2, SMOOTH_CHANNELS_ALL, 0.3, FALSE, 1 }, 3 },
  };
  int n_passes = 0;
  const SmoothEngineOptions options = { .n_threads = 2,
                                        .is_timed = TRUE,
                                        .report = count_pass,
                                        .report_data = &n_passes };
  g_autoptr (SmoothEngine) engine =
    smooth_engine_new (fixture->model, &options, NULL);

  (void) data;
  g_assert_nonnull (engine);
  for (int n_channels = 3; n_channels <= 4; n_channels++)
    {
      Picture part = picture_new_random (fixture, WIDTH, HEIGHT, n_channels);
      Picture whole = picture_new (WIDTH, HEIGHT, n_channels);
      SmoothSource source = smooth_array_source (&part.from);
      g_autoptr (SmoothPreview) preview = NULL;

      add_odd_samples (&part);
      picture_copy_source (&whole, &part);
      preview = smooth_preview_new (engine, 2, FALSE, &source, NULL, NULL);
      g_assert_nonnull (preview);
      n_passes = 0;
      for (gsize i = 0; i < G_N_ELEMENTS (STEPS); i++)
        {
          check_step (fixture, preview, &STEPS[i].params, &part, &whole);
          g_assert_cmpint (n_passes, ==, STEPS[i].n_passes);
        }
      picture_clear (&part);
      picture_clear (&whole);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-detail-preview/steps", test_preview);
  return g_test_run ();
}
