/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures without any texture, drawn here: a smoothing must leave them alone.
 */
#pragma once

#include "train/base/image.h"

typedef enum
{
  TRAIN_CLEAN_FLAT_LIGHT,
  TRAIN_CLEAN_FLAT_DARK,
  TRAIN_CLEAN_GRADIENT_GREY,
  TRAIN_CLEAN_GRADIENT_COLOUR,
  TRAIN_CLEAN_STEP_STRONG, /* two colours beside a slanted edge and a disc */
  TRAIN_CLEAN_STEP_WEAK,
  TRAIN_CLEAN_SHAPES,     /* discs, polygons and strokes in flat colours */
  TRAIN_CLEAN_TEXT,       /* dark on light, 16 to 48 px */
  TRAIN_CLEAN_TEXT_COLOUR /* light on colour */
} TrainCleanPicture;

#define TRAIN_N_CLEAN (TRAIN_CLEAN_TEXT_COLOUR + 1)

/* For people; static. */
const char *train_clean_picture_get_name (TrainCleanPicture clean);

/* Whether it is flat or a linear gradient: exact numbers, not 8-bit ones. */
gboolean train_clean_picture_is_even (TrainCleanPicture clean);

/* Whether it is of two colours beside edges. */
gboolean train_clean_picture_is_step (TrainCleanPicture clean);

/* Whether letters could be drawn: no system font, no letters. */
gboolean train_clean_picture_has_text (TrainCleanPicture clean);

/* Draws the picture into image (3 channels, 256 x 320), which is made; free
 * with train_image_clear (). Thread-safe. */
void train_clean_picture_draw (TrainCleanPicture clean, TrainImage *image);
