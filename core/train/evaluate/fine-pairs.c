/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes pairs with fine textures alone, see fine-pairs.h. */
#include "train/evaluate/fine-pairs.h"

#include <smooth/error.h>

#include "train/base/blur.h"
#include "train/base/stop.h"
#include "train/evaluate/pair-files.h"

gboolean
train_fine_pairs_make (const TrainPicture *input,
                       const TrainPicture *truth,
                       TrainPicture *fine,
                       GError **error)
{
  TrainImage texture, structure, coarse;
  gboolean is_made;

  train_picture_to_image (input, &texture);
  train_picture_to_image (truth, &structure);
  for (gsize i = 0; i < train_image_size (&texture); i++)
    texture.data[i] -= structure.data[i];
  train_blur (&texture, TRAIN_FINE_PAIRS_SIGMA_PX, &coarse);
  for (gsize i = 0; i < train_image_size (&texture); i++)
    structure.data[i] += texture.data[i] - coarse.data[i];
  is_made = train_picture_from_image (&structure, fine, error);
  train_image_clear (&texture);
  train_image_clear (&structure);
  train_image_clear (&coarse);
  return is_made;
}

static gboolean
save (const TrainPicture *picture,
      const char *out,
      const char *name,
      const char *end,
      GError **error)
{
  g_autofree char *base = g_strconcat (name, end, ".png", NULL);
  g_autofree char *file = g_build_filename (out, base, NULL);

  return train_picture_save (picture, file, error);
}

gboolean
train_fine_pairs_save (const TrainTestPairs *set,
                       const char *out,
                       GError **error)
{
  for (int i = 0; i < set->n_pairs; i++)
    {
      g_auto (TrainPicture) fine = { 0 };

      if (train_stop_is_wanted ())
        {
          g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                               "stopped; the same command begins anew");
          return FALSE;
        }
      if (!train_fine_pairs_make (&set->inputs[i], &set->truths[i], &fine,
                                  error)
          || !save (&fine, out, set->names[i], TRAIN_PAIR_INPUT_END, error)
          || !save (&set->truths[i], out, set->names[i], TRAIN_PAIR_TRUTH_END,
                    error))
        return FALSE;
    }
  return TRUE;
}
