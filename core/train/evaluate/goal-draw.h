/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws strokes, and letters made of straight strokes, into the pictures with
 * quality goals. It uses arithmetic and square roots alone, so that the
 * pictures are the same on every machine and need no font.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* A stroke with round ends from (x0, y0) to (x1, y1), in pixels; (0, 0) is the
 * middle of the first pixel. */
typedef struct
{
  double x0, y0, x1, y1, width;
} TrainGoalStroke;

/* Draws stroke with this value into all channels of image, with soft rims a
 * pixel wide. What lies outside of the image is left out. */
void train_goal_draw_stroke (TrainImage *image,
                             const TrainGoalStroke *stroke,
                             double value);

/* Draws a random letter of this height with its upper left corner at (x, y).
 * Returns its width with the gap behind it. */
double train_goal_draw_letter (TrainImage *image,
                               TrainRandom *random,
                               double x,
                               double y,
                               double height,
                               double value);
