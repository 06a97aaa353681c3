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
  TRAIN_MARKS_LETTERS, /* one or two lines of letters */
  TRAIN_MARKS_RODS,    /* parallel, 1.5 to 3 px wide, at least 20 px apart */
  TRAIN_MARKS_LINES,   /* one to four straight lines, 2 to 4 px wide */
  TRAIN_MARKS_N_KINDS,
} TrainMarksKind;

/* Draws random marks of this kind, the same into each of n_images images (1 or
 * 2, of the same shape with 3 channels, values in [0, 1]). In the middle of a
 * mark, its colour differs from the brightness of images[0] there by at least
 * the number least (0 to 0.4). Thread-safe if each thread has its own
 * random. */
void train_marks_draw (TrainRandom *random,
                       TrainMarksKind kind,
                       double least,
                       TrainImage *const *images,
                       int n_images);
