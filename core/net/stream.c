/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk over the rows: pulls rows through the nodes, chunk by chunk. The
 * plan walks the same way with numbers only (no arena), to learn how many rows
 * each node holds at once.
 */
#include "net/graph-private.h"

#include <smooth/error.h>

#include "i18n.h"

/* Progress and cancel are polled after this many multiply-adds: a few
 * milliseconds. */
#define POLL_WORK 3e8

typedef struct
{
  const SmoothNode *node;
  SmoothSpan rows;
  guint8 *scratch;
  gsize scratch_bytes;
} ChunkJob;

static SmoothWant *
find_want (SmoothGraph *graph, const SmoothNode *node)
{
  for (guint i = 0; i < graph->wants->len; i++)
    {
      SmoothWant *want = &g_array_index (graph->wants, SmoothWant, i);

      if (want->node == node)
        return want;
    }
  return NULL;
}

gboolean
smooth_graph_keeps (SmoothGraph *graph, const SmoothNode *node)
{
  if (!graph->options.keep || node->varies)
    return FALSE;
  for (int i = 0; i < node->n_consumers; i++)
    if (node->consumers[i].node->varies)
      return TRUE;
  return find_want (graph, node) != NULL;
}

static double
get_work (const SmoothNode *node, int n_rows)
{
  return node->work * n_rows * (node->band.x1 - node->band.x0);
}

void
smooth_graph_rewind (SmoothGraph *graph)
{
  graph->walk.work_done = graph->walk.work_told = 0;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (graph->has_run && graph->options.keep && !node->varies)
        graph->walk.work_done +=
          get_work (node, node->band.y1 - node->rows.first);
      else
        node->band.y0 = node->band.y1 = node->rows.first;
    }
  for (guint i = 0; i < graph->wants->len; i++)
    {
      SmoothWant *want = &g_array_index (graph->wants, SmoothWant, i);

      want->keep_from = want->rows.first;
    }
  graph->has_run = TRUE;
}

/* The first row of node that other than except still has to read; node's next
 * row if there is none. */
static int
get_low (SmoothGraph *graph, const SmoothNode *node, const SmoothNode *except)
{
  const SmoothWant *want = find_want (graph, node);
  int low = node->band.y1;

  if (smooth_graph_keeps (graph, node))
    return node->band.y0;
  if (want != NULL)
    low = MIN (low, want->keep_from);
  for (int i = 0; i < node->n_consumers; i++)
    {
      const SmoothNode *consumer = node->consumers[i].node;
      SmoothSpan next = { consumer->band.y1, consumer->rows.end };

      if (smooth_span_is_empty (next) || consumer == except)
        continue;
      next = consumer->layer->need (consumer, node->consumers[i].input, next);
      next = smooth_span_clip (next, node->band.height);
      low = MIN (low, next.first);
    }
  return MAX (node->band.y0, low);
}

/* In the plan: raises the capacity of the ring that node's rows lie in to what
 * all who share it hold now; and finds out whether node, which is to take
 * the place of an input's rows, would do so before others have read them. */
static void
rehearse_rows (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows)
{
  SmoothNode *owner = node;
  int low, high;

  if (node->in_place != NULL
      && get_low (graph, node->in_place, node)
           < MIN (rows.end, node->in_place->band.y1))
    graph->conflict = node;
  while (owner->in_place != NULL)
    owner = owner->in_place;
  /* Rows that only the steps bring along nobody reads, but they are written. */
  low = MIN (get_low (graph, owner, NULL), rows.first);
  high = owner->band.y1;
  for (SmoothNode *guest = owner->guest; guest != NULL; guest = guest->guest)
    {
      int first = get_low (graph, guest, NULL);

      if (first < guest->band.y1)
        low = MIN (low, first);
    }
  owner->band.capacity = MAX (owner->band.capacity, high - low);
}

static void
run_task (gpointer data, int task, int thread)
{
  const ChunkJob *job = data;

  job->node->layer->task (job->node, job->rows, task,
                          job->scratch + job->scratch_bytes * thread);
}

static gboolean
compute (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows, GError **error)
{
  SmoothWalk *walk = &graph->walk;
  ChunkJob job = { node, rows, walk->scratch, graph->scratch_bytes };

  if (node->layer->fill != NULL)
    {
      /* Rows that could not be read were not kept either. */
      graph->has_run = graph->has_run && node->layer->fill (node, rows, error);
      return graph->has_run;
    }
  smooth_threads_run (walk->threads, node->layer->n_tasks (node, rows),
                      run_task, &job);
  return TRUE;
}

/* Counts the work of rows and, now and then, asks whether to go on. */
static gboolean
tell_progress (SmoothGraph *graph,
               const SmoothNode *node,
               SmoothSpan rows,
               GError **error)
{
  SmoothWalk *walk = &graph->walk;

  walk->work_done += get_work (node, rows.end - rows.first);
  if (walk->progress == NULL || walk->work_done < walk->work_told + POLL_WORK)
    return TRUE;
  walk->work_told = walk->work_done;
  if (walk->progress (walk->progress_data,
                      MIN (walk->work_done / graph->plan.work, 1)))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
               _ ("the smoothing was cancelled"));
  return FALSE;
}

/* Where the chunk that begins at the node's next row ends. */
static int
get_chunk_end (const SmoothGraph *graph, const SmoothNode *node, int end)
{
  int rows = MAX (graph->options.band_height / node->reduction, node->row_step);
  int chunk_end =
    smooth_step_floor (node->band.y1 + rows, node->row_step, node->supply);

  return MIN (chunk_end, end);
}

static gboolean
advance (SmoothGraph *graph, SmoothNode *node, int end, GError **error);

/* Lets the node's eager consumers have what has just been computed. */
static gboolean
feed_eager (SmoothGraph *graph, const SmoothNode *node, GError **error)
{
  for (int i = 0; i < node->n_consumers; i++)
    {
      SmoothNode *consumer = node->consumers[i].node;
      int end = node->band.y1;

      if (end < consumer->rows.end)
        end = smooth_step_floor (end, consumer->row_step, consumer->supply);
      if (consumer->eager && !advance (graph, consumer, end, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
advance (SmoothGraph *graph, SmoothNode *node, int end, GError **error)
{
  SmoothBand *band = &node->band;
  SmoothSpan goal = { node->rows.first, MIN (end, node->rows.end) };

  if (goal.end <= band->y1)
    return TRUE;
  goal.end =
    smooth_span_align (goal, node->row_step, node->supply, band->height).end;
  while (band->y1 < goal.end)
    {
      SmoothSpan rows = { band->y1, get_chunk_end (graph, node, goal.end) };

      for (int k = 0; k < node->n_inputs; k++)
        if (!advance (graph, node->inputs[k],
                      node->layer->need (node, k, rows).end, error))
          return FALSE;
      /* An eager node has been fed by its input in the meantime. */
      if (band->y1 != rows.first)
        continue;
      band->y0 = get_low (graph, node, NULL);
      band->y1 = rows.end;
      if (graph->walk.arena == NULL)
        rehearse_rows (graph, node, rows);
      else if (!compute (graph, node, rows, error))
        return FALSE;
      if (!tell_progress (graph, node, rows, error)
          || !feed_eager (graph, node, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
smooth_graph_pull (SmoothGraph *graph,
                   SmoothNode *node,
                   int end,
                   GError **error)
{
  SmoothWant *want = find_want (graph, node);
  int rows_end = MIN (end, want->rows.end);

  if (!advance (graph, node, rows_end, error))
    return FALSE;
  want->keep_from = MAX (rows_end, want->keep_from);
  return TRUE;
}

/* Lets band's rows lie where those of ring lie, whose columns are the same or
 * more. */
static void
share_ring (SmoothBand *band, const SmoothBand *ring)
{
  band->data = ring->data + (gsize) (band->x0 - ring->x0) * band->channels;
  band->stride = ring->stride;
  band->capacity = ring->capacity;
}

void
smooth_graph_prepare (SmoothGraph *graph,
                      SmoothArena *arena,
                      SmoothThreads *threads)
{
  SmoothWalk *walk = &graph->walk;

  walk->arena = arena;
  walk->threads = threads;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);
      SmoothBand *band = &node->band;

      if (smooth_span_is_empty (node->rows))
        continue;
      if (node->in_place == NULL)
        band->data = smooth_arena_take (arena, band->capacity * band->stride
                                                 * sizeof (float));
      else
        share_ring (band, &node->in_place->band);
    }
  if (graph->scratch_bytes > 0)
    walk->scratch = smooth_arena_take (
      arena, graph->scratch_bytes * smooth_threads_get_count (threads));
}

void
smooth_graph_start (SmoothGraph *graph,
                    SmoothGraphProgress progress,
                    gpointer data)
{
  graph->walk.progress = progress;
  graph->walk.progress_data = data;
  smooth_graph_rewind (graph);
}
