/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The teacher: relative total variation (rtv.h) at TRAIN_RTV_STRENGTHS, told by
 * EME where edges are. Which edges people would draw is what EME has learned
 * and what a filter cannot know: with it faint outlines stay while strong
 * texture goes.
 */
#pragma once

#include "train/data/picture.h"
#include "train/filter/rtv.h"
#include "train/net/eme-train.h"

/* EME's map of photo (3 channels, any size) into edges, which is made: height x
 * width x 1 in [0, 1]. Where EME wants multiples of 8 pixels the border is
 * repeated. Free with train_image_clear (). Errors: NO_MEMORY. Thread-safe. */
gboolean train_teacher_find_edges (const TrainEme *eme,
                                   const TrainImage *photo,
                                   TrainImage *edges,
                                   GError **error);

/* Smooths photo (3 channels, any size, [0, 1]) at each level into levels, which
 * are made. eme: NULL for plain RTV. NO_MEMORY; then none is made.
 * Thread-safe; two seconds for 481 x 321 pixels on one core. */
gboolean train_teacher_smooth (const TrainEme *eme,
                               const TrainImage *photo,
                               TrainPicture levels[TRAIN_RTV_N_STRENGTHS],
                               GError **error);
