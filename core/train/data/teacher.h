/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The teacher: the filter whose results the main interpreter learns to
 * reproduce. It is relative total variation (filter/rtv.h) at
 * TRAIN_RTV_STRENGTHS, guided by the larger of EME's edge map and the map of
 * isolated marks (isolated-mark-detector.h). The filter alone cannot tell which
 * edges people would draw; EME has learned it, so faint outlines stay while
 * strong texture goes. And an eye or a letter that stands alone stays at every
 * strength, although it is as small as a texture.
 */
#pragma once

#include "train/data/picture.h"
#include "train/filter/rtv.h"
#include "train/net/eme-train.h"

/* Computes EME's edge map of photo (3 channels, any size) into edges, height x
 * width x 1 in [0, 1]; free with train_image_clear (). EME needs multiples of 8
 * pixels, so the photo is extended by replicate padding. Returns FALSE and
 * SMOOTH_ERROR_NO_MEMORY. Thread-safe. */
gboolean train_teacher_find_edges (const TrainEme *eme,
                                   const TrainImage *photo,
                                   TrainImage *edges,
                                   GError **error);

/* Raises edges (height x width x 1) to 1 where photo has isolated marks of high
 * contrast (isolated-mark-detector.h). Thread-safe. */
void train_teacher_add_marks (const TrainImage *photo, TrainImage *edges);

/* Smooths photo (3 channels, any size, in [0, 1]) at each strength of the
 * teacher into smooth: smooth[k] is at strength (k + 1) / 4; clear each with
 * train_picture_clear (). eme: NULL to be guided by isolated marks alone.
 * Returns FALSE and SMOOTH_ERROR_NO_MEMORY; none is made then. Thread-safe;
 * about two seconds for 481 x 321 pixels on one core. */
gboolean train_teacher_smooth (const TrainEme *eme,
                               const TrainImage *photo,
                               TrainPicture smoothed[TRAIN_RTV_N_STRENGTHS],
                               GError **error);
