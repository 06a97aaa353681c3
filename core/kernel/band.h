/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Band: the rows of one layer's output that are held at a moment.
 *
 * A plane of height x width x channels floats (channel-last) flows through in
 * rows; a band keeps some of them, of its columns [x0, x1), in a ring of
 * capacity rows or wherever a plan has laid each of them; which, its owner
 * knows. All coordinates are absolute in the plane, so that arithmetic can be
 * anchored to multiples of its tile size wherever a run begins. Columns outside
 * [x0, x1) but inside the plane are not needed by anyone. Outside the plane a
 * row or column is that of the plane's end next to it, repeated; margin columns
 * of them lie in memory.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int height, width, channels; /* of the whole plane */
  int x0, x1;                  /* columns held */
  int margin;                  /* columns held beyond the plane's ends */
  int capacity;                /* rows in the ring */
  gsize stride;                /* floats from a slot to the next */
  float *data;                 /* slot 0 at column x0, 64-byte aligned */
  const gint32 *slots;         /* of row slots_y0 on; NULL: a ring */
  int slots_y0;
} SmoothBand;

/* Row y of the band, at its column x0. y must be held, or about to be
 * written. */
static inline float *
smooth_band_row (const SmoothBand *band, int y)
{
  int slot =
    band->slots != NULL ? band->slots[y - band->slots_y0] : y % band->capacity;

  return band->data + (gsize) slot * band->stride;
}

/* Fills the margin of rows [y0, y1) beyond the plane's left or right end, whose
 * column is held and written. */
void smooth_band_fill_left (const SmoothBand *band, int y0, int y1);
void smooth_band_fill_right (const SmoothBand *band, int y0, int y1);
