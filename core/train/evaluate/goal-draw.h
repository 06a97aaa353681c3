/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing for the pictures with goals: strokes and letters of straight lines,
 * by arithmetic and square roots alone, so that the pictures are the same on
 * every machine and without any font.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* A stroke with round ends from (x0, y0) to (x1, y1), width wide, in pixels;
 * (0, 0) is the middle of the first pixel. */
typedef struct
{
  double x0, y0, x1, y1, width;
} TrainGoalStroke;

/* Lays value on all channels of image where stroke is, with soft rims a pixel
 * wide. What lies outside is left out. */
void train_goal_draw_stroke (TrainImage *image,
                             const TrainGoalStroke *stroke,
                             double value);

/* A random letter, height high, its upper left corner at (x, y). Returns how
 * wide it is with the gap behind it. */
double train_goal_draw_letter (TrainImage *image,
                               TrainRandom *random,
                               double x,
                               double y,
                               double height,
                               double value);
