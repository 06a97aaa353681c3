/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which picture each file of the data set is made of. A file is named by a
 * picture's bytes, so pictures of the same bytes claim the same file: it is
 * made once, for whichever thread comes first, and in the end belongs to the
 * first of its sources by name, so that no thread decides anything.
 * Thread-safe, all but train_dataset_files_finish ().
 */
#pragma once

#include "train/data/manifest.h"
#include "train/data/tally.h"

typedef struct _TrainClaims TrainDatasetFiles;

/* Free with train_dataset_files_free (). */
TrainDatasetFiles *train_dataset_files_new (void);
void train_dataset_files_free (TrainDatasetFiles *claims);

/* The name, within the data set, of what is made of the picture name (which
 * says whether it is SVG) with these bytes: KIND/CHECKSUM, drawings and
 * textures with .png. Free with g_free. */
char *
train_dataset_files_dup_name (TrainManifestKind kind, const char *name, GBytes *bytes);

/* source claims file. TRUE for the first: the caller makes the file and says so
 * by one of the next two. */
gboolean train_dataset_files_add (TrainDatasetFiles *claims,
                           TrainManifestKind kind,
                           const char *file,
                           const char *source);

/* file is there; is_earlier: since an earlier run. */
void train_dataset_files_set_made (TrainDatasetFiles *claims,
                          const char *file,
                          gboolean is_earlier);

/* file was not made. detail: or NULL. */
void train_dataset_files_set_rejected (TrainDatasetFiles *claims,
                          const char *file,
                          TrainLeftReason reason,
                          const char *detail);

/* Adds the files that are there to manifest, and all sources to tally. */
void train_dataset_files_finish (TrainDatasetFiles *claims,
                          TrainManifest *manifest,
                          TrainTally *tally);
