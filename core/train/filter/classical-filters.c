/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of classical filters, see classical-filters.h. */
#include "train/filter/classical-filters.h"

#include <string.h>

#include "train/filter/opencv.h"
#include "train/filter/pyramid-texture.h"
#include "train/filter/rtv.h"

#define RTV_ROUNDS 4
#define PYRAMID_SIGMA_S 5

/* Smooths image at one setting of a filter; the result is stored in smooth,
 * which is made. */
typedef gboolean (*SmoothFunc) (const TrainMethodSettings *settings,
                                const TrainImage *image,
                                TrainImage *smooth,
                                GError **error);

/* Calls func for each setting. RTV and Pyramid Texture Filtering, which smooth
 * at one setting at a time, implement TrainMethodFunc with it.
 */
static gboolean
run_at_all_settings (SmoothFunc func,
                     const TrainPicture *input,
                     int n_settings,
                     const TrainMethodSettings *settings,
                     TrainPicture *smooth,
                     GError **error)
{
  TrainImage image;
  gboolean good = TRUE;

  memset (smooth, 0, n_settings * sizeof *smooth);
  train_picture_to_image (input, &image);
  for (int i = 0; good && i < n_settings; i++)
    {
      TrainImage result = { 0 };

      good = func (&settings[i], &image, &result, error)
             && train_picture_from_image (&result, &smooth[i], error);
      train_image_clear (&result);
    }
  train_image_clear (&image);
  if (!good)
    for (int i = 0; i < n_settings; i++)
      train_picture_clear (&smooth[i]);
  return good;
}

static gboolean
smooth_rtv (const TrainMethodSettings *settings,
            const TrainImage *image,
            TrainImage *smooth,
            GError **error)
{
  TrainRtv rtv = { settings->values[0], settings->values[1], RTV_ROUNDS,
                   FALSE };

  return train_rtv_smooth (&rtv, image, NULL, smooth, error);
}

static gboolean
run_rtv (const TrainMethod *method,
         int thread,
         const TrainPicture *input,
         int n_settings,
         const TrainMethodSettings *settings,
         TrainPicture *smooth,
         GError **error)
{
  (void) method;
  (void) thread;
  return run_at_all_settings (smooth_rtv, input, n_settings, settings, smooth,
                              error);
}

static gboolean
smooth_pyramid (const TrainMethodSettings *settings,
                const TrainImage *image,
                TrainImage *smooth,
                GError **error)
{
  TrainPyramidTexture pyramid = { PYRAMID_SIGMA_S, settings->values[0],
                                  (int) settings->values[1] };

  (void) error;
  train_pyramid_texture (&pyramid, image, smooth);
  return TRUE;
}

static gboolean
run_pyramid (const TrainMethod *method,
             int thread,
             const TrainPicture *input,
             int n_settings,
             const TrainMethodSettings *settings,
             TrainPicture *smooth,
             GError **error)
{
  (void) method;
  (void) thread;
  return run_at_all_settings (smooth_pyramid, input, n_settings, settings,
                              smooth, error);
}

/* clang-format off */
const TrainMethod TRAIN_FILTERS[] = {
  { .name = "RTV", .id = "rtv 1",
    .axes = { { "lambda", 7, { .0006, .0012, .002, .0035, .005, .01, .02 },
                FALSE, FALSE, 1e-5, 1 },
              { "sigma", 4, { 1.5, 2, 3, 4 }, FALSE, FALSE, 0.5, 16 } },
    .run = run_rtv },
  { .name = "Pyramid Texture Filtering", .id = "pyramid-texture 1",
    .axes = { { "sigma_r", 3, { .03, .05, .08 }, FALSE, FALSE, 0.005, 0.5 },
              { "levels", 4, { 2, 3, 4, 7 }, FALSE, TRUE, 2, 11 } },
    .run = run_pyramid },
  { .name = "L0", .id = "l0",
    .axes = { { "lambda", 3, { .01, .02, .04 }, FALSE, FALSE, 1e-4, 1 },
              { NULL, 1, { 0 }, TRUE, FALSE, 0, 0 } },
    .run = train_opencv_run },
  { .name = "rolling guidance", .id = "rolling-guidance",
    .axes = { { "sigma_c", 3, { .05, .1, .2 }, FALSE, FALSE, 0.005, 1 },
              { "sigma_s", 3, { 2, 3, 4 }, FALSE, FALSE, 0.5, 16 } },
    .run = train_opencv_run },
  { .name = "guided", .id = "guided",
    .axes = { { "r", 3, { 3, 5, 8 }, FALSE, TRUE, 1, 32 },
              { "eps", 3, { .003, .01, .03 }, FALSE, FALSE, 1e-5, 1 } },
    .run = train_opencv_run },
  { .name = "bilateral", .id = "bilateral",
    .axes = { { "sigma_c", 3, { .1, .2, .3 }, FALSE, FALSE, 0.005, 2 },
              { "sigma_s", 2, { 2, 4 }, FALSE, FALSE, 0.5, 16 } },
    .run = train_opencv_run },
  { .name = "fast global smoother", .id = "fast-global",
    .axes = { { "lambda", 2, { 100, 900 }, FALSE, FALSE, 1, 1e5 },
              { "sigma", 3, { 5, 10, 20 }, FALSE, FALSE, 0.5, 160 } },
    .run = train_opencv_run },
  { .name = "domain transform", .id = "domain-transform",
    .axes = { { "sigma_s", 2, { 5, 20 }, FALSE, FALSE, 0.5, 320 },
              { "sigma_c", 3, { 20, 50, 90 }, FALSE, FALSE, 1, 500 } },
    .run = train_opencv_run },
  { .name = "bilateral texture", .id = "bilateral-texture",
    .axes = { { "r", 3, { 2, 3, 4 }, FALSE, TRUE, 1, 16 },
              { "iterations", 2, { 1, 3 }, FALSE, TRUE, 1, 10 } },
    .run = train_opencv_run },
};
/* clang-format on */

const int TRAIN_N_FILTERS = G_N_ELEMENTS (TRAIN_FILTERS);

gboolean
train_filter_is_opencv (const TrainMethod *method)
{
  return method->run == train_opencv_run;
}
