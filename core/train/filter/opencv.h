/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenCV's filters by a program in Python, core/train/filter/filters.py, which is
 * run as a child and given pictures in files.
 */
#pragma once

#include "train/evaluate/method.h"

/* Whether program (a path) runs here and finds OpenCV with its contributed
 * modules; if not, an error (UNSUPPORTED) that says why. About a second. */
gboolean train_opencv_check (const char *program, GError **error);

/* The run of methods whose id the program knows and whose data is the program's
 * path. One child for all settings. Errors: IO, naming what the child said. */
gboolean train_opencv_run (const TrainMethod *method,
                           int thread,
                           const TrainPicture *input,
                           int n_settings,
                           const TrainSettings *settings,
                           TrainPicture *smooth,
                           GError **error);
