/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The extended data set from tiny photos, drawings and textures: what is in it,
 * that it goes on where it stopped, and what broken data is told.
 */
#include "train/data/extend.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include <archive.h>
#include <archive_entry.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <smooth/error.h>

#include "support/folder.h"
#include "train/data/manifest.h"
#include "train/data/pair.h"
#include "train/data/sprite.h"

#define PHOTO_HEIGHT 40
#define PHOTO_WIDTH 56
#define SIDE 64

/* Bytes without order, the same each time. */
static guint8
noise (int i)
{
  return (guint8) (((guint32) i * 2654435761u >> 13) * 40503u >> 7);
}

static GdkPixbuf *
new_noise (int height, int width, gboolean has_alpha)
{
  GdkPixbuf *pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  guint8 *rows = gdk_pixbuf_get_pixels (pixbuf);
  int n_channels = has_alpha ? 4 : 3;

  for (int y = 0; y < height; y++)
    for (int i = 0; i < width * n_channels; i++)
      rows[y * gdk_pixbuf_get_rowstride (pixbuf) + i] = noise (y * 997 + i);
  return pixbuf;
}

/* folder/place/name, whose folder is made. */
static char *
get_path (const TestFolder *folder, const char *name)
{
  char *path = test_folder_get_file (folder, name);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0777), ==, 0);
  return path;
}

static void
write_picture (const TestFolder *folder,
               const char *name,
               int height,
               int width,
               gboolean has_alpha)
{
  g_autofree char *path = get_path (folder, name);
  g_autoptr (GdkPixbuf) pixbuf = new_noise (height, width, has_alpha);
  const char *type = g_str_has_suffix (name, ".jpg") ? "jpeg" : "png";

  g_assert_true (gdk_pixbuf_save (pixbuf, path, type, NULL, NULL));
}

/* A zip with textures/a.png and textures/b.png. */
static void
write_zip (const TestFolder *folder, const char *name)
{
  static const char *const NAMES[] = { "textures/a.png", "textures/b.png" };
  g_autofree char *path = get_path (folder, name);
  g_autoptr (GdkPixbuf) pixbuf = new_noise (SIDE, SIDE, FALSE);
  g_autofree char *png = NULL;
  gsize n_bytes;
  struct archive *archive = archive_write_new ();

  g_assert_true (
    gdk_pixbuf_save_to_buffer (pixbuf, &png, &n_bytes, "png", NULL, NULL));
  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, NAMES[i]);
      archive_entry_set_size (entry, (la_int64_t) n_bytes);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, png, n_bytes), ==,
                       (la_ssize_t) n_bytes);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

/* A made-up BSDS500, drawings and textures, some of which are held out. */
static void
write_data (const TestFolder *folder)
{
  write_picture (folder, "data/images/train/1.jpg", PHOTO_HEIGHT, PHOTO_WIDTH,
                 FALSE);
  write_picture (folder, "data/images/val/2.jpg", PHOTO_WIDTH, PHOTO_HEIGHT,
                 FALSE);
  write_picture (folder, "data/images/test/3.jpg", PHOTO_HEIGHT, PHOTO_WIDTH,
                 FALSE);
  write_picture (folder, "art/birds/owl.png", SIDE, SIDE, TRUE);
  write_picture (folder, "art/birds/wren.png", SIDE, SIDE, TRUE);
  write_picture (folder, "art/tiny.png", 5, 5, TRUE);
  write_zip (folder, "textures.zip");
}

/* extend, with one drawing and one texture held out. */
static gboolean
run_extend (const TestFolder *folder, const char *data, GError **error)
{
  g_autofree char *photos = test_folder_get_file (folder, data);
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autofree char *art = test_folder_get_file (folder, "art");
  g_autofree char *zip = test_folder_get_file (folder, "textures.zip");
  const char *const clip_art[] = { art, NULL };
  const char *const textures[] = { zip, NULL };
  g_autoptr (GHashTable) held_out =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SmoothThreads) threads = smooth_threads_new (2, NULL);
  g_autofree char *list = test_folder_get_file (folder, "held-out.txt");
  TrainExtend extend = {
    .photos = photos,
    .out = out,
    .clip_art = clip_art,
    .textures = textures,
    .held_out = held_out,
    .n_clip_art = 10,
    .n_textures = 10,
  };

  g_assert_nonnull (threads);
  g_assert_true (
    g_file_set_contents (list, "birds/wren.svg\n\ntextures/b.png\n", -1, NULL));
  g_assert_true (train_held_out_load (held_out, list, NULL));
  return train_extend_run (&extend, threads, error);
}

static TrainPairs *
load_pairs (const TestFolder *folder, GError **error)
{
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);

  return train_pairs_new (out, threads, error);
}

static void
assert_entry (const TrainManifest *manifest,
              TrainManifestKind kind,
              guint i,
              const char *file)
{
  const TrainManifestEntry *entry;

  g_assert_cmpuint (manifest->entries[kind]->len, >, i);
  entry = g_ptr_array_index (manifest->entries[kind], i);
  g_assert_cmpstr (entry->file, ==, file);
}

static void
test_set (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autoptr (GError) error = NULL;
  g_auto (TrainManifest) manifest = { 0 };
  g_autoptr (TrainPairs) pairs = NULL;
  TrainPair pair = { 0 };

  (void) data;
  write_data (folder);
  g_assert_true (run_extend (folder, "data", &error));
  g_assert_no_error (error);
  g_assert_true (train_manifest_load (&manifest, out, &error));
  /* No test photo, nothing held out, nothing too small. */
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_PHOTOS]->len, ==, 2);
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_CLIP_ART]->len, ==, 1);
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_TEXTURES]->len, ==, 1);
  assert_entry (&manifest, TRAIN_MANIFEST_PHOTOS, 0, "photos/images-train-1");
  assert_entry (&manifest, TRAIN_MANIFEST_PHOTOS, 1, "photos/images-val-2");
  assert_entry (&manifest, TRAIN_MANIFEST_CLIP_ART, 0,
                "clip-art/birds-owl.png");
  assert_entry (&manifest, TRAIN_MANIFEST_TEXTURES, 0,
                "textures/textures-a.png");
  pairs = load_pairs (folder, &error);
  g_assert_no_error (error);
  for (int k = 0; k < 40; k++)
    g_assert_true (train_pairs_draw (pairs, 1, 0, k, 32, &pair));
  train_pair_clear (&pair);
}

/* What is there stays as it is; what is missing is made again, the same. */
static void
test_resume (TestFolder *folder, gconstpointer data)
{
  g_autofree char *kept =
    test_folder_get_file (folder, "out/photos/images-train-1-2.png");
  g_autofree char *lost =
    test_folder_get_file (folder, "out/photos/images-val-2-4.png");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *other = NULL;
  gsize n_before, n_after;

  (void) data;
  write_data (folder);
  g_assert_true (run_extend (folder, "data", NULL));
  g_assert_true (g_file_get_contents (lost, &before, &n_before, NULL));
  g_assert_cmpint (g_remove (lost), ==, 0);
  g_assert_true (g_file_set_contents (kept, "mark", -1, NULL));
  g_assert_true (run_extend (folder, "data", NULL));
  g_assert_true (g_file_get_contents (lost, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_true (g_file_get_contents (kept, &other, NULL, NULL));
  g_assert_cmpstr (other, ==, "mark");
}

/* A plain folder of one's own photos is taken whole. */
static void
test_own_photos (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_auto (TrainManifest) manifest = { 0 };

  (void) data;
  write_data (folder);
  write_picture (folder, "own/2024/dog.jpg", 30, 20, FALSE);
  g_assert_true (run_extend (folder, "own", NULL));
  g_assert_true (train_manifest_load (&manifest, out, NULL));
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_PHOTOS]->len, ==, 1);
  assert_entry (&manifest, TRAIN_MANIFEST_PHOTOS, 0, "photos/2024-dog");
}

static void
assert_error (const GError *error, SmoothError code, const char *name)
{
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  if (strstr (error->message, name) == NULL)
    g_error ("'%s' does not name %s", error->message, name);
}

static void
assert_refused (const TestFolder *folder, SmoothError code, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run_extend (folder, "data", &error));
  assert_error (error, code, name);
}

/* Cuts a file to part of its length. */
static void
cut (const TestFolder *folder, const char *name, double part)
{
  g_autofree char *path = test_folder_get_file (folder, name);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents,
                                      (gssize) ((double) length * part), NULL));
}

static void
test_broken_data (TestFolder *folder, gconstpointer data)
{
  g_autofree char *empty = get_path (folder, "data/images/train/1.jpg");

  (void) data;
  assert_refused (folder, SMOOTH_ERROR_IO, "art");
  write_data (folder);
  cut (folder, "data/images/train/1.jpg", 0.7);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "train/1.jpg");
  g_assert_cmpint (g_remove (empty), ==, 0);
  write_picture (folder, "data/images/train/1.png", 9, 9, FALSE);
  cut (folder, "data/images/train/1.png", 0.7);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "train/1.png");
  write_picture (folder, "data/images/train/1.png", 9, 9, FALSE);
  cut (folder, "art/birds/owl.png", 0.5);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "owl.png");
  write_picture (folder, "art/birds/owl.png", SIDE, SIDE, TRUE);
  cut (folder, "textures.zip", 0.3);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "textures.zip");
}

static void
test_empty (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *nothing = get_path (folder, "nothing/at/all");

  (void) data;
  (void) nothing;
  write_data (folder);
  g_assert_false (run_extend (folder, "nothing", &error));
  assert_error (error, SMOOTH_ERROR_FORMAT, "nothing");
  g_clear_error (&error);
  g_assert_false (run_extend (folder, "missing", &error));
  assert_error (error, SMOOTH_ERROR_IO, "missing");
}

/* Files may have 2000 bytes: what a full disk is like. Nothing half-written may
 * be left, and with room again the run goes on. */
static void
test_disk_full (TestFolder *folder, gconstpointer data)
{
  g_autofree char *photo =
    test_folder_get_file (folder, "out/photos/images-train-1-0.png");
  struct rlimit before, small;

  (void) data;
  write_data (folder);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 2000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_refused (folder, SMOOTH_ERROR_IO, "out");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (g_file_test (photo, G_FILE_TEST_EXISTS));
  g_assert_true (run_extend (folder, "data", NULL));
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
}

/* What is wrong with a data set when pairs are to be drawn from it. */
static void
test_broken_set (TestFolder *folder, gconstpointer data)
{
  g_autofree char *level =
    test_folder_get_file (folder, "out/photos/images-val-2-3.png");
  g_autofree char *list = test_folder_get_file (folder, "out/manifest.json");
  g_autoptr (GError) error = NULL;

  (void) data;
  write_data (folder);
  g_assert_null (load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_IO, "out");
  g_clear_error (&error);
  g_assert_true (run_extend (folder, "data", NULL));
  cut (folder, "out/photos/images-val-2-3.png", 0.5);
  g_assert_null (load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_FORMAT, "images-val-2-3.png");
  g_clear_error (&error);
  write_picture (folder, "out/photos/images-val-2-3.png", 9, 9, FALSE);
  g_assert_null (load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_SHAPE, "images-val-2-3.png");
  g_clear_error (&error);
  g_assert_cmpint (g_remove (level), ==, 0);
  g_assert_null (load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_IO, "images-val-2-3.png");
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (list, "{\"format\": 2}", -1, NULL));
  g_assert_null (load_pairs (folder, &error));
  assert_error (error, SMOOTH_ERROR_FORMAT, "manifest.json");
}

/* A texture is rough, finely so and all over: noise is; a surface, a glow and
 * noise in a corner are not. */
static void
test_textures (TestFolder *folder, gconstpointer data)
{
  static const char *const NAMES[] = { "corner", "flat", "glow", "noise" };
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autofree char *own = test_folder_get_file (folder, "own");
  const char *const textures[] = { own, NULL };
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_auto (TrainManifest) manifest = { 0 };
  g_autoptr (GError) error = NULL;
  TrainExtend extend = {
    .photos = own, .out = out, .textures = textures, .n_textures = 10
  };

  (void) data;
  for (gsize k = 0; k < G_N_ELEMENTS (NAMES); k++)
    {
      g_autofree char *name = g_strdup_printf ("own/%s.png", NAMES[k]);
      g_autofree char *path = get_path (folder, name);
      g_autoptr (GdkPixbuf) pixbuf = new_noise (SIDE, SIDE, FALSE);
      guint8 *rows = gdk_pixbuf_get_pixels (pixbuf);
      int stride = gdk_pixbuf_get_rowstride (pixbuf);

      for (int y = 0; y < SIDE; y++)
        for (int i = 0; i < SIDE * 3; i++)
          if (k == 1 || (k == 0 && (y > 20 || i > 60)))
            rows[y * stride + i] = 80;
          else if (k == 2)
            rows[y * stride + i] = (guint8) (3 * y);
      g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, NULL));
    }
  g_assert_true (train_extend_run (&extend, threads, &error));
  g_assert_no_error (error);
  g_assert_true (train_manifest_load (&manifest, out, NULL));
  g_assert_cmpuint (manifest.entries[TRAIN_MANIFEST_TEXTURES]->len, ==, 1);
  assert_entry (&manifest, TRAIN_MANIFEST_TEXTURES, 0, "textures/noise.png");
}

/* Large pictures are shrunk, small ones left as they are. */
static void
test_shrink (TestFolder *folder, gconstpointer data)
{
  g_autofree char *path = test_folder_get_file (folder, "large.png");
  g_auto (TrainSprite) sprite = { 0 };
  int blue = 0;

  (void) data;
  write_picture (folder, "large.png", 30, 600, FALSE);
  g_assert_true (train_sprite_load (path, &sprite, NULL));
  g_assert_true (train_sprite_shrink (&sprite, 600, NULL));
  g_assert_cmpint (sprite.width, ==, 600);
  g_assert_true (train_sprite_shrink (&sprite, 200, NULL));
  g_assert_cmpint (sprite.width, ==, 200);
  g_assert_cmpint (sprite.height, ==, 10);
  /* Means of nine: noise gets calm. */
  for (int i = 2; i < 200 * 10 * 4; i += 4)
    blue += ABS (sprite.rgba[i] - 127);
  g_assert_cmpint (blue / 2000, <, 40);
}

static void
test_svg (TestFolder *folder, gconstpointer data)
{
  static const char DRAWING[] =
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>"
    "<rect width='10' height='10' fill='#f00'/></svg>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (DRAWING, strlen (DRAWING));
  g_autoptr (GBytes) half = g_bytes_new_static (DRAWING, strlen (DRAWING) / 2);
  g_auto (TrainSprite) sprite = { 0 };
  g_autoptr (GError) error = NULL;

  (void) folder;
  (void) data;
  if (!train_sprite_decode ("a.svg", bytes, 40, &sprite, &error))
    {
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
      g_test_skip ("built without librsvg");
      return;
    }
  g_assert_cmpint (sprite.height, ==, 20);
  g_assert_cmpint (sprite.width, ==, 40);
  g_assert_cmpmem (sprite.rgba + (5 * 40 + 5) * 4, 4,
                   ((const guint8[]) { 255, 0, 0, 255 }), 4);
  train_sprite_trim (&sprite);
  g_assert_cmpint (sprite.height, ==, 20);
  g_assert_cmpint (sprite.width, ==, 20);
  g_assert_cmpfloat (train_sprite_get_cover (&sprite), ==, 1);
  train_sprite_clear (&sprite);
  g_assert_false (train_sprite_decode ("b.svg", half, 40, &sprite, &error));
  assert_error (error, SMOOTH_ERROR_FORMAT, "b.svg");
}

static void
add (const char *path, void (*test) (TestFolder *, gconstpointer))
{
  g_test_add (path, TestFolder, NULL, test_folder_set_up, test,
              test_folder_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/train/extend/set", test_set);
  add ("/train/extend/resume", test_resume);
  add ("/train/extend/own-photos", test_own_photos);
  add ("/train/extend/broken-data", test_broken_data);
  add ("/train/extend/empty", test_empty);
  add ("/train/extend/disk-full", test_disk_full);
  add ("/train/extend/broken-set", test_broken_set);
  add ("/train/extend/textures", test_textures);
  add ("/train/sprite/shrink", test_shrink);
  add ("/train/sprite/svg", test_svg);
  return g_test_run ();
}
