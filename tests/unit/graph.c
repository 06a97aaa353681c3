/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests graphs (core/net/graph*.c) with layers made for this purpose: each row
 * is computed once, in order, from inputs that have in memory what the layer
 * needs; no more rows than needed are in memory; rows that do not vary are kept
 * for the next pass if that is wanted.
 */
#include <smooth/error.h>

#include "net/graph-memory-slots.h"
#include "net/layer-rows.h"

#define WIDTH 40

/* A source in which each pixel's value is the pixel's number, and which counts
 * its reads. */
typedef struct
{
  int *n_reads; /* how often each row was read */
  int fail_at;  /* the row that cannot be read; -1: none */
} Counter;

static float
number (int y, int x)
{
  return y * 1000 + x;
}

static gboolean
count_rows (SmoothNode *node, SmoothSpan rows, GError **error)
{
  Counter *counter = *(Counter **) node->params;

  for (int y = rows.first; y < rows.end; y++)
    {
      if (y == counter->fail_at)
        {
          g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "row");
          return FALSE;
        }
      counter->n_reads[y]++;
    }
  return TRUE;
}

static void
number_rows (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    for (int x = block->columns.first; x < block->columns.end; x++)
      smooth_band_row (&node->band, y)[x - node->band.x0] = number (y, x);
}

static const SmoothLayer number_layer = { .name = "numbers",
                                          .need = smooth_layer_need_same,
                                          .fetch = count_rows,
                                          .compute = number_rows };

/* The reach layer computes out (y, x) = in (y - REACH, x) + in (y + REACH, x +
 * REACH), where pixels beyond the plane count as 0. */
#define REACH 5

static SmoothSpan
need_reach (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  (void) input;
  return (SmoothSpan) { out.first - REACH, out.end + REACH };
}

static float
get (const SmoothBand *band, int y, int x)
{
  if (y < 0 || y >= band->height || x < 0 || x >= band->width)
    return 0;
  g_assert_cmpint (x, >=, band->x0);
  g_assert_cmpint (x, <, band->x1);
  return smooth_band_row (band, y)[x - band->x0];
}

static void
add_reach (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const SmoothBand *in = &node->inputs[0]->band;

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    for (int x = block->columns.first; x < block->columns.end; x++)
      smooth_band_row (&node->band, y)[x - node->band.x0] =
        get (in, y - REACH, x) + get (in, y + REACH, x + REACH);
}

static const SmoothLayer reach_layer = {
  .name = "reach",
  .need = need_reach,
  .compute = add_reach,
};

/* The sum layer computes out = a + b; the planes are equal. */
static void
add_both (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    for (int x = block->columns.first; x < block->columns.end; x++)
      smooth_band_row (&node->band, y)[x - node->band.x0] =
        get (&node->inputs[0]->band, y, x) + get (&node->inputs[1]->band, y, x);
}

static const SmoothLayer both_layer = {
  .name = "both",
  .need = smooth_layer_need_same,
  .compute = add_both,
};

/* The copy layer computes out = in. */
static void
copy_block (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    for (int x = block->columns.first; x < block->columns.end; x++)
      smooth_band_row (&node->band, y)[x - node->band.x0] =
        get (&node->inputs[0]->band, y, x);
}

static const SmoothLayer copy_layer = {
  .name = "copy",
  .need = smooth_layer_need_same,
  .compute = copy_block,
};

/* A graph in which both "next" and "copy" read the node "near": numbers -> near
 * -> next -> far -> sum, and near -> copy -> sum. The graph computes each row
 * of "copy" as soon as that of "near" is there (is_eager). */
typedef struct
{
  Counter counter;
  SmoothGraph *graph;
  SmoothNode *numbers, *far, *sum;
  SmoothPlan plan;
  SmoothArena *arena;
  SmoothThreads *threads;
  SmoothSpan rows, columns;
  SmoothGraphProgress progress;
  int n_polls; /* how often progress is called before it returns FALSE */
} Chain;

static SmoothNode *
add_node (Chain *chain, const SmoothLayer *layer, SmoothNode *a, SmoothNode *b)
{
  Counter *counter = &chain->counter;
  SmoothNodeSpec spec = {
    .layer = layer,
    .inputs = { a, b },
    .height = chain->numbers != NULL ? chain->numbers->band.height : 0,
    .width = WIDTH,
    .channels = 1,
    .reduction = 1,
    .params = &counter,
    .params_bytes = sizeof counter,
  };

  return smooth_graph_add (chain->graph, &spec);
}

static void
chain_init (Chain *chain, int height, int band_height, gboolean keep)
{
  SmoothPlanOptions options = { .band_height = band_height,
                                .n_threads = 2,
                                .keep = keep };
  SmoothNode *near, *next, *copy;
  g_autoptr (GError) error = NULL;

  chain->counter = (Counter) { g_new0 (int, height), -1 };
  chain->graph = smooth_graph_new ();
  chain->numbers = NULL;
  chain->numbers = add_node (chain, &number_layer, NULL, NULL);
  chain->numbers->band.height = height;
  near = add_node (chain, &reach_layer, chain->numbers, NULL);
  /* The node is said to take so much work that each of its chunks is long
   * enough for a call of the progress function. */
  near->work = 1e9;
  copy = add_node (chain, &copy_layer, near, NULL);
  copy->is_eager = TRUE;
  next = add_node (chain, &copy_layer, near, NULL);
  chain->far = add_node (chain, &reach_layer, next, NULL);
  chain->far->row_step = 4;
  near->block_columns = 5;
  chain->far->block_columns = 7;
  chain->sum = add_node (chain, &both_layer, chain->far, copy);
  chain->sum->block_columns = 3;
  chain->sum->varies = TRUE;
  smooth_graph_add_output (chain->graph, chain->sum, chain->rows,
                           chain->columns);
  smooth_graph_add_output (chain->graph, chain->far, chain->rows,
                           chain->columns);
  g_assert_true (
    smooth_graph_plan (chain->graph, &options, &chain->plan, &error));
  g_assert_no_error (error);
  chain->arena = smooth_arena_new (chain->plan.n_bytes, &error);
  chain->threads = smooth_threads_new (2, &error);
  g_assert_no_error (error);
  smooth_graph_prepare (chain->graph, chain->arena, chain->threads);
}

static void
chain_clear (Chain *chain)
{
  g_free (chain->counter.n_reads);
  smooth_graph_free (chain->graph);
  smooth_threads_free (chain->threads);
  smooth_arena_free (chain->arena);
}

/* Returns the value of the node near at (y, x), by the definition of its layer
 * above. */
static float
wanted_near (int y, int x, int height)
{
  float sum = 0;

  if (y < 0 || y >= height || x >= WIDTH)
    return 0;
  if (y - REACH >= 0)
    sum += number (y - REACH, x);
  if (y + REACH < height && x + REACH < WIDTH)
    sum += number (y + REACH, x + REACH);
  return sum;
}

static float
wanted_far (int y, int x, int height)
{
  return wanted_near (y - REACH, x, height)
         + wanted_near (y + REACH, x + REACH, height);
}

static void
check_rows (const Chain *chain, int first, int end)
{
  int height = chain->numbers->band.height;

  for (int y = first; y < end; y++)
    for (int x = chain->columns.first; x < chain->columns.end; x++)
      {
        float far = wanted_far (y, x, height);

        g_assert_cmpfloat (get (&chain->far->band, y, x), ==, far);
        g_assert_cmpfloat (get (&chain->sum->band, y, x), ==,
                           far + wanted_near (y, x, height));
      }
}

static gboolean
chain_run (Chain *chain, int band_height, GError **error)
{
  const SmoothGraphPass run = { .progress = chain->progress,
                                .progress_data = &chain->n_polls };

  smooth_graph_start (chain->graph, &run);
  for (int y = chain->rows.first; y < chain->rows.end; y += band_height)
    {
      int end = MIN (y + band_height, chain->rows.end);

      if (!smooth_graph_pull (chain->graph, chain->sum, end, error)
          || !smooth_graph_pull (chain->graph, chain->far, end, error))
        return FALSE;
      smooth_graph_wait (chain->graph, smooth_graph_get_mark (chain->graph));
      check_rows (chain, y, end);
    }
  return TRUE;
}

/* Checks that each row of numbers that is needed has been read n_reads times,
 * and no other row. Which rows are needed depends on the boundaries of the
 * steps of 4 rows in which far is computed (row_phase in net/graph.h). */
static void
check_reads (const Chain *chain, int n_reads)
{
  int height = chain->numbers->band.height;
  int phase = SMOOTH_INPUT_PHASE - 2 * REACH;
  int first = smooth_step_floor (chain->rows.first, 4, phase) - 2 * REACH;
  int end = smooth_step_floor (chain->rows.end + 3, 4, phase) + 2 * REACH;

  for (int y = 0; y < height; y++)
    g_assert_cmpint (chain->counter.n_reads[y], ==,
                     y >= first && y < end ? n_reads : 0);
}

static void
test_rows (void)
{
  static const int BANDS[] = { 8, 16, 104 };
  static const SmoothSpan ROWS[] = { { 0, 100 }, { 33, 71 }, { 99, 100 } };

  for (gsize i = 0; i < G_N_ELEMENTS (BANDS); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (ROWS); k++)
      {
        Chain chain = { .rows = ROWS[k], .columns = { 7, 31 } };
        g_autoptr (GError) error = NULL;

        chain_init (&chain, 100, BANDS[i], FALSE);
        g_assert_true (chain_run (&chain, BANDS[i], &error));
        check_reads (&chain, 1);
        g_assert_true (chain_run (&chain, BANDS[i], &error));
        check_reads (&chain, 2);
        chain_clear (&chain);
      }
}

static void
test_memory (void)
{
  Chain low = { .rows = { 0, 200 }, .columns = { 0, WIDTH } };
  Chain high = { .rows = { 0, 5000 }, .columns = { 0, WIDTH } };

  chain_init (&low, 200, 8, FALSE);
  chain_init (&high, 5000, 8, FALSE);
  g_assert_cmpuint (low.plan.n_bytes, ==, high.plan.n_bytes);
  /* All rows have the same size. The nodes numbers and next keep the rows from
   * which their reader computes a row (REACH on either side), and a band; copy
   * keeps REACH rows, a step of 4 and a band; the outputs far and sum keep two
   * bands. */
  g_assert_cmpint (high.numbers->pool->n_slots, <=,
                   2 * (2 * REACH + 8) + REACH + 4 + 4 * 8);
  chain_clear (&low);
  chain_clear (&high);
}

static void
test_keep (void)
{
  Chain chain = { .rows = { 20, 90 }, .columns = { 0, WIDTH } };
  g_autoptr (GError) error = NULL;

  chain_init (&chain, 100, 8, TRUE);
  chain.counter.fail_at = 50;
  g_assert_false (chain_run (&chain, 8, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_clear_error (&error);
  chain.counter.fail_at = -1;
  for (int y = 0; y < 100; y++)
    chain.counter.n_reads[y] = 0;
  for (int i = 0; i < 3; i++)
    g_assert_true (chain_run (&chain, 8, &error));
  check_reads (&chain, 1);
  chain_clear (&chain);
}

static gboolean
cancel_later (gpointer data, double fraction)
{
  int *n_polls = data;

  (void) fraction;
  return (*n_polls)-- > 0;
}

/* At whatever chunk a pass is cancelled, the next one continues with the rows
 * that were kept. */
static void
test_cancel (void)
{
  Chain chain = { .rows = { 20, 90 }, .columns = { 0, WIDTH } };
  gboolean done = FALSE;
  int n_cancelled = 0;

  chain_init (&chain, 100, 8, TRUE);
  chain.progress = cancel_later;
  while (!done)
    {
      g_autoptr (GError) error = NULL;

      chain.n_polls = 1;
      done = chain_run (&chain, 8, &error);
      if (!done)
        {
          g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED);
          n_cancelled++;
        }
    }
  g_assert_cmpint (n_cancelled, >, 3);
  check_reads (&chain, 1);
  chain_clear (&chain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/rows", test_rows);
  g_test_add_func ("/graph/memory", test_memory);
  g_test_add_func ("/graph/keep", test_keep);
  g_test_add_func ("/graph/cancel", test_cancel);
  return g_test_run ();
}
