/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EME, the edge map extractor: RGB -> probability of an edge at each pixel. The
 * network's formulas stand in net-eme.c.
 */
#pragma once

#include "file/tensor-set.h"
#include "kernel/simd.h"
#include "net/graph.h"

/* EME's weights, packed for one SIMD variant. They never change, so any number
 * of graphs and threads may use them. */
typedef struct _SmoothEme SmoothEme;

/* Whether set holds all of EME's tensors, with finite numbers, and no others.
 * Thread-safe. Errors: SHAPE, FORMAT; each names file, tensor, what was found
 * and wanted. */
gboolean smooth_eme_check (const SmoothTensorSet *set, GError **error);

/* Packs the weights of set, which smooth_eme_check () has accepted; nothing of
 * set is kept. Free with smooth_eme_free (), after all graphs into which it was
 * built. Thread-safe. Errors: NO_MEMORY. */
SmoothEme *
smooth_eme_new (const SmoothTensorSet *set, SmoothSimd simd, GError **error);
void smooth_eme_free (SmoothEme *eme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothEme, smooth_eme_free)

/* Adds the network to graph, which borrows eme. picture: node of 3 channels in
 * [0, 1], of any size; samples may lie slightly outside, since the result of a
 * coarser octave may have been added. Returns the edge map's node: 1 channel in
 * [0, 1], whose size is picture's rounded up to multiples of 8 by replicate
 * padding. To be called on the thread that builds the graph. */
SmoothNode *smooth_eme_build (const SmoothEme *eme,
                              SmoothGraph *graph,
                              SmoothNode *picture);
