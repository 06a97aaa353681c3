/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crop: the part of the picture that is on the screen, as computed: float
 * pixels on the viewport's grid, with the selection and the original's surface.
 * Kept by the worker from one wish to the next while the viewport rests.
 */
#pragma once

#include "frame-request.h"

typedef struct
{
  /* What it was made of. */
  guint64 picture_id, display_id, mask_id;
  SmoothGrid grid;
  SmoothRect seen;
  gboolean has_margin;

  SmoothRect area;   /* of the grid: seen, and a margin where it is wanted */
  SmoothArray array; /* of area */
  guint64 source_id; /* of array */
  float *mask;       /* of seen; NULL: all is selected */
  float *before;     /* the original of seen, of array's channels */
  SmoothOutline *outline;
  cairo_surface_t *original; /* of seen */
} SmoothCrop;

void smooth_crop_clear (SmoothCrop *crop);

/* Makes crop what a wish needs, if it is not that yet. n_made (in/out): counts
 * the crops made, for source_id. A failure leaves crop empty. Errors:
 * CANCELLED, NO_MEMORY, the source's. */
gboolean smooth_crop_prepare (SmoothCrop *crop,
                              SmoothPictureReader *gate,
                              const SmoothFrameRequest *request,
                              guint64 *n_made,
                              GError **error);

/* Whether a wish is of fewer pixels than its picture has. */
gboolean smooth_frame_request_is_scaled (const SmoothFrameRequest *request);

/* Memory for rect of n_channels. Errors: NO_MEMORY. */
float *
smooth_crop_alloc (const SmoothRect *rect, int n_channels, GError **error);

/* The part of the grid that is seen and shows something of the region of the
 * exact result; width 0: nothing. */
void smooth_frame_request_get_area (const SmoothFrameRequest *request, SmoothRect *area);

/* A reading of the box mean of source over area of grid. It may be of a whole
 * picture, and so is given up between strips. */
typedef struct
{
  const SmoothSource *source;
  SmoothGrid grid;
  SmoothRect area;
  SmoothRenderTask *run;       /* NULL: it is not given up */
  const SmoothFrameRequest *request;     /* that it is for */
  gboolean depends_on_params; /* or else another wish may go on with it */
} SmoothReading;

/* Into pixels. Errors: NO_MEMORY, the source's, and CANCELLED: the run is, or
 * the wish that waits has no use for what is read. */
gboolean smooth_crop_read_scaled (const SmoothReading *reading,
                                  float *pixels,
                                  GError **error);
