/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the extended data set: a folder with photos and what the teacher made
 * of them, clip art cut out, textures, and the list of it all (manifest.h),
 * from which pairs are drawn (pair.h). Files are named by the bytes that they
 * are made of (claims.h). What is there already is not made again, so an
 * interrupted run goes on where it was; every file is written whole. With
 * an EME, out/eme.sha256 says which, so that one folder has results of one
 * teacher.
 */
#pragma once

#include "base/threads.h"
#include "train/data/sources.h"
#include "train/net/eme-train.h"

/* Called on any thread, one at a time: how many of n_total are done. */
typedef void (*TrainDatasetFunc) (gpointer data, int n_done, int n_total);

typedef struct
{
  const char *photos; /* a folder laid out as BSDS500 (its train and val
                         are taken), or any folder or archive */
  const char *out;    /* made if missing */
  const char *const *clip_art; /* folders and archives, ends with NULL */
  const char *const *textures; /* likewise */
  TrainHeldOut *held_out;      /* NULL: none */
  TrainTally *tally; /* what is taken and left out; NULL: nobody counts */
  int n_clip_art, n_textures; /* at most so many of them all */
  const TrainEme *eme;        /* whose edges the teacher keeps; NULL: none */
  const char *eme_checksum;   /* of its weights' file; stands for it in out */
  TrainDatasetFunc progress;   /* NULL: nobody listens */
  gpointer progress_data;
} TrainDataset;

/* Photos are shrunk to a longer side of 512 pixels, drawings and textures to
 * 256; textures are taken if there is fine texture all over them, drawings if
 * they are not nearly empty. What cannot be read is left out; at least one
 * photo has to be left. Stops at the first error: IO (disk full too); FORMAT
 * (no photo at all, a list that holds nothing out); and before anything is
 * touched UNSUPPORTED, where out and a place lie in one another or out was made
 * with another EME or none, and VERSION, where another version made it. threads
 * work on a photo each: two seconds. */
gboolean train_dataset_run (const TrainDataset *extend,
                           SmoothThreads *threads,
                           GError **error);
