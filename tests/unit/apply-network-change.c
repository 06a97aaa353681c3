/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how the networks' changes are added to the source's pixels. Each pixel
 * is compared with the formula in engine/apply-network-change.h, computed in
 * double. Alpha, hidden pixels (alpha 0) and samples that are not finite must
 * not change.
 */
#include "engine/apply-network-change.h"

#include <math.h>
#include <string.h>

#include "support/measure.h"
#include "support/tolerances.h"
#include "unit/pixel-support.h"

/* Rows are wider than the pieces in which smooth_exposure_get_row () computes
 * the gains and offsets of a row. */
#define WIDTH 270
#define HEIGHT 12

static const double LUMA[] = { 0.2126, 0.7152, 0.0722 };

/* The arguments of one call of the tested function. */
typedef struct
{
  SmoothArray source;
  const SmoothExposure *exposure;
  SmoothChannels channels;
  double detail;
  gboolean is_limited;
  float *smoothed; /* the networks' result, 3 channels */
} Trial;

/* Reduces change, a change in RGB, to its luma or to its colour, as the
 * parameter "channels" of the filter says. */
static void
mix (SmoothChannels channels, double change[3])
{
  double luma = 0;

  for (int c = 0; c < 3; c++)
    luma += LUMA[c] * change[c];
  for (int c = 0; c < 3; c++)
    if (channels == SMOOTH_CHANNELS_LUMINANCE)
      change[c] = luma;
    else if (channels == SMOOTH_CHANNELS_COLOUR)
      change[c] -= luma;
}

/* Computes the change of the tone of a pixel of n colours: what the networks
 * returned (smoothed) minus what they read (gain * tone + offset, limited to
 * [0, 1]), divided by gain, times -detail. */
static void
get_change (const Trial *trial,
            int n,
            const double *tone,
            const float *smoothed,
            double gain,
            double offset,
            double change[3])
{
  if (n == 1)
    change[0] = ((double) smoothed[0] + smoothed[1] + smoothed[2]) / 3
                - pixel_test_clamp (gain * tone[0] + offset);
  for (int c = 0; c < n && n == 3; c++)
    change[c] = smoothed[c] - pixel_test_clamp (gain * tone[c] + offset);
  if (n == 3)
    mix (trial->channels, change);
  else if (trial->channels == SMOOTH_CHANNELS_COLOUR)
    change[0] = 0;
  for (int c = 0; c < n; c++)
    change[c] *= -trial->detail / gain;
}

/* Returns whether a finite colour is above 4, where engine/tone.h compresses by
 * a logarithm, before (tone) or after (changed) the networks' change was
 * added. */
static gboolean
is_beyond (int n, const double *tone, const double *changed)
{
  for (int c = 0; c < n; c++)
    if (isfinite (tone[c]) && (fabs (tone[c]) > 4 || fabs (changed[c]) > 4))
      return TRUE;
  return FALSE;
}

/* Asserts that the pixel got is the pixel from whose tone was changed by
 * change. Without an exposure the colours themselves are changed. */
static void
assert_colours (const Trial *trial,
                const float *from,
                const double *tone,
                const double *change,
                double gain,
                const float *got)
{
  const int n = trial->source.n_channels < 3 ? 1 : 3;
  double changed[3] = { 0 }, finite[3] = { 0 }, before[3], after[3];
  double size = fmax (1, 1 / gain);

  for (int c = 0; c < n; c++)
    if (isfinite (from[c]))
      {
        finite[c] = tone[c];
        changed[c] = tone[c] + change[c];
      }
  memcpy (before, finite, sizeof before);
  memcpy (after, changed, sizeof after);
  if (trial->exposure != NULL)
    {
      pixel_test_expand (n, finite, before);
      pixel_test_expand (n, changed, after);
    }
  for (int c = 0; c < n; c++)
    size = fmax (size, fmax (fabs (before[c]), fabs (after[c])));
  for (int c = 0; c < n; c++)
    if (isfinite (from[c]))
      g_assert_cmpfloat (fabs (got[c] - (from[c] + after[c] - before[c])), <=,
                         size
                           * (is_beyond (n, finite, changed)
                                ? TEST_TOLERANCE_COMPOSE_TONE
                                : TEST_TOLERANCE_COMPOSE));
    else
      g_assert_cmpmem (&got[c], sizeof (float), &from[c], sizeof (float));
}

static void
assert_pixel (const Trial *trial, int x, int y, const float *got)
{
  const int n_channels = trial->source.n_channels;
  const int n = n_channels < 3 ? 1 : 3;
  const float *from = pixel_test_get (&trial->source, x, y);
  const float *smoothed = trial->smoothed + 3 * ((gsize) y * WIDTH + x);
  double gain, offset, tone[3], change[3], slack = 1;

  if (smooth_has_alpha (n_channels))
    {
      g_assert_cmpfloat (got[n], ==, from[n]);
      if (!(from[n] > 0))
        {
          g_assert_cmpmem (got, n * sizeof (float), from, n * sizeof (float));
          return;
        }
    }
  pixel_test_get_exposure (trial->exposure, x, y, &gain, &offset);
  if (trial->exposure != NULL)
    pixel_test_compress (n, from, tone);
  else
    for (int c = 0; c < n; c++)
      tone[c] = from[c];
  get_change (trial, n, tone, smoothed, gain, offset, change);
  if (trial->is_limited && trial->detail > 0)
    slack = pixel_test_limit (n, from, change);
  assert_colours (trial, from, tone, change, gain / slack, got);
}

static void
check (Trial *trial, SmoothSimd simd, GRand *rand)
{
  const gsize n = (gsize) WIDTH * HEIGHT * trial->source.n_channels;
  g_autofree float *pixels =
    g_memdup2 (trial->source.pixels, n * sizeof *pixels);
  g_autofree float *smoothed = g_new (float, 3 * WIDTH * HEIGHT);
  const SmoothBand band = {
    .height = HEIGHT,
    .width = WIDTH,
    .channels = 3,
    .x1 = WIDTH,
    .capacity = HEIGHT,
    .stride = 3 * WIDTH,
    .data = smoothed,
  };
  const SmoothCompose compose = {
    .smoothed = &band,
    .exposure = trial->exposure,
    .channels = trial->channels,
    .detail = trial->detail,
    .is_limited = trial->is_limited,
    .simd = simd,
    .width = WIDTH,
    .n_rows = HEIGHT,
    .n_channels = trial->source.n_channels,
  };

  trial->smoothed = smoothed;
  for (int i = 0; i < 3 * WIDTH * HEIGHT; i++)
    smoothed[i] = (float) g_rand_double (rand);
  smooth_compose_rows (&compose, pixels);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      assert_pixel (trial, x, y,
                    pixels
                      + ((gsize) y * WIDTH + x) * trial->source.n_channels);
}

/* is_exposed: TRUE: the picture has samples outside [0, 1], and so gains and
 * offsets with which the networks read it; FALSE: all samples lie in [0, 1]. */
static void
check_all (gboolean is_exposed)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int n_channels = 1; n_channels <= 4; n_channels++)
    for (int channels = 0; channels < 3; channels++)
      {
        Trial trial = {
          .source = pixel_test_new_picture (rand, WIDTH, HEIGHT, n_channels,
                                            !is_exposed),
          .channels = channels,
        };
        const double details[] = { -1, g_rand_double_range (rand, -1, 0),
                                   g_rand_double_range (rand, 0, 3) };
        g_autoptr (SmoothExposure) exposure =
          is_exposed ? pixel_test_measure (&trial.source) : NULL;

        trial.exposure = exposure;
        for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
          for (int is_limited = 0; is_limited < 2 - is_exposed; is_limited++)
            {
              trial.detail = details[i];
              trial.is_limited = is_limited;
              for (SmoothSimd simd = 0; simd < SMOOTH_N_SIMD; simd++)
                if (smooth_simd_is_available (simd))
                  check (&trial, simd, rand);
            }
        g_free (trial.source.pixels);
      }
}

static void
test_clamped (void)
{
  check_all (FALSE);
}

static void
test_exposed (void)
{
  check_all (TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/apply-network-change/clamped", test_clamped);
  g_test_add_func ("/apply-network-change/exposed", test_exposed);
  return g_test_run ();
}
