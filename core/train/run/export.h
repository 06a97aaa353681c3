/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weights files for the plug-in, with what is to be known about them. */
#pragma once

#include "train/net/parameter-layout.h"

/* Goes into the metadata; NULL: left out. */
typedef struct
{
  const char *network; /* "eme", "mi" */
  const char *commit;  /* of the trainer */
  const char *data;    /* what it was trained on */
  const char *licence; /* SPDX where there is one */
  const char *settings;
  guint64 n_steps;
} TrainExport;

/* Writes values as path, in one step. Errors: IO, NO_MEMORY. */
gboolean train_export (const TrainExport *export,
                       const TrainLayout *layout,
                       const TrainReal *values,
                       const char *path,
                       GError **error);
