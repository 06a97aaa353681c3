/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests checksums of pixels: equal bytes have equal ones; each bit, the number
 * of bytes and their order make a difference.
 */
#include "checksum.h"

#include <string.h>

#include "support/measure.h"

#define MAX_BYTES 150

static Checksum
sum (const guint8 *bytes, gsize n)
{
  ChecksumState state;

  checksum_begin (&state);
  checksum_add (&state, bytes, n);
  return checksum_end (&state);
}

static void
fill (GRand *rand, guint8 *bytes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) g_rand_int (rand);
}

static void
assert_differ (const Checksum *a, const Checksum *b)
{
  g_assert_false (checksum_equal (a, b));
  /* Each half tells them apart, so that a hash table of the first one is not
   * slow. */
  g_assert_true (a->words[0] != b->words[0]);
  g_assert_true (a->words[1] != b->words[1]);
}

/* The checksum depends on each bit, and not on where the bytes lie in memory.
 */
static void
test_bits (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  guint8 bytes[MAX_BYTES + 1];

  for (gsize n = 1; n < MAX_BYTES; n++)
    {
      Checksum first, again;

      fill (rand, bytes, n);
      first = sum (bytes, n);
      for (gsize i = 0; i < n * 8; i++)
        {
          bytes[i / 8] ^= (guint8) (1 << i % 8);
          again = sum (bytes, n);
          assert_differ (&first, &again);
          bytes[i / 8] ^= (guint8) (1 << i % 8);
        }
      memmove (bytes + 1, bytes, n);
      again = sum (bytes + 1, n);
      g_assert_true (checksum_equal (&first, &again));
      g_assert_cmpuint (checksum_hash (&first), ==, checksum_hash (&again));
    }
}

/* Zeros, whose number alone differs, as in pixels of one colour. */
static void
test_lengths (void)
{
  const guint8 zeros[MAX_BYTES] = { 0 };

  for (gsize n = 0; n < MAX_BYTES; n++)
    for (gsize k = 0; k < n; k++)
      {
        const Checksum a = sum (zeros, n), b = sum (zeros, k);

        assert_differ (&a, &b);
      }
}

/* Rows in another order, and words in another lane. */
static void
test_order (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  guint8 rows[2][MAX_BYTES];
  ChecksumState state;
  Checksum forwards, backwards;

  for (int i = 0; i < 2; i++)
    fill (rand, rows[i], MAX_BYTES);
  checksum_begin (&state);
  checksum_add (&state, rows[0], MAX_BYTES);
  checksum_add (&state, rows[1], MAX_BYTES);
  forwards = checksum_end (&state);
  checksum_begin (&state);
  checksum_add (&state, rows[1], MAX_BYTES);
  checksum_add (&state, rows[0], MAX_BYTES);
  backwards = checksum_end (&state);
  assert_differ (&forwards, &backwards);

  for (gsize i = 0; i < 3; i++)
    {
      guint8 swapped[32];

      memcpy (swapped, rows[0], 32);
      memcpy (swapped + 8 * i, rows[0] + 8 * i + 8, 8);
      memcpy (swapped + 8 * i + 8, rows[0] + 8 * i, 8);
      forwards = sum (rows[0], 32);
      backwards = sum (swapped, 32);
      g_assert_false (checksum_equal (&forwards, &backwards));
    }
}

/* Many pictures of two colours, which differ in a few pixels, have as many
 * checksums. */
static void
test_many (void)
{
  const int n = 20000;
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GHashTable) sums =
    g_hash_table_new_full (checksum_hash, checksum_equal, g_free, NULL);
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (
    g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);

  for (int i = 0; i < n; i++)
    {
      guint8 bytes[MAX_BYTES] = { 0 };
      Checksum checksum;

      for (int k = 0; k < 4; k++)
        bytes[g_rand_int_range (rand, 0, MAX_BYTES)] = 255;
      checksum = sum (bytes, MAX_BYTES);
      g_hash_table_add (sums, g_memdup2 (&checksum, sizeof checksum));
      g_hash_table_add (pictures, g_bytes_new (bytes, MAX_BYTES));
    }
  g_assert_cmpuint (g_hash_table_size (sums), ==, g_hash_table_size (pictures));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checksum/bits", test_bits);
  g_test_add_func ("/checksum/lengths", test_lengths);
  g_test_add_func ("/checksum/order", test_order);
  g_test_add_func ("/checksum/many", test_many);
  return g_test_run ();
}
