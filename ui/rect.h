/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arithmetic on rectangles of pixels, and memory for their pixels. No state;
 * any thread. All rectangles are in the same coordinates, and are only read
 * except where they are marked (out).
 */
#pragma once

#include <smooth/image.h>

gboolean smooth_rect_equal (const SmoothRect *one, const SmoothRect *other);

/* Returns whether all of inner lies in outer. */
gboolean smooth_rect_contains (const SmoothRect *outer,
                               const SmoothRect *inner);

/* intersection (out): what two rectangles have in common, or a rectangle whose
 * width and height are 0. */
void smooth_rect_intersect (const SmoothRect *one,
                            const SmoothRect *other,
                            SmoothRect *intersection);

/* Returns uninitialised memory for the n_channels samples of each pixel of
 * rect; free it with g_free. Errors: NO_MEMORY. */
float *
smooth_rect_new_pixels (const SmoothRect *rect, int n_channels, GError **error);
