/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs to choose strengths and recipes on: made of what an extended data set
 * holds back from training, as pictures that `evaluate --pairs` reads.
 */
#pragma once

#include "base/threads.h"

typedef enum
{
  TRAIN_VALIDATION_PHOTO, /* truth: a photo as the teacher has it at 0.5 */
  TRAIN_VALIDATION_CLIP,  /* truth: drawings */
} TrainValidationKind;

/* Reads folder, which `extend` made, and writes n_pairs pairs NN-input.png and
 * NN-truth.png into out, which is made if need be: a truth, and with a texture
 * of deviation 0.018 - 0.048 (photo, 320 px square) or 0.018 - 0.06 (clip, 384
 * px) laid on it. The pairs are a function of (folder, kind, seed). Errors name
 * the file: IO, FORMAT (no photos, drawings or textures held back), SHAPE,
 * NO_MEMORY; CANCELLED (base/stop.h). */
gboolean train_validation_save (const char *folder,
                                TrainValidationKind kind,
                                int n_pairs,
                                guint64 seed,
                                const char *out,
                                SmoothThreads *threads,
                                GError **error);
