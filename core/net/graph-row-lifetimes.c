/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the rows of a node stay in memory, and in which passes they are
 * computed anew.
 */
#include "net/graph-row-lifetimes.h"

SmoothRecompute
smooth_graph_get_recompute (const SmoothGraph *graph, const SmoothNode *node)
{
  if (!graph->options.keep)
    return SMOOTH_RECOMPUTE_ALWAYS;
  if (!node->varies)
    return SMOOTH_RECOMPUTE_NEVER;
  return node->may_be_stale ? SMOOTH_RECOMPUTE_UNLESS_NEAR
                            : SMOOTH_RECOMPUTE_ALWAYS;
}

SmoothOutput *
smooth_graph_find_output (const SmoothGraph *graph, const SmoothNode *node)
{
  for (guint i = 0; i < graph->outputs->len; i++)
    {
      SmoothOutput *output = &g_array_index (graph->outputs, SmoothOutput, i);

      if (output->node == node)
        return output;
    }
  return NULL;
}

gboolean
smooth_graph_keeps_rows (const SmoothGraph *graph, const SmoothNode *node)
{
  const SmoothRecompute recompute = smooth_graph_get_recompute (graph, node);

  if (recompute == SMOOTH_RECOMPUTE_ALWAYS)
    return FALSE;
  for (int i = 0; i < node->n_consumers; i++)
    if (smooth_graph_get_recompute (graph, node->consumers[i].node) > recompute)
      return TRUE;
  return smooth_graph_find_output (graph, node) != NULL;
}

/* Finds the first row of node that its consumer number i has not read yet but
 * will read in this pass. */
static int
get_first_needed (const SmoothNode *node, int i)
{
  const SmoothNode *consumer = node->consumers[i].node;
  const SmoothSpan next = { consumer->held.end, consumer->rows.end };
  SmoothSpan need;

  if (smooth_span_is_empty (next))
    return node->held.end;
  need = consumer->layer->need (consumer, node->consumers[i].input, next);
  return smooth_span_clip (need, node->band.height).first;
}

int
smooth_graph_get_first_unread (const SmoothGraph *graph,
                               const SmoothNode *node,
                               const SmoothNode *except)
{
  const SmoothOutput *output = smooth_graph_find_output (graph, node);
  int first = node->held.end;

  if (smooth_graph_keeps_rows (graph, node))
    return node->held.first;
  if (output != NULL)
    first = MIN (first, output->unread);
  for (int i = 0; i < node->n_consumers; i++)
    if (node->consumers[i].node != except)
      first = MIN (first, get_first_needed (node, i));
  return MAX (node->held.first, first);
}
