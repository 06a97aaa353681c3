/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixes the result along the borders of a tileable picture, with engine runs
 * of its own on the pixels beyond them.
 */
#include "engine/tileable-seam.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "i18n.h"

/* A part takes about as long as a rectangle that is larger by this much on each
 * side, because of the networks' receptive field. */
#define HALO_PX 256

/* Returns the number of pixels, along an axis of n pixels, that are mixed with
 * those of the copy: 0 if the copy lies in the grids as the picture does. */
static int
count_mixed (int n, double texture_scale)
{
  const int grid = 8 << (int) ceil (log2 (texture_scale));

  return n % grid == 0 ? 0 : MIN (n, SMOOTH_SEAM_PX);
}

/* Adds the part that is moved to the right (is_right), down (is_below) or both,
 * if the region has pixels that are mixed with it. */
static void
add_part (SmoothSeam *seam, gboolean is_right, gboolean is_below)
{
  const SmoothSource *source = seam->request.source;
  const double scale = seam->request.params.texture_scale;
  SmoothSeamPart *part = &seam->parts[seam->n_parts];
  const SmoothRect mixed = {
    0, 0, is_right ? count_mixed (source->width, scale) : source->width,
    is_below ? count_mixed (source->height, scale) : source->height
  };

  *part = (SmoothSeamPart) { .request = seam->request };
  smooth_rect_intersect (&seam->region, &mixed, &part->rect);
  if (part->rect.width == 0)
    return;
  part->request.region = &part->rect;
  part->request.is_right = is_right;
  part->request.is_below = is_below;
  seam->n_parts++;
}

void
smooth_seam_init (SmoothSeam *seam, const SmoothEngineRequest *request)
{
  *seam = (SmoothSeam) { .request = *request };
  if (!request->params.is_tileable)
    return;
  seam->region =
    request->region != NULL
      ? *request->region
      : (SmoothRect) { 0, 0, request->source->width, request->source->height };
  add_part (seam, TRUE, FALSE);
  add_part (seam, FALSE, TRUE);
  add_part (seam, TRUE, TRUE);
}

void
smooth_seam_clear (SmoothSeam *seam)
{
  for (int i = 0; i < seam->n_parts; i++)
    for (int plane = 0; plane <= SMOOTH_SEAM_EDGES; plane++)
      g_free (seam->parts[i].planes[plane]);
  g_free (seam->band);
  *seam = (SmoothSeam) { 0 };
}

/* Returns the number of channels of a plane of the result. */
static int
get_channels (const SmoothSeam *seam, int plane)
{
  return plane == SMOOTH_SEAM_EDGES ? 1 : seam->request.source->n_channels;
}

static gboolean
wants_plane (const SmoothSeam *seam, int plane)
{
  const SmoothEngineRequest *request = &seam->request;

  return plane == SMOOTH_SEAM_EDGES
           ? request->wants_edges
           : request->wants_smoothed && plane <= request->n_stages;
}

/* Returns the number of samples in a plane of the part's result. */
static gsize
count_samples (const SmoothSeam *seam, const SmoothSeamPart *part, int plane)
{
  return (gsize) part->rect.width * part->rect.height
         * get_channels (seam, plane);
}

gsize
smooth_seam_get_bytes (const SmoothSeam *seam)
{
  gsize n_samples = 0;

  for (int i = 0; i < seam->n_parts; i++)
    for (int plane = 0; plane <= SMOOTH_SEAM_EDGES; plane++)
      if (wants_plane (seam, plane))
        n_samples += count_samples (seam, &seam->parts[i], plane);
  return n_samples * sizeof (float);
}

static gboolean
report_no_memory (const SmoothSeam *seam, GError **error)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("no memory for rows of %d pixels"),
               seam->request.source->width);
  return FALSE;
}

gboolean
smooth_seam_prepare (SmoothSeam *seam, GError **error)
{
  for (int i = 0; i < seam->n_parts; i++)
    for (int plane = 0; plane <= SMOOTH_SEAM_EDGES; plane++)
      {
        SmoothSeamPart *part = &seam->parts[i];

        if (!wants_plane (seam, plane))
          continue;
        part->planes[plane] =
          g_try_new (float, count_samples (seam, part, plane));
        if (part->planes[plane] == NULL)
          return report_no_memory (seam, error);
      }
  return TRUE;
}

/* Finds pixel (x, y) of the picture in pixels, those of the part's rectangle,
 * with n channels. */
static float *
find_pixel (const SmoothSeamPart *part, float *pixels, int x, int y, int n)
{
  const SmoothRect *rect = &part->rect;

  return pixels + ((gsize) (y - rect->y) * rect->width + x - rect->x) * n;
}

/* Copies rect, a band of a plane of the result of the part that is computed, to
 * the part's memory. */
static void
keep_band (SmoothSeam *seam,
           int plane,
           const SmoothRect *rect,
           const float *pixels)
{
  const SmoothSeamPart *part = &seam->parts[seam->number];
  const int n = get_channels (seam, plane);

  for (int i = 0; i < rect->height; i++)
    memcpy (find_pixel (part, part->planes[plane], rect->x, rect->y + i, n),
            pixels + (gsize) i * rect->width * n,
            (gsize) rect->width * n * sizeof (float));
}

/* Returns the samples of pixel (x, y), in a plane of the part that is moved so,
 * or NULL if the pixel is not mixed with it. */
static const float *
find_moved (const SmoothSeam *seam,
            gboolean is_right,
            gboolean is_below,
            int plane,
            int x,
            int y)
{
  for (int i = 0; i < seam->n_parts; i++)
    {
      const SmoothSeamPart *part = &seam->parts[i];

      if (part->request.is_right == is_right
          && part->request.is_below == is_below
          && smooth_rect_contains (&part->rect, &(SmoothRect) { x, y, 1, 1 }))
        return find_pixel (part, part->planes[plane], x, y,
                           get_channels (seam, plane));
    }
  return NULL;
}

/* Mixes the n samples of one pixel (in/out), in column x and row y, with those
 * of its copy right of the picture, the one below it, and the one that is both;
 * NULL: there is none. Samples that are not finite are the source's, and stay.
 */
static void
mix_pixel (const SmoothSeam *seam,
           int x,
           int y,
           int n,
           const float *right,
           const float *below,
           const float *both,
           float *pixel)
{
  const SmoothSource *source = seam->request.source;
  const float share_x =
    1 - (float) x / (float) MIN (SMOOTH_SEAM_PX, source->width);
  const float share_y =
    1 - (float) y / (float) MIN (SMOOTH_SEAM_PX, source->height);

  for (int c = 0; c < n; c++)
    {
      float value = pixel[c], value_below = below != NULL ? below[c] : 0;

      if (!isfinite (value))
        continue;
      if (right != NULL)
        value += share_x * (right[c] - value);
      if (both != NULL)
        value_below += share_x * (both[c] - value_below);
      if (below != NULL)
        value += share_y * (value_below - value);
      pixel[c] = value;
    }
}

static gboolean
ensure_band (SmoothSeam *seam, gsize n_samples, GError **error)
{
  if (seam->band_samples >= n_samples)
    return TRUE;
  g_free (seam->band);
  seam->band = g_try_new (float, n_samples);
  seam->band_samples = seam->band != NULL ? n_samples : 0;
  return seam->band != NULL || report_no_memory (seam, error);
}

/* Mixes the parts into rect, a band of a plane of the region's result. mixed
 * (out): borrowed until the next call. */
static gboolean
mix_band (SmoothSeam *seam,
          int plane,
          const SmoothRect *rect,
          const float *pixels,
          const float **mixed,
          GError **error)
{
  const int n = get_channels (seam, plane);
  const gsize n_samples = (gsize) rect->width * rect->height * n;
  const int n_columns = MAX (0, MIN (rect->width, SMOOTH_SEAM_PX - rect->x));

  if (!ensure_band (seam, n_samples, error))
    return FALSE;
  *mixed = memcpy (seam->band, pixels, n_samples * sizeof (float));
  for (int i = 0; i < rect->height; i++)
    {
      const int y = rect->y + i;
      const int n_mixed = y < SMOOTH_SEAM_PX ? rect->width : n_columns;
      float *row = seam->band + (gsize) i * rect->width * n;

      for (int k = 0, x = rect->x; k < n_mixed; k++, x++)
        mix_pixel (seam, x, y, n, find_moved (seam, TRUE, FALSE, plane, x, y),
                   find_moved (seam, FALSE, TRUE, plane, x, y),
                   find_moved (seam, TRUE, TRUE, plane, x, y),
                   row + (gsize) k * n);
    }
  return TRUE;
}

/* The functions below implement SmoothWriteFunc and SmoothWriteStageFunc for
 * the region, and for a part. */

static gboolean
write_stage (gpointer data,
             int i,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  SmoothSeam *seam = data;
  const SmoothSink *sink = seam->sink;
  const float *mixed;

  if (seam->number < seam->n_parts)
    {
      keep_band (seam, i, rect, pixels);
      return TRUE;
    }
  if (!mix_band (seam, i, rect, pixels, &mixed, error))
    return FALSE;
  return i == 0 ? sink->write (sink->data, rect, mixed, error)
                : sink->write_stage (sink->data, i, rect, mixed, error);
}

static gboolean
write_smoothed (gpointer data,
                const SmoothRect *rect,
                const float *pixels,
                GError **error)
{
  return write_stage (data, 0, rect, pixels, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  SmoothSeam *seam = data;
  const float *mixed;

  if (seam->number < seam->n_parts)
    {
      keep_band (seam, SMOOTH_SEAM_EDGES, rect, pixels);
      return TRUE;
    }
  return mix_band (seam, SMOOTH_SEAM_EDGES, rect, pixels, &mixed, error)
         && seam->sink->write_edges (seam->sink->data, rect, mixed, error);
}

SmoothSink
smooth_seam_get_sink (SmoothSeam *seam, int i, const SmoothSink *sink)
{
  if (seam->n_parts == 0)
    return *sink;
  seam->sink = sink;
  seam->number = i;
  return (SmoothSink) {
    .write = sink->write != NULL ? write_smoothed : NULL,
    .write_edges = sink->write_edges != NULL ? write_edges : NULL,
    .write_stage = sink->write_stage != NULL ? write_stage : NULL,
    .data = seam,
  };
}

/* Returns about how much work the rectangle is. */
static double
get_work (const SmoothRect *rect)
{
  return (double) (rect->width + 2 * HALO_PX) * (rect->height + 2 * HALO_PX);
}

/* Implements SmoothGraphProgress for a part or the region. */
static gboolean
tell_share (gpointer data, double fraction)
{
  const SmoothSeam *seam = data;
  double done = 0, all = get_work (&seam->region);

  for (int i = 0; i < seam->n_parts; i++)
    {
      const double work = get_work (&seam->parts[i].rect);

      all += work;
      if (i < seam->number)
        done += work;
      else if (i == seam->number)
        done += fraction * work;
    }
  if (seam->number == seam->n_parts)
    done += fraction * get_work (&seam->region);
  return seam->pass->progress (seam->pass->progress_data, done / all);
}

SmoothGraphPass
smooth_seam_get_pass (SmoothSeam *seam, int i, const SmoothGraphPass *pass)
{
  SmoothGraphPass part = *pass;

  if (seam->n_parts == 0 || pass->progress == NULL)
    return part;
  seam->pass = pass;
  seam->number = i;
  part.progress = tell_share;
  part.progress_data = seam;
  return part;
}
