/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of texture-overlay.h: the pair that a texture and a structure make, and
 * that every texture has mean 0 and the standard deviation that is returned.
 */
#include "train/data/texture-overlay.h"

#include <math.h>

#include "train/data/jpeg-blocks.h"
#include "train/data/procedural-texture.h"
#include "support/tolerances.h"

#define SIDE 64
/* Sizes for fill_wave (). At scales of .35 to 1.1 its wave is 67 to 211 px
 * long. */
#define WAVE_SIDE 384
#define WAVE_PX 192
#define N_WAVES 12

static void
fill (TrainImage *image, double value)
{
  train_image_init (image, SIDE, SIDE, 3);
  for (gsize i = 0; i < train_image_size (image); i++)
    image->data[i] = (TrainReal) value;
}

/* Compares the formula with numbers computed by hand: structure, texture, sigma
 * and strength, then input and truth. */
static void
test_lay (void)
{
  static const double CASES[][6] = {
    { 0.5, 0.08, 0.04, 1, 0.58, 0.5 },     /* all of the texture is removed */
    { 0.5, 0.08, 0.04, 0.25, 0.58, 0.51 }, /* 0.035 of 0.04 are removed */
    { 0.5, -0.2, 0.28, 0.5, 0.3, 0.35 },   /* a quarter is removed */
    { 0.5, -0.2, 0.28, 1, 0.3, 0.4 },      /* half is removed */
    { 0.95, 0.2, 0.28, 1, 1, 1 },          /* both are clipped */
    { 0.1, -0.12, 0.14, 0.5, 0, 0.04 },    /* only the input is clipped */
    { 0.4, 0, 0, 0.5, 0.4, 0.4 },          /* no texture */
  };

  for (gsize k = 0; k < G_N_ELEMENTS (CASES); k++)
    {
      TrainImage structure, texture, input, truth;

      fill (&structure, CASES[k][0]);
      fill (&texture, CASES[k][1]);
      fill (&input, -1);
      fill (&truth, -1);
      train_texture_lay (&structure, &texture, CASES[k][2], CASES[k][3], &input,
                         &truth);
      for (gsize i = 0; i < train_image_size (&input); i++)
        {
          g_assert_cmpfloat (fabs ((double) input.data[i] - CASES[k][4]), <,
                             TEST_TOLERANCE_FLOAT);
          g_assert_cmpfloat (fabs ((double) truth.data[i] - CASES[k][5]), <,
                             TEST_TOLERANCE_FLOAT);
        }
      train_image_clear (&structure);
      train_image_clear (&texture);
      train_image_clear (&input);
      train_image_clear (&truth);
    }
}

/* Compares the faded texture with numbers computed by hand: structure, texture
 * and sigma, then the result. Textures fade where the structure is within 2.5
 * sigma of black or white. */
static void
test_keep_clear (void)
{
  static const double CASES[][4] = {
    { 0.5, 0.3, 0.1, 0.3 },    /* far from black and white */
    { 0.25, -0.2, 0.1, -0.2 }, /* just far enough */
    { 0.9, 0.2, 0.1, 0.08 },   /* 0.1 of 0.25 */
    { 0.05, 0.2, 0.1, 0.04 },  /* 0.05 of 0.25 */
    { 0.99, 0.2, 0.1, 0.008 }, /* near white: 0.01 of 0.25 */
    { 1, -0.2, 0.1, -0.2 },    /* white ground is clipped */
    { 0, 0.2, 0.1, 0.2 },      /* so is black ground */
    { 1, 0, 0, 0 },            /* no texture */
  };

  for (gsize k = 0; k < G_N_ELEMENTS (CASES); k++)
    {
      TrainImage structure, texture;

      fill (&structure, CASES[k][0]);
      fill (&texture, CASES[k][1]);
      train_texture_keep_clear (&structure, CASES[k][2], &texture);
      for (gsize i = 0; i < train_image_size (&texture); i++)
        g_assert_cmpfloat (fabs ((double) texture.data[i] - CASES[k][3]), <,
                           TEST_TOLERANCE_FLOAT);
      train_image_clear (&structure);
      train_image_clear (&texture);
    }
}

static void
measure (const TrainImage *image, double *mean, double *deviation)
{
  gsize n = train_image_size (image);
  double sum = 0, squares = 0;

  for (gsize i = 0; i < n; i++)
    {
      sum += (double) image->data[i];
      squares += (double) image->data[i] * (double) image->data[i];
    }
  *mean = sum / (double) n;
  *deviation = sqrt (squares / (double) n - *mean * *mean);
}

static void
test_procedural (void)
{
  TrainImage texture;

  train_image_init (&texture, SIDE, SIDE, 3);
  for (int k = 0; k < 20 * TRAIN_TEXTURE_N_KINDS; k++)
    {
      TrainRandom random;
      double mean, deviation;

      train_random_init (&random, 1, 0, (guint64) k, 0);
      train_procedural_texture_fill (
        &random, (TrainTextureKind) (k % TRAIN_TEXTURE_N_KINDS), &texture);
      measure (&texture, &mean, &deviation);
      g_assert_cmpfloat (fabs (mean), <, TEST_TOLERANCE_TEXTURE_MEAN);
      g_assert_cmpfloat (fabs (deviation - 1), <,
                         TEST_TOLERANCE_TEXTURE_DEVIATION);
    }
  train_image_clear (&texture);
}

/* No drawn texture is stronger than the returned value: limiting it to places
 * and weakening it in the dark only reduce it, and JPEG artefacts and residues
 * are measured. */
static void
test_draw (void)
{
  const TrainLoadedDataset nothing = { 0 };
  TrainImage structure, texture, coarse;
  int n_full = 0;

  fill (&structure, 0.55);
  train_image_init (&texture, SIDE, SIDE, 3);
  train_image_init (&coarse, SIDE, SIDE, 3);
  for (int k = 0; k < 200; k++)
    {
      TrainRandom random;
      double sigma, mean, deviation;

      train_random_init (&random, 1, 0, (guint64) k, 0);
      sigma = train_texture_draw (&nothing, &random, &structure, 1, &texture,
                                  &coarse);
      measure (&texture, &mean, &deviation);
      g_assert_cmpfloat (sigma, >=, 0);
      g_assert_cmpfloat (sigma, <=, 0.2);
      g_assert_cmpfloat (deviation, <=,
                         sigma * (1 + TEST_TOLERANCE_TEXTURE_DEVIATION)
                           + TEST_TOLERANCE_TEXTURE_MEAN);
      n_full += deviation >= sigma * 0.94;
    }
  g_assert_cmpint (n_full, >, 80);
  train_image_clear (&structure);
  train_image_clear (&texture);
  train_image_clear (&coarse);
}

/* A flat picture gives no JPEG artefacts; an edge gives artefacts within its
 * own block alone. */
static void
test_jpeg (void)
{
  TrainImage structure, texture;
  TrainRandom random;
  double mean, deviation, sigma;

  fill (&structure, 0);
  train_image_init (&texture, SIDE, SIDE, 3);
  train_random_init (&random, 2, 0, 0, 0);
  sigma = train_jpeg_blocks_draw (&random, &structure, &texture);
  g_assert_cmpfloat (sigma, <, TEST_TOLERANCE_FLOAT);
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      for (int c = 0; c < 3; c++)
        train_image_at (&structure, y, x)[c] = 2 * x + y > SIDE;
  sigma = train_jpeg_blocks_draw (&random, &structure, &texture);
  measure (&texture, &mean, &deviation);
  g_assert_cmpfloat (fabs (deviation - sigma), <, 0.1 * sigma);
  g_assert_cmpfloat (sigma, >, 0.005);
  g_assert_cmpfloat (fabs ((double) train_image_at (&texture, 63, 63)[0]), <,
                     TEST_TOLERANCE_FLOAT_SUM);
  train_image_clear (&structure);
  train_image_clear (&texture);
}

/* Makes a texture of the data set: a wave of WAVE_PX along x, which is too
 * coarse for a texture, under squares of 8 px, with the same standard
 * deviation. */
static void
fill_wave (TrainLoadedPicture *picture)
{
  *picture =
    (TrainLoadedPicture) { WAVE_SIDE, WAVE_SIDE, 3,
                           g_malloc ((gsize) WAVE_SIDE * WAVE_SIDE * 3) };
  for (int y = 0; y < WAVE_SIDE; y++)
    for (int x = 0; x < WAVE_SIDE; x++)
      for (int c = 0; c < 3; c++)
        picture->data[(y * WAVE_SIDE + x) * 3 + c] =
          (guint8) (128 + 56 * sin (2 * G_PI * x / WAVE_PX)
                    + ((x / 8 ^ y / 8) & 1 ? 40 : -40));
}

/* Returns the standard deviation of the means of squares of 12 px, which
 * measures variations that are too coarse for a texture. */
static double
measure_squares (const TrainImage *texture)
{
  const int side = 12, n = texture->width / side;
  double squares = 0;

  for (int i = 0; i < n; i++)
    for (int k = 0; k < n; k++)
      {
        double sum = 0;

        for (int y = 0; y < side; y++)
          for (int x = 0; x < side; x++)
            sum +=
              (double) train_image_at (texture, i * side + y, k * side + x)[0];
        squares += pow (sum / (side * side), 2);
      }
  return sqrt (squares / (n * n));
}

/* Variations coarser than 24 px are removed, however large the crop is. A grid
 * that grew with the crop would have squares of 48 px at 384 px, and leave the
 * wave. */
static void
test_coarse (void)
{
  static const int SIDES[] = { 96, 144, 320, 384, 640 };
  TrainLoadedPicture picture;
  const TrainLoadedDataset bank = { .n_textures = 1, .textures = &picture };
  double left[G_N_ELEMENTS (SIDES)] = { 0 };

  fill_wave (&picture);
  for (gsize k = 0; k < G_N_ELEMENTS (SIDES); k++)
    {
      TrainImage texture;

      train_image_init (&texture, SIDES[k], SIDES[k], 3);
      for (int i = 0; i < N_WAVES; i++)
        {
          TrainRandom random;

          train_random_init (&random, 3, 0, (guint64) i, 0);
          train_texture_draw_real (&bank, &random, &texture, NULL);
          left[k] += measure_squares (&texture) / N_WAVES;
        }
      train_image_clear (&texture);
      g_test_message ("%d px: %.3f", SIDES[k], left[k]);
    }
  g_free (picture.data);
  for (gsize k = 1; k < G_N_ELEMENTS (SIDES); k++)
    g_assert_cmpfloat (left[k], <, 1.15 * left[0]);
}

/* Returns the standard deviation of the waves in texture that have fx periods
 * per pixel along x. */
static double
measure_wave (const TrainImage *texture, double fx)
{
  double re = 0, im = 0;
  int n = texture->height * texture->width;

  for (int y = 0; y < texture->height; y++)
    for (int x = 0; x < texture->width; x++)
      {
        double value = (double) train_image_at (texture, y, x)[0];

        re += value * cos (2 * G_PI * fx * x);
        im += value * sin (2 * G_PI * fx * x);
      }
  return sqrt (2 * (re * re + im * im)) / n;
}

/* A wave of 6 px stays in the texture, one of 48 px goes into the coarse part,
 * one of 14 px is halved; nothing but the mean is lost. */
static void
test_split (void)
{
  static const double PERIODS[] = { 6, 14, 48 };
  const int side = 336; /* a multiple of all periods */
  TrainImage whole, texture, coarse;
  double rest = 0;

  train_image_init (&whole, side, side, 3);
  train_image_init (&texture, side, side, 3);
  train_image_init (&coarse, side, side, 3);
  for (gsize i = 0; i < train_image_size (&whole); i++)
    {
      double value = 0.4, x = (double) (i / 3 % side);

      for (gsize k = 0; k < G_N_ELEMENTS (PERIODS); k++)
        value += 0.1 * sin (2 * G_PI * x / PERIODS[k]);
      whole.data[i] = texture.data[i] = (TrainReal) value;
    }
  train_texture_split (14, &texture, &coarse);
  for (gsize i = 0; i < train_image_size (&whole); i++)
    rest = fmax (
      rest,
      fabs ((double) (whole.data[i] - texture.data[i] - coarse.data[i]) - 0.4));
  g_assert_cmpfloat (rest, <, 1e-3);
  g_assert_cmpfloat (measure_wave (&texture, 1 / 6.), >, 0.95 * 0.1 / G_SQRT2);
  g_assert_cmpfloat (fabs (measure_wave (&texture, 1 / 14.) * G_SQRT2 - 0.05),
                     <, 0.003);
  g_assert_cmpfloat (measure_wave (&texture, 1 / 48.), <, 0.1 * 0.1);
  g_assert_cmpfloat (measure_wave (&coarse, 1 / 48.), >, 0.9 * 0.1 / G_SQRT2);
  train_image_clear (&whole);
  train_image_clear (&texture);
  train_image_clear (&coarse);
}

/* A real texture is drawn in two parts, the fine one and, in an image of its
 * own, the coarse one. The deviation of the coarse part is limited. */
static void
test_coarse_part (void)
{
  TrainLoadedPicture picture;
  const TrainLoadedDataset bank = { .n_textures = 1, .textures = &picture };
  TrainImage structure, texture, coarse;
  int n_coarse = 0;

  fill_wave (&picture);
  train_image_init (&structure, 144, 144, 3);
  train_image_init (&texture, 144, 144, 3);
  train_image_init (&coarse, 144, 144, 3);
  for (int k = 0; k < 60; k++)
    {
      TrainRandom random;
      double mean, deviation;

      train_random_init (&random, 4, 0, (guint64) k, 0);
      train_texture_draw (&bank, &random, &structure, 1, &texture, &coarse);
      measure (&coarse, &mean, &deviation);
      g_assert_cmpfloat (fabs (mean), <, 1e-4);
      g_assert_cmpfloat (deviation, <=, 0.1001);
      n_coarse += deviation > 0.01;
    }
  g_assert_cmpint (n_coarse, >, 20);
  g_free (picture.data);
  train_image_clear (&structure);
  train_image_clear (&texture);
  train_image_clear (&coarse);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/texture-overlay/lay", test_lay);
  g_test_add_func ("/train/texture-overlay/keep-clear", test_keep_clear);
  g_test_add_func ("/train/texture-overlay/procedural", test_procedural);
  g_test_add_func ("/train/texture-overlay/draw", test_draw);
  g_test_add_func ("/train/texture-overlay/jpeg", test_jpeg);
  g_test_add_func ("/train/texture-overlay/coarse", test_coarse);
  g_test_add_func ("/train/texture-overlay/split", test_split);
  g_test_add_func ("/train/texture-overlay/coarse-part", test_coarse_part);
  return g_test_run ();
}
