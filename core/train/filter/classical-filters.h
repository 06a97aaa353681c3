/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classical smoothing filters that the networks are compared with, and the
 * grids on which their best settings are searched for.
 */
#pragma once

#include "train/filter/smoothing-method.h"

/* The table of filters. RTV and Pyramid Texture Filtering are computed by rtv.c
 * and pyramid-texture.c, the others by OpenCV (opencv.h). The methods that use
 * OpenCV need the path of the Python program in their field data: to use one,
 * copy it and set data. */
extern const TrainMethod TRAIN_FILTERS[];
extern const int TRAIN_N_FILTERS;

/* Returns whether method uses OpenCV. */
gboolean train_filter_is_opencv (const TrainMethod *method);
