/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds which rows of a node will still be read, and so must stay in memory.
 * Both the plan and the pass call these functions, so that they agree. Only the
 * thread that drives the graph may call them.
 */
#pragma once

#include "net/graph-private.h"

/* In which passes a node's rows are computed. Nodes of different kinds do not
 * share memory, since the rows of one kind must stay while those of another are
 * computed. */
typedef enum
{
  SMOOTH_RECOMPUTE_NEVER, /* computed in the first pass only */
  /* In all passes but near ones, which are approximations (SmoothGraphPass). */
  SMOOTH_RECOMPUTE_UNLESS_NEAR,
  /* In all passes. If the graph does not keep rows between passes, all nodes
   * are of this kind. */
  SMOOTH_RECOMPUTE_ALWAYS,
} SmoothRecompute;

SmoothRecompute smooth_graph_get_recompute (const SmoothGraph *graph,
                                            const SmoothNode *node);

/* Finds the output for node, which describes what the graph's caller reads of
 * its rows; NULL if the caller reads none. Borrowed. */
SmoothOutput *smooth_graph_find_output (const SmoothGraph *graph,
                                        const SmoothNode *node);

/* Whether all rows of node must stay in memory from one pass to the next. That
 * is so if there are passes in which the rows are read, by a consumer or by the
 * caller, but not computed. */
gboolean smooth_graph_keeps_rows (const SmoothGraph *graph,
                                  const SmoothNode *node);

/* Finds the first row of node that will still be read, by the caller of the
 * graph or by a consumer, a node whose input it is. The consumer except (or
 * NULL) is not counted. Returns node->held.end, the end of the rows in memory,
 * if there is no such row. */
int smooth_graph_get_first_unread (const SmoothGraph *graph,
                                   const SmoothNode *node,
                                   const SmoothNode *except);
