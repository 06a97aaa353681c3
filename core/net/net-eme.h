/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor: RGB -> probability of an edge at each pixel.
 */
#pragma once

#include "kernel/simd.h"
#include "file/tensor.h"
#include "net/graph.h"

/* Packed weights; immutable, shared by graphs that it must outlive. */
typedef struct _SmoothEme SmoothEme;

/* Whether set holds EME's tensors and no others. Errors: SHAPE, FORMAT. */
gboolean smooth_eme_check (const SmoothTensorSet *set, GError **error);

/* Errors: as smooth_eme_check, NO_MEMORY. */
SmoothEme *smooth_eme_new (const SmoothTensorSet *set,
                           SmoothSimd level,
                           GError **error);
void smooth_eme_free (SmoothEme *eme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothEme, smooth_eme_free)

/* Adds the network on picture (3 channels, any size, in [0, 1] or beyond as
 * the coarser octaves leave it). Returns the edge map: 1 channel in [0, 1], of
 * picture's plane replicated to a multiple of 8. */
SmoothNode *smooth_eme_build (const SmoothEme *eme,
                              SmoothGraph *graph,
                              SmoothNode *picture);
