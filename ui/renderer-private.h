/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the renderer's two ways share: frames (renderer.c), for the screen and
 * at once, and the exact result of the whole picture (exact.c).
 */
#pragma once

#include "renderer.h"

/* How far the exact result is. */
typedef struct
{
  guint64 picture_id; /* 0: nothing done */
  SmoothParams params;
  int n_strips; /* that are whole in the store, from the left */
  int n_done;   /* rows of the next one in the store */
} SmoothExact;

struct _SmoothRenderer
{
  SmoothSmoother smoother;
  SmoothGate gate; /* shared by all sources that smoothers may keep */
  SmoothCrop crop;
  guint64 n_crops;
  SmoothExact exact;
};

/* Whether the store holds all of the exact result of a wish. */
gboolean smooth_exact_is_done (const SmoothExact *exact,
                               const SmoothWish *wish);

/* Notes that it does. */
void smooth_exact_set_done (SmoothExact *exact, const SmoothWish *wish);

/* Computes it from where it stands, with patches for a scaled view. */
gboolean smooth_renderer_run_exact (SmoothRenderer *renderer,
                                    const SmoothWish *wish,
                                    GError **error);

/* Surfaces of piece->area, which is a part of what is seen, from its result,
 * which is mixed by the selection (in/out), and its edges. */
gboolean smooth_renderer_paint (SmoothRenderer *renderer,
                                const SmoothWish *wish,
                                float *result,
                                const float *edges,
                                SmoothPiece *piece,
                                GError **error);
