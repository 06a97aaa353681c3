/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiled source: a picture that is repeated side by side, so that beyond each
 * border it goes on with its opposite side, as a seamless texture does. It
 * turns one source into another one, the plane, of which the picture covers the
 * middle.
 */
#pragma once

#include <smooth/image.h>

G_BEGIN_DECLS

/** What a plane is read from. */
typedef struct
{
  SmoothSource picture; /* copied; its data is borrowed */
  /* How many columns the plane has left and right of the picture, and how many
   * rows above and below. */
  int margin_x, margin_y;
  float *rows; /* memory for rows of the picture; NULL until it is needed */
} SmoothTileableSource;

/** Sets tiled (out) and plane (out). plane is (width + 2 margin_x) x (height +
 * 2 margin_y) pixels large and shows, in column x and row y, the picture's
 * column (x - margin_x) mod width and row (y - margin_y) mod height. The
 * margins may be larger than the picture; the sums must fit into an int. plane
 * borrows tiled, which must not move. Reading from it fails with the picture's
 * errors, or with NO_MEMORY; one thread at a time. */
void smooth_tileable_source_init (SmoothTileableSource *tiled,
                                  const SmoothSource *picture,
                                  int margin_x,
                                  int margin_y,
                                  SmoothSource *plane);

/** Frees the memory of tiled, which may be all zeros. */
void smooth_tileable_source_clear (SmoothTileableSource *tiled);

/** Returns how many bytes reading from the plane takes at most. Thread-safe. */
gsize smooth_tileable_source_get_bytes (const SmoothTileableSource *tiled);

G_END_DECLS
