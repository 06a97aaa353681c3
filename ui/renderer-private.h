/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the renderer's two ways share: frames (renderer.c), for the screen and
 * at once, and the exact result of the picture's region (exact.c).
 */
#pragma once

#include "renderer.h"

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
  SmoothGate gate; /* shared by all sources that smoothers may keep */
  SmoothCrop crop;
  guint64 n_crops;
  SmoothExact exact;
};

/* Whether the store holds all of the exact result that is wanted. */
gboolean smooth_exact_is_done (const SmoothExact *exact,
                               const SmoothWish *wish);

/* Computes it from where it stands, with patches for a scaled view. */
gboolean smooth_renderer_run_exact (SmoothRenderer *renderer,
                                    const SmoothWish *wish,
                                    GError **error);

/* Surfaces of piece->area, a part of what is seen, from its edges and from its
 * result, which is mixed by the selection (in/out). */
gboolean smooth_renderer_paint (SmoothRenderer *renderer,
                                const SmoothWish *wish,
                                float *result,
                                const float *edges,
                                SmoothPiece *piece,
                                GError **error);
