/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies relative total variation, guided by EME's edges and by isolated
 * marks; see teacher.h. */
#include "train/data/teacher.h"

#include "base/round.h"
#include "train/data/isolated-mark-detector.h"

/* EME accepts only heights and widths that are multiples of this. */
#define EME_MULTIPLE 8

gboolean
train_teacher_find_edges (const TrainEme *eme,
                          const TrainImage *photo,
                          TrainImage *edges,
                          GError **error)
{
  g_autoptr (TrainEmeActivations) state = train_eme_activations_new ();
  const TrainImage *map;
  TrainImage padded;
  gboolean is_done;

  train_image_init (&padded, smooth_round_up (photo->height, EME_MULTIPLE),
                    smooth_round_up (photo->width, EME_MULTIPLE),
                    photo->channels);
  for (int y = 0; y < padded.height; y++)
    for (int x = 0; x < padded.width; x++)
      for (int c = 0; c < photo->channels; c++)
        train_image_at (&padded, y, x)[c] = train_image_at (
          photo, MIN (y, photo->height - 1), MIN (x, photo->width - 1))[c];
  is_done = train_eme_forward (eme, state, &padded, TRAIN_EME_EDGES, error);
  train_image_clear (&padded);
  if (!is_done)
    return FALSE;
  map = train_eme_get_edges (state);
  train_image_init (edges, photo->height, photo->width, 1);
  for (int y = 0; y < photo->height; y++)
    for (int x = 0; x < photo->width; x++)
      *train_image_at (edges, y, x) = *train_image_at (map, y, x);
  return TRUE;
}

void
train_teacher_add_marks (const TrainImage *photo, TrainImage *edges)
{
  TrainImage marks;

  train_isolated_marks_find (photo, &marks);
  for (gsize i = 0; i < train_image_size (edges); i++)
    edges->data[i] = MAX (edges->data[i], marks.data[i]);
  train_image_clear (&marks);
}

gboolean
train_teacher_smooth (const TrainEme *eme,
                      const TrainImage *photo,
                      TrainPicture smoothed[TRAIN_RTV_N_STRENGTHS],
                      GError **error)
{
  TrainImage guide = { 0 };
  gboolean is_done =
    eme == NULL || train_teacher_find_edges (eme, photo, &guide, error);
  int n_done = 0;

  if (eme == NULL)
    train_image_init (&guide, photo->height, photo->width, 1);
  if (is_done)
    train_teacher_add_marks (photo, &guide);
  while (is_done && n_done < TRAIN_RTV_N_STRENGTHS)
    {
      TrainImage smooth = { 0 };

      is_done = train_rtv_smooth (&TRAIN_RTV_STRENGTHS[n_done], photo, &guide,
                                  &smooth, error)
                && train_picture_from_image (&smooth, &smoothed[n_done], error);
      train_image_clear (&smooth);
      n_done += is_done;
    }
  for (int k = 0; k < n_done && !is_done; k++)
    train_picture_clear (&smoothed[k]);
  train_image_clear (&guide);
  return is_done;
}
