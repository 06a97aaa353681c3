/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos whose object boundaries people have annotated, in a folder laid out as
 * the data set BSDS500: the photo is images/SPLIT/NAME.jpg (or another picture
 * format), its annotations are groundTruth/SPLIT/NAME.mat.
 */
#pragma once

#include "train/data/annotations-mat.h"
#include "train/data/manifest.h"
#include "train/data/picture.h"
#include "train/data/tally.h"

typedef struct
{
  /* Path within images/SPLIT, without the picture format's ending. */
  char *name;
  char *photo, *annotations;
} TrainAnnotated;

/* Returns an empty list, which owns the elements of type TrainAnnotated that
 * are added to it. Free with g_ptr_array_unref (). */
GPtrArray *train_annotated_new_list (void);

/* Appends to list the photos of folder/images/split, sorted by name. Photos
 * that have no annotations are left out and reported to tally, as are photos
 * whose names differ in the ending alone (NAME.png, NAME.jpg): the annotations
 * could belong to either. Returns TRUE even if no photo is found; FALSE and an
 * error that names the folder if it cannot be read. */
gboolean train_annotated_find (const char *folder,
                               const char *split,
                               GPtrArray *list,
                               TrainTally *tally,
                               GError **error);

/* Returns one part of the photos of the splits train and val, in the order of
 * their names, train first: TRAIN_PART_VALIDATE is every twelfth,
 * TRAIN_PART_LEARN all others, and then every twelfth is reported to tally as
 * held out. If no photo of BSDS500 is missing, these are the photos that the
 * command `extend` holds back, too (manifest.h). The split test is for testing
 * alone. Either split may be missing. NULL and SMOOTH_ERROR_IO, naming the
 * folder, if images does not exist or a split cannot be read. Free with
 * g_ptr_array_unref (). */
GPtrArray *train_annotated_list_train (const char *folder,
                                       TrainDatasetPart part,
                                       TrainTally *tally,
                                       GError **error);

/* Loads the photo and the annotations of item into photo and annotations, which
 * are initialised here, and counts the photo in tally. Returns FALSE if either
 * file cannot be read or their sizes differ; the photo is then reported to
 * tally as left out, and photo and annotations may be cleared as after success.
 * Thread-safe. */
gboolean train_annotated_load (const TrainAnnotated *item,
                               TrainTally *tally,
                               TrainPicture *photo,
                               TrainAnnotations *annotations);

/* Sets the error SMOOTH_ERROR_FORMAT: no photo of folder could be used. wanted
 * names the subfolders that were searched; the message ends with the first
 * reason that tally holds. */
void train_annotated_fail (const char *folder,
                           const char *wanted,
                           TrainTally *tally,
                           GError **error);
