/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/graph-walk.h"

#include <smooth/error.h>

#include "i18n.h"
#include "net/graph-row-lifetimes.h"

/* The progress function is called after this many multiply-adds, which take a
 * few milliseconds. */
#define POLL_WORK 3e8

/* Returns the multiply-adds of n_rows rows of node. */
static double
get_work (const SmoothNode *node, int n_rows)
{
  return node->work * n_rows * (node->band.x1 - node->band.x0);
}

void
smooth_graph_rewind (SmoothGraph *graph)
{
  graph->work_done = graph->work_polled = 0;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (graph->has_run && graph->options.keep && !node->varies)
        graph->work_done += get_work (node, node->held.end - node->rows.first);
      else
        node->held.first = node->held.end = node->rows.first;
    }
  for (guint i = 0; i < graph->outputs->len; i++)
    {
      SmoothOutput *output = &g_array_index (graph->outputs, SmoothOutput, i);

      output->pulled = output->last_pulled = output->rows.first;
      output->unread = output->rows.first;
    }
  graph->has_run = TRUE;
}

/* Calls the progress function if POLL_WORK multiply-adds were done since its
 * last call. Returns FALSE with error set if it asked to cancel the pass. */
static gboolean
poll_progress (SmoothGraph *graph, GError **error)
{
  const SmoothGraphPass *pass = &graph->state.pass;

  if (pass->progress == NULL
      || graph->work_done < graph->work_polled + POLL_WORK)
    return TRUE;
  graph->work_polled = graph->work_done;
  if (pass->progress (pass->progress_data,
                      MIN (graph->work_done / graph->plan.work, 1)))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
               _ ("the smoothing was cancelled"));
  return FALSE;
}

/* Finds where the chunk that begins at the node's next row ends: about a band's
 * height further, but at most at end. */
static int
get_chunk_end (const SmoothGraph *graph, const SmoothNode *node, int end)
{
  int most = node->max_rows > 0 ? node->max_rows : G_MAXINT;
  int n_rows = CLAMP (graph->options.band_height / node->reduction,
                      MIN (node->block_rows, most), most);
  int chunk_end = smooth_step_floor (node->held.end + n_rows, node->row_step,
                                     node->row_phase);

  return MIN (chunk_end, end);
}

static gboolean advance (SmoothGraph *graph,
                         SmoothNode *node,
                         int end,
                         SmoothChunkFunc func,
                         GError **error);

/* Computes the eager consumers of node, which follow their one input row for
 * row, as far as node's rows are in memory. */
static gboolean
feed_eager (SmoothGraph *graph,
            const SmoothNode *node,
            SmoothChunkFunc func,
            GError **error)
{
  for (int i = 0; i < node->n_consumers; i++)
    {
      SmoothNode *consumer = node->consumers[i].node;
      int end = node->held.end;

      if (end < consumer->rows.end)
        end = smooth_step_floor (end, consumer->row_step, consumer->row_phase);
      if (consumer->is_eager && !advance (graph, consumer, end, func, error))
        return FALSE;
    }
  return TRUE;
}

/* Computes node up to row end, and before that what it needs of its inputs. */
static gboolean
advance (SmoothGraph *graph,
         SmoothNode *node,
         int end,
         SmoothChunkFunc func,
         GError **error)
{
  SmoothSpan *held = &node->held;
  SmoothSpan goal = { node->rows.first, MIN (end, node->rows.end) };

  if (goal.end <= held->end)
    return TRUE;
  goal = smooth_span_align (goal, node->row_step, node->row_phase,
                            node->band.height);
  while (held->end < goal.end)
    {
      SmoothSpan rows = { held->end, get_chunk_end (graph, node, goal.end) };

      for (int k = 0; k < node->n_inputs; k++)
        if (!advance (graph, node->inputs[k],
                      node->layer->need (node, k, rows).end, func, error))
          return FALSE;
      /* If node is eager, it is computed right after its input, so the call
       * above may have computed these rows already. */
      if (held->end != rows.first)
        continue;
      held->first = smooth_graph_get_first_unread (graph, node, NULL);
      held->end = rows.end;
      if (!func (graph, node, rows, error))
        return FALSE;
      graph->work_done += get_work (node, rows.end - rows.first);
      /* A pass is not cancelled between a node and its eager consumers: the
       * next pass would compute the consumers from rows of node whose memory
       * the plan already counts as free. */
      if (!feed_eager (graph, node, func, error)
          || (!node->is_eager && !poll_progress (graph, error)))
        return FALSE;
    }
  return TRUE;
}

void
smooth_graph_begin_pull (SmoothOutput *output)
{
  output->unread = output->last_pulled;
  output->last_pulled = output->pulled;
}

gboolean
smooth_graph_walk (SmoothGraph *graph,
                   SmoothOutput *output,
                   int end,
                   SmoothChunkFunc func,
                   GError **error)
{
  const int rows_end = MIN (end, output->rows.end);

  if (!advance (graph, output->node, rows_end, func, error))
    return FALSE;
  output->pulled = MAX (rows_end, output->pulled);
  return TRUE;
}
