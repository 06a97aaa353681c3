/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the data set from which the main interpreter (MI) learns; training
 * pairs are drawn from it (pair-synthesis.h). It is a folder with photos and
 * the results on them of the teacher, a filter (teacher.h), drawings (clip
 * art), textures, and a manifest, the list of these files (manifest.h). Files
 * are named by the checksum of the picture that they are made of
 * (dataset-files.h). Existing files are not made again, so a build that was
 * interrupted continues where it stopped; every file is written completely or
 * not at all. If the teacher uses an EME, the checksum of its weights is in
 * out/eme.sha256, so that one folder never mixes results of two teachers. */
#pragma once

#include "base/threads.h"
#include "train/data/picture-files.h"
#include "train/net/eme-train.h"

/* Called after each picture, on any thread, one call at a time, with the number
 * of pictures done and of all pictures. */
typedef void (*TrainDatasetProgress) (gpointer data, int n_done, int n_total);

typedef struct
{
  /* A folder laid out as BSDS500, of which the splits train and val are used,
   * or any other folder or archive of photos. */
  const char *photos;
  const char *out; /* the output folder; made if it does not exist */
  /* folders and archives of drawings; NULL-terminated */
  const char *const *clip_art;
  /* folders and archives of textures; NULL-terminated */
  const char *const *textures;
  TrainHeldOut *held_out; /* pictures to leave out; NULL for none */
  TrainTally *tally;      /* counts what is used and left out; NULL for none */
  /* the largest number of drawings, and of textures, that are used */
  int n_clip_art, n_textures;
  /* EME, the network whose edge map tells the teacher which edges to keep.
   * NULL: isolated marks alone guide the teacher (teacher.h). */
  const TrainEme *eme;
  /* SHA-256 of the file of EME's weights, in hexadecimal */
  const char *eme_checksum;
  TrainDatasetProgress progress; /* is called after each picture; may be NULL */
  gpointer progress_data;
} TrainDatasetOptions;

/* Builds the data set that options describe. Photos are shrunk to a longer side
 * of at most 512 pixels, drawings and textures to 256. A texture is used only
 * if the whole picture is finely textured (fine-texture.h), a drawing only if
 * it is not nearly empty. Pictures that cannot be read are left out, but at
 * least one photo must remain. A photo takes a thread about two seconds.
 *
 * Returns FALSE at the first error: SMOOTH_ERROR_IO (disk full, for instance);
 * SMOOTH_ERROR_FORMAT (no photo can be used, or a list of held-out pictures
 * names none of the pictures); SMOOTH_ERROR_CANCELLED (base/stop.h). Before
 * anything is written: SMOOTH_ERROR_UNSUPPORTED if out overlaps with an input
 * or holds a data set made with other settings, SMOOTH_ERROR_VERSION if another
 * version of the program made it. */
gboolean train_dataset_build (const TrainDatasetOptions *options,
                              SmoothThreads *threads,
                              GError **error);
