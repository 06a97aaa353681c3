/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the rounding of sizes to multiples (base/round.h) against results that
 * are found by counting. */
#include "base/base.h"

#include "base/round.h"

#define MAX_NUMBER 200
#define MAX_STEP 70

static void
test_all (void)
{
  for (int step = 1; step <= MAX_STEP; step++)
    for (int n = 0, multiple = 0; n <= MAX_NUMBER; n++)
      {
        multiple += n > multiple ? step : 0;
        g_assert_cmpint (smooth_round_up (n, step), ==, multiple);
        g_assert_cmpuint (smooth_round_up_size (n, step), ==, multiple);
      }
}

/* Rounds sizes that do not fit into an int. */
static void
test_large (void)
{
  const gsize n = (gsize) G_MAXINT * 3 + 1;

  g_assert_cmpuint (smooth_round_up_size (n, 64) % 64, ==, 0);
  g_assert_cmpuint (smooth_round_up_size (n, 64), >=, n);
  g_assert_cmpuint (smooth_round_up_size (n, 64), <, n + 64);
}

void
test_round_add (void)
{
  g_test_add_func ("/round/all", test_all);
  g_test_add_func ("/round/large", test_large);
}
