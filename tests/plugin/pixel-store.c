/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests pixel stores in memory and in files, without GIMP: both must give the
 * same pixels, and there must be an error whenever pixels cannot be kept.
 */
#include "../../plugin/pixel-store.h"

#include <string.h>
#include <sys/resource.h>

#include "support/folder.h"
#include "support/measure.h"
#include "support/tolerances.h"

#define N_RECTS 200
#define LIMIT_BYTES 4096

static const SmoothRect EXTENT = { -3, 5, 97, 41 };

static PixelStore *
store_new (PixelPool *pool, const SmoothRect *extent, const char *format)
{
  g_autoptr (GError) error = NULL;
  PixelStore *store =
    pixel_store_new (pool, extent, babl_format (format), &error);

  g_assert_no_error (error);
  return store;
}

static void
choose_rect (GRand *rand, SmoothRect *rect)
{
  rect->width = g_rand_int_range (rand, 1, EXTENT.width + 1);
  rect->height = g_rand_int_range (rand, 1, EXTENT.height + 1);
  if (g_rand_boolean (rand))
    rect->width = EXTENT.width;
  rect->x =
    EXTENT.x + g_rand_int_range (rand, 0, EXTENT.width - rect->width + 1);
  rect->y =
    EXTENT.y + g_rand_int_range (rand, 0, EXTENT.height - rect->height + 1);
}

/* The pixels that a store should have, in packed rows of three bytes per
 * pixel. */
typedef struct
{
  guint8 pixels[41][97][3];
} Model;

static void
write_both (PixelStore *store,
            Model *model,
            const SmoothRect *rect,
            GRand *rand)
{
  gsize n = (gsize) rect->width * (gsize) rect->height;
  g_autofree float *pixels = g_new (float, 3 * n);
  g_autofree guint8 *bytes = g_new (guint8, 3 * n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < 3 * n; i++)
    {
      bytes[i] = (guint8) g_rand_int_range (rand, 0, 256);
      pixels[i] = bytes[i] / 255.0f;
    }
  if (g_rand_boolean (rand))
    pixel_store_write (store, rect, babl_format ("R'G'B' float"), pixels,
                       &error);
  else
    pixel_store_write (store, rect, babl_format ("R'G'B' u8"), bytes, &error);
  g_assert_no_error (error);
  for (int y = 0; y < rect->height; y++)
    memcpy (model->pixels[rect->y - EXTENT.y + y][rect->x - EXTENT.x],
            bytes + y * rect->width * 3, (gsize) rect->width * 3);
}

static void
read_both (const PixelStore *store, const Model *model, const SmoothRect *rect)
{
  gsize n = (gsize) rect->width * (gsize) rect->height;
  g_autofree float *pixels = g_new (float, 3 * n);
  g_autofree guint8 *bytes = g_new (guint8, 3 * n);
  g_autoptr (GError) error = NULL;

  pixel_store_read (store, rect, babl_format ("R'G'B' float"), pixels, &error);
  g_assert_no_error (error);
  pixel_store_read (store, rect, babl_format ("R'G'B' u8"), bytes, &error);
  g_assert_no_error (error);
  for (int y = 0; y < rect->height; y++)
    for (int x = 0; x < rect->width; x++)
      for (int c = 0; c < 3; c++)
        {
          int i = (y * rect->width + x) * 3 + c;
          guint8 wanted =
            model->pixels[rect->y - EXTENT.y + y][rect->x - EXTENT.x + x][c];

          g_assert_cmpint (bytes[i], ==, wanted);
          g_assert_cmpfloat_with_epsilon (pixels[i], wanted / 255.0,
                                          TEST_TOLERANCE_BABL);
        }
}

static void
check_pixels (const char *folder, gint64 n_bytes)
{
  g_autoptr (PixelPool) pool = pixel_pool_new (folder, n_bytes);
  g_autoptr (PixelStore) store = store_new (pool, &EXTENT, "R'G'B' u8");
  g_autoptr (PixelStore) copy = store_new (pool, &EXTENT, "R'G'B' u8");
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GError) error = NULL;
  g_autofree Model *model = g_new0 (Model, 1);

  read_both (store, model, &EXTENT);
  for (int i = 0; i < N_RECTS; i++)
    {
      SmoothRect rect;

      choose_rect (rand, &rect);
      write_both (store, model, &rect, rand);
      choose_rect (rand, &rect);
      read_both (store, model, &rect);
    }
  pixel_store_copy (store, copy, &EXTENT, &error);
  g_assert_no_error (error);
  read_both (copy, model, &EXTENT);
}

static void
test_memory (TestFolder *folder, gconstpointer data)
{
  (void) data;
  check_pixels (folder->path, -1);
}

static void
test_file (TestFolder *folder, gconstpointer data)
{
  (void) data;
  check_pixels (folder->path, 0);
  test_folder_assert_n_files (folder, 0);
}

/* A store that exceeds the pool's budget goes into a file. When memory is
 * freed, the budget can be used again. */
static void
test_budget (TestFolder *folder, gconstpointer data)
{
  g_autoptr (PixelPool) pool = pixel_pool_new (folder->path, 1000);
  g_autoptr (GError) error = NULL;
  PoolBlock rooms[3];

  (void) data;
  for (int i = 0; i < 3; i++)
    g_assert_true (pool_block_init (&rooms[i], pool, 400, &error));
  g_assert_nonnull (rooms[0].memory);
  g_assert_nonnull (rooms[1].memory);
  g_assert_null (rooms[2].memory);
  pool_block_clear (&rooms[0]);
  pool_block_clear (&rooms[2]);
  g_assert_true (pool_block_init (&rooms[2], pool, 400, &error));
  g_assert_nonnull (rooms[2].memory);
  pool_block_clear (&rooms[1]);
  pool_block_clear (&rooms[2]);
}

/* If the folder for the files does not exist, another one is taken. */
static void
test_no_folder (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "not-there");

  (void) data;
  check_pixels (path, 0);
}

static void
set_limit (int resource, rlim_t n_bytes, struct rlimit *before)
{
  struct rlimit limit;

  getrlimit (resource, before);
  limit = *before;
  limit.rlim_cur = n_bytes;
  g_assert_cmpint (setrlimit (resource, &limit), ==, 0);
}

static void
assert_full (const GError *error, const char *folder)
{
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "find no place"));
  g_assert_nonnull (strstr (error->message, folder));
}

/* If there is a limit on the size of files, making a larger store fails with an
 * error, and does not end the process. */
static void
test_limit_before (TestFolder *folder, gconstpointer data)
{
  g_autoptr (PixelPool) pool = pixel_pool_new (folder->path, 0);
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  PixelStore *store;

  (void) data;
  set_limit (RLIMIT_FSIZE, LIMIT_BYTES, &before);
  store = pixel_store_new (pool, &EXTENT, babl_format ("R'G'B' u8"), &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_null (store);
  assert_full (error, folder->path);
}

/* If such a limit is set after the store was made, pixels below the limit can
 * be written. */
static void
test_limit_after (TestFolder *folder, gconstpointer data)
{
  const SmoothRect first = { EXTENT.x, EXTENT.y, EXTENT.width, 1 };
  g_autoptr (PixelPool) pool = pixel_pool_new (folder->path, 0);
  g_autoptr (PixelStore) store = store_new (pool, &EXTENT, "R'G'B' u8");
  g_autofree guint8 *pixels = g_malloc0 (sizeof (Model));
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  gboolean is_first, is_whole;

  (void) data;
  set_limit (RLIMIT_FSIZE, LIMIT_BYTES, &before);
  is_first =
    pixel_store_write (store, &first, babl_format ("R'G'B' u8"), pixels, NULL);
  is_whole = pixel_store_write (store, &EXTENT, babl_format ("R'G'B' u8"),
                                pixels, &error);
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_true (is_first);
  g_assert_false (is_whole);
  assert_full (error, folder->path);
}

/* If the system refuses memory that the budget allows, a file is used. */
static void
test_refused_memory (TestFolder *folder, gconstpointer data)
{
  g_autoptr (PixelPool) pool = pixel_pool_new (folder->path, G_MAXINT64);
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  PoolBlock room;

  (void) data;
  if (g_getenv ("SMOOTH_SANITIZED"))
    {
      g_test_skip ("a sanitizer needs address space");
      return;
    }
  /* An emulator does not limit address space. */
  if (test_skip_emulated ())
    return;
  set_limit (RLIMIT_AS, 1 << 20, &before);
  pool_block_init (&room, pool, 8 << 20, &error);
  setrlimit (RLIMIT_AS, &before);
  g_assert_no_error (error);
  g_assert_null (room.memory);
  pool_block_clear (&room);
}

static void
test_no_number (TestFolder *folder, gconstpointer data)
{
  const SmoothRect extent = { 0, 0, G_MAXINT, G_MAXINT };
  g_autoptr (PixelPool) pool = pixel_pool_new (folder->path, 0);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_null (
    pixel_store_new (pool, &extent, babl_format ("RGBA float"), &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY);
}

/* A thread of a test with several threads, and the rows that it alone writes
 * and reads. */
typedef struct
{
  PixelStore *store;
  int parity;
} Half;

static gpointer
use_half (gpointer data)
{
  const Half *half = data;
  float row[97 * 3], again[97 * 3];

  for (int i = 0; i < 97 * 3; i++)
    row[i] = (float) (half->parity + 1);
  for (int n = 0; n < 20; n++)
    for (int y = half->parity; y < EXTENT.height; y += 2)
      {
        const SmoothRect line = { EXTENT.x, EXTENT.y + y, EXTENT.width, 1 };

        g_assert_true (pixel_store_write (
          half->store, &line, babl_format ("R'G'B' float"), row, NULL));
        g_assert_true (pixel_store_read (
          half->store, &line, babl_format ("R'G'B' float"), again, NULL));
        g_assert_cmpmem (row, sizeof row, again, sizeof again);
      }
  return NULL;
}

static void
test_threads (TestFolder *folder, gconstpointer data)
{
  (void) data;
  for (int in_memory = 0; in_memory < 2; in_memory++)
    {
      g_autoptr (PixelPool) pool =
        pixel_pool_new (folder->path, in_memory ? G_MAXINT64 : 0);
      g_autoptr (PixelStore) store = store_new (pool, &EXTENT, "R'G'B' float");
      Half halves[] = { { store, 0 }, { store, 1 } };
      GThread *thread = g_thread_new ("half", use_half, &halves[0]);

      use_half (&halves[1]);
      g_thread_join (thread);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  babl_init ();
  test_folder_add ("/pixel-store/memory", test_memory);
  test_folder_add ("/pixel-store/file", test_file);
  test_folder_add ("/pixel-store/budget", test_budget);
  test_folder_add ("/pixel-store/no-folder", test_no_folder);
  test_folder_add ("/pixel-store/limit-before", test_limit_before);
  test_folder_add ("/pixel-store/limit-after", test_limit_after);
  test_folder_add ("/pixel-store/refused-memory", test_refused_memory);
  test_folder_add ("/pixel-store/no-number", test_no_number);
  test_folder_add ("/pixel-store/threads", test_threads);
  return g_test_run ();
}
