/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Test pictures without any texture, called clean, which a smoothing filter
 * must leave unchanged.
 */
#pragma once

#include "train/base/image.h"

typedef enum
{
  TRAIN_CLEAN_FLAT_LIGHT,
  TRAIN_CLEAN_FLAT_DARK,
  TRAIN_CLEAN_GRADIENT_GREY,
  TRAIN_CLEAN_GRADIENT_COLOUR,
  TRAIN_CLEAN_STEP_STRONG, /* two colours with a slanted edge and discs */
  TRAIN_CLEAN_STEP_WEAK,
  TRAIN_CLEAN_SHAPES,     /* discs, polygons and outlines in flat colours */
  TRAIN_CLEAN_TEXT,       /* dark letters of 16 to 44 px on white */
  TRAIN_CLEAN_TEXT_COLOUR /* light letters on blue */
} TrainCleanPicture;

#define TRAIN_N_CLEAN (TRAIN_CLEAN_TEXT_COLOUR + 1)

/* Returns the name of the picture, for tables; static. */
const char *train_clean_picture_get_name (TrainCleanPicture clean);

/* Returns whether the picture is flat or a linear gradient. Its values are
 * exact then, not rounded to 8 bits. */
gboolean train_clean_picture_is_even (TrainCleanPicture clean);

/* Returns whether the picture consists of two colours with edges between them.
 */
gboolean train_clean_picture_is_step (TrainCleanPicture clean);

/* Returns whether the picture contains letters; none are drawn if the system
 * has no font. */
gboolean train_clean_picture_has_text (TrainCleanPicture clean);

/* Draws the picture into image (256 x 320, 3 channels), which is made; free
 * with train_image_clear (). Thread-safe. */
void train_clean_picture_draw (TrainCleanPicture clean, TrainImage *image);
