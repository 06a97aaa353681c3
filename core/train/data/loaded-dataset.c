/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads the data set into memory and reads crops of it, see loaded-dataset.h.
 */
#include "train/data/loaded-dataset.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "train/data/picture-rgba.h"
#include "train/data/picture.h"

/* An error names at most this many of the files that cannot be read. */
#define MAX_ERRORS 20

/* The data that the loading tasks share. */
typedef struct
{
  TrainLoadedDataset *dataset;
  /* the files to load; only for train_loaded_dataset_load () */
  const TrainManifest *manifest;
  const char *folder;
  /* the photos to copy; only for train_loaded_dataset_from_photos () */
  const TrainImage *photos;
  /* EME, the network whose edge map guides the teacher; NULL: isolated marks
   * alone guide it. Only for train_loaded_dataset_from_photos (). */
  const TrainEme *eme;
  GMutex lock;
  GPtrArray *errors; /* elements are GError, in any order */
} Loading;

static void
free_error (gpointer error)
{
  g_error_free (error);
}

static int
compare_errors (gconstpointer a, gconstpointer b)
{
  const GError *const *first = a, *const *second = b;

  return strcmp ((*first)->message, (*second)->message);
}

static void
loading_init (Loading *loading, TrainLoadedDataset *dataset, int n_photos)
{
  *dataset = (TrainLoadedDataset) { .n_photos = n_photos };
  dataset->photos = g_new0 (TrainLoadedPhoto, n_photos);
  loading->dataset = dataset;
  g_mutex_init (&loading->lock);
  loading->errors = g_ptr_array_new_with_free_func (free_error);
}

/* Returns TRUE if no task failed. Otherwise clears the data set and sets an
 * error with the code of the first failure and the messages of all, so that all
 * broken files can be repaired at once. */
static gboolean
loading_finish (Loading *loading, GError **error)
{
  g_autoptr (GPtrArray) errors = loading->errors;
  g_autoptr (GString) text = g_string_new (NULL);
  GError *first;

  g_mutex_clear (&loading->lock);
  if (errors->len == 0)
    return TRUE;
  train_loaded_dataset_clear (loading->dataset);
  g_ptr_array_sort (errors, compare_errors);
  first = g_ptr_array_index (errors, 0);
  for (guint i = 0; i < errors->len && i < MAX_ERRORS; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "\n" : "",
      ((GError *) g_ptr_array_index (errors, i))->message);
  if (errors->len > MAX_ERRORS)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, "and %u more", errors->len - MAX_ERRORS);
    }
  g_set_error_literal (error, first->domain, first->code, text->str);
  return FALSE;
}

static void
loading_fail (Loading *loading, GError *error)
{
  g_mutex_lock (&loading->lock);
  g_ptr_array_add (loading->errors, error);
  g_mutex_unlock (&loading->lock);
}

static gboolean
load_photo (const Loading *loading, int index, GError **error)
{
  const GPtrArray *entries = loading->manifest->entries[TRAIN_MANIFEST_PHOTOS];
  TrainLoadedPhoto *photo = loading->dataset->photos + index;

  for (int k = 0; k <= TRAIN_RTV_N_STRENGTHS; k++)
    {
      g_autofree char *file = train_manifest_get_photo (
        g_ptr_array_index (entries, index), loading->folder, k);
      g_auto (TrainPicture) picture = { 0 };

      if (!train_picture_load (file, &picture, error))
        return FALSE;
      if (k > 0
          && (picture.height != photo->height || picture.width != photo->width))
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                       "picture '%s' has %d x %d pixels, its photo has "
                       "%d x %d",
                       file, picture.width, picture.height, photo->width,
                       photo->height);
          return FALSE;
        }
      photo->height = picture.height;
      photo->width = picture.width;
      photo->at_strength[k] = g_steal_pointer (&picture.rgb);
    }
  return TRUE;
}

static gboolean
load_drawing (const char *file, TrainLoadedPicture *drawing, GError **error)
{
  TrainPictureRgba sprite;
  gsize n;

  if (!train_picture_rgba_load (file, &sprite, error))
    return FALSE;
  n = (gsize) sprite.height * sprite.width;
  for (gsize i = 0; i < n; i++)
    {
      guint8 *pixel = sprite.rgba + i * 4;

      for (int c = 0; c < 3; c++)
        pixel[c] = (guint8) ((pixel[c] * pixel[3] + 127) / 255);
    }
  *drawing =
    (TrainLoadedPicture) { sprite.height, sprite.width, 4, sprite.rgba };
  return TRUE;
}

static gboolean
load_texture (const char *file, TrainLoadedPicture *texture, GError **error)
{
  TrainPicture picture;

  if (!train_picture_load (file, &picture, error))
    return FALSE;
  *texture =
    (TrainLoadedPicture) { picture.height, picture.width, 3, picture.rgb };
  return TRUE;
}

/* Loads one file. The numbers of the tasks count through the photos, then the
 * drawings, then the textures. */
static void
load_task (gpointer data, int task, int thread)
{
  Loading *loading = data;
  TrainLoadedDataset *dataset = loading->dataset;
  GError *error = NULL;
  gboolean is_loaded;

  (void) thread;
  if (task < dataset->n_photos)
    is_loaded = load_photo (loading, task, &error);
  else
    {
      int k = task - dataset->n_photos;
      gboolean is_drawing = k < dataset->n_clip_art;
      const TrainManifestEntry *entry;
      g_autofree char *file = NULL;

      k -= is_drawing ? 0 : dataset->n_clip_art;
      entry = g_ptr_array_index (
        loading->manifest->entries[is_drawing ? TRAIN_MANIFEST_CLIP_ART
                                              : TRAIN_MANIFEST_TEXTURES],
        k);
      file = g_build_filename (loading->folder, entry->file, NULL);
      is_loaded = is_drawing
                    ? load_drawing (file, dataset->clip_art + k, &error)
                    : load_texture (file, dataset->textures + k, &error);
    }
  if (!is_loaded)
    loading_fail (loading, error);
}

gboolean
train_loaded_dataset_load (TrainLoadedDataset *dataset,
                           const char *folder,
                           TrainDatasetPart part,
                           SmoothThreads *threads,
                           GError **error)
{
  g_auto (TrainManifest) manifest = { 0 };
  Loading loading = { .manifest = &manifest, .folder = folder };

  if (!train_manifest_load (&manifest, folder, error))
    return FALSE;
  train_manifest_keep (&manifest, part);
  loading_init (&loading, dataset,
                (int) manifest.entries[TRAIN_MANIFEST_PHOTOS]->len);
  dataset->n_clip_art = (int) manifest.entries[TRAIN_MANIFEST_CLIP_ART]->len;
  dataset->n_textures = (int) manifest.entries[TRAIN_MANIFEST_TEXTURES]->len;
  dataset->clip_art = g_new0 (TrainLoadedPicture, dataset->n_clip_art);
  dataset->textures = g_new0 (TrainLoadedPicture, dataset->n_textures);
  smooth_threads_run (
    threads, dataset->n_photos + dataset->n_clip_art + dataset->n_textures,
    load_task, &loading);
  return loading_finish (&loading, error);
}

static void
smooth_task (gpointer data, int task, int thread)
{
  Loading *loading = data;
  const TrainImage *image = loading->photos + task;
  TrainLoadedPhoto *photo = loading->dataset->photos + task;
  TrainPicture pictures[TRAIN_RTV_N_STRENGTHS + 1] = { 0 };
  GError *error = NULL;

  (void) thread;
  if (!train_picture_from_image (image, &pictures[0], &error)
      || !train_teacher_smooth (loading->eme, image, &pictures[1], &error))
    {
      train_picture_clear (&pictures[0]);
      loading_fail (loading, error);
      return;
    }
  photo->height = image->height;
  photo->width = image->width;
  for (int k = 0; k <= TRAIN_RTV_N_STRENGTHS; k++)
    photo->at_strength[k] = pictures[k].rgb;
}

gboolean
train_loaded_dataset_from_photos (TrainLoadedDataset *dataset,
                                  const TrainImage *photos,
                                  int n_photos,
                                  const TrainEme *eme,
                                  SmoothThreads *threads,
                                  GError **error)
{
  Loading loading = { .photos = photos, .eme = eme };

  loading_init (&loading, dataset, n_photos);
  smooth_threads_run (threads, n_photos, smooth_task, &loading);
  return loading_finish (&loading, error);
}

void
train_loaded_dataset_clear (TrainLoadedDataset *dataset)
{
  for (int i = 0; i < dataset->n_photos; i++)
    for (int k = 0; k <= TRAIN_RTV_N_STRENGTHS; k++)
      g_free (dataset->photos[i].at_strength[k]);
  for (int k = 0; k < dataset->n_clip_art; k++)
    g_free (dataset->clip_art[k].data);
  for (int k = 0; k < dataset->n_textures; k++)
    g_free (dataset->textures[k].data);
  g_free (dataset->photos);
  g_free (dataset->clip_art);
  g_free (dataset->textures);
  *dataset = (TrainLoadedDataset) { 0 };
}

void
train_photo_crop_draw (const TrainLoadedDataset *dataset,
                       TrainRandom *random,
                       int side,
                       TrainPhotoCrop *crop)
{
  const TrainLoadedPhoto *photo =
    dataset->photos + train_random_integer (random, dataset->n_photos);

  *crop = (TrainPhotoCrop) {
    photo,
    train_random_integer (random, MAX (1, photo->width - side + 1)),
    train_random_integer (random, MAX (1, photo->height - side + 1)),
    train_random_integer (random, 8),
  };
}

/* Returns index i mirrored into 0 to n - 1, without repeating the border pixel.
 */
static int
mirror (int i, int n)
{
  int period = MAX (1, 2 * n - 2);

  i %= period;
  return MIN (i, period - i) % n;
}

/* Computes where the pixels of a crop lie in the photo's data: pixel (x, y) of
 * the crop at the offset columns[x] + rows[y]. */
static void
get_offsets (const TrainPhotoCrop *crop, int side, gsize *columns, gsize *rows)
{
  const TrainLoadedPhoto *photo = crop->photo;
  gboolean is_turned = (crop->turns & 1) != 0;

  for (int k = 0; k < side; k++)
    {
      /* k is x or y of a pixel of the crop, which is read at row i and column j
       * of the square in the photo. i depends on y and j on x; after a quarter
       * turn i depends on x and j on y. */
      int i = is_turned ? side - 1 - k : k, j = k;
      gsize row, column;

      if (crop->turns & 2)
        {
          i = side - 1 - i;
          j = side - 1 - j;
        }
      if (crop->turns & 4)
        j = side - 1 - j;
      row = (gsize) mirror (crop->y + i, photo->height) * photo->width * 3;
      column = (gsize) mirror (crop->x + j, photo->width) * 3;
      columns[k] = is_turned ? row : column;
      rows[k] = is_turned ? column : row;
    }
}

void
train_photo_crop_read (const TrainPhotoCrop *crop,
                       double strength,
                       TrainImage *image)
{
  const TrainLoadedPhoto *photo = crop->photo;
  int side = image->width;
  double at = strength * TRAIN_RTV_N_STRENGTHS;
  int k = MIN ((int) at, TRAIN_RTV_N_STRENGTHS - 1);
  float upper_weight = (float) (at - k) / 255;
  float lower_weight = 1.0f / 255 - upper_weight;
  g_autofree gsize *columns = g_new (gsize, side);
  g_autofree gsize *rows = g_new (gsize, side);

  get_offsets (crop, side, columns, rows);
  for (int y = 0; y < side; y++)
    {
      const guint8 *lower = photo->at_strength[k] + rows[y];
      const guint8 *upper = photo->at_strength[k + 1] + rows[y];
      TrainReal *to = train_image_at (image, y, 0);

      for (int x = 0; x < side; x++, to += 3)
        for (int c = 0; c < 3; c++)
          to[c] = (TrainReal) (lower_weight * lower[columns[x] + c]
                               + upper_weight * upper[columns[x] + c]);
    }
}
