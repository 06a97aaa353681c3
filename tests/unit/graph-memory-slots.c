/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the slots of a plan. A slot is the place in memory for one row of a
 * layer's output. Two rows that are in memory at the same time must not share a
 * slot; a layer that may work in place must use its input's slots; and there
 * must be no more slots than rows at the worst moment. Nothing is computed
 * here: graph.c tests that results are right.
 */
#include "net/graph-memory-slots.h"
#include "net/layer-rows.h"

#define HEIGHT 120
#define WIDTH 48
#define BAND 8

/* Row y of the layer "wide" is computed from the rows y - REACH to y + REACH of
 * its input. */
#define REACH 6

static SmoothSpan
need_wide (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  return input == 0 ? (SmoothSpan) { out.first - REACH, out.end + REACH } : out;
}

static const SmoothLayer source_layer = { .name = "source",
                                          .need = smooth_layer_need_same };
static const SmoothLayer wide_layer = { .name = "wide", .need = need_wide };

static SmoothNode *
add (SmoothGraph *graph, SmoothNode *a, SmoothNode *b, int channels)
{
  SmoothNodeSpec spec = {
    .layer = a != NULL ? &wide_layer : &source_layer,
    .inputs = { a, b },
    .height = HEIGHT,
    .width = WIDTH,
    .channels = channels,
    .reduction = 1,
  };

  return smooth_graph_add (graph, &spec);
}

static SmoothPlan
make_plan (SmoothGraph *graph,
           SmoothNode *wanted,
           SmoothSpan columns,
           gboolean keep)
{
  const SmoothPlanOptions options = { .band_height = BAND,
                                      .n_threads = 1,
                                      .keep = keep };
  const SmoothSpan rows = { 0, HEIGHT };
  g_autoptr (GError) error = NULL;
  SmoothPlan plan;

  smooth_graph_add_output (graph, wanted, rows, columns);
  smooth_graph_plan (graph, &options, &plan, &error);
  g_assert_no_error (error);
  return plan;
}

static const SmoothSpan all = { 0, WIDTH };

/* The node wide reads source; the node sum adds wide to source, as a skip
 * connection does. No two rows in memory may share a slot. */
static void
test_distinct (void)
{
  g_autoptr (SmoothGraph) graph = smooth_graph_new ();
  SmoothNode *source = add (graph, NULL, NULL, 4);
  SmoothNode *wide = add (graph, source, NULL, 4);
  SmoothNode *sum = add (graph, wide, source, 4);

  make_plan (graph, sum, all, FALSE);
  g_assert_true (source->pool == wide->pool && source->pool == sum->pool);
  for (int y = 0; y < HEIGHT; y++)
    {
      /* The sum's row y is the last to read row y of the source. The sums up to
       * REACH rows below read row y of wide, so all rows between are in memory
       * at the same time. */
      int end = MIN (y + REACH, HEIGHT);

      for (int i = y + 1; i < end; i++)
        {
          g_assert_cmpint (source->slots[y], !=, source->slots[i]);
          g_assert_cmpint (wide->slots[y], !=, wide->slots[i]);
          g_assert_cmpint (source->slots[y], !=, wide->slots[i]);
          g_assert_cmpint (wide->slots[y], !=, source->slots[i]);
        }
      g_assert_cmpint (sum->slots[y], !=, source->slots[y]);
      g_assert_cmpint (sum->slots[y], !=, wide->slots[y]);
    }
}

/* A slot is used again as soon as its row has been read for the last time. */
static void
test_reuse (void)
{
  g_autoptr (SmoothGraph) graph = smooth_graph_new ();
  SmoothNode *source = add (graph, NULL, NULL, 4);
  SmoothNode *wide = add (graph, source, NULL, 4);
  SmoothPlan plan = make_plan (graph, wide, all, FALSE);

  /* The source has in memory the 2 * REACH rows around the row of wide that is
   * computed, and three bands: one that is being read, one that is computed,
   * and one that the caller reads. */
  g_assert_cmpint (source->pool->n_slots, <=, 2 * REACH + 3 * BAND);
  g_assert_cmpuint (plan.n_bytes, >=,
                    source->pool->n_slots * WIDTH * 4 * sizeof (float));
  g_assert_cmpuint (plan.n_bytes, <=,
                    (source->pool->n_slots + 1) * (WIDTH * 4 + 32)
                      * sizeof (float));
}

/* The node sum, which adds wide to source, is written over the source's rows,
 * except if another node reads these later, or if they are kept for the next
 * pass. */
static void
test_in_place (void)
{
  for (int kind = 0; kind < 3; kind++)
    {
      g_autoptr (SmoothGraph) graph = smooth_graph_new ();
      SmoothNode *source = add (graph, NULL, NULL, 4);
      SmoothNode *wide = add (graph, source, NULL, 4);
      SmoothNode *sum = add (graph, wide, source, 4);
      SmoothNode *last = kind == 1 ? add (graph, sum, source, 4) : sum;
      gboolean keep = kind == 2;

      sum->in_place = source;
      sum->varies = keep;
      make_plan (graph, last, all, keep);
      for (int y = 0; y < HEIGHT; y++)
        if (kind == 0)
          g_assert_cmpint (sum->slots[y], ==, source->slots[y]);
        else if (sum->pool == source->pool)
          g_assert_cmpint (sum->slots[y], !=, source->slots[y]);
    }
}

/* Rows of another length, or with other columns, do not share slots. */
static void
test_shapes (void)
{
  g_autoptr (SmoothGraph) graph = smooth_graph_new ();
  SmoothNode *source = add (graph, NULL, NULL, 4);
  SmoothNode *thin = add (graph, source, NULL, 1);
  SmoothNode *part = add (graph, thin, NULL, 4);

  make_plan (graph, part, (SmoothSpan) { 16, 32 }, FALSE);
  g_assert_true (thin->pool != source->pool && thin->pool != part->pool);
  g_assert_true (part->pool != source->pool);
  g_assert_cmpint (part->pool->stride, >=, 4 * 16);
  g_assert_cmpint (source->pool->stride, >=, 4 * (16 + 4 * REACH));
}

/* When a graph keeps rows between passes, its nodes either keep their rows or
 * vary from pass to pass. A node that varies shares no slots with a node whose
 * rows are kept. */
static void
test_keep (void)
{
  for (int keep = 0; keep < 2; keep++)
    {
      g_autoptr (SmoothGraph) graph = smooth_graph_new ();
      SmoothNode *source = add (graph, NULL, NULL, 4);
      SmoothNode *kept = add (graph, source, NULL, 4);
      SmoothNode *varying = add (graph, kept, NULL, 4);

      varying->varies = TRUE;
      make_plan (graph, varying, all, keep);
      g_assert_true ((varying->pool == source->pool) == !keep);
      for (int y = 1; keep && y < HEIGHT; y++)
        for (int i = 0; i < y; i++)
          g_assert_cmpint (kept->slots[y], !=, kept->slots[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph-memory-slots/distinct", test_distinct);
  g_test_add_func ("/graph-memory-slots/reuse", test_reuse);
  g_test_add_func ("/graph-memory-slots/in-place", test_in_place);
  g_test_add_func ("/graph-memory-slots/shapes", test_shapes);
  g_test_add_func ("/graph-memory-slots/keep", test_keep);
  return g_test_run ();
}
