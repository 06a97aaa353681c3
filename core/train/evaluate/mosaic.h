/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mosaics: several pictures joined into one, for people to look at. */
#pragma once

#include "train/data/picture.h"

/* Saves n_rows x n_columns pictures, given row by row, as one picture in file.
 * Every cell has the size of the largest picture; cells are 4 px apart on
 * white, and a picture whose rgb is NULL leaves its cell white. Returns FALSE
 * and SMOOTH_ERROR_IO or SMOOTH_ERROR_NO_MEMORY. */
gboolean train_mosaic_save (const TrainPicture *pictures,
                            int n_rows,
                            int n_columns,
                            const char *file,
                            GError **error);
