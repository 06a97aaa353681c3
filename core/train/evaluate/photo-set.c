/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads and measures photos with annotations, see photo-set.h. */
#include "train/evaluate/photo-set.h"

#include <string.h>

#include "train/data/annotated-photos.h"
#include "train/evaluate/gradient-edges.h"
#include "train/evaluate/non-maximum-suppression.h"

#define N_CHANNELS 3
#define PEAK 255.0f

/* number of counts in a TrainBoundaryCount */
#define N_COUNTS 4

/* Reduces items to limit of them (0: keeps all), chosen at equal distances in
 * their order, and reports the others to tally as left out. */
static void
keep_spread (GPtrArray *items, int limit, TrainTally *tally)
{
  int n_items = (int) items->len;

  if (limit <= 0 || limit >= n_items)
    return;
  for (int i = 0; i < limit; i++)
    {
      int chosen = (int) ((gint64) i * n_items / limit);
      gpointer item = items->pdata[i];

      items->pdata[i] = items->pdata[chosen];
      items->pdata[chosen] = item;
    }
  for (int i = limit; i < n_items; i++)
    {
      const TrainAnnotated *item = g_ptr_array_index (items, i);

      train_tally_leave (tally, TRAIN_LEFT_BEYOND, item->photo, NULL);
    }
  g_ptr_array_set_size (items, limit);
}

typedef struct
{
  const GPtrArray *items; /* the photos to load; elements are TrainAnnotated */
  TrainTally *tally;
  TrainPhotoSet *set;
} Loading;

/* Loads photo number item into set. If it cannot be used, photos[item] stays
 * empty. */
static void
load_photo (gpointer data, int item, int thread)
{
  Loading *loading = data;
  g_auto (TrainPicture) photo = { 0 };
  g_auto (TrainAnnotations) annotations = { 0 };

  (void) thread;
  if (!train_annotated_load (g_ptr_array_index (loading->items, item),
                             loading->tally, &photo, &annotations))
    return;
  loading->set->photos[item] = photo;
  loading->set->annotations[item] = annotations;
  photo = (TrainPicture) { 0 };
  annotations = (TrainAnnotations) { 0 };
}

/* Removes the gaps that unusable photos left: moves the loaded ones to the
 * front of set, and adds their names.
 */
static void
close_gaps (const GPtrArray *items, TrainPhotoSet *set)
{
  for (guint i = 0; i < items->len; i++)
    {
      const TrainAnnotated *item = g_ptr_array_index (items, i);

      if (set->photos[i].rgb == NULL)
        continue;
      set->names[set->n_photos] = g_strdup (item->name);
      set->photos[set->n_photos] = set->photos[i];
      set->annotations[set->n_photos++] = set->annotations[i];
    }
}

static GPtrArray *
list_split (const char *folder,
            const char *split,
            TrainTally *tally,
            GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (strcmp (split, TRAIN_PHOTO_SET_HELD_BACK) == 0)
    return train_annotated_list_train (folder, TRAIN_PART_VALIDATE, tally,
                                       error);
  items = train_annotated_new_list ();
  return train_annotated_find (folder, split, items, tally, error)
           ? g_steal_pointer (&items)
           : NULL;
}

gboolean
train_photo_set_load (const char *folder,
                      const char *split,
                      int limit,
                      SmoothThreads *threads,
                      TrainTally *tally,
                      TrainPhotoSet *set,
                      GError **error)
{
  g_autoptr (TrainTally) own = tally == NULL ? train_tally_new () : NULL;
  TrainTally *all = tally != NULL ? tally : own;
  g_autoptr (GPtrArray) items = list_split (folder, split, all, error);
  g_autofree char *wanted = NULL;
  TrainPhotoSet result = { 0 };
  Loading loading = { items, all, &result };

  if (items == NULL)
    return FALSE;
  keep_spread (items, limit, all);
  result.names = g_new0 (char *, items->len + 1);
  result.photos = g_new0 (TrainPicture, items->len + 1);
  result.annotations = g_new0 (TrainAnnotations, items->len + 1);
  smooth_threads_run (threads, (int) items->len, load_photo, &loading);
  close_gaps (items, &result);
  if (result.n_photos > 0)
    {
      *set = result;
      return TRUE;
    }
  train_photo_set_clear (&result);
  wanted = g_build_filename ("images", split, NULL);
  train_annotated_fail (folder, wanted, all, error);
  return FALSE;
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
  train_suppress_non_maxima (edges, smooth->height, smooth->width, suppressed);
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

/* Returns a text that identifies a photo and the way of measuring in the keys
 * of cached measurements: a checksum of the photo and its annotations, the
 * number of thresholds, and how results become edge maps. Free with g_free ().
 */
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
