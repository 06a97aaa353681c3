/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outline of a selection: the borders between pixels that are selected by a
 * half or more and pixels that are not, as GIMP draws it. Immutable, with an
 * atomic reference count; any thread.
 */
#pragma once

#include <gtk/gtk.h>

#include <smooth/image.h>

typedef struct _SmoothOutline SmoothOutline;

/* Returns the first reference on the outline of a mask: the samples of area,
 * packed (both borrowed for the call). The border of area itself is not drawn.
 * The lines have area's coordinates. */
SmoothOutline *smooth_outline_new (const SmoothRect *area, const float *mask);

/* Returns outline. */
SmoothOutline *smooth_outline_ref (SmoothOutline *outline);

/* NULL is allowed. */
void smooth_outline_unref (SmoothOutline *outline);

/* Returns the number of lines that are drawn. */
guint smooth_outline_get_n_lines (const SmoothOutline *outline);

/* Draws the outline in black and white dashes. place: x and y of the origin of
 * its coordinates in those of cr, then the width and height of a pixel. */
void smooth_outline_draw (const SmoothOutline *outline,
                          cairo_t *cr,
                          const double place[4]);
