/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the stack of buffers: their alignment, their order, and how it grows.
 */
#include "train/loss/scratch-stack.h"

#include <string.h>

static void
test_stack (void)
{
  g_autoptr (TrainScratch) scratch = train_scratch_new ();
  TrainReal *first = train_scratch_take (scratch, 5);
  gsize mark = train_scratch_mark (scratch);
  TrainReal *second = train_scratch_take (scratch, 7);

  g_assert_cmpuint ((guintptr) first % 64, ==, 0);
  g_assert_cmpuint ((guintptr) second % 64, ==, 0);
  g_assert_true (second >= first + 5);
  train_scratch_rewind (scratch, mark);
  g_assert_true (train_scratch_take (scratch, 3) == second);
}

/* When the stack grows beyond a block, buffers that were taken before stay
 * where they are. After the stack was empty, the same buffers lie side by side.
 */
static void
test_growth (void)
{
  const gsize n = 100000;
  g_autoptr (TrainScratch) scratch = train_scratch_new ();
  TrainReal *piece[4];

  for (int i = 0; i < 4; i++)
    {
      piece[i] = train_scratch_take (scratch, n);
      for (gsize k = 0; k < n; k++)
        piece[i][k] = (TrainReal) i;
    }
  for (int i = 0; i < 4; i++)
    for (gsize k = 0; k < n; k++)
      g_assert_cmpfloat (piece[i][k], ==, i);
  train_scratch_rewind (scratch, 0);
  for (int i = 0; i < 4; i++)
    piece[i] = train_scratch_take (scratch, n);
  for (int i = 1; i < 4; i++)
    g_assert_cmpint (piece[i] - piece[i - 1], ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scratch/stack", test_stack);
  g_test_add_func ("/scratch/growth", test_growth);
  return g_test_run ();
}
