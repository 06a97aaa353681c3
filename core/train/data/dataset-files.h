/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps, while a data set is built, which files it consists of and which
 * pictures each file is made of. A file is named by the checksum of its
 * picture's bytes, so pictures of the same bytes share one file: the thread
 * that comes first makes it, and at the end the manifest names the
 * alphabetically first picture as its source. So the result does not depend on
 * the order of the threads. All functions but train_dataset_files_finish () are
 * thread-safe.
 */
#pragma once

#include "train/data/manifest.h"
#include "train/data/tally.h"

typedef struct _TrainClaims TrainDatasetFiles;

/* Returns an empty table. Free with train_dataset_files_free (). */
TrainDatasetFiles *train_dataset_files_new (void);
void train_dataset_files_free (TrainDatasetFiles *files);

/* Returns the name, relative to the data set's folder, of the file that is made
 * of a picture with these bytes: KIND/CHECKSUM for a photo (several files begin
 * with it, see manifest.h), KIND/CHECKSUM.png for a drawing or a texture. name
 * is the picture's own name, whose ending tells whether it is SVG. Free with
 * g_free (). */
char *train_dataset_files_dup_name (TrainManifestKind kind,
                                    const char *name,
                                    GBytes *bytes);

/* Adds the picture source (a path, copied) to the sources of file. Returns TRUE
 * if it is the first source of this file: the caller then has to make the file,
 * and to call one of the next two functions. */
gboolean train_dataset_files_add (TrainDatasetFiles *files,
                                  TrainManifestKind kind,
                                  const char *file,
                                  const char *source);

/* Records that file exists. is_earlier: it was made by an earlier run of the
 * command. */
void train_dataset_files_set_made (TrainDatasetFiles *files,
                                   const char *file,
                                   gboolean is_earlier);

/* Records that file was not made, and why. detail adds to the reason; NULL if
 * there is nothing to add. It is copied. */
void train_dataset_files_set_rejected (TrainDatasetFiles *files,
                                       const char *file,
                                       TrainLeftReason reason,
                                       const char *detail);

/* Appends all files that exist to manifest, and reports all sources to tally:
 * the first source of each file as taken or left out, the others as duplicates.
 */
void train_dataset_files_finish (TrainDatasetFiles *files,
                                 TrainManifest *manifest,
                                 TrainTally *tally);
