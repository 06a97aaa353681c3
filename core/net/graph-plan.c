/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans a graph: which rows and columns each node computes, and where in memory
 * each row lies. Rows and columns are found from the outputs backwards, through
 * the layers' receptive fields. The places in memory are found by a rehearsal
 * of a whole pass, which computes no pixels: in the order of a real pass
 * (graph-walk.c) rows take slots in memory and free them
 * (graph-memory-slots.c).
 */
#include "net/graph-memory-slots.h"
#include "net/graph-walk.h"

#include <smooth/error.h>

#include "i18n.h"

/* The number of threads that can work at the same time on one column of blocks.
 * Such a column has several blocks of rows in every layer, and several layers
 * are computed at the same time; but with more threads, each would wait for
 * rows that another is computing. */
#define THREADS_PER_BLOCK 4

/* Fills the nodes' lists of consumers, the nodes that read their rows. */
static void
link_consumers (SmoothGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      for (int k = 0; k < node->n_inputs; k++)
        {
          SmoothNode *input = node->inputs[k];
          int n = input->n_consumers++;

          input->consumers =
            g_realloc_n (input->consumers, n + 1, sizeof *input->consumers);
          input->consumers[n].node = node;
          input->consumers[n].input = k;
        }
    }
}

/* Extends the rows and columns that are needed of node to whole steps (row_step
 * and column_step), and adds the receptive fields of these to what is needed of
 * its inputs. */
static void
find_inputs_need (SmoothNode *node)
{
  SmoothBand *band = &node->band;
  SmoothSpan columns = { band->x0, band->x1 };

  if (smooth_span_is_empty (node->rows) || smooth_span_is_empty (columns))
    return;
  node->rows = smooth_span_align (node->rows, node->row_step, node->row_phase,
                                  band->height);
  columns = smooth_span_align (columns, node->column_step, 0, band->width);
  band->x0 = columns.first;
  band->x1 = columns.end;
  for (int k = 0; k < node->n_inputs; k++)
    {
      SmoothNode *input = node->inputs[k];
      SmoothBand *from = &input->band;
      SmoothSpan rows = node->layer->need (node, k, node->rows);
      SmoothSpan wide = node->layer->need (node, k, columns);
      SmoothSpan held = { from->x0, from->x1 };

      input->rows =
        smooth_span_join (input->rows, smooth_span_clip (rows, from->height));
      held = smooth_span_join (held, smooth_span_clip (wide, from->width));
      from->x0 = held.first;
      from->x1 = held.end;
    }
}

/* Finds the rows and columns needed of all nodes, from the outputs backwards.
 */
static void
find_needs (SmoothGraph *graph)
{
  for (guint i = 0; i < graph->outputs->len; i++)
    {
      SmoothOutput *output = &g_array_index (graph->outputs, SmoothOutput, i);
      SmoothBand *band = &output->node->band;
      SmoothSpan held = { band->x0, band->x1 };

      output->node->rows = smooth_span_join (output->node->rows, output->rows);
      held = smooth_span_join (held, output->columns);
      band->x0 = held.first;
      band->x1 = held.end;
    }
  for (guint i = graph->nodes->len; i-- > 0;)
    find_inputs_need (g_ptr_array_index (graph->nodes, i));
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->layer->measure != NULL && !smooth_span_is_empty (node->rows))
        node->layer->measure (node);
    }
}

/* Implements SmoothChunkFunc for the plan's rehearsal of a pass: gives rows
 * their places in memory (slots) and computes no pixels. */
static gboolean
assign_slots (SmoothGraph *graph,
              SmoothNode *node,
              SmoothSpan rows,
              GError **error)
{
  (void) error;
  smooth_slots_assign (graph, node, rows);
  return TRUE;
}

/* Rehearses a pass without pixels: goes through all rows in the same order in
 * which they will be computed when the caller asks for band after band. */
static void
rehearse (SmoothGraph *graph)
{
  gboolean is_done = FALSE;

  smooth_graph_rewind (graph);
  for (int n = 1; !is_done; n++)
    {
      is_done = TRUE;
      for (guint i = 0; i < graph->outputs->len; i++)
        {
          SmoothOutput *output =
            &g_array_index (graph->outputs, SmoothOutput, i);
          int end = output->rows.first + n * graph->options.band_height;

          smooth_graph_begin_pull (output);
          smooth_slots_release_outputs (graph);
          smooth_graph_walk (graph, output, end, assign_slots, NULL);
          is_done = is_done && end >= output->rows.end;
        }
    }
  graph->has_run = FALSE;
}

/* Adds n * size bytes, and padding for the arena, to total. Returns FALSE if
 * the sum is too large for a gsize. */
static gboolean
add_bytes (gsize *total, gsize n, gsize size)
{
  gsize bytes;

  return g_size_checked_mul (&bytes, n, size)
         && g_size_checked_add (&bytes, bytes, SMOOTH_ALIGNMENT)
         && g_size_checked_add (total, *total, bytes);
}

/* Returns the number of threads for which the node with the most columns of
 * blocks has work. */
static int
count_useful_threads (const SmoothGraph *graph)
{
  int n_blocks = 1;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const SmoothNode *node = g_ptr_array_index (graph->nodes, i);
      const int width = node->band.x1 - node->band.x0;

      n_blocks = MAX (n_blocks, width / node->block_columns);
    }
  return THREADS_PER_BLOCK * n_blocks;
}

/* Adds up the bytes of the rows, buffers and scratch, which the pass takes from
 * its arena. */
static gboolean
count_bytes (SmoothGraph *graph, GError **error)
{
  gboolean fits = TRUE;

  graph->plan.n_bytes = 0;
  graph->scratch_bytes = 0;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (smooth_span_is_empty (node->rows))
        continue;
      graph->scratch_bytes = MAX (graph->scratch_bytes, node->scratch_bytes);
      fits = fits && add_bytes (&graph->plan.n_bytes, node->buffer_bytes, 1);
    }
  for (guint i = 0; i < graph->pools->len; i++)
    {
      const SmoothPool *pool = g_ptr_array_index (graph->pools, i);

      fits = fits
             && add_bytes (&graph->plan.n_bytes, pool->n_slots,
                           pool->stride * sizeof (float));
    }
  if (fits
      && add_bytes (&graph->plan.n_bytes, graph->options.n_threads,
                    graph->scratch_bytes))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("the picture needs more memory than this machine can "
                  "address"));
  return FALSE;
}

gboolean
smooth_graph_plan (SmoothGraph *graph,
                   const SmoothPlanOptions *options,
                   SmoothPlan *plan,
                   GError **error)
{
  graph->options = *options;
  link_consumers (graph);
  find_needs (graph);
  if (!smooth_slots_init (graph, error))
    return FALSE;
  rehearse (graph);
  graph->plan.work = graph->work_done;
  graph->work_done = 0;
  graph->plan.n_useful_threads = count_useful_threads (graph);
  if (!count_bytes (graph, error))
    return FALSE;
  *plan = graph->plan;
  return TRUE;
}
