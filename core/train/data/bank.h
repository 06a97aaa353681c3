/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The data set that `extend` made, decoded and in memory as 8 bits: 2.3 MB per
 * photo of 481 x 321 with its four levels, 0.1 - 0.26 MB per drawing, 0.2 MB
 * per texture. Immutable once made.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"
#include "train/base/random.h"
#include "train/data/manifest.h"
#include "train/data/teacher.h"

/* A photo and the teacher's results, height x width x 3 each. */
typedef struct
{
  int height, width;
  guint8 *levels[TRAIN_RTV_N_STRENGTHS + 1];
} TrainBankPhoto;

/* A drawing (4 channels, premultiplied by alpha) or a texture (3). */
typedef struct
{
  int height, width, channels;
  guint8 *data;
} TrainBankPicture;

typedef struct
{
  int n_photos, n_clip_art, n_textures; /* each may be 0 */
  TrainBankPhoto *photos;
  TrainBankPicture *clip_art, *textures;
} TrainBank;

/* Reads one part of what folder's manifest names, a file per task of threads.
 * IO, FORMAT or SHAPE (levels of different sizes), naming all such files, a
 * line each. */
gboolean train_bank_load (TrainBank *bank,
                          const char *folder,
                          TrainPart part,
                          SmoothThreads *threads,
                          GError **error);

/* Photos alone, smoothed here by the teacher with eme's edges (NULL: without),
 * a photo per task of threads. NO_MEMORY. */
gboolean train_bank_smooth (TrainBank *bank,
                            const TrainImage *photos,
                            int n_photos,
                            const TrainEme *eme,
                            SmoothThreads *threads,
                            GError **error);

void train_bank_clear (TrainBank *bank);

/* Where a square of a photo is taken, and how it is turned. */
typedef struct
{
  const TrainBankPhoto *photo;
  int x, y;  /* of its corner */
  int turns; /* 0 - 3 quarter turns, 4 - 7: mirrored too */
} TrainBankCrop;

/* Draws a place for a square of side pixels; where the photo is smaller the
 * square goes beyond it and shows it mirrored. */
void train_bank_draw_crop (const TrainBank *bank,
                           TrainRandom *random,
                           int side,
                           TrainBankCrop *crop);

/* Fills image (square, 3 channels, initialised) with the crop at strength 0
 * (the photo) ... 1, in [0, 1]: between two levels their blend. */
void train_bank_read_crop (const TrainBankCrop *crop,
                           double strength,
                           TrainImage *image);
