/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/compose.h"

#include <math.h>

#include "engine/reader.h"
#include "kernel/samples.h"

/* Luma of perceptually encoded RGB: ITU-R BT.709-6, item 3.2. */
static const float LUMA[3] = { 0.2126f, 0.7152f, 0.0722f };

/* What the result changes in a pixel: change = S (c) - c, of all channels, of
 * the luma alone, or of what is left without the luma. */
static void
get_change (const float *pixel,
            const float *smoothed,
            SmoothChannels channels,
            float change[3])
{
  float luma = 0;

  for (int c = 0; c < 3; c++)
    {
      change[c] = smoothed[c] - smooth_clamp_sample (pixel[c]);
      luma += LUMA[c] * change[c];
    }
  if (channels == SMOOTH_CHANNELS_ALL)
    return;
  for (int c = 0; c < 3; c++)
    change[c] = channels == SMOOTH_CHANNELS_LUMINANCE ? luma : change[c] - luma;
}

static void
compose_colour (const SmoothCompose *compose,
                const float *smoothed,
                float *pixel)
{
  float change[3];

  get_change (pixel, smoothed, compose->channels, change);
  for (int c = 0; c < 3; c++)
    if (isfinite (pixel[c]))
      pixel[c] += change[c];
}

/* Grey has no colour: "colour" changes nothing, "luminance" is "all". */
static void
compose_grey (const SmoothCompose *compose, const float *smoothed, float *pixel)
{
  float mean = (smoothed[0] + smoothed[1] + smoothed[2]) / 3;

  if (compose->channels != SMOOTH_CHANNELS_COLOUR && isfinite (*pixel))
    *pixel += mean - smooth_clamp_sample (*pixel);
}

void
smooth_compose_rows (const SmoothCompose *compose, float *pixels)
{
  const SmoothBand *band = compose->smoothed;
  int n_channels = compose->n_channels;
  gboolean has_alpha = smooth_has_alpha (n_channels);
  gboolean is_plain =
    n_channels == 3 && compose->channels == SMOOTH_CHANNELS_ALL;

  for (int i = 0; i < compose->n_rows; i++)
    {
      const float *smoothed =
        smooth_band_row (band, compose->y + i) + 3 * (compose->x - band->x0);

      if (is_plain)
        {
          smooth_samples_change (compose->cpu_level, 3 * (gsize) compose->width,
                                 smoothed, pixels);
          pixels += 3 * (gsize) compose->width;
          continue;
        }
      for (int x = 0; x < compose->width; x++)
        {
          if (has_alpha && !(pixels[n_channels - 1] > 0))
            ; /* hidden: the stored colour stays */
          else if (n_channels < 3)
            compose_grey (compose, smoothed, pixels);
          else
            compose_colour (compose, smoothed, pixels);
          pixels += n_channels;
          smoothed += 3;
        }
    }
}
