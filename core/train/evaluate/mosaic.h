/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets: pictures of one size side by side, to be looked at. */
#pragma once

#include "train/data/picture.h"

/* Writes n_rows x n_columns pictures (row by row; those with rgb NULL stay
 * white) as one picture; they are laid out in cells of the largest one's size,
 * 4 px apart on white. Errors: as train_picture_save, NO_MEMORY. */
gboolean train_mosaic_save (const TrainPicture *pictures,
                            int n_rows,
                            int n_columns,
                            const char *file,
                            GError **error);
