/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the store of finished blocks: what it finds, that it stays within its
 * limit, which blocks it drops for new ones, and that it refuses what it cannot
 * hold.
 */
#include "block-store.h"

#include "support/measure.h"

/* Blocks of the tests have this many floats, unless a test says otherwise. */
#define N_FLOATS 100
#define N_BYTES ((gint64) (N_FLOATS * sizeof (float)))

static Checksum
get_checksum (int number)
{
  return (Checksum) { { (guint64) number, 1 } };
}

/* Puts a block of n floats, all of which are value, under the checksum number.
 */
static void
put (BlockStore *store, int number, gsize n, float value)
{
  const Checksum checksum = get_checksum (number);
  float *floats = block_store_alloc (store, n);

  g_assert_nonnull (floats);
  for (gsize i = 0; i < n; i++)
    floats[i] = value;
  block_store_put (store, &checksum, floats, n);
}

static gboolean
has (const BlockStore *store, int number)
{
  const Checksum checksum = get_checksum (number);

  return block_store_has (store, &checksum);
}

/* Asks for a block, which must have n floats that are value. */
static void
expect (BlockStore *store, int number, gsize n, float value)
{
  const Checksum checksum = get_checksum (number);
  const float *floats = block_store_find (store, &checksum);

  g_assert_nonnull (floats);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (floats[i], ==, value);
}

static void
test_find (void)
{
  g_autoptr (BlockStore) store = block_store_new (10 * N_BYTES);
  const Checksum unknown = get_checksum (3);
  const Checksum similar = { { 1, 2 } };

  put (store, 1, N_FLOATS, 0.5f);
  put (store, 2, N_FLOATS / 2, 0.25f);
  expect (store, 1, N_FLOATS, 0.5f);
  expect (store, 2, N_FLOATS / 2, 0.25f);
  g_assert_null (block_store_find (store, &unknown));
  g_assert_null (block_store_find (store, &similar));
  g_assert_false (block_store_has (store, &similar));
  g_assert_cmpint (block_store_get_bytes (store), ==, N_BYTES * 3 / 2);
}

/* The block that was not asked for longest is dropped; block_store_has does not
 * count as asking. */
static void
test_order (void)
{
  g_autoptr (BlockStore) store = block_store_new (3 * N_BYTES);

  for (int i = 1; i <= 3; i++)
    put (store, i, N_FLOATS, (float) i);
  expect (store, 1, N_FLOATS, 1);
  g_assert_true (has (store, 2));
  put (store, 4, N_FLOATS, 4);
  g_assert_false (has (store, 2));
  put (store, 5, N_FLOATS, 5);
  g_assert_false (has (store, 3));
  expect (store, 1, N_FLOATS, 1);
  expect (store, 4, N_FLOATS, 4);
  expect (store, 5, N_FLOATS, 5);
  g_assert_cmpint (block_store_get_bytes (store), ==, 3 * N_BYTES);
}

/* A block takes the place of an older one with its checksum, whose bytes no
 * longer count. */
static void
test_replace (void)
{
  g_autoptr (BlockStore) store = block_store_new (3 * N_BYTES);

  put (store, 1, N_FLOATS, 1);
  put (store, 2, N_FLOATS, 2);
  put (store, 1, 2 * N_FLOATS, 3);
  expect (store, 1, 2 * N_FLOATS, 3);
  expect (store, 2, N_FLOATS, 2);
  g_assert_cmpint (block_store_get_bytes (store), ==, 3 * N_BYTES);
}

/* What is larger than the limit is refused, and nothing is dropped for it; what
 * is as large as the limit takes the place of all others. */
static void
test_limit (void)
{
  g_autoptr (BlockStore) store = block_store_new (2 * N_BYTES);

  put (store, 1, N_FLOATS, 1);
  g_assert_null (block_store_alloc (store, 2 * N_FLOATS + 1));
  expect (store, 1, N_FLOATS, 1);
  put (store, 2, 2 * N_FLOATS, 2);
  g_assert_false (has (store, 1));
  expect (store, 2, 2 * N_FLOATS, 2);

  block_store_set_limit (store, 2 * N_BYTES - 1);
  g_assert_false (has (store, 2));
  g_assert_cmpint (block_store_get_bytes (store), ==, 0);
  block_store_set_limit (store, 0);
  g_assert_null (block_store_alloc (store, 1));
  block_store_set_limit (store, N_BYTES);
  put (store, 3, N_FLOATS, 3);
  expect (store, 3, N_FLOATS, 3);
}

/* Memory that the system refuses, or that no machine can address, is reported.
 */
static void
test_no_memory (void)
{
  g_autoptr (BlockStore) store = block_store_new (G_MAXINT64);

  g_assert_null (block_store_alloc (store, G_MAXINT64 / sizeof (float)));
  g_assert_null (block_store_alloc (store, G_MAXSIZE));
  g_assert_null (block_store_alloc (store, G_MAXSIZE / sizeof (float) + 2));
  put (store, 1, N_FLOATS, 1);
  expect (store, 1, N_FLOATS, 1);
}

static void
test_clear (void)
{
  g_autoptr (BlockStore) store = block_store_new (10 * N_BYTES);

  block_store_clear (store);
  for (int i = 0; i < 5; i++)
    put (store, i, N_FLOATS, (float) i);
  block_store_clear (store);
  g_assert_cmpint (block_store_get_bytes (store), ==, 0);
  for (int i = 0; i < 5; i++)
    g_assert_false (has (store, i));
  put (store, 1, N_FLOATS, 7);
  expect (store, 1, N_FLOATS, 7);
}

/* What a store with a limit should have: the numbers of its blocks, the one
 * that was asked for last is first; and the floats of each. */
typedef struct
{
  GArray *numbers;
  gsize n_floats[20];
} Model;

static gint64
model_get_bytes (const Model *model)
{
  gint64 n_bytes = 0;

  for (guint i = 0; i < model->numbers->len; i++)
    n_bytes += (gint64) (model->n_floats[g_array_index (model->numbers, int, i)]
                         * sizeof (float));
  return n_bytes;
}

/* Takes number out of the model. Returns whether it was there. */
static gboolean
model_remove (Model *model, int number)
{
  for (guint i = 0; i < model->numbers->len; i++)
    if (g_array_index (model->numbers, int, i) == number)
      {
        g_array_remove_index (model->numbers, i);
        return TRUE;
      }
  return FALSE;
}

/* Drops the last blocks until n_bytes more have room. */
static void
model_make_room (Model *model, gint64 n_bytes, gint64 max_bytes)
{
  while (model->numbers->len > 0
         && model_get_bytes (model) + n_bytes > max_bytes)
    g_array_set_size (model->numbers, model->numbers->len - 1);
}

static void
model_put (Model *model, int number, gsize n, gint64 max_bytes)
{
  const gint64 n_bytes = (gint64) (n * sizeof (float));

  model_make_room (model, n_bytes, max_bytes);
  model_remove (model, number);
  g_array_prepend_val (model->numbers, number);
  model->n_floats[number] = n;
}

static void
model_compare (const Model *model, const BlockStore *store)
{
  int n_blocks = 0;

  g_assert_cmpint (block_store_get_bytes (store), ==, model_get_bytes (model));
  for (int i = 0; i < (int) G_N_ELEMENTS (model->n_floats); i++)
    n_blocks += has (store, i);
  g_assert_cmpint (n_blocks, ==, model->numbers->len);
  for (guint i = 0; i < model->numbers->len; i++)
    g_assert_true (has (store, g_array_index (model->numbers, int, i)));
}

/* Random calls have the effects that the header says. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = test_rand_new ();
  gint64 max_bytes = 10 * N_BYTES;
  g_autoptr (BlockStore) store = block_store_new (max_bytes);
  Model model = { .numbers = g_array_new (FALSE, FALSE, sizeof (int)) };

  for (int i = 0; i < 5000; i++)
    {
      const int number =
        g_rand_int_range (rand, 0, G_N_ELEMENTS (model.n_floats));
      const gsize n = (gsize) g_rand_int_range (rand, 1, 3 * N_FLOATS);

      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
          max_bytes = N_BYTES * g_rand_int_range (rand, 3, 12);
          block_store_set_limit (store, max_bytes);
          model_make_room (&model, 0, max_bytes);
          break;
        case 1:
        case 2:
        case 3:
          put (store, number, n, (float) number);
          model_put (&model, number, n, max_bytes);
          break;
        default:
          if (model_remove (&model, number))
            {
              g_array_prepend_val (model.numbers, number);
              expect (store, number, model.n_floats[number], (float) number);
            }
        }
      model_compare (&model, store);
    }
  g_array_unref (model.numbers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/block-store/find", test_find);
  g_test_add_func ("/block-store/order", test_order);
  g_test_add_func ("/block-store/replace", test_replace);
  g_test_add_func ("/block-store/limit", test_limit);
  g_test_add_func ("/block-store/no-memory", test_no_memory);
  g_test_add_func ("/block-store/clear", test_clear);
  g_test_add_func ("/block-store/random", test_random);
  return g_test_run ();
}
