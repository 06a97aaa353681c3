/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source of training pairs for MI, the main interpreter: a picture, the
 * same picture smoothed (the truth), and the strength of the smoothing. Pairs
 * are drawn during training from the data set that `extend` built
 * (dataset-build.h), which is held in memory as 8-bit pictures, about 0.9 GB
 * for the 300 photos of BSDS500 and 1000 drawings.
 *
 * Kinds of pairs, all of them rotated by quarter turns and mirrored:
 *   teacher   a photo and the teacher's result on it, interpolated linearly
 *             between the teacher's strengths;
 *   textured  a structure S (the teacher's strongest result, clip art, text,
 *             shapes; with what the texture has that is coarser than 14 to 16
 *             px) and a texture T of standard deviation sigma laid on it,
 *             perhaps only in some places: input clip (S + T), truth
 *             clip (S + (1 - min (1, 0.14 s / sigma)) T) at strength s. A
 *             strength takes the same amount off every texture, so that the
 *             slider acts evenly;
 *   identity  a structure without texture, which has to stay as it is;
 *   soft      a picture out of focus with a little grain (soft-picture.h), of
 *             which the grain alone goes;
 *   print     a picture under a halftone screen, on cloth or on paper
 *             (printed-pair.h): of these patterns nothing is left from strength
 *             0.5 on.
 * A quarter of the textured and identity pairs have isolated marks of high
 * contrast (procedural-marks.h), which stay at every strength. Some pairs are
 * made grey, get their channels permuted, or are inverted.
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
  TRAIN_PAIR_SOFT,
  TRAIN_PAIR_PRINT,
  TRAIN_PAIR_N_KINDS,
} TrainPairKind;

/* One training pair. Initialise with `TrainPairSample pair = { 0 }`, draw into
 * it any number of times, and clear it with train_pair_sample_clear (). Owns
 * both images. */
typedef struct
{
  /* The picture: crop x crop pixels, 3 channels in [0, 1]. */
  TrainImage input;
  /* The picture as it should be smoothed, of the same size. */
  TrainImage truth;
  double strength; /* in (0, 1] */
  TrainPairKind kind;
} TrainPairSample;

/* The pictures in memory from which pairs are made. A source never changes, so
 * any number of threads may draw from it. */
typedef struct _TrainPairSynthesis TrainPairSynthesis;

/* Loads the training part (TrainDatasetPart) of the data set in folder; threads
 * decode the files. NULL and an error that names the files if any is missing or
 * broken. Free with train_pair_synthesis_free (). */
TrainPairSynthesis *train_pair_synthesis_new (const char *folder,
                                              SmoothThreads *threads,
                                              GError **error);

/* Returns a source of procedural structures and textures alone, which reads
 * nothing from disk. Free with train_pair_synthesis_free (). */
TrainPairSynthesis *train_pair_synthesis_new_procedural (void);

/* Returns a source like train_pair_synthesis_new_procedural ()'s, with n_photos
 * photos in addition (height x width x 3, in [0, 1], copied). The teacher
 * smooths them in this call, guided by the edge map of the network eme (NULL:
 * by isolated marks alone), which takes seconds per photo. Used by the command
 * `demo`, and for training on a small number of one's own pictures. NULL and
 * SMOOTH_ERROR_NO_MEMORY. Free with train_pair_synthesis_free (). */
TrainPairSynthesis *
train_pair_synthesis_new_from_photos (const TrainImage *photos,
                                      int n_photos,
                                      const TrainEme *eme,
                                      SmoothThreads *threads,
                                      GError **error);
void train_pair_synthesis_free (TrainPairSynthesis *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainPairSynthesis, train_pair_synthesis_free)

/* Draws pair number index of training step number step into pair. The pair
 * depends on source, seed, step, index and crop alone. crop: side in pixels, 16
 * to 1024; for any other value returns FALSE and leaves pair as it was. Photos
 * smaller than the crop are mirrored at their borders. Thread-safe; about 4 ms
 * for a crop of 144. */
gboolean train_pair_synthesis_draw (const TrainPairSynthesis *source,
                                    guint64 seed,
                                    guint64 step,
                                    int index,
                                    int crop,
                                    TrainPairSample *pair);

/* Frees the images that pair owns, input and truth, but not pair itself. */
void train_pair_sample_clear (TrainPairSample *pair);
