/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of test photos with the boundaries that people drew, from a folder laid
 * out as BSDS500 (data/annotated-photos.h), and the measure of results on them
 * by the boundary benchmark.
 */
#pragma once

#include "train/data/tally.h"
#include "train/evaluate/boundary-benchmark.h"
#include "train/evaluate/grid-search.h"

/* The n_photos photos in memory, about 1.2 MB each. Owns all arrays and
 * pictures. */
typedef struct
{
  int n_photos;
  char **names;
  TrainPicture *photos;
  TrainAnnotations *annotations;
} TrainPhotoSet;

/* How a method's result becomes the edge map that is compared with the
 * annotators' boundaries. */
typedef enum
{
  TRAIN_PHOTO_EDGES, /* the method's result is an edge map, a grey picture */
  /* The method's result is a smoothed photo. The magnitude of that photo's
   * gradient is taken as the edge map. */
  TRAIN_PHOTO_GRADIENT
} TrainPhotoMeasure;

/* Used like the name of a split: the photos of the splits train and val that
 * are held back from training. */
#define TRAIN_PHOTO_SET_HELD_BACK "held-back"

/* Loads the photos of split ("train", "val", "test", "held-back") in order of
 * their names: all of them if limit is 0, otherwise limit of them at equal
 * distances. Photos that cannot be read, or whose annotations cannot, are left
 * out and reported to tally (NULL for none). Returns FALSE and an error if no
 * photo is left: SMOOTH_ERROR_IO naming the folder, or SMOOTH_ERROR_FORMAT with
 * the first that was left out. Free with train_photo_set_clear (). */
gboolean train_photo_set_load (const char *folder,
                               const char *split,
                               int limit,
                               SmoothThreads *threads,
                               TrainTally *tally,
                               TrainPhotoSet *set,
                               GError **error);
void train_photo_set_clear (TrainPhotoSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPhotoSet, train_photo_set_clear)

/* Describes a set of photos to the grid search, which measures methods by the
 * boundary benchmark: non-maxima of each edge map are suppressed
 * (non-maximum-suppression.h), and its edge pixels are matched with the
 * annotators' boundaries at n_thresholds thresholds; the score is the F-measure
 * of the optimal dataset scale (boundary-benchmark.h). */
typedef struct
{
  TrainSubject subject;
  const TrainPhotoSet *set;
  TrainPhotoMeasure measure;
  int n_thresholds;
  char **keys;
} TrainPhotoSubject;

/* Makes subject describe set to the grid search; it borrows set. Free with
 * train_photo_subject_clear (). */
void train_photo_subject_init (TrainPhotoSubject *subject,
                               const TrainPhotoSet *set,
                               TrainPhotoMeasure measure,
                               int n_thresholds);
void train_photo_subject_clear (TrainPhotoSubject *subject);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPhotoSubject, train_photo_subject_clear)

/* Converts values, the numbers that the grid search measured at one setting,
 * back to the counts of the boundary benchmark. Free with
 * train_boundary_counts_clear (). */
void train_photo_subject_get_counts (const TrainPhotoSubject *subject,
                                     const double *values,
                                     TrainBoundaryCounts *counts);
