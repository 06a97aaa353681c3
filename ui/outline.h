/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outline of a selection: the sides of pixels between those that are selected
 * by a half or more and those that are not, as GIMP draws it. Immutable;
 * references are counted atomically.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth/image.h>

typedef struct _SmoothOutline SmoothOutline;

/* Of a mask's samples (area, packed); sides at the border of area are none.
 * Lines are in the coordinates of area's grid. */
SmoothOutline *smooth_outline_new (const SmoothRect *area, const float *mask);
SmoothOutline *smooth_outline_ref (SmoothOutline *outline);
void smooth_outline_unref (SmoothOutline *outline);

/* Lines in all. */
guint smooth_outline_get_n_lines (const SmoothOutline *outline);

/* Draws it, black and white dashes, where (x, y) of the grid lies at (left + x
 * pitch_x, top + y pitch_y). */
void smooth_outline_draw (const SmoothOutline *outline,
                          cairo_t *cr,
                          const double place[4]);
