/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/reader.h"

#include "engine/tone.h"
#include "kernel/simd/kernels.h"
#include "net/layers.h"

/* Returns how many channels the nodes have that read the source: RGB, and alpha
 * if there is one. */
static int
count_channels (const SmoothReader *reader)
{
  return smooth_has_alpha (reader->source->n_channels) ? 4 : 3;
}

/* Converts n pixels of the source (from) to what the networks read (to),
 * limiting samples to [0, 1]. */
static void
clamp_pixels (const SmoothReader *reader, const float *from, int n, float *to)
{
  const int n_channels = reader->source->n_channels;

  if (n_channels >= 3)
    {
      smooth_kernels_get (reader->simd)
        ->clamp_samples ((gsize) n * n_channels, from, to);
      return;
    }
  for (int x = 0; x < n; x++, from += n_channels, to += n_channels + 2)
    {
      for (int c = 0; c < 3; c++)
        to[c] = smooth_clamp_sample (from[0]);
      if (n_channels == 2)
        to[3] = smooth_clamp_sample (from[1]);
    }
}

void
smooth_reader_expose (int n,
                      const float *colours,
                      float gain,
                      float offset,
                      float *tone,
                      float *seen)
{
  smooth_tone_compress (n, colours, tone);
  for (int c = 0; c < n; c++)
    seen[c] = smooth_clamp_sample (gain * tone[c] + offset);
}

/* Converts n pixels of the source to what the networks read, each pixel with
 * its own gain and offset (engine/exposure.h). */
static void
expose_pixels (const SmoothReader *reader,
               const float *from,
               int n,
               const float *gains,
               const float *offsets,
               float *to)
{
  const int n_channels = reader->source->n_channels;
  const int n_colours = n_channels >= 3 ? 3 : 1;
  const int n_to = count_channels (reader);
  float tone[3];

  for (int x = 0; x < n; x++, from += n_channels, to += n_to)
    {
      smooth_reader_expose (n_colours, from, gains[x], offsets[x], tone, to);
      if (n_colours == 1)
        to[1] = to[2] = to[0];
      if (n_to == 4)
        to[3] = smooth_clamp_sample (from[n_channels - 1]);
    }
}

/* Implements SmoothConvertFunc for the nodes that read the source. data: the
 * SmoothReader to which they belong. */
static void
convert (gconstpointer data, int x, int y, int n, const float *from, float *to)
{
  const SmoothReader *reader = data;
  float gains[SMOOTH_EXPOSURE_COLUMNS], offsets[SMOOTH_EXPOSURE_COLUMNS];

  if (reader->exposure == NULL)
    {
      clamp_pixels (reader, from, n, to);
      return;
    }
  for (int i = 0, n_part; i < n; i += n_part)
    {
      n_part = MIN (n - i, SMOOTH_EXPOSURE_COLUMNS);
      if (smooth_exposure_get_row (reader->exposure, x + i, y, n_part, gains,
                                   offsets))
        expose_pixels (reader, from, n_part, gains, offsets, to);
      else
        clamp_pixels (reader, from, n_part, to);
      from += n_part * reader->source->n_channels;
      to += n_part * count_channels (reader);
    }
}

SmoothNode *
smooth_reader_add_nodes (SmoothReader *reader, SmoothGraph *graph)
{
  const SmoothReadSpec spec = {
    .source = reader->source,
    .n_channels = count_channels (reader),
    .convert = convert,
    .data = reader,
  };
  SmoothNode *node = smooth_layer_read (graph, &spec);

  reader->nodes[reader->n_nodes++] = node;
  return spec.n_channels == 4 ? smooth_layer_fill_hidden (graph, node) : node;
}

SmoothRect
smooth_reader_get_extent (const SmoothReader *reader)
{
  int x0 = G_MAXINT, y0 = G_MAXINT, x1 = 0, y1 = 0;

  for (int i = 0; i < reader->n_nodes; i++)
    {
      const SmoothNode *node = reader->nodes[i];

      x0 = MIN (x0, node->band.x0);
      x1 = MAX (x1, node->band.x1);
      y0 = MIN (y0, node->rows.first);
      y1 = MAX (y1, node->rows.end);
    }
  return (SmoothRect) { x0, y0, x1 - x0, y1 - y0 };
}
