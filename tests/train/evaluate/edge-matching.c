/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of edge-matching.h against all possible matchings. */
#include "train/evaluate/edge-matching.h"

#include <math.h>

#include "support/measure.h"
#include "support/tolerances.h"

#define MAX_POINTS 7
#define SIDE 9

typedef struct
{
  int n_a, n_b;
  int a[MAX_POINTS], b[MAX_POINTS]; /* positions of the pixels of both maps */
  double radius;
} Problem;

typedef struct
{
  int n_pairs;
  double cost;
} Solution;

static double
get_distance (int a, int b)
{
  double distance = hypot (a % SIDE - b % SIDE, a / SIDE - b / SIDE);

  return rint (100 * distance) / 100;
}

/* Tries all ways to match the edge pixels a[k], a[k + 1] and so on with pixels
 * of b, and returns the best one. used: a bit for each pixel of b, 1 if it is
 * matched already. */
static Solution
try_all (const Problem *problem, int k, guint used)
{
  Solution best = { 0, 0 };

  if (k == problem->n_a)
    return best;
  best = try_all (problem, k + 1, used);
  for (int i = 0; i < problem->n_b; i++)
    {
      double distance = get_distance (problem->a[k], problem->b[i]);
      Solution rest;

      if (used & 1u << i
          || hypot (problem->a[k] % SIDE - problem->b[i] % SIDE,
                    problem->a[k] / SIDE - problem->b[i] / SIDE)
               > problem->radius)
        continue;
      rest = try_all (problem, k + 1, used | 1u << i);
      rest.n_pairs++;
      rest.cost += distance;
      if (rest.n_pairs > best.n_pairs
          || (rest.n_pairs == best.n_pairs && rest.cost < best.cost))
        best = rest;
    }
  return best;
}

static int
draw_points (GRand *rand, int *points, guint8 *map)
{
  int n_points = 0;
  int wanted = g_rand_int_range (rand, 0, MAX_POINTS + 1);

  while (n_points < wanted)
    {
      int pixel = g_rand_int_range (rand, 0, SIDE * SIDE);

      if (!map[pixel])
        points[n_points++] = pixel;
      map[pixel] = 1;
    }
  return n_points;
}

static void
check (const Problem *problem, const guint8 *a, const guint8 *b)
{
  g_autoptr (TrainMatcher) matcher =
    train_matcher_new (SIDE, SIDE, problem->radius);
  Solution wanted = try_all (problem, 0, 0);

  /* The work space is used twice, to show that nothing is left of the first
   * use. */
  for (int round = 0; round < 2; round++)
    {
      guint8 a_matched[SIDE * SIDE] = { 0 };
      guint8 b_matched[SIDE * SIDE] = { 0 };
      int n_a = 0;
      int n_b = 0;
      double cost;

      g_assert_cmpint (
        train_matcher_run (matcher, a, b, a_matched, b_matched, &cost), ==,
        wanted.n_pairs);
      g_assert_cmpfloat_with_epsilon (cost, wanted.cost, TEST_TOLERANCE_DOUBLE);
      for (int i = 0; i < SIDE * SIDE; i++)
        {
          g_assert_true (a[i] || !a_matched[i]);
          g_assert_true (b[i] || !b_matched[i]);
          n_a += a_matched[i];
          n_b += b_matched[i];
        }
      g_assert_cmpint (n_a, ==, wanted.n_pairs);
      g_assert_cmpint (n_b, ==, wanted.n_pairs);
    }
}

static void
test_brute_force (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  for (int round = 0; round < 400; round++)
    {
      guint8 a[SIDE * SIDE] = { 0 };
      guint8 b[SIDE * SIDE] = { 0 };
      Problem problem = { .radius = g_rand_double_range (rand, 0.5, 5) };

      problem.n_a = draw_points (rand, problem.a, a);
      problem.n_b = draw_points (rand, problem.b, b);
      check (&problem, a, b);
    }
}

/* Matches two full maps, and an empty map with another. */
static void
test_ends (void)
{
  g_autoptr (TrainMatcher) matcher = train_matcher_new (SIDE, SIDE, 2);
  guint8 full[SIDE * SIDE];
  guint8 empty[SIDE * SIDE] = { 0 };
  double cost;

  for (int i = 0; i < SIDE * SIDE; i++)
    full[i] = 1;
  g_assert_cmpint (train_matcher_run (matcher, full, full, NULL, NULL, &cost),
                   ==, SIDE * SIDE);
  g_assert_cmpfloat (cost, ==, 0);
  g_assert_cmpint (train_matcher_run (matcher, full, empty, NULL, NULL, &cost),
                   ==, 0);
  g_assert_cmpint (train_matcher_run (matcher, empty, full, NULL, NULL, NULL),
                   ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/brute-force", test_brute_force);
  g_test_add_func ("/match/ends", test_ends);
  return g_test_run ();
}
