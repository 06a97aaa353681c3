/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs that the main interpreter learns from: a picture, the same picture
 * smoothed, and how strongly. They are drawn on the fly from what `extend` left
 * in a folder (its manifest, see manifest.h), held in memory as 8-bit pictures:
 * about 0.9 GB for the 300 photos of BSDS500 with 1000 drawings.
 *
 * What is drawn (after flips and quarter turns):
 *   teacher   a photo and the teacher's result, blended between its levels;
 *   textured  a structure S (smoothed photo, clip art, text, shapes) that a
 *             texture T of deviation sigma was laid on, perhaps only in places:
 *             input clip (S + T), truth S + (1 - min (1, 0.14 s / sigma)) T,
 *             clipped likewise, so that the slider acts evenly;
 *   identity  a structure without texture, which must stay as it is.
 * Some are shown in grey, in other colours or as negatives.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"
#include "train/net/eme-train.h"

typedef enum
{
  TRAIN_PAIR_TEACHER,
  TRAIN_PAIR_TEXTURED,
  TRAIN_PAIR_IDENTITY,
} TrainPairKind;

/* One sample. Start from `TrainPairSample pair = { 0 }`, draw into it as often as
 * wished, at last train_pair_sample_clear (). */
typedef struct
{
  TrainImage input; /* crop x crop x 3, in [0, 1] */
  TrainImage truth; /* likewise */
  double strength;  /* (0, 1] */
  TrainPairKind kind;
} TrainPairSample;

/* The sources: immutable, shared by any threads. */
typedef struct _TrainPairSource TrainPairSource;

/* Reads the folder that `extend` made, but for what is kept for validation
 * (TrainPart). threads decode. NULL and an error that
 * names the file if something is missing or broken. */
TrainPairSource *
train_pair_source_new (const char *folder, SmoothThreads *threads, GError **error);

/* Sources from nothing on disk: procedural structures and textures alone. */
TrainPairSource *train_pair_source_new_procedural (void);

/* As that, and these n_photos pictures (height x width x 3, in [0, 1], copied)
 * as structures too, smoothed by the teacher with eme's edges (NULL: without)
 * here (seconds each): for the demonstration and for training on a handful of
 * one's own. */
TrainPairSource *train_pair_source_new_from_photos (const TrainImage *photos,
                                         int n_photos,
                                         const TrainEme *eme,
                                         SmoothThreads *threads,
                                         GError **error);
void train_pair_source_free (TrainPairSource *pairs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainPairSource, train_pair_source_free)

/* Draws sample index of step into pair: a pure function of (pairs, seed, step,
 * index, crop). crop: 16 ... 1024; photos smaller than it are mirrored at their
 * borders. FALSE (and pair as it was) for another crop. Thread-safe; about 4 ms
 * for a crop of 144. */
gboolean train_pair_source_draw (const TrainPairSource *pairs,
                           guint64 seed,
                           guint64 step,
                           int index,
                           int crop,
                           TrainPairSample *pair);

/* Frees what pair owns. */
void train_pair_sample_clear (TrainPairSample *pair);
