/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures an exposure (exposure.h) in one pass over the source: row by row of
 * blocks, it measures the blocks of one row, and then makes the maps of the row
 * before, which need their neighbours. Maps are allocated only when a sample
 * outside [0, 1] has been found.
 */
#include "engine/exposure-private.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "engine/reader.h"
#include "engine/tone.h"
#include "i18n.h"

/* The side of a block at texture scale 0; exposure.h has the formula. */
#define BLOCK_PX 8

/* A pixel's exposure depends on its own block and on those that are at most
 * this many blocks away from it. */
#define HALO_BLOCKS 2

/* The source is asked for about READ_PIXELS pixels at once. After about
 * POLL_PIXELS pixels the caller is asked whether to go on. */
#define READ_PIXELS (1 << 15)
#define POLL_PIXELS (1 << 20)

/* A sample that lies outside [0, 1] by no more than this counts as inside,
 * because conversions from linear light turn white into 1.0000002 or so. */
#define TOLERANCE 1e-5f

/* The exposure brings a range of tones into [0, 1]. That range goes beyond 1,
 * and below 0, by at most the mean excess of the tones plus this many standard
 * deviations (high and low in exposure.h). */
#define N_DEVIATIONS 3

/* Statistics, over the pixels of a block or of a window of blocks, of how far
 * the tones lie above 1, or of how far they lie below 0. */
typedef struct
{
  double sum, sum_of_squares;
  float largest;
} Excess;

typedef struct
{
  Excess above, below;
} Block;

/* The state of the pass over the source. */
typedef struct
{
  const SmoothExposureSpec *spec;
  /* its maps, the gains and offsets of the blocks, are NULL as long as all
   * samples lie in [0, 1] */
  SmoothExposure *exposure;
  SmoothRect rect; /* pixels of all blocks that are measured */
  int n_rows;      /* rows that are read at once */
  float *pixels;   /* n_rows * rect.width * n_channels samples */
  /* A ring buffer with the statistics of 3 rows of blocks, each of n_x blocks.
   */
  Block *blocks;
  /* For each row in the ring buffer: whether it has samples outside [0, 1]. */
  gboolean is_outside[3];
  gint64 n_unpolled; /* pixels since the caller was asked whether to go
                        on */
} Pass;

static void
pass_clear (Pass *pass)
{
  g_free (pass->pixels);
  g_free (pass->blocks);
  smooth_exposure_free (pass->exposure);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

static gboolean
report_no_memory (const Pass *pass, GError **error)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("no memory for rows of %d pixels"),
               pass->spec->source->width);
  return FALSE;
}

/* Finds the blocks, along one axis of n pixels, on which the pixels first to
 * end - 1 depend: n_blocks blocks from block on. */
static void
find_blocks (int block_px, int first, int end, int n, int *block, int *n_blocks)
{
  const int last = MIN ((end - 1) / block_px + HALO_BLOCKS, (n - 1) / block_px);

  *block = MAX (first / block_px - HALO_BLOCKS, 0);
  *n_blocks = last - *block + 1;
}

static gboolean
pass_init (Pass *pass, const SmoothExposureSpec *spec, GError **error)
{
  const SmoothSource *source = spec->source;
  const SmoothRect *rect = &spec->rect;
  SmoothExposure *exposure = g_new0 (SmoothExposure, 1);
  const int block_px = (int) ceil (BLOCK_PX * (1 + spec->texture_scale));
  int x, y;

  exposure->block_px = block_px;
  find_blocks (block_px, rect->x, rect->x + rect->width, source->width,
               &exposure->x0, &exposure->n_x);
  find_blocks (block_px, rect->y, rect->y + rect->height, source->height,
               &exposure->y0, &exposure->n_y);
  x = exposure->x0 * block_px;
  y = exposure->y0 * block_px;
  *pass = (Pass) {
    .spec = spec,
    .exposure = exposure,
    .rect = { x, y, MIN (exposure->n_x * block_px, source->width - x),
              MIN (exposure->n_y * block_px, source->height - y) },
  };
  pass->n_rows = CLAMP (READ_PIXELS / pass->rect.width, 1, block_px);
  pass->pixels = g_try_new (float, (gsize) pass->n_rows * pass->rect.width
                                     * source->n_channels);
  pass->blocks = g_try_new0 (Block, 3 * (gsize) exposure->n_x);
  return (pass->pixels != NULL && pass->blocks != NULL)
         || report_no_memory (pass, error);
}

/* Whether all n samples lie in [0, 1]; FALSE if one is NaN. */
static gboolean
are_inside (const float *samples, gsize n)
{
  int outside = 0;

  for (gsize i = 0; i < n; i++)
    outside |= !(samples[i] >= -TOLERANCE) | !(samples[i] <= 1 + TOLERANCE);
  return !outside;
}

/* Adds value, by which the tone of a pixel lies above 1 or below 0, to the
 * statistics. Returns FALSE and adds nothing if it is within the tolerance. */
static gboolean
add_excess (Excess *excess, float value)
{
  if (!(value > TOLERANCE))
    return FALSE;
  excess->sum += value;
  excess->sum_of_squares += (double) value * value;
  excess->largest = MAX (excess->largest, value);
  return TRUE;
}

/* Widens span so that it contains i. */
static void
include (SmoothSpan *span, int i)
{
  if (span->end == 0)
    span->first = i;
  span->first = MIN (span->first, i);
  span->end = MAX (span->end, i + 1);
}

/* Adds the pixels of row y, the first of which is at pixel, to the statistics
 * of their blocks. */
static void
measure_row (const Pass *pass, int y, const float *pixel, Block *blocks)
{
  const int n_channels = pass->spec->source->n_channels;
  const int n_colours = n_channels < 3 ? 1 : 3;
  const gboolean has_alpha = smooth_has_alpha (n_channels);

  for (int x = 0; x < pass->rect.width; x++, pixel += n_channels)
    {
      Block *block = &blocks[x / pass->exposure->block_px];
      float high = 0, low = 0, tone[3];

      if (has_alpha && !(pixel[n_channels - 1] > 0))
        continue;
      smooth_tone_compress (n_colours, pixel, tone);
      for (int c = 0; c < n_colours; c++)
        if (isfinite (tone[c]))
          {
            high = MAX (high, tone[c]);
            low = MIN (low, tone[c]);
          }
      if (add_excess (&block->above, high - 1)
          | add_excess (&block->below, -low))
        {
          include (&pass->exposure->outside_x, pass->rect.x + x);
          include (&pass->exposure->outside_y, y);
        }
    }
}

/* Asks the caller whether to go on, if enough pixels were read since the last
 * time. */
static gboolean
poll_progress (Pass *pass, int n_rows, GError **error)
{
  const SmoothExposureSpec *spec = pass->spec;

  pass->n_unpolled += (gint64) n_rows * pass->rect.width;
  if (spec->progress == NULL || pass->n_unpolled < POLL_PIXELS)
    return TRUE;
  pass->n_unpolled = 0;
  if (spec->progress (spec->progress_data, 0))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
               _ ("the smoothing was cancelled"));
  return FALSE;
}

/* Measures row number i of the blocks into the ring buffer. If i is the number
 * behind the last row, the buffer gets an empty row, which stands for the
 * missing neighbours. */
static gboolean
measure_blocks (Pass *pass, int i, GError **error)
{
  const SmoothSource *source = pass->spec->source;
  const SmoothExposure *exposure = pass->exposure;
  const int first = pass->rect.y + i * exposure->block_px;
  const int end =
    MIN (first + exposure->block_px, pass->rect.y + pass->rect.height);
  const gsize n = (gsize) pass->rect.width * source->n_channels;
  Block *blocks = pass->blocks + (gsize) (i % 3) * exposure->n_x;

  memset (blocks, 0, sizeof *blocks * exposure->n_x);
  pass->is_outside[i % 3] = FALSE;
  for (int y = first, n_rows; y < end; y += n_rows)
    {
      SmoothRect rect = pass->rect;

      n_rows = MIN (pass->n_rows, end - y);
      rect.y = y;
      rect.height = n_rows;
      if (!poll_progress (pass, n_rows, error)
          || !source->read (source->data, &rect, pass->pixels, error))
        return FALSE;
      if (are_inside (pass->pixels, n * n_rows))
        continue;
      pass->is_outside[i % 3] = TRUE;
      for (int k = 0; k < n_rows; k++)
        measure_row (pass, y + k, pass->pixels + k * n, blocks);
    }
  return TRUE;
}

/* Adds the statistics of a block to those of a window. */
static void
join (Excess *window, const Excess *excess)
{
  window->sum += excess->sum;
  window->sum_of_squares += excess->sum_of_squares;
  window->largest = MAX (window->largest, excess->largest);
}

/* Returns how far the range of tones that is brought into [0, 1] goes above 1,
 * or below 0, in a window of n pixels (high, or low, in exposure.h). */
static double
get_range (const Excess *excess, double n)
{
  const double mean = excess->sum / n;
  const double variance = MAX (excess->sum_of_squares / n - mean * mean, 0);

  return MIN (mean + N_DEVIATIONS * sqrt (variance), excess->largest);
}

/* Returns the number of pixels, along one axis of n pixels, in the blocks first
 * to last. */
static int
count_pixels (const SmoothExposure *exposure, int first, int last, int n)
{
  return MIN ((last + 1) * exposure->block_px, n) - first * exposure->block_px;
}

/* Computes gain and offset of the block in column x and row y of the measured
 * blocks, from the 3x3 blocks around it, as far as there are any. */
static SmoothExposureMap
make_map (const Pass *pass, int x, int y)
{
  const SmoothExposure *exposure = pass->exposure;
  const int x0 = MAX (x - 1, 0), x1 = MIN (x + 1, exposure->n_x - 1);
  const int y0 = MAX (y - 1, 0), y1 = MIN (y + 1, exposure->n_y - 1);
  const double n_pixels =
    (double) count_pixels (exposure, x0, x1, pass->rect.width)
    * count_pixels (exposure, y0, y1, pass->rect.height);
  Block window = { 0 };
  double low, gain;

  for (int j = y0; j <= y1; j++)
    for (int i = x0; i <= x1; i++)
      {
        const Block *block = &pass->blocks[(gsize) (j % 3) * exposure->n_x + i];

        join (&window.above, &block->above);
        join (&window.below, &block->below);
      }
  low = get_range (&window.below, n_pixels);
  gain = 1 / (1 + get_range (&window.above, n_pixels) + low);
  return (SmoothExposureMap) { (float) gain, (float) (low * gain) };
}

/* Computes gains and offsets of row y of the blocks. The ring buffer has this
 * row, the one before and the one after. */
static gboolean
make_maps (Pass *pass, int y, GError **error)
{
  SmoothExposure *exposure = pass->exposure;
  const gsize n = (gsize) exposure->n_x * exposure->n_y;

  if (!pass->is_outside[0] && !pass->is_outside[1] && !pass->is_outside[2])
    return TRUE;
  if (exposure->maps == NULL)
    {
      exposure->maps = g_try_new (SmoothExposureMap, n);
      if (exposure->maps == NULL)
        return report_no_memory (pass, error);
      for (gsize i = 0; i < n; i++)
        exposure->maps[i] = (SmoothExposureMap) { 1, 0 };
    }
  for (int x = 0; x < exposure->n_x; x++)
    exposure->maps[(gsize) y * exposure->n_x + x] = make_map (pass, x, y);
  return TRUE;
}

gboolean
smooth_exposure_measure (const SmoothExposureSpec *spec,
                         SmoothExposure **exposure,
                         GError **error)
{
  g_auto (Pass) pass = { 0 };

  *exposure = NULL;
  if (!pass_init (&pass, spec, error))
    return FALSE;
  for (int i = 0; i <= pass.exposure->n_y; i++)
    if (!measure_blocks (&pass, i, error)
        || (i > 0 && !make_maps (&pass, i - 1, error)))
      return FALSE;
  if (pass.exposure->maps != NULL)
    *exposure = g_steal_pointer (&pass.exposure);
  return TRUE;
}
