/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds a graph: its nodes and outputs, and the memory that it owns.
 * graph-plan.c and graph-pass.c decide which rows are computed when.
 */
#include "net/graph-memory-slots.h"

/* The size of a block, unless the layer sets another: large enough to be worth
 * giving to a thread, small enough for all threads to get some. */
#define BLOCK_ROWS 4
#define BLOCK_COLUMNS 256

static void
node_free (gpointer data)
{
  SmoothNode *node = data;

  g_free (node->params);
  g_free (node->slots);
  g_free (node->consumers);
  g_free (node);
}

SmoothGraph *
smooth_graph_new (void)
{
  SmoothGraph *graph = g_new0 (SmoothGraph, 1);

  graph->nodes = g_ptr_array_new_with_free_func (node_free);
  graph->owned = g_ptr_array_new_with_free_func (g_free);
  graph->pools = g_ptr_array_new_with_free_func (smooth_pool_free);
  graph->outputs = g_array_new (FALSE, TRUE, sizeof (SmoothOutput));
  return graph;
}

void
smooth_graph_free (SmoothGraph *graph)
{
  if (graph == NULL)
    return;
  g_ptr_array_unref (graph->nodes);
  g_ptr_array_unref (graph->owned);
  g_ptr_array_unref (graph->pools);
  g_array_unref (graph->outputs);
  g_free (graph);
}

/* Whether node's rows up to end can be computed when each of its inputs has
 * been computed up to that input's own row_phase. */
static gboolean
can_compute (const SmoothNode *node, int end)
{
  for (int k = 0; k < node->n_inputs; k++)
    {
      SmoothSpan rows = { 0, end };

      if (node->layer->need (node, k, rows).end > node->inputs[k]->row_phase)
        return FALSE;
    }
  return TRUE;
}

/* Finds the row_phase of node by bisection: the row up to which it can be
 * computed when the networks' input has been computed up to row
 * SMOOTH_INPUT_PHASE. */
static int
find_row_phase (const SmoothNode *node)
{
  int enough = 0, too_many = 2 * SMOOTH_INPUT_PHASE;

  if (node->n_inputs == 0)
    return SMOOTH_INPUT_PHASE;
  while (too_many - enough > 1)
    {
      int middle = (enough + too_many) / 2;

      if (can_compute (node, middle))
        enough = middle;
      else
        too_many = middle;
    }
  return enough;
}

/* Links node to the inputs of spec. node depends on the strength (varies) if
 * one of its inputs does. A near pass may take its rows from an earlier pass
 * (may_be_stale) if that is true of every input that varies. */
static void
set_inputs (SmoothNode *node, const SmoothNodeSpec *spec)
{
  while (node->n_inputs < SMOOTH_MAX_INPUTS
         && spec->inputs[node->n_inputs] != NULL)
    {
      SmoothNode *input = spec->inputs[node->n_inputs];

      node->varies = node->varies || input->varies;
      node->may_be_stale = node->may_be_stale || input->may_be_stale;
      node->inputs[node->n_inputs++] = input;
    }
  for (int k = 0; k < node->n_inputs; k++)
    if (node->inputs[k]->varies && !node->inputs[k]->may_be_stale)
      node->may_be_stale = FALSE;
}

SmoothNode *
smooth_graph_add (SmoothGraph *graph, const SmoothNodeSpec *spec)
{
  SmoothNode *node = g_new0 (SmoothNode, 1);

  node->layer = spec->layer;
  node->name = spec->name != NULL ? spec->name : spec->layer->name;
  node->octave = graph->octave;
  node->row_step = node->column_step = 1;
  node->block_rows = BLOCK_ROWS;
  node->block_columns = BLOCK_COLUMNS;
  node->reduction = spec->reduction;
  node->band.height = spec->height;
  node->band.width = spec->width;
  node->band.channels = spec->channels;
  if (spec->params_bytes > 0)
    node->params = g_memdup2 (spec->params, spec->params_bytes);
  set_inputs (node, spec);
  node->row_phase = find_row_phase (node);
  g_ptr_array_add (graph->nodes, node);
  return node;
}

void
smooth_graph_set_octave (SmoothGraph *graph, int octave)
{
  graph->octave = octave;
}

gpointer
smooth_graph_own (SmoothGraph *graph, gpointer memory)
{
  g_ptr_array_add (graph->owned, memory);
  return memory;
}

void
smooth_graph_add_output (SmoothGraph *graph,
                         SmoothNode *node,
                         SmoothSpan rows,
                         SmoothSpan columns)
{
  SmoothOutput output = { .node = node, .rows = rows, .columns = columns };

  g_array_append_val (graph->outputs, output);
}
