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

/* n_photos photos, held in memory, about 1.2 MB each. Owns all arrays and
 * pictures. */
typedef struct
{
  int n_photos;
  char **names;
  TrainPicture *photos;
  TrainAnnotations *annotations;
} TrainPhotoSet;

/* What the result of a method is taken as. */
typedef enum
{
  TRAIN_PHOTO_EDGES,   /* an edge map, given as a grey picture */
  TRAIN_PHOTO_GRADIENT /* a smoothed photo, whose gradients are the edge map */
} TrainPhotoMeasure;

/* The name of the split of the photos of train and val that are held back from
 * training. */
#define TRAIN_PHOTO_SET_HELD_BACK "held-back"

/* Loads the photos of split ("train", "val", "test", "held-back") in order of
 * their names: limit of them, evenly spread (0: all). Photos that cannot be
 * read, or whose annotations cannot, are left out and reported to tally (NULL
 * for none). Returns FALSE and an error if no photo is left: SMOOTH_ERROR_IO
 * naming the folder, or SMOOTH_ERROR_FORMAT with the first that was left out.
 * Free with train_photo_set_clear (). */
gboolean train_photo_set_load (const char *folder,
                               const char *split,
                               int limit,
                               SmoothThreads *threads,
                               TrainTally *tally,
                               TrainPhotoSet *set,
                               GError **error);
void train_photo_set_clear (TrainPhotoSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPhotoSet, train_photo_set_clear)

/* A set of photos as a subject of the boundary benchmark: a result's non-maxima
 * are suppressed (non-maximum-suppression.h), and its edges are counted at
 * n_thresholds thresholds; the score is the ODS. */
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

/* Makes counts of the values measured at one setting. Free with
 * train_boundary_counts_clear (). */
void train_photo_subject_get_counts (const TrainPhotoSubject *subject,
                                     const double *values,
                                     TrainBoundaryCounts *counts);
