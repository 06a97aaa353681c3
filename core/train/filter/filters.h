/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classical filters that ours is compared with, and the grids in which
 * their best settings are looked for.
 */
#pragma once

#include "train/evaluate/method.h"

/* RTV and Pyramid Texture Filtering are computed here, the others by OpenCV
 * (opencv.h), whose program's path is the data of their methods: copy the
 * method and set it. */
extern const TrainMethod TRAIN_FILTERS[];
extern const int TRAIN_N_FILTERS;

/* Whether method needs OpenCV. */
gboolean train_filter_is_opencv (const TrainMethod *method);
