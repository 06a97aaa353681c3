/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Validation pairs, on which different ways of training are compared. They are
 * made of the part of a data set that is held back from training, as pictures
 * that `evaluate --pairs` reads. */
#pragma once

#include "base/threads.h"

typedef enum
{
  /* The truth is the teacher's result on a photo at strength 0.5. */
  TRAIN_VALIDATION_PHOTO,
  /* The truth is a picture composed of drawings. */
  TRAIN_VALIDATION_CLIP,
} TrainValidationKind;

/* Loads the validation part of the data set in folder and writes n_pairs pairs,
 * NN-input.png and NN-truth.png, into out, which is made if it does not exist.
 * The input is the truth with a texture laid on it: for photos 320 px square
 * and of a standard deviation of 0.018 to 0.048, for clip art 384 px and 0.018
 * to 0.06. The pairs depend on folder, kind and seed alone. Returns FALSE and
 * an error that names the file: SMOOTH_ERROR_IO, SMOOTH_ERROR_FORMAT (no
 * photos, drawings or textures held back), SMOOTH_ERROR_SHAPE,
 * SMOOTH_ERROR_NO_MEMORY; or SMOOTH_ERROR_CANCELLED (base/stop.h). */
gboolean train_validation_pairs_save (const char *folder,
                                      TrainValidationKind kind,
                                      int n_pairs,
                                      guint64 seed,
                                      const char *out,
                                      SmoothThreads *threads,
                                      GError **error);
