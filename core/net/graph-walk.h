/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which a graph's rows are computed, the same for a pass and for
 * its rehearsal by the plan: the two differ in what is done with a chunk of
 * rows when its turn has come. For the thread that drives the graph.
 */
#pragma once

#include "net/graph-private.h"

/* Called for each chunk of rows, after the chunks that it depends on;
 * node->held contains it already. Returns FALSE with error set to end the walk.
 */
typedef gboolean (*SmoothChunkFunc) (SmoothGraph *graph,
                                     SmoothNode *node,
                                     SmoothSpan rows,
                                     GError **error);

/* Sets every node in front of its first row, holding nothing. In a graph that
 * keeps rows and has run, nodes that are never computed again stay as they are,
 * and their work counts as done. */
void smooth_graph_rewind (SmoothGraph *graph);

/* Tells output that its caller goes on to the next rows: what was pulled before
 * the last pull will not be read again. Before each smooth_graph_walk (). */
void smooth_graph_begin_pull (SmoothOutput *output);

/* Brings output to row end, clipped to its rows; calls func for each chunk that
 * this takes, in their order. Now and then asks the pass's progress function
 * whether to go on. Errors: CANCELLED, func's. */
gboolean smooth_graph_walk (SmoothGraph *graph,
                            SmoothOutput *output,
                            int end,
                            SmoothChunkFunc func,
                            GError **error);
