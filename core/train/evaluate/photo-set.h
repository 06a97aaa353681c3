/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos with what people drew, from a folder laid out as BSDS500 (see
 * annotated.h).
 */
#pragma once

#include "train/data/tally.h"
#include "train/evaluate/boundary-benchmark.h"
#include "train/evaluate/grid-search.h"

/* n_photos photos, held in memory, about 1.2 MB each. Owns all of it. */
typedef struct
{
  int n_photos;
  char **names;
  TrainPicture *photos;
  TrainAnnotations *annotations;
} TrainPhotoSet;

/* What a method's result is. */
typedef enum
{
  TRAIN_PHOTO_EDGES,   /* an edge map, as a grey picture */
  TRAIN_PHOTO_GRADIENT /* a smoothed photo, whose gradients are the edges */
} TrainPhotoMeasure;

/* Reads the photos of split ("train", "val", "test") in the order of their
 * names: limit of them, evenly spread (0: all). What cannot be read, or not
 * with its annotations, is left out in tally (NULL: nobody counts). FALSE and
 * an error if nothing is left: IO naming the folder, or FORMAT with the first
 * that was left out. Free with train_photo_set_clear (). */
gboolean train_photo_set_load (const char *folder,
                               const char *split,
                               int limit,
                               SmoothThreads *threads,
                               TrainTally *tally,
                               TrainPhotoSet *set,
                               GError **error);
void train_photo_set_clear (TrainPhotoSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPhotoSet, train_photo_set_clear)

/* set as a subject of the boundary benchmark: edges are suppressed
 * (non-maximum-suppression.h) and counted at n_thresholds thresholds; the score
 * is the ODS. */
typedef struct
{
  TrainSubject subject;
  const TrainPhotoSet *set;
  TrainPhotoMeasure measure;
  int n_thresholds;
  char **keys;
} TrainPhotoSubject;

/* Makes subject, which borrows set. Free with train_photo_subject_clear (). */
void train_photo_subject_init (TrainPhotoSubject *subject,
                               const TrainPhotoSet *set,
                               TrainPhotoMeasure measure,
                               int n_thresholds);
void train_photo_subject_clear (TrainPhotoSubject *subject);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPhotoSubject, train_photo_subject_clear)

/* The counts behind the values of a point, made. */
void train_photo_subject_get_counts (const TrainPhotoSubject *subject,
                                     const double *values,
                                     TrainBoundaryCounts *counts);
