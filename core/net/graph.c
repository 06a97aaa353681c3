/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building of a graph: nodes, their memory, what is wanted of them. What is
 * computed when stands in plan.c and stream.c.
 */
#include "net/graph-private.h"
#include "net/slots.h"

/* Of a block, where the layer has no other: enough work to be worth the
 * handing out, little enough to be shared. */
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
  graph->kept = g_ptr_array_new_with_free_func (g_free);
  graph->pools = g_ptr_array_new_with_free_func (smooth_pool_free);
  graph->wants = g_array_new (FALSE, TRUE, sizeof (SmoothWant));
  return graph;
}

void
smooth_graph_free (SmoothGraph *graph)
{
  if (graph == NULL)
    return;
  g_ptr_array_unref (graph->nodes);
  g_ptr_array_unref (graph->kept);
  g_ptr_array_unref (graph->pools);
  g_array_unref (graph->wants);
  g_free (graph);
}

/* Whether the inputs' supplies are enough for the node's rows up to end. */
static gboolean
is_supplied (const SmoothNode *node, int end)
{
  for (int k = 0; k < node->n_inputs; k++)
    {
      SmoothSpan rows = { 0, end };

      if (node->layer->need (node, k, rows).end > node->inputs[k]->supply)
        return FALSE;
    }
  return TRUE;
}

/* The most rows that the inputs' supplies are enough for. */
static int
get_supply (const SmoothNode *node)
{
  int enough = 0, too_many = 2 * SMOOTH_PICTURE_SUPPLY;

  if (node->n_inputs == 0)
    return SMOOTH_PICTURE_SUPPLY;
  while (too_many - enough > 1)
    {
      int middle = (enough + too_many) / 2;

      if (is_supplied (node, middle))
        enough = middle;
      else
        too_many = middle;
    }
  return enough;
}

SmoothNode *
smooth_graph_add (SmoothGraph *graph, const SmoothNodeSpec *spec)
{
  SmoothNode *node = g_new0 (SmoothNode, 1);

  node->layer = spec->layer;
  node->row_step = node->column_step = 1;
  node->block_rows = BLOCK_ROWS;
  node->block_columns = BLOCK_COLUMNS;
  node->reduction = spec->reduction;
  node->band.height = spec->height;
  node->band.width = spec->width;
  node->band.channels = spec->channels;
  if (spec->params_bytes > 0)
    node->params = g_memdup2 (spec->params, spec->params_bytes);
  while (node->n_inputs < SMOOTH_MAX_INPUTS
         && spec->inputs[node->n_inputs] != NULL)
    {
      SmoothNode *input = spec->inputs[node->n_inputs];

      node->varies = node->varies || input->varies;
      node->follows = node->follows || input->follows;
      node->inputs[node->n_inputs++] = input;
    }
  for (int k = 0; k < node->n_inputs; k++)
    if (node->inputs[k]->varies && !node->inputs[k]->follows)
      node->follows = FALSE;
  node->supply = get_supply (node);
  g_ptr_array_add (graph->nodes, node);
  return node;
}

gpointer
smooth_graph_keep (SmoothGraph *graph, gpointer memory)
{
  g_ptr_array_add (graph->kept, memory);
  return memory;
}

void
smooth_graph_want (SmoothGraph *graph,
                   SmoothNode *node,
                   SmoothSpan rows,
                   SmoothSpan columns)
{
  SmoothWant want = { .node = node, .rows = rows, .columns = columns };

  g_array_append_val (graph->wants, want);
}
