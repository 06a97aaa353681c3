/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result-reader.h"

#include <string.h>

/* Reduces the range [*start, *start + *n) to its part inside the range [first,
 * first + size). If the two ranges have no sample in common, the first one
 * becomes that sample of the second which is nearest. */
static void
clamp_range (int *start, int *n, int first, int size)
{
  int last = CLAMP (*start + *n - 1, first, first + size - 1);

  *start = CLAMP (*start, first, first + size - 1);
  *n = last - *start + 1;
}

/* Pads an image in place by replicate padding. At first the buffer pixels holds
 * those of the rectangle inner, at the end those of rect; both in packed rows.
 * Every pixel moves to the same or a higher address, so the loops run
 * backwards: no pixel is overwritten before it is read. */
static void
pad (const SmoothRect *inner,
     const SmoothRect *rect,
     int n_channels,
     float *pixels)
{
  for (int y = rect->height - 1; y >= 0; y--)
    for (int x = rect->width - 1; x >= 0; x--)
      {
        int from_y = CLAMP (rect->y + y - inner->y, 0, inner->height - 1);
        int from_x = CLAMP (rect->x + x - inner->x, 0, inner->width - 1);

        memmove (pixels + ((gsize) y * rect->width + x) * n_channels,
                 pixels + ((gsize) from_y * inner->width + from_x) * n_channels,
                 n_channels * sizeof *pixels);
      }
}

static gboolean
read_rect (gpointer data, const SmoothRect *rect, float *pixels, GError **error)
{
  const SmoothResultReader *reader = data;
  const SmoothRect *region = &reader->region;
  SmoothRect inner = *rect;

  clamp_range (&inner.x, &inner.width, region->x, region->width);
  clamp_range (&inner.y, &inner.height, region->y, region->height);
  if (!reader->read (reader->data, &inner, pixels, error))
    return FALSE;
  if (inner.width < rect->width || inner.height < rect->height)
    pad (&inner, rect, reader->n_channels, pixels);
  return TRUE;
}

void
smooth_result_reader_init (SmoothResultReader *reader,
                           const SmoothResultStore *store,
                           gboolean is_edges,
                           const SmoothRect *region,
                           const SmoothSource *picture,
                           SmoothSource *source)
{
  *reader = (SmoothResultReader) {
    .read = is_edges ? store->read_edges : store->read,
    .data = store->data,
    .region = *region,
    .n_channels = is_edges ? 1 : picture->n_channels,
  };
  *source = (SmoothSource) {
    .width = picture->width,
    .height = picture->height,
    .n_channels = reader->n_channels,
    .read = read_rect,
    .data = reader,
  };
}
