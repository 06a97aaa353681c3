/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pass through a graph: cuts chunks of rows into blocks, and gives the blocks
 * to the threads. graph-walk.c decides in which order the chunks come.
 */
#include "net/graph-memory-slots.h"
#include "net/graph-row-lifetimes.h"
#include "net/graph-times.h"
#include "net/graph-walk.h"

/* place_columns () gives columns as fractions of their plane's width, in units
 * of 1 / COLUMN_UNITS. */
#define COLUMN_UNITS (1 << 24)

/* Counts the blocks side by side that a row of node is cut into. */
static int
count_blocks_across (const SmoothNode *node)
{
  const SmoothBand *band = &node->band;

  return (band->x1 - 1) / node->block_columns - band->x0 / node->block_columns
         + 1;
}

/* Finds the row at which the first of the blocks begins into which rows, a
 * range of node's rows, are cut. Blocks begin at fixed rows of the plane, so
 * that one may lie above rows.first. */
static int
get_first_block (const SmoothNode *node, SmoothSpan rows)
{
  return smooth_step_floor (rows.first, node->row_step, node->row_phase);
}

/* Counts the blocks one below the other into which rows, a range of node's
 * rows, are cut. */
static int
count_blocks_down (const SmoothNode *node, SmoothSpan rows)
{
  return (rows.end - get_first_block (node, rows) + node->block_rows - 1)
         / node->block_rows;
}

/* Returns the columns of block number i, counted from the left. */
static SmoothSpan
get_block_columns (const SmoothNode *node, int i)
{
  const SmoothBand *band = &node->band;
  const int x = (band->x0 / node->block_columns + i) * node->block_columns;

  return (SmoothSpan) { MAX (x, band->x0),
                        MIN (x + node->block_columns, band->x1) };
}

/* Returns where in the picture columns of a band lie, as fractions of the width
 * in COLUMN_UNITS, so that columns of planes of different sizes can be
 * compared. */
static SmoothThreadsSpan
place_columns (const SmoothBand *band, SmoothSpan columns)
{
  const SmoothSpan inside = smooth_span_clip (columns, band->width);

  return (SmoothThreadsSpan) {
    (int) ((gint64) inside.first * COLUMN_UNITS / band->width),
    (int) ((gint64) inside.end * COLUMN_UNITS / band->width),
  };
}

/* Implements SmoothTouchFunc: returns which columns the blocks in column i of a
 * job's grid of blocks read and write, as fractions of the width (see
 * place_columns ()). */
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

/* Copies the plane's first and last column into the margins beside them, where
 * block has just written that column: the next layer reads the margins as
 * replicate padding. */
static void
fill_margins (const SmoothBand *band, const SmoothBlock *block)
{
  if (block->columns.first == 0)
    smooth_band_fill_left (band, block->rows.first, block->rows.end);
  if (block->columns.end == band->width)
    smooth_band_fill_right (band, block->rows.first, block->rows.end);
}

/* Implements SmoothTaskFunc: computes block number task of a chunk, which is a
 * range of one node's rows. */
static void
compute_block (gpointer data, int task, int thread)
{
  const SmoothChunk *chunk = data;
  SmoothNode *node = chunk->node;
  const gint64 start_us = chunk->is_timed ? g_get_monotonic_time () : 0;
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
  if (chunk->is_timed)
    atomic_fetch_add (&node->compute_us, g_get_monotonic_time () - start_us);
}

/* Reads from node's source what is needed to compute the given rows, into the
 * node's buffer, which holds two such reads. Before, it waits for the last job
 * but one, since that used the half of the buffer that is now overwritten. */
static gboolean
fetch (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows, GError **error)
{
  gint64 start_us;

  smooth_threads_wait (graph->state.threads, node->fetch_marks[0]);
  start_us = g_get_monotonic_time ();
  /* If the source fails, rows are missing in memory: the next pass must compute
   * all rows again, also those that it would have kept. */
  graph->has_run = graph->has_run && node->layer->fetch (node, rows, error);
  node->fetch_us += g_get_monotonic_time () - start_us;
  return graph->has_run;
}

/* Cuts the rows into blocks and gives them to the threads as one job. */
static gboolean
add_job (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows, GError **error)
{
  SmoothPassState *state = &graph->state;
  SmoothChunk *chunk =
    &state->chunks[state->n_chunks++ % SMOOTH_THREADS_MAX_JOBS];
  SmoothJob job = { .func = compute_block, .touch = touch, .data = chunk };

  if (node->layer->fetch != NULL && !fetch (graph, node, rows, error))
    return FALSE;
  *chunk = (SmoothChunk) { node, rows, state->pass.is_timed, state->scratch,
                           graph->scratch_bytes };
  job.n_rows = count_blocks_down (node, rows);
  job.n_columns = count_blocks_across (node);
  state->mark = smooth_threads_add (state->threads, &job);
  node->fetch_marks[0] = node->fetch_marks[1];
  node->fetch_marks[1] = state->mark;
  return TRUE;
}

/* Implements SmoothChunkFunc. A near pass (SmoothGraphPass) takes some rows
 * from an earlier pass. It goes over these rows, too, without computing them,
 * so that all other rows come in the order for which the plan chose their
 * places in memory. */
static gboolean
compute_chunk (SmoothGraph *graph,
               SmoothNode *node,
               SmoothSpan rows,
               GError **error)
{
  if (graph->state.pass.is_near
      && smooth_graph_get_recompute (graph, node)
           == SMOOTH_RECOMPUTE_UNLESS_NEAR)
    return TRUE;
  return add_job (graph, node, rows, error);
}

void
smooth_graph_prepare (SmoothGraph *graph,
                      SmoothArena *arena,
                      SmoothThreads *threads)
{
  SmoothPassState *state = &graph->state;

  state->threads = threads;
  smooth_slots_prepare (graph, arena);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->buffer_bytes > 0 && !smooth_span_is_empty (node->rows))
        node->buffer = smooth_arena_take (arena, node->buffer_bytes);
    }
  if (graph->scratch_bytes > 0)
    state->scratch = smooth_arena_take (
      arena, graph->scratch_bytes * smooth_threads_get_count (threads));
}

void
smooth_graph_start (SmoothGraph *graph, const SmoothGraphPass *pass)
{
  graph->state.pass = *pass;
  smooth_graph_reset_times (graph);
  graph->state.mark = 0;
  smooth_threads_set_limit (graph->state.threads, graph->plan.n_useful_threads);
  smooth_graph_rewind (graph);
}

gboolean
smooth_graph_pull (SmoothGraph *graph,
                   SmoothNode *node,
                   int end,
                   GError **error)
{
  SmoothOutput *output = smooth_graph_find_output (graph, node);

  smooth_graph_begin_pull (output);
  if (smooth_graph_walk (graph, output, end, compute_chunk, error))
    return TRUE;
  smooth_threads_finish (graph->state.threads);
  return FALSE;
}

gulong
smooth_graph_get_mark (const SmoothGraph *graph)
{
  return graph->state.mark;
}

double
smooth_graph_get_work (const SmoothGraph *graph)
{
  return graph->work_done;
}

void
smooth_graph_wait (SmoothGraph *graph, gulong mark)
{
  smooth_threads_wait (graph->state.threads, mark);
}
