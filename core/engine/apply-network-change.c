/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adds the networks' change, times detail and limited to the chosen channels,
 * to the source's pixels.
 */
#include "engine/apply-network-change.h"

#include <math.h>

#include "engine/reader.h"
#include "engine/tone.h"
#include "kernel/simd/kernels.h"

/* Luma of perceptually encoded RGB: ITU-R BT.709-6, item 3.2. */
static const float LUMA[3] = { 0.2126f, 0.7152f, 0.0722f };

/* Keeps, of change in a pixel's RGB, only the part that channels names: the
 * change of luma, which is the same in each channel, or the change without it.
 */
static void
mix_channels (SmoothChannels channels, float change[3])
{
  float luma = 0;

  if (channels == SMOOTH_CHANNELS_ALL)
    return;
  for (int c = 0; c < 3; c++)
    luma += LUMA[c] * change[c];
  for (int c = 0; c < 3; c++)
    change[c] = channels == SMOOTH_CHANNELS_LUMINANCE ? luma : change[c] - luma;
}

/* Multiplies change by minus compose->detail. At -1, the default, this is 1, so
 * change stays, to the bit. */
static void
scale_change (const SmoothCompose *compose, int n, float change[3])
{
  const float factor = (float) -compose->detail;

  for (int c = 0; c < n; c++)
    change[c] *= factor;
}

/* Computes the change of a pixel of n colours: smoothed, which is the networks'
 * result, minus seen, which is what they have read, multiplied by minus
 * compose->detail. Of that, change gets the part that compose->channels names.
 * For grey, it is the mean of the three channels' changes, and "luminance"
 * means "all". */
static void
get_change (const SmoothCompose *compose,
            int n,
            const float *smoothed,
            const float *seen,
            float change[3])
{
  if (n == 1)
    {
      change[0] = (smoothed[0] + smoothed[1] + smoothed[2]) / 3 - seen[0];
      scale_change (compose, n, change);
      return;
    }
  for (int c = 0; c < 3; c++)
    change[c] = smoothed[c] - seen[c];
  mix_channels (compose->channels, change);
  scale_change (compose, n, change);
}

/* Adds change to the n colours of a pixel, which lie in [0, 1], as far as they
 * stay there: the change of all colours is multiplied by the same number. */
static void
add_limited (int n, const float *change, float *colours)
{
  float factor = 1;

  for (int c = 0; c < n; c++)
    {
      const float room = MAX (change[c] > 0 ? 1 - colours[c] : colours[c], 0);

      if (fabsf (change[c]) > room)
        factor = MIN (factor, room / fabsf (change[c]));
    }
  for (int c = 0; c < n; c++)
    colours[c] = smooth_clamp_sample (colours[c] + factor * change[c]);
}

/* Adds change, which the networks have made, to the n colours of a pixel. tone
 * is the pixel's tone (engine/tone.h), in which very bright colours are
 * compressed. Where tone and colours are equal, both change by the same amount.
 * Otherwise the colours get the difference between the pixels that have the
 * tone after and before the change. Colours that are not finite stay. */
static void
add_change (int n, const float *tone, const float *change, float *colours)
{
  float changed[3] = { 0 }, before[3] = { 0 }, after[3] = { 0 };
  float size = smooth_tone_get_size (n, colours);
  gboolean is_linear;

  for (int c = 0; c < n; c++)
    if (isfinite (colours[c]))
      changed[c] = tone[c] + change[c];
  size = MAX (size, smooth_tone_get_size (n, changed));
  is_linear = size <= SMOOTH_TONE_LINEAR_END;
  if (!is_linear)
    {
      smooth_tone_expand (n, tone, before);
      smooth_tone_expand (n, changed, after);
    }
  for (int c = 0; c < n; c++)
    if (isfinite (colours[c]))
      colours[c] = is_linear ? changed[c]
                             : CLAMP (colours[c] + (after[c] - before[c]),
                                      -G_MAXFLOAT, G_MAXFLOAT);
}

/* Adds to a pixel of n colours what the networks have changed. gain and offset:
 * the exposure with which they have read the pixel (engine/exposure.h); NULL if
 * these are 1 and 0.
 */
static void
compose_pixel (const SmoothCompose *compose,
               int n,
               const float *smoothed,
               const float *gain,
               const float *offset,
               float *pixel)
{
  float seen[3], change[3], tone[3];

  if (gain == NULL)
    {
      for (int c = 0; c < n; c++)
        seen[c] = smooth_clamp_sample (pixel[c]);
      get_change (compose, n, smoothed, seen, change);
      if (compose->is_limited && compose->detail > 0)
        {
          add_limited (n, change, pixel);
          return;
        }
      for (int c = 0; c < n; c++)
        if (isfinite (pixel[c]))
          pixel[c] += change[c];
      return;
    }
  smooth_reader_expose (n, pixel, *gain, *offset, tone, seen);
  get_change (compose, n, smoothed, seen, change);
  for (int c = 0; c < n; c++)
    change[c] /= *gain;
  add_change (n, tone, change, pixel);
}

/* Adds to n pixels what the networks have changed. gains and offsets: the
 * exposures with which they have read the pixels (engine/exposure.h); NULL if
 * these are all 1 and 0. */
static void
compose_pixels (const SmoothCompose *compose,
                int n,
                const float *smoothed,
                const float *gains,
                const float *offsets,
                float *pixels)
{
  const int n_channels = compose->n_channels;
  const int n_colours = n_channels < 3 ? 1 : 3;
  const gboolean has_alpha = smooth_has_alpha (n_channels);

  /* In a grey picture there is no colour that could change. */
  if (n_colours == 1 && compose->channels == SMOOTH_CHANNELS_COLOUR)
    return;
  if (gains == NULL && n_channels == 3
      && compose->channels == SMOOTH_CHANNELS_ALL && compose->detail == -1)
    {
      smooth_kernels_get (compose->simd)
        ->change_samples (3 * (gsize) n, smoothed, pixels);
      return;
    }
  for (int i = 0; i < n; i++, pixels += n_channels, smoothed += 3)
    if (!has_alpha || pixels[n_channels - 1] > 0)
      compose_pixel (compose, n_colours, smoothed,
                     gains != NULL ? &gains[i] : NULL,
                     offsets != NULL ? &offsets[i] : NULL, pixels);
}

static void
compose_row (const SmoothCompose *compose, int y, float *pixels)
{
  const SmoothBand *band = compose->smoothed;
  const float *smoothed =
    smooth_band_row (band, y) + 3 * (compose->x - band->x0);
  float gains[SMOOTH_EXPOSURE_COLUMNS], offsets[SMOOTH_EXPOSURE_COLUMNS];

  if (compose->exposure == NULL)
    {
      compose_pixels (compose, compose->width, smoothed, NULL, NULL, pixels);
      return;
    }
  for (int x = 0, n; x < compose->width; x += n)
    {
      gboolean is_exposed;

      n = MIN (compose->width - x, SMOOTH_EXPOSURE_COLUMNS);
      is_exposed = smooth_exposure_get_row (compose->exposure, compose->x + x,
                                            y, n, gains, offsets);
      compose_pixels (compose, n, smoothed + 3 * x, is_exposed ? gains : NULL,
                      is_exposed ? offsets : NULL,
                      pixels + (gsize) x * compose->n_channels);
    }
}

void
smooth_compose_rows (const SmoothCompose *compose, float *pixels)
{
  const gsize n = (gsize) compose->width * compose->n_channels;

  for (int i = 0; i < compose->n_rows; i++)
    compose_row (compose, compose->y + i, pixels + i * n);
}
