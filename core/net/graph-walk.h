/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which a graph's rows are computed. It is the same for a pass and
 * for the rehearsal by the plan; what is done with each chunk of rows is given
 * by a function. Only the thread that drives the graph may call these
 * functions.
 */
#pragma once

#include "net/graph-private.h"

/* Called for each chunk, some rows of a node, after the chunks that it depends
 * on. node->held, the range of the node's rows in memory, contains the rows
 * already. Returns FALSE with error set to end the walk.
 */
typedef gboolean (*SmoothChunkFunc) (SmoothGraph *graph,
                                     SmoothNode *node,
                                     SmoothSpan rows,
                                     GError **error);

/* Goes back to the top of the picture: no node has rows in memory, and all of
 * the work is still to be done. Only nodes whose rows were kept and are not
 * computed again stay as they are, and their work counts as done. */
void smooth_graph_rewind (SmoothGraph *graph);

/* Tells output that its caller asks for more rows, and from now on reads only
 * these and the ones for which it asked last. Called before each
 * smooth_graph_walk (). */
void smooth_graph_begin_pull (SmoothOutput *output);

/* Goes through all chunks that must be computed for output's rows up to end
 * (clipped to the output's rows), and calls func for each in its order. Every
 * few milliseconds it calls the pass's progress function. Errors: CANCELLED,
 * func's. */
gboolean smooth_graph_walk (SmoothGraph *graph,
                            SmoothOutput *output,
                            int end,
                            SmoothChunkFunc func,
                            GError **error);
