/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the extended data set: a folder with photos and what the teacher made
 * of them, clip art cut out, textures, and the list of it all (manifest.h),
 * from which pairs are drawn (pair.h). What is there already is not made again,
 * so an interrupted run goes on where it was; every file is written whole. With
 * an EME, out/eme.sha256 says which, so that one folder has results of one
 * teacher.
 */
#pragma once

#include "kernel/threads.h"
#include "train/data/sources.h"
#include "train/net/eme-train.h"

/* Called on any thread, one at a time: how many of n_total are done. */
typedef void (*TrainExtendFunc) (gpointer data, int n_done, int n_total);

typedef struct
{
  const char *photos; /* a folder laid out as BSDS500 (its train and val
                         are taken), or any folder or archive */
  const char *out;    /* made if missing */
  const char *const *clip_art; /* folders and archives, ends with NULL */
  const char *const *textures; /* likewise */
  const TrainHeldOut *held_out;
  int n_clip_art, n_textures; /* at most so many of them all */
  const TrainEme *eme;        /* whose edges the teacher keeps; NULL: none */
  const char *eme_checksum;   /* of its weights' file; stands for it in out */
  TrainExtendFunc progress;   /* NULL: nobody listens */
  gpointer progress_data;
} TrainExtend;

/* Photos are shrunk to a longer side of 512 pixels, drawings and textures to
 * 256; textures are taken if there is fine texture all over them, drawings if
 * they are not nearly empty. Stops at the first error: IO (disk full too) or
 * FORMAT, naming the file; UNSUPPORTED, and nothing touched, where out was made
 * with another EME or none. threads work on a photo each: two seconds. */
gboolean train_extend_run (const TrainExtend *extend,
                           SmoothThreads *threads,
                           GError **error);
