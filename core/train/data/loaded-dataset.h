/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One part of the data set that `extend` built, decoded and held in memory as
 * 8-bit pictures: 2.3 MB per photo of 481 x 321 pixels with the teacher's four
 * results, 0.1 to 0.26 MB per drawing, 0.2 MB per texture. Immutable once
 * loaded; any number of threads may read crops.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"
#include "train/base/random.h"
#include "train/data/manifest.h"
#include "train/data/teacher.h"

/* A photo and the teacher's results, each height x width x 3. at_strength[0] is
 * the photo itself, at_strength[k] the result at strength k / 4. Owns all of
 * them. */
typedef struct
{
  int height, width;
  guint8 *at_strength[TRAIN_RTV_N_STRENGTHS + 1];
} TrainLoadedPhoto;

/* A drawing (4 channels, colours premultiplied by alpha) or a texture (3
 * channels), height x width x channels. Owns data. */
typedef struct
{
  int height, width, channels;
  guint8 *data;
} TrainLoadedPicture;

typedef struct
{
  int n_photos, n_clip_art, n_textures; /* any of them may be 0 */
  TrainLoadedPhoto *photos;
  TrainLoadedPicture *clip_art, *textures;
} TrainLoadedDataset;

/* Loads into dataset the pictures that the manifest of folder lists for part,
 * one file per task of threads. Returns FALSE with an error that names each
 * file that failed, one per line: SMOOTH_ERROR_IO, _FORMAT, _NO_MEMORY or
 * _SHAPE (a photo and a teacher's result have different sizes). Clear with
 * train_loaded_dataset_clear (). */
gboolean train_loaded_dataset_load (TrainLoadedDataset *dataset,
                                    const char *folder,
                                    TrainDatasetPart part,
                                    SmoothThreads *threads,
                                    GError **error);

/* Makes dataset of photos alone (height x width x 3, in [0, 1], copied), which
 * the teacher smooths here, guided by the edges of eme (NULL for none); one
 * photo per task of threads. Returns FALSE and SMOOTH_ERROR_NO_MEMORY. Clear
 * with train_loaded_dataset_clear (). */
gboolean train_loaded_dataset_from_photos (TrainLoadedDataset *dataset,
                                           const TrainImage *photos,
                                           int n_photos,
                                           const TrainEme *eme,
                                           SmoothThreads *threads,
                                           GError **error);

void train_loaded_dataset_clear (TrainLoadedDataset *dataset);

/* Which square of a photo is read, and how it is rotated. Borrows photo. */
typedef struct
{
  const TrainLoadedPhoto *photo;
  int x, y;  /* of the square's corner in the photo, in pixels */
  int turns; /* 0 ... 3: quarter turns; 4 ... 7: the same, mirrored */
} TrainPhotoCrop;

/* Chooses a random square of side pixels of a random photo of dataset, which
 * must have at least one. A square that is larger than the photo extends beyond
 * its border, where the photo appears mirrored. */
void train_photo_crop_draw (const TrainLoadedDataset *dataset,
                            TrainRandom *random,
                            int side,
                            TrainPhotoCrop *crop);

/* Fills image (square, 3 channels, initialised) with the crop at this strength,
 * in [0, 1]: at 0 the photo, between two strengths of the teacher the linear
 * blend of its results. */
void train_photo_crop_read (const TrainPhotoCrop *crop,
                            double strength,
                            TrainImage *image);
