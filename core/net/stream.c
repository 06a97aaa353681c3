/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk over the rows: pulls rows through the nodes, chunk by chunk. The
 * plan walks the same way with numbers only (no arena), to learn which rows are
 * held at the same time.
 */
#include "net/graph-private.h"

#include <smooth/error.h>

#include "i18n.h"
#include "net/slots.h"

/* Progress and cancel are polled after this many multiply-adds: a few
 * milliseconds. */
#define POLL_WORK 3e8

/* A plane's width in the units that place_columns () gives. */
#define COLUMN_UNITS (1 << 24)

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

SmoothKind
smooth_graph_get_kind (const SmoothGraph *graph, const SmoothNode *node)
{
  if (!graph->options.keep)
    return SMOOTH_KIND_VARIES;
  if (!node->varies)
    return SMOOTH_KIND_FIXED;
  return node->follows ? SMOOTH_KIND_FOLLOWS : SMOOTH_KIND_VARIES;
}

gboolean
smooth_graph_keeps (SmoothGraph *graph, const SmoothNode *node)
{
  const SmoothKind kind = smooth_graph_get_kind (graph, node);

  if (kind == SMOOTH_KIND_VARIES)
    return FALSE;
  for (int i = 0; i < node->n_consumers; i++)
    if (smooth_graph_get_kind (graph, node->consumers[i].node) > kind)
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
          get_work (node, node->held.end - node->rows.first);
      else
        node->held.first = node->held.end = node->rows.first;
    }
  for (guint i = 0; i < graph->wants->len; i++)
    {
      SmoothWant *want = &g_array_index (graph->wants, SmoothWant, i);

      want->keep_from = want->pulled_before = want->pulled = want->rows.first;
    }
  graph->has_run = TRUE;
}

int
smooth_graph_get_low (SmoothGraph *graph,
                      const SmoothNode *node,
                      const SmoothNode *except)
{
  const SmoothWant *want = find_want (graph, node);
  int low = node->held.end;

  if (smooth_graph_keeps (graph, node))
    return node->held.first;
  if (want != NULL)
    low = MIN (low, want->keep_from);
  for (int i = 0; i < node->n_consumers; i++)
    {
      const SmoothNode *consumer = node->consumers[i].node;
      SmoothSpan next = { consumer->held.end, consumer->rows.end };

      if (smooth_span_is_empty (next) || consumer == except)
        continue;
      next = consumer->layer->need (consumer, node->consumers[i].input, next);
      next = smooth_span_clip (next, node->band.height);
      low = MIN (low, next.first);
    }
  return MAX (node->held.first, low);
}

static int
count_blocks_across (const SmoothNode *node)
{
  const SmoothBand *band = &node->band;

  return (band->x1 - 1) / node->block_columns - band->x0 / node->block_columns
         + 1;
}

/* The first row of the first block. */
static int
get_first_block (const SmoothNode *node, SmoothSpan rows)
{
  return smooth_step_floor (rows.first, node->row_step, node->supply);
}

static int
count_blocks_down (const SmoothNode *node, SmoothSpan rows)
{
  return (rows.end - get_first_block (node, rows) + node->block_rows - 1)
         / node->block_rows;
}

/* Columns of the blocks number i from the left. */
static SmoothSpan
get_block_columns (const SmoothNode *node, int i)
{
  const SmoothBand *band = &node->band;
  const int x = (band->x0 / node->block_columns + i) * node->block_columns;

  return (SmoothSpan) { MAX (x, band->x0),
                        MIN (x + node->block_columns, band->x1) };
}

/* Where columns of a band lie, in units that are the same for all bands. */
static SmoothThreadsSpan
place_columns (const SmoothBand *band, SmoothSpan columns)
{
  const SmoothSpan inside = smooth_span_clip (columns, band->width);

  return (SmoothThreadsSpan) {
    (int) ((gint64) inside.first * COLUMN_UNITS / band->width),
    (int) ((gint64) inside.end * COLUMN_UNITS / band->width),
  };
}

/* The columns that a chunk's blocks number i from the left read and write. */
static SmoothThreadsSpan
touch (gconstpointer data, int i)
{
  const SmoothNode *node = ((const SmoothChunk *) data)->node;
  const SmoothSpan columns = get_block_columns (node, i);
  SmoothThreadsSpan all = place_columns (&node->band, columns);

  for (int k = 0; k < node->n_inputs; k++)
    {
      const SmoothSpan need = node->layer->need (node, k, columns);
      const SmoothThreadsSpan span =
        place_columns (&node->inputs[k]->band, need);

      all.first = MIN (all.first, span.first);
      all.end = MAX (all.end, span.end);
    }
  return all;
}

/* At the plane's ends, what the next layer finds beyond them. */
static void
fill_margins (const SmoothBand *band, const SmoothBlock *block)
{
  if (block->columns.first == 0)
    smooth_band_fill_left (band, block->rows.first, block->rows.end);
  if (block->columns.end == band->width)
    smooth_band_fill_right (band, block->rows.first, block->rows.end);
}

static void
compute_block (gpointer data, int task, int thread)
{
  const SmoothChunk *chunk = data;
  const SmoothNode *node = chunk->node;
  const int n_across = count_blocks_across (node);
  const int y =
    get_first_block (node, chunk->rows) + task / n_across * node->block_rows;
  const SmoothBlock block = {
    .rows = { MAX (y, chunk->rows.first),
              MIN (y + node->block_rows, chunk->rows.end) },
    .columns = get_block_columns (node, task % n_across),
  };

  node->layer->compute (node, &block,
                        chunk->scratch + chunk->scratch_bytes * thread);
  fill_margins (&node->band, &block);
}

/* Lets the node get what rows are made of, where those before the last are done
 * with. */
static gboolean
fetch (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows, GError **error)
{
  smooth_threads_wait (graph->walk.threads, node->fetched[0]);
  /* Rows that could not be read were not kept either. */
  graph->has_run = graph->has_run && node->layer->fetch (node, rows, error);
  return graph->has_run;
}

/* Hands the rows to the threads. */
static gboolean
compute (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows, GError **error)
{
  SmoothWalk *walk = &graph->walk;
  SmoothChunk *chunk =
    &walk->chunks[walk->n_chunks++ % SMOOTH_THREADS_MAX_JOBS];
  SmoothJob job = { .func = compute_block, .touch = touch, .data = chunk };

  if (node->layer->fetch != NULL && !fetch (graph, node, rows, error))
    return FALSE;
  *chunk = (SmoothChunk) { node, rows, walk->scratch, graph->scratch_bytes };
  job.n_rows = count_blocks_down (node, rows);
  job.n_columns = count_blocks_across (node);
  walk->mark = smooth_threads_add (walk->threads, &job);
  node->fetched[0] = node->fetched[1];
  node->fetched[1] = walk->mark;
  return TRUE;
}

/* A near run walks over what follows as any other does, so that all others'
 * rows come in the order that their slots were planned for. */
static gboolean
is_left_alone (const SmoothGraph *graph, const SmoothNode *node)
{
  return graph->walk.run.is_near
         && smooth_graph_get_kind (graph, node) == SMOOTH_KIND_FOLLOWS;
}

/* Asks now and then whether to go on. */
static gboolean
tell_progress (SmoothGraph *graph, GError **error)
{
  SmoothWalk *walk = &graph->walk;

  if (walk->run.progress == NULL
      || walk->work_done < walk->work_told + POLL_WORK)
    return TRUE;
  walk->work_told = walk->work_done;
  if (walk->run.progress (walk->run.progress_data,
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
  int most = node->max_rows > 0 ? node->max_rows : G_MAXINT;
  int rows = CLAMP (graph->options.band_height / node->reduction,
                    MIN (node->block_rows, most), most);
  int chunk_end =
    smooth_step_floor (node->held.end + rows, node->row_step, node->supply);

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
      int end = node->held.end;

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
  SmoothSpan *held = &node->held;
  SmoothSpan goal = { node->rows.first, MIN (end, node->rows.end) };

  if (goal.end <= held->end)
    return TRUE;
  goal.end =
    smooth_span_align (goal, node->row_step, node->supply, node->band.height)
      .end;
  while (held->end < goal.end)
    {
      SmoothSpan rows = { held->end, get_chunk_end (graph, node, goal.end) };

      for (int k = 0; k < node->n_inputs; k++)
        if (!advance (graph, node->inputs[k],
                      node->layer->need (node, k, rows).end, error))
          return FALSE;
      /* An eager node has been fed by its input in the meantime. */
      if (held->end != rows.first)
        continue;
      held->first = smooth_graph_get_low (graph, node, NULL);
      held->end = rows.end;
      if (graph->walk.arena == NULL)
        smooth_slots_rehearse (graph, node, rows);
      else if (!is_left_alone (graph, node)
               && !compute (graph, node, rows, error))
        return FALSE;
      graph->walk.work_done += get_work (node, rows.end - rows.first);
      /* An eager node belongs to its input: a run that is cancelled between
       * them would go on with rows whose slots are counted as free. */
      if (!feed_eager (graph, node, error)
          || (!node->eager && !tell_progress (graph, error)))
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
  gboolean done;

  want->keep_from = want->pulled_before;
  want->pulled_before = want->pulled;
  if (graph->walk.arena == NULL)
    smooth_slots_rehearse_pull (graph);
  done = advance (graph, node, rows_end, error);
  if (done)
    want->pulled = MAX (rows_end, want->pulled);
  else
    smooth_threads_finish (graph->walk.threads);
  return done;
}

gulong
smooth_graph_get_mark (const SmoothGraph *graph)
{
  return graph->walk.mark;
}

void
smooth_graph_wait (SmoothGraph *graph, gulong mark)
{
  smooth_threads_wait (graph->walk.threads, mark);
}

void
smooth_graph_prepare (SmoothGraph *graph,
                      SmoothArena *arena,
                      SmoothThreads *threads)
{
  SmoothWalk *walk = &graph->walk;

  walk->arena = arena;
  walk->threads = threads;
  smooth_slots_prepare (graph, arena);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->room_bytes > 0 && !smooth_span_is_empty (node->rows))
        node->room = smooth_arena_take (arena, node->room_bytes);
    }
  if (graph->scratch_bytes > 0)
    walk->scratch = smooth_arena_take (
      arena, graph->scratch_bytes * smooth_threads_get_count (threads));
}

void
smooth_graph_start (SmoothGraph *graph, const SmoothGraphPass *run)
{
  graph->walk.run = *run;
  graph->walk.mark = 0;
  smooth_threads_set_limit (graph->walk.threads, graph->plan.n_fed);
  smooth_graph_rewind (graph);
}
