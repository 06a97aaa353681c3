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

/* Draws stroke, with the grey level value, into image. The rims of the stroke
 * are one pixel wide ramps. What lies outside of the image is left out. */
void train_goal_strokes_draw (TrainImage *image,
                              const TrainGoalStroke *stroke,
                              double value);

/* Draws a random letter, height pixels high and with the grey level value; (x,
 * y) is its upper left corner. Returns the distance to the corner of the next
 * letter. */
double train_goal_strokes_draw_letter (TrainImage *image,
                                       TrainRandom *random,
                                       double x,
                                       double y,
                                       double height,
                                       double value);
