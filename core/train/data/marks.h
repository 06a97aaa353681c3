/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Isolated marks of high contrast: eyes, a mouth, one or two lines of
 * lettering, rods far apart, lines of a drawing. What repeats is texture, what
 * stands alone is not, so training pairs keep them at every strength.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

typedef enum
{
  TRAIN_MARKS_EYES,    /* one or two eyes, perhaps with a mouth */
  TRAIN_MARKS_LETTERS, /* one or two lines */
  TRAIN_MARKS_RODS,    /* of 1.5 to 3 px, at least 20 px apart */
  TRAIN_MARKS_LINES,   /* one to four, of 2 to 4 px, in any direction */
  TRAIN_MARKS_N_KINDS,
} TrainMarksKind;

/* Draws random marks of this kind, the same into each of n_images images (1 or
 * 2, of the same shape with 3 channels, values in [0, 1]). Their colours differ
 * from the brightness of images[0] below them by least at least (0 to 0.4), in
 * the middle of a mark. Thread-safe if each thread has its own random. */
void train_marks_draw (TrainRandom *random,
                       TrainMarksKind kind,
                       double least,
                       TrainImage *const *images,
                       int n_images);
