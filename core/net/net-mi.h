/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter: RGB, edge map and strength -> smoothed RGB. The
 * network's formulas stand in net-mi.c.
 */
#pragma once

#include "file/tensor-set.h"
#include "kernel/simd.h"
#include "net/graph.h"

/* MI's weights, packed for one SIMD variant. They never change, so any number
 * of graphs and threads may use them. */
typedef struct _SmoothMi SmoothMi;

/* Whether set holds all of MI's tensors, with finite numbers, and no others.
 * Thread-safe. Errors: SHAPE, FORMAT; each names file, tensor, what was found
 * and wanted. */
gboolean smooth_mi_check (const SmoothTensorSet *set, GError **error);

/* Packs the weights of set, which smooth_mi_check () has accepted; nothing of
 * set is kept. Free with smooth_mi_free (), after all graphs into which it was
 * built. Thread-safe. Errors: NO_MEMORY. */
SmoothMi *
smooth_mi_new (const SmoothTensorSet *set, SmoothSimd simd, GError **error);
void smooth_mi_free (SmoothMi *mi);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothMi, smooth_mi_free)

/* The numbers of one network in a graph that depend on the strength. */
typedef struct _SmoothMiControl SmoothMiControl;

/* Adds the network to graph, which borrows mi. picture: node of 3 channels in
 * [0, 1], of any size; samples may lie slightly outside, since the result of a
 * coarser octave may have been added. edge: EME's edge map of picture, 1
 * channel, whose size is picture's rounded up to multiples of 8. control (out):
 * owned by the graph; the strength has to be set through it before each pass.
 * Returns the node picture + tanh (8 strength) * residual, the residual's
 * colours limited to where the picture has some (kernel/colour-gate.h): 3
 * channels, of picture's size. To be called on the thread that builds the
 * graph. */
SmoothNode *smooth_mi_build (const SmoothMi *mi,
                             SmoothGraph *graph,
                             SmoothNode *picture,
                             SmoothNode *edge,
                             SmoothMiControl **control);

/* Sets the strength, in [0, 1], for the passes that follow. Not during a pass.
 */
void smooth_mi_set_strength (SmoothMiControl *control, double strength);
