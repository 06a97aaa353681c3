/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work that threads share while a data set is built. A job is a number of
 * photos, each written with the teacher's four results, or all drawings or all
 * textures of one input. Files that an earlier run has written are kept.
 */
#pragma once

#include <glib.h>

#include "train/data/dataset-files.h"
#include "train/net/eme-train.h"

typedef struct
{
  TrainManifestKind kind;
  const char *input; /* the folder or archive that is read; borrowed */
  /* names of the pictures to read, relative to input; owned */
  GHashTable *names;
  /* photos: EME, whose edges the teacher keeps; NULL for none; borrowed */
  const TrainEme *eme;
} TrainDatasetJob;

/* Called on the job's thread when a picture is done or left out. Returns FALSE
 * to stop the job. */
typedef gboolean (*TrainDatasetJobFunc) (gpointer data);

/* Appends to settings, as lines of key=value, the sizes on which the contents
 * of a data set depend. */
void train_dataset_job_describe (GString *settings);

/* Runs job, writing into the folder out. The files made and the pictures that
 * cannot be decoded or are not suitable are recorded in files; pictures whose
 * bytes cannot be read are reported to tally. picture_done is called with data
 * after each picture. Returns FALSE with an error (SMOOTH_ERROR_IO: a file
 * cannot be written; SMOOTH_ERROR_NO_MEMORY), or without one if picture_done
 * asked to stop. Thread-safe. */
gboolean train_dataset_job_run (const TrainDatasetJob *job,
                                const char *out,
                                TrainDatasetFiles *files,
                                TrainTally *tally,
                                TrainDatasetJobFunc picture_done,
                                gpointer data,
                                GError **error);
