/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset-support.h"

#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

#include "train/data/dataset-build.h"

#define PHOTO_HEIGHT 40
#define PHOTO_WIDTH 56

/* Returns byte i of a pseudo-random sequence that is always the same. */
static guint8
noise (int i)
{
  return (guint8) (((guint32) i * 2654435761u >> 13) * 40503u >> 7);
}

GdkPixbuf *
dataset_new_noise (int height, int width, gboolean has_alpha)
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

char *
dataset_get_path (const TestFolder *folder, const char *name)
{
  char *path = test_folder_get_file (folder, name);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0777), ==, 0);
  return path;
}

void
dataset_write_picture (const TestFolder *folder,
                       const char *name,
                       int height,
                       int width,
                       gboolean has_alpha)
{
  g_autofree char *path = dataset_get_path (folder, name);
  g_autoptr (GdkPixbuf) pixbuf = dataset_new_noise (height, width, has_alpha);
  const char *type = g_str_has_suffix (name, ".jpg") ? "jpeg" : "png";

  g_assert_true (gdk_pixbuf_save (pixbuf, path, type, NULL, NULL));
}

/* Writes a zip archive with textures/a.png and textures/b.png. */
static void
write_zip (const TestFolder *folder, const char *name)
{
  static const char *const NAMES[] = { "textures/a.png", "textures/b.png" };
  g_autofree char *path = dataset_get_path (folder, name);
  g_autoptr (GdkPixbuf) pixbuf =
    dataset_new_noise (DATASET_SIDE, DATASET_SIDE, FALSE);
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

void
dataset_write_data (const TestFolder *folder)
{
  dataset_write_picture (folder, "data/images/train/1.jpg", PHOTO_HEIGHT,
                         PHOTO_WIDTH, FALSE);
  dataset_write_picture (folder, "data/images/val/2.jpg", PHOTO_WIDTH,
                         PHOTO_HEIGHT, FALSE);
  dataset_write_picture (folder, "data/images/test/3.jpg", PHOTO_HEIGHT,
                         PHOTO_WIDTH, FALSE);
  dataset_write_picture (folder, "art/birds/owl.png", DATASET_SIDE,
                         DATASET_SIDE, TRUE);
  dataset_write_picture (folder, "art/birds/wren.png", DATASET_SIDE,
                         DATASET_SIDE, TRUE);
  dataset_write_picture (folder, "art/tiny.png", 5, 5, TRUE);
  write_zip (folder, "textures.zip");
}

char *
dataset_get_file (const TestFolder *folder,
                  const char *out,
                  const char *source,
                  int k)
{
  g_autofree char *path = test_folder_get_file (folder, out);
  g_auto (TrainManifest) manifest = { 0 };

  g_assert_true (train_manifest_load (&manifest, path, NULL));
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    for (guint i = 0; i < manifest.entries[kind]->len; i++)
      {
        const TrainManifestEntry *entry =
          g_ptr_array_index (manifest.entries[kind], i);

        if (!g_str_has_suffix (entry->source, source))
          continue;
        return kind == TRAIN_MANIFEST_PHOTOS
                 ? train_manifest_get_photo (entry, path, k)
                 : g_build_filename (path, entry->file, NULL);
      }
  g_error ("nothing was made of '%s'", source);
}

gboolean
dataset_build (const TestFolder *folder, const char *data, GError **error)
{
  return dataset_build_counted (folder, data, NULL, error);
}

gboolean
dataset_build_counted (const TestFolder *folder,
                       const char *data,
                       TrainTally *tally,
                       GError **error)
{
  g_autofree char *photos = test_folder_get_file (folder, data);
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autofree char *art = test_folder_get_file (folder, "art");
  g_autofree char *zip = test_folder_get_file (folder, "textures.zip");
  const char *const clip_art[] = { art, NULL };
  const char *const textures[] = { zip, NULL };
  g_autoptr (TrainHeldOut) held_out = train_held_out_new ();
  g_autoptr (SmoothThreads) threads = smooth_threads_new (2, NULL);
  g_autofree char *list = test_folder_get_file (folder, "held-out.txt");
  TrainDatasetOptions options = {
    .photos = photos,
    .out = out,
    .clip_art = clip_art,
    .textures = textures,
    .held_out = held_out,
    .tally = tally,
    .n_clip_art = 10,
    .n_textures = 10,
  };

  g_assert_nonnull (threads);
  g_assert_true (
    g_file_set_contents (list,
                         "\xef\xbb\xbf"
                         "birds\\wren.svg\r\n\r\ntextures\\b.png\r\n",
                         -1, NULL));
  g_assert_true (train_held_out_load (held_out, list, NULL));
  return train_dataset_build (&options, threads, error);
}

TrainPairSynthesis *
dataset_load_pairs (const TestFolder *folder, GError **error)
{
  g_autofree char *out = test_folder_get_file (folder, "out");
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);

  return train_pair_synthesis_new (out, threads, error);
}

TrainEme *
dataset_new_eme (void)
{
  static const int WIDTHS[TRAIN_EME_N_WIDTHS] = { 8, 8, 8, 8 };
  TrainEme *eme = train_eme_new (WIDTHS, SMOOTH_SIMD_BASELINE, NULL);
  const TrainLayout *layout = train_eme_get_layout (eme);
  g_autofree TrainReal *values =
    g_new (TrainReal, train_layout_get_n_values (layout));

  train_eme_draw_values (eme, 1, values);
  train_eme_set_values (eme, values, NULL);
  return eme;
}
