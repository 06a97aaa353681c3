/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs of `extend`: a photo with the teacher's four results, or a place's
 * drawings or textures. What is there from an earlier run is not made again.
 */
#pragma once

#include <glib.h>

#include "train/data/manifest.h"
#include "train/net/eme-train.h"

typedef struct
{
  TrainManifestKind kind;
  const char *place;   /* folder or archive; not owned */
  GHashTable *names;   /* within place; of photos one */
  int n_total;         /* pictures */
  const TrainEme *eme; /* photos: whose edges the teacher keeps; or NULL */
} TrainExtendJob;

/* One picture is done: file within the data set (NULL: not fit to be in it),
 * source. FALSE to stop. */
typedef gboolean (*TrainExtendTake) (gpointer data,
                                     TrainManifestKind kind,
                                     const char *file,
                                     const char *source);

/* Appends the sizes and limits that decide what is in the set to settings, as
 * lines of key=value. */
void train_extend_describe (GString *settings);

/* Does job, writing into the folder out. FALSE with an error, or without one
 * where take said so. */
gboolean train_extend_do (const TrainExtendJob *job,
                          const char *out,
                          TrainExtendTake take,
                          gpointer data,
                          GError **error);
