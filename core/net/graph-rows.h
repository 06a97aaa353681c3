/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a node are still going to be read, and so must stay in memory.
 * Plan and pass ask the same questions, so that they come to the same answers.
 * For the thread that drives the graph.
 */
#pragma once

#include "net/graph-private.h"

/* In which passes a node's rows are computed. Nodes of different kinds do not
 * share memory, since one kind's rows stay while another's are computed. */
typedef enum
{
  SMOOTH_RECOMPUTE_NEVER,       /* in the first pass only */
  SMOOTH_RECOMPUTE_UNLESS_NEAR, /* in all passes but near ones */
  SMOOTH_RECOMPUTE_ALWAYS, /* in all passes; all nodes of a graph that does not
                              keep rows between passes */
} SmoothRecompute;

SmoothRecompute smooth_graph_get_recompute (const SmoothGraph *graph,
                                            const SmoothNode *node);

/* The output that node is, borrowed; NULL if it is none. */
SmoothOutput *smooth_graph_find_output (const SmoothGraph *graph,
                                        const SmoothNode *node);

/* Whether all rows of node stay in memory from one pass to the next: because
 * they are not computed in some pass in which the caller or a consumer reads
 * them. */
gboolean smooth_graph_keeps_rows (const SmoothGraph *graph,
                                  const SmoothNode *node);

/* The first row of node that a consumer other than except (NULL: none), or the
 * caller, has still to read; node->held.end if there is no such row. */
int smooth_graph_get_first_unread (const SmoothGraph *graph,
                                   const SmoothNode *node,
                                   const SmoothNode *except);
