/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BSDS500's photos and annotations, see photo-set.h. */
#include "train/evaluate/photo-set.h"

#include <stdlib.h>
#include <string.h>

#include <smooth/error.h>

#include "i18n.h"
#include "train/evaluate/gradient.h"
#include "train/evaluate/suppress.h"

#define PHOTO_END ".jpg"
#define N_CHANNELS 3
#define PEAK 255.0f

/* Numbers of a TrainBoundaryCount. */
#define N_COUNTS 4

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
keep_spread (GPtrArray *names, int limit)
{
  int n_names = names->len;

  if (limit <= 0 || limit >= n_names)
    return;
  for (int i = 0; i < limit; i++)
    {
      int chosen = (int) ((gint64) i * n_names / limit);
      gpointer name = names->pdata[i];

      names->pdata[i] = names->pdata[chosen];
      names->pdata[chosen] = name;
    }
  g_ptr_array_set_size (names, limit);
}

/* Names of folder's photos, sorted, limit of them; NULL-terminated. */
static char **
list_names (const char *folder, int limit, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) entries = g_dir_open (folder, 0, &reason);
  GPtrArray *names;
  const char *entry;

  if (!entries)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, _ ("photos '%s': %s"),
                   folder, reason->message);
      return NULL;
    }
  names = g_ptr_array_new_with_free_func (g_free);
  while ((entry = g_dir_read_name (entries)))
    if (g_str_has_suffix (entry, PHOTO_END))
      g_ptr_array_add (names,
                       g_strndup (entry, strlen (entry) - strlen (PHOTO_END)));
  if (names->len == 0)
    {
      g_ptr_array_unref (names);
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("photos '%s': no NAME%s in the folder"), folder,
                   PHOTO_END);
      return NULL;
    }
  qsort (names->pdata, names->len, sizeof (gpointer), compare_names);
  keep_spread (names, limit);
  g_ptr_array_set_free_func (names, NULL);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

typedef struct
{
  const char *folder, *split;
  TrainPhotoSet *set;
} Loading;

static gboolean
load_photo (gpointer data, int item, int thread, GError **error)
{
  Loading *loading = data;
  const char *name = loading->set->names[item];
  TrainPicture *photo = &loading->set->photos[item];
  TrainAnnotations *annotations = &loading->set->annotations[item];
  g_autofree char *jpg = g_strconcat (name, PHOTO_END, NULL);
  g_autofree char *mat = g_strconcat (name, ".mat", NULL);
  g_autofree char *photo_file =
    g_build_filename (loading->folder, "images", loading->split, jpg, NULL);
  g_autofree char *mat_file = g_build_filename (loading->folder, "groundTruth",
                                                loading->split, mat, NULL);

  (void) thread;
  if (!train_picture_load (photo_file, photo, error)
      || !train_annotations_load (mat_file, annotations, error))
    return FALSE;
  if (photo->height == annotations->height
      && photo->width == annotations->width)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("annotations '%s' are of %d x %d pixels, their photo is of "
                  "%d x %d"),
               mat_file, annotations->width, annotations->height, photo->width,
               photo->height);
  return FALSE;
}

gboolean
train_photo_set_load (const char *folder,
                      const char *split,
                      int limit,
                      SmoothThreads *threads,
                      TrainPhotoSet *set,
                      GError **error)
{
  g_autofree char *images = g_build_filename (folder, "images", split, NULL);
  g_auto (TrainPhotoSet) result = { 0 };
  Loading loading = { folder, split, &result };
  TrainEach each = { load_photo, &loading, NULL, NULL };

  result.names = list_names (images, limit, error);
  if (!result.names)
    return FALSE;
  result.n_photos = g_strv_length (result.names);
  result.photos = g_new0 (TrainPicture, result.n_photos);
  result.annotations = g_new0 (TrainAnnotations, result.n_photos);
  if (!train_each_run (&each, threads, result.n_photos, error))
    return FALSE;
  *set = result;
  result = (TrainPhotoSet) { 0 };
  return TRUE;
}

void
train_photo_set_clear (TrainPhotoSet *set)
{
  for (int i = 0; i < set->n_photos; i++)
    {
      train_picture_clear (&set->photos[i]);
      train_annotations_clear (&set->annotations[i]);
    }
  g_free (set->photos);
  g_free (set->annotations);
  g_strfreev (set->names);
  *set = (TrainPhotoSet) { 0 };
}

static void
measure (gpointer data, int item, const TrainPicture *smooth, double *values)
{
  const TrainPhotoSubject *subject = data;
  gsize n_pixels = (gsize) smooth->height * smooth->width;
  g_autofree float *edges = g_new (float, n_pixels);
  g_autofree double *suppressed = g_new (double, n_pixels);
  g_autofree TrainBoundaryCount *counts =
    g_new0 (TrainBoundaryCount, subject->n_thresholds);

  if (subject->measure == TRAIN_PHOTO_GRADIENT)
    train_gradient_edges (smooth, edges);
  else
    for (gsize i = 0; i < n_pixels; i++)
      edges[i] = smooth->rgb[i * N_CHANNELS] / PEAK;
  train_suppress (edges, smooth->height, smooth->width, suppressed);
  train_boundary_count (suppressed, &subject->set->annotations[item],
                        subject->n_thresholds, counts);
  for (int t = 0; t < subject->n_thresholds; t++)
    {
      values[N_COUNTS * t] = (double) counts[t].truth_matched;
      values[N_COUNTS * t + 1] = (double) counts[t].truth;
      values[N_COUNTS * t + 2] = (double) counts[t].edges_matched;
      values[N_COUNTS * t + 3] = (double) counts[t].edges;
    }
}

static double
score (gpointer data, const double *values)
{
  const TrainPhotoSubject *subject = data;
  g_auto (TrainBoundaryCounts) counts = { 0 };

  train_photo_subject_get_counts (subject, values, &counts);
  return train_boundary_summarise (&counts).ods.f;
}

/* The cache's name of a photo with its annotations. */
static char *
make_key (const TrainPhotoSubject *subject, int item)
{
  const TrainPicture *photo = &subject->set->photos[item];
  const TrainAnnotations *annotations = &subject->set->annotations[item];
  gsize n_pixels = (gsize) photo->height * photo->width;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, photo->rgb, n_pixels * N_CHANNELS);
  g_checksum_update (checksum, annotations->boundaries,
                     n_pixels * annotations->n_annotators);
  return g_strdup_printf (
    "%s 1|%d|%s",
    subject->measure == TRAIN_PHOTO_GRADIENT ? "gradient" : "edges",
    subject->n_thresholds, g_checksum_get_string (checksum));
}

void
train_photo_subject_init (TrainPhotoSubject *subject,
                          const TrainPhotoSet *set,
                          TrainPhotoMeasure what,
                          int n_thresholds)
{
  *subject = (TrainPhotoSubject) { .set = set,
                                   .measure = what,
                                   .n_thresholds = n_thresholds };
  subject->keys = g_new0 (char *, set->n_photos + 1);
  for (int i = 0; i < set->n_photos; i++)
    subject->keys[i] = make_key (subject, i);
  subject->subject =
    (TrainSubject) { .n_items = set->n_photos,
                     .inputs = set->photos,
                     .keys = (const char *const *) subject->keys,
                     .n_values = N_COUNTS * n_thresholds,
                     .measure = measure,
                     .score = score,
                     .data = subject };
}

void
train_photo_subject_clear (TrainPhotoSubject *subject)
{
  g_strfreev (subject->keys);
  *subject = (TrainPhotoSubject) { 0 };
}

void
train_photo_subject_get_counts (const TrainPhotoSubject *subject,
                                const double *values,
                                TrainBoundaryCounts *counts)
{
  gsize n = (gsize) subject->set->n_photos * subject->n_thresholds;

  counts->n_images = subject->set->n_photos;
  counts->n_thresholds = subject->n_thresholds;
  counts->counts = g_new (TrainBoundaryCount, n);
  for (gsize i = 0; i < n; i++)
    counts->counts[i] = (TrainBoundaryCount) {
      (gint64) values[N_COUNTS * i], (gint64) values[N_COUNTS * i + 1],
      (gint64) values[N_COUNTS * i + 2], (gint64) values[N_COUNTS * i + 3]
    };
}
