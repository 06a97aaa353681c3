/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the renderer's two ways share: frames (renderer.c), for the screen and
 * at once, the exact result of the picture's region (exact.c), and what passes
 * between the store and frames (stored.c).
 */
#pragma once

#include "renderer.h"

/* Result and edges of a region, as a sink takes them. */
typedef struct
{
  SmoothRect region;
  int n_channels;
  float *result, *edges; /* of region */
  gboolean *is_near;     /* NULL: must not be */
} SmoothFrame;

/* What the store holds. */
typedef struct
{
  guint64 picture_id; /* 0: nothing done */
  SmoothParams params;
  SmoothRect done; /* of the picture; height 0: nothing */
} SmoothExact;

struct _SmoothRenderer
{
  SmoothSmoother smoother;
  SmoothPictureReader gate; /* shared by all sources that smoothers may keep */
  SmoothCrop crop;
  guint64 n_crops;
  SmoothExact exact;
};

/* Whether the store holds all of the exact result that is wanted. */
gboolean smooth_exact_is_done (const SmoothExact *exact,
                               const SmoothFrameRequest *request);

/* Computes it from where it stands, with patches for a scaled view. */
gboolean smooth_renderer_run_exact (SmoothRenderer *renderer,
                                    const SmoothFrameRequest *request,
                                    GError **error);

/* Surfaces of piece->area, a part of what is seen, from its edges and from its
 * result, which is mixed by the selection (in/out). */
gboolean smooth_renderer_paint (SmoothRenderer *renderer,
                                const SmoothFrameRequest *request,
                                float *result,
                                const float *edges,
                                SmoothFrameUpdate *piece,
                                GError **error);

/* stored.c */

/* Result and edges of an area of the grid from the store, which has all of the
 * region. Errors: as smooth_crop_read_scaled. */
gboolean smooth_stored_recall (const SmoothRenderer *renderer,
                               const SmoothFrameRequest *request,
                               const SmoothRect *area,
                               float *const parts[2],
                               GError **error);

/* Puts that over an approximate frame of what is seen. */
gboolean smooth_stored_overlay (const SmoothRenderer *renderer,
                                const SmoothFrameRequest *request,
                                const SmoothRect *area,
                                const SmoothFrame *frame,
                                GError **error);

/* A frame that holds all of the region need not be computed twice. A store that
 * fails here fails the exact run, too, which says so; the frame is good. */
void smooth_stored_keep (SmoothRenderer *renderer,
                         const SmoothFrameRequest *request,
                         const SmoothFrame *frame);
