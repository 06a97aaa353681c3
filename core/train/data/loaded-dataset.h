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
 * these pictures. */
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
  /* The numbers of photos, drawings (clip art) and textures; each may be 0. */
  int n_photos, n_clip_art, n_textures;
  TrainLoadedPhoto *photos;
  TrainLoadedPicture *clip_art, *textures;
} TrainLoadedDataset;

/* Loads into dataset the pictures of one part of the data set in folder (see
 * TrainDatasetPart); each task of threads loads one file. Returns FALSE with an
 * error that names each file that failed, one per line: SMOOTH_ERROR_IO,
 * _FORMAT, _NO_MEMORY or _SHAPE (a photo and a teacher's result have different
 * sizes). Clear with train_loaded_dataset_clear (). */
gboolean train_loaded_dataset_load (TrainLoadedDataset *dataset,
                                    const char *folder,
                                    TrainDatasetPart part,
                                    SmoothThreads *threads,
                                    GError **error);

/* Makes dataset from photos alone (height x width x 3, in [0, 1], copied). Each
 * thread applies the teacher to a photo at a time, guided by the edge map of
 * the network eme (NULL: by isolated marks alone). Returns FALSE and
 * SMOOTH_ERROR_NO_MEMORY. Clear with train_loaded_dataset_clear (). */
gboolean train_loaded_dataset_from_photos (TrainLoadedDataset *dataset,
                                           const TrainImage *photos,
                                           int n_photos,
                                           const TrainEme *eme,
                                           SmoothThreads *threads,
                                           GError **error);

void train_loaded_dataset_clear (TrainLoadedDataset *dataset);

/* A square of a photo that is read as a crop, and how it is rotated. Borrows
 * photo. */
typedef struct
{
  const TrainLoadedPhoto *photo;
  int x, y; /* upper left corner of the square in the photo, in pixels */
  /* The number of quarter turns, 0 to 3, plus 4 if the crop is also
   * mirrored. */
  int turns;
} TrainPhotoCrop;

/* Chooses a random square of side pixels of a random photo of dataset, which
 * must have at least one. Where a square reaches beyond the photo's border, the
 * photo is mirrored there. */
void train_photo_crop_draw (const TrainLoadedDataset *dataset,
                            TrainRandom *random,
                            int side,
                            TrainPhotoCrop *crop);

/* Fills image (square, 3 channels, initialised) with the crop as the teacher
 * smooths it at a strength in [0, 1]: at 0 the photo, at the teacher's
 * strengths its results, and between these a linear blend of the two
 * nearest. */
void train_photo_crop_read (const TrainPhotoCrop *crop,
                            double strength,
                            TrainImage *image);
