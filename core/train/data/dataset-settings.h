/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the settings of a data set in its folder, in the file settings.txt
 * (base/settings.h): the teacher's constants, the picture sizes and the
 * checksum of EME's weights. The command `extend` adds to an existing data set
 * only if it would make every file in it exactly as it is.
 */
#pragma once

#include "train/data/dataset-build.h"

/* Makes the folder options->out with its settings.txt if it holds no data set
 * yet, otherwise compares the settings there with options. Returns FALSE and
 * SMOOTH_ERROR_IO, or SMOOTH_ERROR_UNSUPPORTED if the settings differ (the
 * message names the first difference) or if there is a data set without
 * settings.txt. */
gboolean train_dataset_settings_ensure (const TrainDatasetOptions *options,
                                        GError **error);
