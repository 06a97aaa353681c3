/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan: which rows and columns each node computes, and where in memory each
 * row lies. The first follows from what is wanted, going back through the
 * layers; the second from a walk over the whole run with numbers only, by the
 * very code that runs (stream.c), in which rows take and give back slots
 * (slots.c).
 */
#include "net/graph-private.h"
#include "net/slots.h"

#include <smooth/error.h>

#include "i18n.h"

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

/* Passes what is needed of node on to its inputs. */
static void
spread_need (SmoothNode *node)
{
  SmoothBand *band = &node->band;
  SmoothSpan columns = { band->x0, band->x1 };

  if (smooth_span_is_empty (node->rows) || smooth_span_is_empty (columns))
    return;
  node->rows =
    smooth_span_align (node->rows, node->row_step, node->supply, band->height);
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

static void
find_needs (SmoothGraph *graph)
{
  for (guint i = 0; i < graph->wants->len; i++)
    {
      SmoothWant *want = &g_array_index (graph->wants, SmoothWant, i);
      SmoothBand *band = &want->node->band;
      SmoothSpan held = { band->x0, band->x1 };

      want->node->rows = smooth_span_join (want->node->rows, want->rows);
      held = smooth_span_join (held, want->columns);
      band->x0 = held.first;
      band->x1 = held.end;
    }
  for (guint i = graph->nodes->len; i-- > 0;)
    spread_need (g_ptr_array_index (graph->nodes, i));
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->layer->measure != NULL && !smooth_span_is_empty (node->rows))
        node->layer->measure (node);
    }
}

/* Goes through the run as its caller will. */
static void
rehearse (SmoothGraph *graph)
{
  gboolean more = TRUE;

  smooth_graph_rewind (graph);
  for (int n = 1; more; n++)
    {
      more = FALSE;
      for (guint i = 0; i < graph->wants->len; i++)
        {
          SmoothWant *want = &g_array_index (graph->wants, SmoothWant, i);
          int end = want->rows.first + n * graph->options.band_height;

          smooth_graph_pull (graph, want->node, end, NULL);
          more = more || end < want->rows.end;
        }
    }
  graph->has_run = FALSE;
}

static gboolean
add_bytes (gsize *total, gsize n, gsize size)
{
  gsize bytes;

  return g_size_checked_mul (&bytes, n, size)
         && g_size_checked_add (&bytes, bytes, SMOOTH_ALIGNMENT)
         && g_size_checked_add (total, *total, bytes);
}

/* Threads that find work in one block of columns: it has several blocks of rows
 * in every layer, and layers are computed side by side, but beyond a few
 * threads each waits for the rows that another has under way. */
#define THREADS_PER_BLOCK 4

static int
count_fed (const SmoothGraph *graph)
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

/* Sizes of everything. */
static gboolean
sum_up (SmoothGraph *graph, GError **error)
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
      fits = fits && add_bytes (&graph->plan.n_bytes, node->room_bytes, 1);
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
  graph->plan.work = graph->walk.work_done;
  graph->plan.n_fed = count_fed (graph);
  if (!sum_up (graph, error))
    return FALSE;
  *plan = graph->plan;
  return TRUE;
}
