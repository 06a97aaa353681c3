/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crop: the pixels that a frame of the preview is computed and painted from,
 * for the part of the picture that is visible. These are the original's pixels
 * on the frame's grid, the selection, and the original as it is painted. The
 * worker thread keeps the crop for the next frame of the same viewport. All
 * functions are called on the worker, except that smooth_crop_clear may be
 * called after the worker has ended.
 */
#pragma once

#include "frame-request.h"

/* All pointers belong to the crop. */
typedef struct
{
  /* The inputs from which the other fields were made. A frame for which any of
   * them differs needs another crop. */
  guint64 picture_id, display_id, mask_revision;
  SmoothGrid grid;
  SmoothRect visible; /* in pixels of grid */
  gboolean has_margin;
  gboolean is_tileable; /* the picture's; only of interest with a margin */

  /* The visible rectangle, in pixels of grid; if has_margin is set, extended by
   * a margin. The margin ends at the grid's border, unless the picture is
   * tileable: then it reaches beyond the border, where the grid is repeated.
   * Where that would take more than all of the grid, in both directions, the
   * area is the whole grid, and covers_tile is set: the smoother repeats it. */
  SmoothRect area;
  gboolean covers_tile;
  SmoothArray array; /* the original's pixels of area */
  /* The id by which the smoother recognises the pixels in array (the field
   * source_id of SmoothSmoothing); 0: the crop is empty. */
  guint64 source_id;
  /* The selection in the visible rectangle: one sample in [0, 1] per pixel.
   * NULL: all of the rectangle is selected. */
  float *mask;
  float *before; /* the original's pixels of visible, with array's channels */
  SmoothOutline *outline;    /* the outline of mask; NULL: there is none */
  cairo_surface_t *original; /* before, converted for the screen */
} SmoothCrop;

/* Frees what the crop holds, and leaves it empty. */
void smooth_crop_clear (SmoothCrop *crop);

/* Fills crop with the pixels that computing request needs. What crop holds
 * already is kept if request needs it; the rest is read by reader. n_crops
 * (in/out): how many crops have been made so far; each new crop gets the next
 * number as its source id. After a failure crop holds nothing that is out of
 * date. Errors: CANCELLED, NO_MEMORY, and those of reading the picture. */
gboolean smooth_crop_prepare (SmoothCrop *crop,
                              SmoothPictureReader *reader,
                              const SmoothFrameRequest *request,
                              guint64 *n_crops,
                              GError **error);

/* Adds references to the painted original and the selection's outline to an
 * update. smooth_crop_prepare must have succeeded for crop. */
void smooth_crop_add_original (const SmoothCrop *crop,
                               SmoothFrameUpdate *update);
