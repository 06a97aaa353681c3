/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the random numbers: their bits, their distribution, and that no two
 * streams have numbers in common. */
#include "train/base/random.h"

#include <math.h>

#define N_DRAWN 200000

/* The expected numbers were computed by the same hash in Python, whose whole
 * numbers do not overflow. */
static void
test_bits (void)
{
  static const struct
  {
    guint64 parts[4], bits[3];
  } WANTED[] = {
    { { 0, 0, 0, 0 },
      { G_GUINT64_CONSTANT (0x3aac8ea6e6fbe22e),
        G_GUINT64_CONSTANT (0xd4a76346717f2583),
        G_GUINT64_CONSTANT (0xefea6f9e1f5d81ba) } },
    { { 1, 2, 3, 4 },
      { G_GUINT64_CONSTANT (0x198fc9002e5d70c),
        G_GUINT64_CONSTANT (0x64441380f29264a9),
        G_GUINT64_CONSTANT (0xd37c04a2acab8535) } },
    { { G_GUINT64_CONSTANT (0xffffffffffffffff), 0, 7, 1 },
      { G_GUINT64_CONSTANT (0x2775d37323018d5e),
        G_GUINT64_CONSTANT (0x6620868311e87d39),
        G_GUINT64_CONSTANT (0xa8da4ac0ebdec6c9) } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WANTED); i++)
    {
      const guint64 *parts = WANTED[i].parts;
      TrainRandom random;

      train_random_init (&random, parts[0], parts[1], parts[2], parts[3]);
      for (int k = 0; k < 3; k++)
        g_assert_cmphex (train_random_bits (&random), ==, WANTED[i].bits[k]);
    }
}

static void
test_uniform (void)
{
  double sum = 0, squares = 0, next = 0, before = 0.5;
  TrainRandom random;

  train_random_init (&random, 5, 0, 0, 0);
  for (int i = 0; i < N_DRAWN; i++)
    {
      double value = train_random_uniform (&random, -1, 3);

      g_assert_cmpfloat (value, >=, -1);
      g_assert_cmpfloat (value, <, 3);
      value = (value - 1) / 4;
      sum += value;
      squares += value * value;
      next += value * before;
      before = value;
    }
  /* Means of N_DRAWN numbers vary by chance; each may be off by five of its
   * standard deviations. */
  g_assert_cmpfloat (fabs (sum / N_DRAWN), <, 5 * 0.2887 / sqrt (N_DRAWN));
  g_assert_cmpfloat (fabs (squares / N_DRAWN - 1 / 12.0), <,
                     5 * 0.0745 / sqrt (N_DRAWN));
  g_assert_cmpfloat (fabs (next / N_DRAWN), <, 5 / 12.0 / sqrt (N_DRAWN));
}

static void
test_normal (void)
{
  double sum = 0, squares = 0, fourth = 0;
  TrainRandom random;

  train_random_init (&random, 6, 0, 0, 0);
  for (int i = 0; i < N_DRAWN; i++)
    {
      double value = train_random_normal (&random);

      g_assert_cmpfloat (fabs (value), <, 4.9);
      sum += value;
      squares += value * value;
      fourth += value * value * value * value;
    }
  g_assert_cmpfloat (fabs (sum / N_DRAWN), <, 5 / sqrt (N_DRAWN));
  g_assert_cmpfloat (fabs (squares / N_DRAWN - 1), <,
                     5 * 1.36 / sqrt (N_DRAWN));
  g_assert_cmpfloat (fabs (fourth / N_DRAWN - 2.85), <,
                     5 * 9.2 / sqrt (N_DRAWN));
}

static void
test_integer (void)
{
  int counts[7] = { 0 };
  TrainRandom random;

  train_random_init (&random, 7, 0, 0, 0);
  for (int i = 0; i < N_DRAWN; i++)
    {
      int value = train_random_integer (&random, 7);

      g_assert_cmpint (value, >=, 0);
      g_assert_cmpint (value, <, 7);
      counts[value]++;
    }
  for (int k = 0; k < 7; k++)
    g_assert_cmpfloat (fabs (counts[k] - N_DRAWN / 7.0), <,
                       5 * sqrt (N_DRAWN / 7.0));
  g_assert_cmpint (train_random_integer (&random, 1), ==, 0);
}

static void
test_chance (void)
{
  int n = 0;
  TrainRandom random;

  train_random_init (&random, 8, 0, 0, 0);
  for (int i = 0; i < N_DRAWN; i++)
    n += train_random_chance (&random, 0.25);
  g_assert_cmpfloat (fabs (n / (double) N_DRAWN - 0.25), <,
                     5 * 0.433 / sqrt (N_DRAWN));
  g_assert_false (train_random_chance (&random, 0));
  g_assert_true (train_random_chance (&random, 1));
}

/* A stream of random numbers belongs to a seed, a step, a sample and a stream
 * number. If any of these four changes, or if two of them change places, the
 * stream is another. */
static void
test_streams (void)
{
  static const guint64 PARTS[][4] = { { 1, 2, 3, 4 }, { 2, 2, 3, 4 },
                                      { 1, 3, 3, 4 }, { 1, 2, 4, 4 },
                                      { 1, 2, 3, 5 }, { 2, 1, 3, 4 },
                                      { 1, 2, 4, 3 }, { 0, 3, 3, 4 } };
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      TrainRandom random;

      train_random_init (&random, PARTS[i][0], PARTS[i][1], PARTS[i][2],
                         PARTS[i][3]);
      for (int k = 0; k < 100; k++)
        {
          guint64 bits = train_random_bits (&random);

          g_assert_true (g_hash_table_add (seen, g_memdup2 (&bits, 8)));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/random/bits", test_bits);
  g_test_add_func ("/train/random/uniform", test_uniform);
  g_test_add_func ("/train/random/normal", test_normal);
  g_test_add_func ("/train/random/integer", test_integer);
  g_test_add_func ("/train/random/chance", test_chance);
  g_test_add_func ("/train/random/streams", test_streams);
  return g_test_run ();
}
