/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export: writes the files of weights that the plug-in loads, with metadata
 * that say how they were made and, if the settings contain it, from which files
 * and pictures (lineage.h). */
#pragma once

#include "train/net/parameter-layout.h"

/* The metadata. All strings are borrowed; one that is NULL is left out. */
typedef struct
{
  const char *network;  /* "eme" or "mi" */
  const char *commit;   /* commit of the trainer's source code */
  const char *data;     /* name of the data set */
  const char *licence;  /* of the weights; an SPDX expression if there is one */
  const char *settings; /* settings of the training run, lines of key=value */
  guint64 n_steps;
} TrainExport;

/* Writes values, a network's parameters in the order of layout, to the file
 * path, which is replaced by renaming a complete file. Errors: IO,
 * NO_MEMORY. */
gboolean train_export (const TrainExport *export,
                       const TrainLayout *layout,
                       const TrainReal *values,
                       const char *path,
                       GError **error);
