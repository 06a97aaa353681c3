/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slots of a plan, looked at from outside: no two rows that are held at the
 * same time share one, a layer that may work in place does, and nothing takes
 * more room than what is held at the worst moment. No layer computes anything
 * here; graph.c sees that what is computed comes out right.
 */
#include "net/graph-private.h"
#include "net/layer-rows.h"
#include "net/slots.h"

#define HEIGHT 120
#define WIDTH 48
#define BAND 8

/* Rows on either side that the wide layer needs. */
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

  smooth_graph_want (graph, wanted, rows, columns);
  smooth_graph_plan (graph, &options, &plan, &error);
  g_assert_no_error (error);
  return plan;
}

static const SmoothSpan all = { 0, WIDTH };

/* source -> wide -> wide + source: a skip, and windows on the way. */
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
      /* Row y of the source is read by its own sum, that of wide by sums up to
       * REACH rows below: what lies between is held together with it. */
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

/* A slot is used again as soon as it may be. */
static void
test_reuse (void)
{
  g_autoptr (SmoothGraph) graph = smooth_graph_new ();
  SmoothNode *source = add (graph, NULL, NULL, 4);
  SmoothNode *wide = add (graph, source, NULL, 4);
  SmoothPlan plan = make_plan (graph, wide, all, FALSE);

  /* A window over the source, with a band that comes, one that is made and
   * one that is read. */
  g_assert_cmpint (source->pool->n_slots, <=, 2 * REACH + 3 * BAND);
  g_assert_cmpuint (plan.n_bytes, >=,
                    source->pool->n_slots * WIDTH * 4 * sizeof (float));
  g_assert_cmpuint (plan.n_bytes, <=,
                    (source->pool->n_slots + 1) * (WIDTH * 4 + 32)
                      * sizeof (float));
}

/* sum may lie in place of the source's rows, but not where another node reads
 * them later, nor where they are kept. */
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

/* Rows that are longer, or begin elsewhere, have slots of their own. */
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

/* What varies is computed again while the rest stands still, so in a graph that
 * keeps they share nothing. */
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
  g_test_add_func ("/slots/distinct", test_distinct);
  g_test_add_func ("/slots/reuse", test_reuse);
  g_test_add_func ("/slots/in-place", test_in_place);
  g_test_add_func ("/slots/shapes", test_shapes);
  g_test_add_func ("/slots/keep", test_keep);
  return g_test_run ();
}
