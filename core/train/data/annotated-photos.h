/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos with what people drew, in a folder laid out as BSDS500:
 * images/SPLIT/NAME.jpg (or another picture) and groundTruth/SPLIT/NAME.mat.
 */
#pragma once

#include "train/data/annotations-mat.h"
#include "train/data/picture.h"
#include "train/data/tally.h"

typedef struct
{
  char *name; /* within images/SPLIT, without its ending */
  char *photo, *annotations;
} TrainAnnotated;

/* An empty list of TrainAnnotated, which it owns. Free with g_ptr_array_unref.
 */
GPtrArray *train_annotated_new_list (void);

/* Adds the photos of split to list, by name. Left out in tally are those
 * without annotations, and those that share them with another (NAME.png and
 * NAME.jpg): nobody knows whose they are. FALSE and an error that names the
 * folder if it cannot be read; there may be no photos. */
gboolean train_annotated_find (const char *folder,
                               const char *split,
                               GPtrArray *list,
                               TrainTally *tally,
                               GError **error);

/* A list of the photos of train and val, what is learned from; test is for
 * testing. NULL and IO, naming the folder, if there are no images or they cannot
 * be read. */
GPtrArray *train_annotated_list_train (const char *folder,
                                       TrainTally *tally,
                                       GError **error);

/* Reads item and takes it in tally; or leaves it out there and returns FALSE:
 * it cannot be read, or its two have different sizes. Thread-safe. */
gboolean train_annotated_load (const TrainAnnotated *item,
                               TrainTally *tally,
                               TrainPicture *photo,
                               TrainAnnotations *annotations);

/* FORMAT: nothing could be taken of the folders that wanted names, within
 * folder; with the first reason of tally's. */
void train_annotated_fail (const char *folder,
                           const char *wanted,
                           TrainTally *tally,
                           GError **error);
