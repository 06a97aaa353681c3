/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenCV's filters. The Python program core/train/filter/filters.py computes
 * them as a child process, which gets pictures as files.
 */
#pragma once

#include "train/filter/smoothing-method.h"

/* Returns whether program, the path of filters.py, can be run and finds OpenCV
 * with its contributed modules; if not, FALSE and SMOOTH_ERROR_UNSUPPORTED with
 * the reason. Takes about a second. */
gboolean train_opencv_check (const char *program, GError **error);

/* Returns the SHA-256 of the file program, in hexadecimal. It goes into the
 * field program_id of methods (smoothing-method.h), so that cached measurements
 * are not used after the program has changed. Returns "" if program cannot be
 * read. Free with g_free (). */
char *train_opencv_make_id (const char *program);

/* The function run (TrainMethodFunc) of methods that use OpenCV. method's id is
 * the name of a filter that the Python program knows, and its data is the
 * program's path. One child process computes all settings. Returns FALSE and
 * SMOOTH_ERROR_IO, with what the child wrote to stderr, or SMOOTH_ERROR_SHAPE
 * if a result has another size than input. Thread-safe. */
gboolean train_opencv_run (const TrainMethod *method,
                           int thread,
                           const TrainPicture *input,
                           int n_settings,
                           const TrainMethodSettings *settings,
                           TrainPicture *smooth,
                           GError **error);
