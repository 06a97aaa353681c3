/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Band: the rows of a layer's output that are in memory at a moment.
 *
 * A layer's output is a plane of height x width x channels floats, channel-last
 * (a pixel's channels lie side by side). It is never in memory as a whole: it
 * is computed row by row, and a band holds some of its rows, and of them the
 * columns [x0, x1). The rows lie in a ring buffer of capacity rows, or, if
 * slots is set, wherever a plan has put each of them. Which rows are held is
 * known to the owner of the band, not to the band itself.
 *
 * All rows and columns are counted from the plane's first one, whatever part of
 * it is held; so a kernel can cut its work into tiles at fixed places, and
 * computes the same bits whichever part of the plane is wanted.
 *
 * Beyond its ends a plane continues with its first or last row or column
 * (replicate padding). Such columns may be in memory, margin of them on each
 * side; rows never are, the nearest row is read instead.
 *
 * A band is a description; it owns no memory. Threads may read the same rows,
 * and write different ones, at the same time.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int height, width, channels; /* of the whole plane */
  int x0, x1;                  /* columns held, x1 not included */
  int margin;          /* columns in memory beyond each end of the plane */
  int capacity;        /* rows of the ring buffer */
  gsize stride;        /* floats from one row in memory to the next */
  float *data;         /* first row in memory at column x0; borrowed; aligned to
                          64 bytes */
  const gint32 *slots; /* for each row from slots_y0 on its place in data,
                          counted in rows; NULL: a ring buffer */
  int slots_y0;
} SmoothBand;

/* Pixel (y, x0) of the band. Row y must be held, or is about to be written. */
static inline float *
smooth_band_row (const SmoothBand *band, int y)
{
  int slot =
    band->slots != NULL ? band->slots[y - band->slots_y0] : y % band->capacity;

  return band->data + (gsize) slot * band->stride;
}

/* Fills the left margin of the rows y0 to y1 - 1 with copies of column 0, which
 * must be held and written. */
void smooth_band_fill_left (const SmoothBand *band, int y0, int y1);

/* Likewise the right margin, with copies of the plane's last column. */
void smooth_band_fill_right (const SmoothBand *band, int y0, int y1);
