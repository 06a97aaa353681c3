/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes pairs of pictures for validation, see validation-pairs.h. */
#include "train/data/validation-pairs.h"

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "train/base/stop.h"
#include "train/data/clip-art.h"
#include "train/data/picture.h"
#include "train/data/texture-overlay.h"

/* The number of the stream of random numbers that this file alone draws from,
 * see train_random_init (). */
#define RANDOM_STREAM 0x7a11
/* The strength of the teacher's results that serve as truth. */
#define PHOTO_STRENGTH 0.5

/* How pairs of one kind (TrainValidationKind) are made. */
typedef struct
{
  int side_px;
  double min_sigma, max_sigma; /* range of the texture's standard deviation */
} Recipe;

static const Recipe RECIPES[] = {
  [TRAIN_VALIDATION_PHOTO] = { 320, 0.018, 0.048 },
  [TRAIN_VALIDATION_CLIP] = { 384, 0.018, 0.06 },
};

static gboolean
load_dataset (TrainLoadedDataset *dataset,
              const char *folder,
              TrainValidationKind kind,
              SmoothThreads *threads,
              GError **error)
{
  int n_structures, n_textures;

  if (!train_loaded_dataset_load (dataset, folder, TRAIN_PART_VALIDATE, threads,
                                  error))
    return FALSE;
  n_structures =
    kind == TRAIN_VALIDATION_PHOTO ? dataset->n_photos : dataset->n_clip_art;
  n_textures = dataset->n_textures;
  if (n_structures > 0 && n_textures > 0)
    return TRUE;
  train_loaded_dataset_clear (dataset);
  if (kind == TRAIN_VALIDATION_PHOTO)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 "data set '%s' holds back %d photos and %d textures for "
                 "validation, at least one of each is wanted",
                 folder, n_structures, n_textures);
  else
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                 "data set '%s' holds back %d drawings and %d textures for "
                 "validation, at least one of each is wanted",
                 folder, n_structures, n_textures);
  return FALSE;
}

static void
draw (const TrainLoadedDataset *dataset,
      TrainValidationKind kind,
      TrainRandom *random,
      TrainImage *input,
      TrainImage *truth)
{
  const Recipe *recipe = &RECIPES[kind];
  const double sigma =
    train_random_uniform (random, recipe->min_sigma, recipe->max_sigma);
  TrainPhotoCrop crop;

  if (kind == TRAIN_VALIDATION_PHOTO)
    {
      train_photo_crop_draw (dataset, random, recipe->side_px, &crop);
      train_photo_crop_read (&crop, PHOTO_STRENGTH, truth);
    }
  else
    train_clip_art_draw (dataset, random, truth);
  train_texture_draw_real (dataset, random, input, NULL);
  for (gsize i = 0; i < train_image_size (input); i++)
    input->data[i] *= (TrainReal) sigma;
  train_texture_lay (truth, input, sigma, 1, input, truth);
}

static gboolean
save (const TrainImage *image,
      const char *out,
      int number,
      const char *which,
      GError **error)
{
  g_autofree char *file =
    g_strdup_printf ("%s/%02d-%s.png", out, number, which);
  g_auto (TrainPicture) picture = { 0 };

  return train_picture_from_image (image, &picture, error)
         && train_picture_save (&picture, file, error);
}

static gboolean
check_stop (GError **error)
{
  if (!train_stop_is_wanted ())
    return TRUE;
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       "stopped; the same command goes on");
  return FALSE;
}

gboolean
train_validation_pairs_save (const char *folder,
                             TrainValidationKind kind,
                             int n_pairs,
                             guint64 seed,
                             const char *out,
                             SmoothThreads *threads,
                             GError **error)
{
  const int side = RECIPES[kind].side_px;
  TrainLoadedDataset dataset;
  TrainImage input, truth;
  gboolean is_done = TRUE;

  if (!load_dataset (&dataset, folder, kind, threads, error))
    return FALSE;
  /* If the folder cannot be made, writing the first file reports the error. */
  g_mkdir_with_parents (out, 0777);
  train_image_init (&input, side, side, 3);
  train_image_init (&truth, side, side, 3);
  for (int i = 0; i < n_pairs && is_done; i++)
    {
      TrainRandom random;

      train_random_init (&random, seed, (guint64) kind, (guint64) i,
                         RANDOM_STREAM);
      draw (&dataset, kind, &random, &input, &truth);
      is_done = check_stop (error) && save (&input, out, i, "input", error)
                && save (&truth, out, i, "truth", error);
    }
  train_image_clear (&input);
  train_image_clear (&truth);
  train_loaded_dataset_clear (&dataset);
  return is_done;
}
