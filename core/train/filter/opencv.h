/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenCV's filters. The Python program core/train/filter/filters.py computes
 * them as a child process, which gets pictures as files.
 */
#pragma once

#include "train/filter/smoothing-method.h"

/* Returns whether program (a path) can be run and finds OpenCV with its
 * contributed modules; if not, FALSE and SMOOTH_ERROR_UNSUPPORTED with the
 * reason. Takes about a second. */
gboolean train_opencv_check (const char *program, GError **error);

/* Returns the SHA-256 of program, in hexadecimal, as the program_id of methods
 * (smoothing-method.h); "" if program cannot be read. Free with g_free (). */
char *train_opencv_make_id (const char *program);

/* Implements TrainMethodFunc for methods whose id is the name of a filter of
 * the program and whose data is the program's path. One child process computes
 * all settings. Returns FALSE and SMOOTH_ERROR_IO, with what the child wrote to
 * stderr, or SMOOTH_ERROR_SHAPE if a result has another size. Thread-safe. */
gboolean train_opencv_run (const TrainMethod *method,
                           int thread,
                           const TrainPicture *input,
                           int n_settings,
                           const TrainMethodSettings *settings,
                           TrainPicture *smooth,
                           GError **error);
