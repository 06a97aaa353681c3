/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joins pictures into one, see mosaic.h. */
#include "train/evaluate/mosaic.h"

#include <string.h>

#define GAP_PX 4
#define N_CHANNELS 3
#define WHITE 255

static void
paste (TrainPicture *sheet, const TrainPicture *picture, int top, int left)
{
  for (int y = 0; y < picture->height; y++)
    memcpy (sheet->rgb + ((gsize) (top + y) * sheet->width + left) * N_CHANNELS,
            picture->rgb + (gsize) y * picture->width * N_CHANNELS,
            (gsize) picture->width * N_CHANNELS);
}

gboolean
train_mosaic_save (const TrainPicture *pictures,
                   int n_rows,
                   int n_columns,
                   const char *file,
                   GError **error)
{
  g_auto (TrainPicture) sheet = { 0 };
  int height = 1;
  int width = 1;

  for (int i = 0; i < n_rows * n_columns; i++)
    {
      height = MAX (height, pictures[i].height);
      width = MAX (width, pictures[i].width);
    }
  if (!train_picture_init (&sheet, n_rows * (height + GAP_PX) - GAP_PX,
                           n_columns * (width + GAP_PX) - GAP_PX, error))
    return FALSE;
  memset (sheet.rgb, WHITE, (gsize) sheet.height * sheet.width * N_CHANNELS);
  for (int i = 0; i < n_rows * n_columns; i++)
    if (pictures[i].rgb != NULL)
      paste (&sheet, &pictures[i], i / n_columns * (height + GAP_PX),
             i % n_columns * (width + GAP_PX));
  return train_picture_save (&sheet, file, error);
}
