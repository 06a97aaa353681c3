/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs of `extend`: photos with the teacher's four results, or a place's
 * drawings or textures. What is there from an earlier run is not made again.
 */
#pragma once

#include <glib.h>

#include "train/data/claims.h"
#include "train/net/eme-train.h"

typedef struct
{
  TrainManifestKind kind;
  const char *place;   /* folder or archive; not owned */
  GHashTable *names;   /* within place */
  const TrainEme *eme; /* photos: whose edges the teacher keeps; or NULL */
} TrainDatasetJob;

/* One picture is done, or left out. FALSE to stop. */
typedef gboolean (*TrainDatasetStep) (gpointer data);

/* Appends the sizes and limits that decide what is in the set to settings, as
 * lines of key=value. */
void train_dataset_describe (GString *settings);

/* Does job, writing into the folder out: pictures claim their files in claims,
 * those whose bytes cannot even be read are left out in tally. What cannot be
 * decoded or is not fit is left out too. FALSE with an error (IO: a file cannot
 * be written; NO_MEMORY), or without one where step said so. */
gboolean train_dataset_do (const TrainDatasetJob *job,
                          const char *out,
                          TrainClaims *claims,
                          TrainTally *tally,
                          TrainDatasetStep step,
                          gpointer data,
                          GError **error);
