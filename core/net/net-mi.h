/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter: RGB + edge map + strength -> smoothed RGB. */
#pragma once

#include "kernel/simd.h"
#include "file/tensor.h"
#include "net/graph.h"

/* Packed weights; immutable, shared by graphs that it must outlive. */
typedef struct _SmoothMi SmoothMi;

/* Whether set holds MI's tensors and no others. Errors: SHAPE, FORMAT. */
gboolean smooth_mi_check (const SmoothTensorSet *set, GError **error);

/* Errors: as smooth_mi_check, NO_MEMORY. */
SmoothMi *smooth_mi_new (const SmoothTensorSet *set,
                         SmoothSimd level,
                         GError **error);
void smooth_mi_free (SmoothMi *mi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothMi, smooth_mi_free)

/* What of a built network depends on the strength; owned by the graph. */
typedef struct _SmoothMiControl SmoothMiControl;

/* Adds the network on picture (3 channels, as EME's) and EME's edge map of it.
 * control (out): through which the strength is set before a run. Returns
 * picture + tanh (8 strength) * residual, its colours gated by the picture's
 * (kernel/chroma.h); of picture's plane. */
SmoothNode *smooth_mi_build (const SmoothMi *mi,
                             SmoothGraph *graph,
                             SmoothNode *picture,
                             SmoothNode *edge,
                             SmoothMiControl **control);

/* strength: [0, 1]. Not while the graph runs. */
void smooth_mi_set_strength (SmoothMiControl *control, double strength);
