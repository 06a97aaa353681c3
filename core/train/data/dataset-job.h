/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work that threads share while a data set is built. A job is either a
 * number of photos, or all drawings or all textures of one folder or archive.
 * Each photo is written together with the four results of the teacher, the
 * filter from which the main interpreter learns (teacher.h). Files that an
 * earlier run of the command has written are kept. */
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
  /* EME, the network whose edge map tells the teacher which edges to keep; only
   * for photos. NULL: isolated marks alone guide the teacher. Borrowed. */
  const TrainEme *eme;
} TrainDatasetJob;

/* Called on the job's thread when a picture is done or left out. Returns FALSE
 * to stop the job. */
typedef gboolean (*TrainDatasetJobFunc) (gpointer data);

/* Appends to settings, as lines of key=value, the sizes of pictures that decide
 * what a data set contains. */
void train_dataset_job_describe (GString *settings);

/* Runs job, which writes into the folder out. Records in files which files were
 * made, and which pictures cannot be decoded or are not suitable; reports to
 * tally the pictures whose bytes cannot be read. Calls picture_done with data
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
