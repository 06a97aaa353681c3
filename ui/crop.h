/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crop: what a frame is computed and painted from, for the part of the picture
 * that is visible: the original's pixels on the frame's grid, the selection,
 * and the painted original. The worker keeps it for the next frame of the same
 * viewport. Worker only, but for smooth_crop_clear after the worker has ended.
 */
#pragma once

#include "frame-request.h"

/* All pointers belong to the crop. */
typedef struct
{
  /* What the rest was made for. */
  guint64 picture_id, display_id, mask_revision;
  SmoothGrid grid;
  SmoothRect visible; /* in pixels of grid, like area */
  gboolean has_margin;

  SmoothRect area;           /* visible, with a margin if it has one */
  SmoothArray array;         /* the original of area */
  guint64 source_id;         /* of array, as in SmoothSmoothing; 0: empty */
  float *mask;               /* of visible; NULL: all of it is selected */
  float *before;             /* the original of visible, array's channels */
  SmoothOutline *outline;    /* of mask; NULL: none */
  cairo_surface_t *original; /* before, as it is shown */
} SmoothCrop;

/* Frees what the crop holds, and leaves it empty. */
void smooth_crop_clear (SmoothCrop *crop);

/* Makes crop fit for computing request, and keeps what of it is fit already.
 * Pixels are read by reader. n_crops (in/out): the number of crops made so far,
 * for source_id. After a failure nothing in crop is stale. Errors: CANCELLED,
 * NO_MEMORY, those of the picture. */
gboolean smooth_crop_prepare (SmoothCrop *crop,
                              SmoothPictureReader *reader,
                              const SmoothFrameRequest *request,
                              guint64 *n_crops,
                              GError **error);

/* Adds the painted original and the selection's outline to an update, as
 * references. The crop was prepared. */
void smooth_crop_add_original (const SmoothCrop *crop,
                               SmoothFrameUpdate *update);
