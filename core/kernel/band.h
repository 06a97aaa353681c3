/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Band: those rows of a layer's output that are in memory at the moment.
 *
 * A layer's output is a plane of height x width x channels floats, channel-last
 * (a pixel's channels lie side by side). It is never in memory as a whole: it
 * is computed row by row, and a band has some of its rows, and of these the
 * columns [x0, x1). The rows lie in a ring buffer of capacity rows, or, if
 * slots is set, at the place that a plan has chosen for each. Which rows are in
 * memory is known to the owner of the band, not to the band itself.
 *
 * Rows and columns are always counted from the plane's first one. So a kernel
 * can cut its work into tiles at fixed places, and computes the same bits
 * whichever part of the plane is wanted.
 *
 * Beyond its ends a plane continues with its first or last row or column
 * (replicate padding). Columns beyond the ends may be in memory, as the margin;
 * rows never are, the nearest row is read instead.
 *
 * A band is a description; it owns no memory. Threads may read the same rows,
 * and write different ones, at the same time.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int height, width, channels; /* size of the whole plane */
  int x0, x1;                  /* columns in memory, x1 not included */
  int margin;   /* number of columns in memory beyond each end of the
                   plane */
  int capacity; /* number of rows in the ring buffer */
  gsize stride; /* floats from one row in memory to the next */
  /* The first row in memory at column x0; borrowed; aligned to 64 bytes. */
  float *data;
  /* Which place in data each row of the plane takes, from row slots_y0 on;
   * place number i begins at float i * stride. NULL: the rows lie in a ring
   * buffer. */
  const gint32 *slots;
  int slots_y0;
} SmoothBand;

/* Returns the pixel in row y and in x0, the first column in memory. The row
 * must be in memory, or is about to be written. */
static inline float *
smooth_band_row (const SmoothBand *band, int y)
{
  int slot =
    band->slots != NULL ? band->slots[y - band->slots_y0] : y % band->capacity;

  return band->data + (gsize) slot * band->stride;
}

/* Fills the left margin of the rows y0 to y1 - 1 with copies of column 0, which
 * must be in memory and written. */
void smooth_band_fill_left (const SmoothBand *band, int y0, int y1);

/* Fills the right margin of the rows y0 to y1 - 1 with copies of the plane's
 * last column, which must be in memory and written.
 */
void smooth_band_fill_right (const SmoothBand *band, int y0, int y1);
