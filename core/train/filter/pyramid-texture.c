/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pyramid Texture Filtering, see pyramid-texture.h. Pictures are stored as
 * three planes of floats: the innermost loop handles SPAN neighbouring pixels
 * of a row, which the compiler turns into vector instructions.
 */
#include "train/filter/pyramid-texture.h"

#include <math.h>
#include <string.h>

#define N_CHANNELS 3
#define FACTOR 0.8
#define MIN_SIDE_PX 8
#define BLUR_RADIUS 2
#define WINDOW_SIGMAS 1.5
#define SPAN 16

/* The bilateral weight is a Gaussian. Its exp (x) is computed as (1 + x /
 * 256)^256, whose relative error is about x^2 / 512.
 */
#define EXP_POWER 256

/* A picture as three planes, one for each channel, with a margin of this many
 * pixels on all sides. Each row ends with SPAN unused values, so that a whole
 * span may be read anywhere in the picture. */
typedef struct
{
  int height, width, margin;
  gsize stride, plane;
  float *data;
} Planes;

static void
planes_init (Planes *planes, int height, int width, int margin)
{
  planes->height = height;
  planes->width = width;
  planes->margin = margin;
  planes->stride = (gsize) width + 2 * margin + SPAN;
  planes->plane = planes->stride * (height + 2 * margin);
  planes->data = g_new0 (float, planes->plane *N_CHANNELS);
}

static void
planes_clear (Planes *planes)
{
  g_free (planes->data);
  planes->data = NULL;
}

static float *
get_row (const Planes *planes, int c, int y)
{
  return planes->data + c * planes->plane
         + (y + planes->margin) * planes->stride + planes->margin;
}

/* Fills the margin by replicate padding. */
static void
pad_border (Planes *planes)
{
  int margin = planes->margin;

  for (int c = 0; c < N_CHANNELS; c++)
    {
      for (int y = 0; y < planes->height; y++)
        {
          float *row = get_row (planes, c, y);

          for (int x = 1; x <= margin; x++)
            {
              row[-x] = row[0];
              row[planes->width - 1 + x] = row[planes->width - 1];
            }
        }
      for (int y = 1; y <= margin; y++)
        {
          memcpy (get_row (planes, c, -y) - margin,
                  get_row (planes, c, 0) - margin,
                  planes->stride * sizeof (float));
          memcpy (get_row (planes, c, planes->height - 1 + y) - margin,
                  get_row (planes, c, planes->height - 1) - margin,
                  planes->stride * sizeof (float));
        }
    }
}

/* Makes copy, a copy of planes with a margin of its own, which is filled by
 * replicate padding. */
static void
planes_copy (const Planes *planes, int margin, Planes *copy)
{
  planes_init (copy, planes->height, planes->width, margin);
  for (int c = 0; c < N_CHANNELS; c++)
    for (int y = 0; y < planes->height; y++)
      memcpy (get_row (copy, c, y), get_row (planes, c, y),
              planes->width * sizeof (float));
  pad_border (copy);
}

/* Adds sign * from to the picture to. */
static void
planes_add (Planes *to, const Planes *from, float sign)
{
  for (int c = 0; c < N_CHANNELS; c++)
    for (int y = 0; y < to->height; y++)
      {
        float *row = get_row (to, c, y);
        const float *added = get_row (from, c, y);

        for (int x = 0; x < to->width; x++)
          row[x] += sign * added[x];
      }
}

/* Makes result, planes resized to height x width by bilinear interpolation,
 * where the centre of pixel i lies at i + 0.5. */
static void
resize (const Planes *planes, int height, int width, Planes *result)
{
  double step_y = (double) planes->height / height;
  double step_x = (double) planes->width / width;

  planes_init (result, height, width, 0);
  for (int c = 0; c < N_CHANNELS; c++)
    for (int y = 0; y < height; y++)
      {
        double at_y = CLAMP ((y + 0.5) * step_y - 0.5, 0, planes->height - 1);
        int y0 = MIN ((int) at_y, MAX (planes->height - 2, 0));
        const float *upper = get_row (planes, c, y0);
        const float *lower =
          get_row (planes, c, MIN (y0 + 1, planes->height - 1));
        float *row = get_row (result, c, y);

        for (int x = 0; x < width; x++)
          {
            double at_x =
              CLAMP ((x + 0.5) * step_x - 0.5, 0, planes->width - 1);
            int x0 = MIN ((int) at_x, MAX (planes->width - 2, 0));
            int x1 = MIN (x0 + 1, planes->width - 1);
            double fx = at_x - x0;
            double fy = at_y - y0;

            row[x] = (float) ((1 - fy) * ((1 - fx) * upper[x0] + fx * upper[x1])
                              + fy * ((1 - fx) * lower[x0] + fx * lower[x1]));
          }
      }
}

/* Makes result, planes convolved with a 5 x 5 Gaussian of sigma 1. */
static void
blur (const Planes *planes, Planes *result)
{
  float weights[2 * BLUR_RADIUS + 1];
  float sum = 0;
  Planes padded;

  for (int k = -BLUR_RADIUS; k <= BLUR_RADIUS; k++)
    sum += weights[k + BLUR_RADIUS] = (float) exp (-k * k / 2.0);
  planes_copy (planes, BLUR_RADIUS, &padded);
  planes_init (result, planes->height, planes->width, 0);
  for (int c = 0; c < N_CHANNELS; c++)
    for (int y = 0; y < planes->height; y++)
      for (int x = 0; x < planes->width; x++)
        {
          float value = 0;

          for (int dy = -BLUR_RADIUS; dy <= BLUR_RADIUS; dy++)
            for (int dx = -BLUR_RADIUS; dx <= BLUR_RADIUS; dx++)
              value += weights[dy + BLUR_RADIUS] * weights[dx + BLUR_RADIUS]
                       * get_row (&padded, c, y + dy)[x + dx];
          get_row (result, c, y)[x] = value / (sum * sum);
        }
  planes_clear (&padded);
}

typedef struct
{
  /* A pixel of the bilateral filter's window: its distance from the middle of
   * the window, and its spatial weight. */
  int dx, dy;
  float weight;
} Offset;

/* The inputs of a joint bilateral filter. It averages pixels of picture, with
 * weights that depend on how similar the pixels of guide are. Both have a
 * margin for the window. */
typedef struct
{
  Planes picture, guide;
  Offset *offsets;
  int n_offsets;
  /* The factor of a squared colour difference in the range weight (see
   * EXP_POWER): 1 / (2 sigma_r^2 EXP_POWER), sigma_r being the range sigma. */
  float range;
} Bilateral;

static void
bilateral_init (Bilateral *bilateral,
                const Planes *picture,
                const Planes *guide,
                double sigma_s,
                double sigma_r)
{
  int radius = MAX (1, (int) rint (WINDOW_SIGMAS * sigma_s));

  planes_copy (picture, radius, &bilateral->picture);
  planes_copy (guide, radius, &bilateral->guide);
  bilateral->range = (float) (1 / (2 * sigma_r * sigma_r * EXP_POWER));
  bilateral->offsets = g_new (Offset, (2 * radius + 1) * (2 * radius + 1));
  bilateral->n_offsets = 0;
  for (int dy = -radius; dy <= radius; dy++)
    for (int dx = -radius; dx <= radius; dx++)
      if (dx * dx + dy * dy <= radius * radius)
        bilateral->offsets[bilateral->n_offsets++] = (Offset) {
          dx, dy, (float) exp (-(dx * dx + dy * dy) / (2 * sigma_s * sigma_s))
        };
}

static void
bilateral_clear (Bilateral *bilateral)
{
  planes_clear (&bilateral->picture);
  planes_clear (&bilateral->guide);
  g_free (bilateral->offsets);
}

static inline float
to_the_256 (float x)
{
  x *= x;
  x *= x;
  x *= x;
  x *= x;
  x *= x;
  x *= x;
  x *= x;
  return x * x;
}

/* For each pixel of a span: the sum of the weights, and the weighted sums of
 * the three channels. */
typedef struct
{
  float weight[SPAN], value[N_CHANNELS][SPAN];
} Sums;

/* Adds one pixel of the window, the one at this offset from the middle, to the
 * sums of each pixel of the span that starts at (x, y). */
static void
add_offset (
  const Bilateral *bilateral, const Offset *offset, int y, int x, Sums *sums)
{
  const float *here[N_CHANNELS], *there[N_CHANNELS], *values[N_CHANNELS];
  float range = bilateral->range;
  float near = offset->weight;

  for (int c = 0; c < N_CHANNELS; c++)
    {
      here[c] = get_row (&bilateral->guide, c, y) + x;
      there[c] =
        get_row (&bilateral->guide, c, y + offset->dy) + x + offset->dx;
      values[c] =
        get_row (&bilateral->picture, c, y + offset->dy) + x + offset->dx;
    }
  for (int i = 0; i < SPAN; i++)
    {
      float d0 = here[0][i] - there[0][i];
      float d1 = here[1][i] - there[1][i];
      float d2 = here[2][i] - there[2][i];
      float base = 1 - (d0 * d0 + d1 * d1 + d2 * d2) * range;
      float weight = near * to_the_256 (base > 0 ? base : 0);

      sums->weight[i] += weight;
      sums->value[0][i] += weight * values[0][i];
      sums->value[1][i] += weight * values[1][i];
      sums->value[2][i] += weight * values[2][i];
    }
}

/* Makes result: picture, filtered by the joint bilateral filter with this
 * guide, spatial sigma sigma_s and range sigma sigma_r. */
static void
filter_jointly (const Planes *picture,
                const Planes *guide,
                double sigma_s,
                double sigma_r,
                Planes *result)
{
  Bilateral bilateral;

  bilateral_init (&bilateral, picture, guide, sigma_s, sigma_r);
  planes_init (result, picture->height, picture->width, 0);
  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x += SPAN)
      {
        Sums sums = { 0 };

        for (int k = 0; k < bilateral.n_offsets; k++)
          add_offset (&bilateral, &bilateral.offsets[k], y, x, &sums);
        for (int c = 0; c < N_CHANNELS; c++)
          for (int i = 0; i < MIN (SPAN, picture->width - x); i++)
            get_row (result, c, y)[x + i] = sums.value[c][i] / sums.weight[i];
      }
  bilateral_clear (&bilateral);
}

/* Computes the smoothed picture R_l at level l of the pyramid from R_(l + 1),
 * that of the next coarser level, by the formulas in pyramid-texture.h. gauss
 * and coarse_gauss: the Gaussian pyramid G_l and G_(l + 1). result: R_(l + 1)
 * before the call, R_l after it. */
static void
refine_level (const Planes *gauss,
              const Planes *coarse_gauss,
              double sigma_s,
              double sigma_r,
              Planes *result)
{
  Planes up, joined, detail, filtered;

  resize (result, gauss->height, gauss->width, &up);
  filter_jointly (&up, gauss, sigma_s, sigma_r, &joined);
  planes_clear (&up);
  resize (coarse_gauss, gauss->height, gauss->width, &up);
  planes_copy (gauss, 0, &detail);
  planes_add (&detail, &up, -1);
  filter_jointly (&detail, &joined, sigma_s, sigma_r, &filtered);
  planes_add (&joined, &filtered, 1);
  planes_clear (result);
  filter_jointly (&joined, &joined, sigma_s, sigma_r, result);
  planes_clear (&up);
  planes_clear (&joined);
  planes_clear (&detail);
  planes_clear (&filtered);
}

static void
from_image (const TrainImage *image, Planes *planes)
{
  planes_init (planes, image->height, image->width, 0);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      for (int c = 0; c < N_CHANNELS; c++)
        get_row (planes, c, y)[x] = (float) train_image_at (image, y, x)[c];
}

/* Builds the Gaussian pyramid in levels: each level is the one before, blurred
 * and scaled down. There are n_levels, or fewer if the photo is too small;
 * returns how many. */
static int
make_pyramid (const TrainImage *photo, int n_levels, Planes *levels)
{
  int n = 1;

  from_image (photo, &levels[0]);
  for (; n < n_levels; n++)
    {
      int height = (int) rint (levels[n - 1].height * FACTOR);
      int width = (int) rint (levels[n - 1].width * FACTOR);
      Planes blurred;

      if (MIN (height, width) < MIN_SIDE_PX)
        break;
      blur (&levels[n - 1], &blurred);
      resize (&blurred, height, width, &levels[n]);
      planes_clear (&blurred);
    }
  return n;
}

void
train_pyramid_texture (const TrainPyramidTexture *settings,
                       const TrainImage *photo,
                       TrainImage *smooth)
{
  g_autofree Planes *levels = g_new0 (Planes, settings->n_levels);
  int n_levels = make_pyramid (photo, settings->n_levels, levels);
  Planes result;

  planes_copy (&levels[n_levels - 1], 0, &result);
  for (int l = n_levels - 2; l >= 0; l--)
    refine_level (&levels[l], &levels[l + 1],
                  settings->sigma_s * pow (FACTOR, l), settings->sigma_r,
                  &result);
  train_image_init (smooth, photo->height, photo->width, N_CHANNELS);
  for (int y = 0; y < photo->height; y++)
    for (int x = 0; x < photo->width; x++)
      for (int c = 0; c < N_CHANNELS; c++)
        train_image_at (smooth, y, x)[c] = get_row (&result, c, y)[x];
  planes_clear (&result);
  for (int l = 0; l < n_levels; l++)
    planes_clear (&levels[l]);
}
