/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that samples outside [0, 1] are smoothed like others: which part of a
 * texture is removed, whether hues stay, negative samples, edges. What must
 * stay to the bit is tested in engine-hdr-bits.c.
 */
#include <math.h>

#include "unit/engine-support.h"
#include "support/tolerances.h"

#define SIDE_PX 96
#define MARGIN_PX 16

/* Encodes a linear value by the sRGB curve, which is continued above white. */
static float
encode (double linear)
{
  return linear > 0.003130804954 ? 1.055 * pow (linear, 1 / 2.4) - 0.055
                                 : 12.92 * linear;
}

/* The kinds of texture, each with mean 1. */
typedef enum
{
  TEXTURE_GRAIN,   /* the same noise in all channels */
  TEXTURE_COLOURS, /* different noise in each channel */
  TEXTURE_CHECKER, /* a checkerboard with squares of 2 px */
  N_TEXTURES
} Texture;

static double
draw_texture (Fixture *fixture, Texture texture, int x, int y)
{
  if (texture == TEXTURE_CHECKER)
    return 1 + 0.2 * ((x / 2 + y / 2) % 2 * 2 - 1);
  return 1 + g_rand_double_range (fixture->rand, -0.25, 0.25);
}

/* Makes a picture of one colour, in linear light, multiplied by a texture and
 * by exposure. */
static Picture
new_textured (Fixture *fixture,
              Texture texture,
              const double colour[3],
              double exposure)
{
  Picture picture = picture_new (SIDE_PX, SIDE_PX, 3);
  float *pixel = picture.from.pixels;

  for (int y = 0; y < SIDE_PX; y++)
    for (int x = 0; x < SIDE_PX; x++)
      {
        double value = 1;

        for (int c = 0; c < 3; c++)
          {
            if (c == 0 || texture == TEXTURE_COLOURS)
              value = draw_texture (fixture, texture, x, y);
            *pixel++ = encode (exposure * colour[c] * value);
          }
      }
  return picture;
}

/* Returns the standard deviation of channel c in the middle of the picture; if
 * divisor >= 0, that of channel c divided by channel divisor. */
static double
get_deviation (const SmoothArray *array, int c, int divisor)
{
  double sum = 0, squares = 0, n = 0;

  for (int y = MARGIN_PX; y < SIDE_PX - MARGIN_PX; y++)
    for (int x = MARGIN_PX; x < SIDE_PX - MARGIN_PX; x++)
      {
        const float *pixel = array->pixels + 3 * (y * SIDE_PX + x);
        const double value =
          divisor < 0 ? pixel[c] : pixel[c] / (double) pixel[divisor];

        sum += value;
        squares += value * value;
        n++;
      }
  return sqrt (MAX (squares / n - sum / n * sum / n, 0));
}

/* Returns the fraction of the texture that smoothing has removed, in the
 * channel in which this fraction is smallest. */
static double
get_loss (const Picture *picture)
{
  double least = 1;

  for (int c = 0; c < 3; c++)
    least = MIN (least, 1
                          - get_deviation (&picture->to, c, -1)
                              / get_deviation (&picture->from, c, -1));
  return least;
}

/* Draws two different indices below n. */
static void
draw_two (Fixture *fixture, int n, int indices[2])
{
  indices[0] = g_rand_int_range (fixture->rand, 0, n);
  indices[1] = (indices[0] + g_rand_int_range (fixture->rand, 1, n)) % n;
}

/* At strengths that remove half of a texture or more, the part that is removed
 * hardly depends on the exposure: from 1 to 16 times white it differs by less
 * than a fifth from the part at half of white, where no sample lies outside
 * [0, 1]. Two of the exposures are drawn for each texture. */
static void
test_shares (Fixture *fixture, gconstpointer data)
{
  static const double EXPOSURES[] = { 1, 1.4, 4, 16 };
  static const struct
  {
    Texture texture;
    double scale;
  } CASES[] = { { TEXTURE_GRAIN, 1 },
                { TEXTURE_COLOURS, 1 },
                { TEXTURE_CHECKER, 1 },
                { TEXTURE_COLOURS, 2 },
                { TEXTURE_GRAIN, 4 } };
  static const double WHITE[3] = { 1, 1, 1 }, PALE[3] = { 1, 0.7, 0.4 };

  (void) data;
  for (gsize i = test_get_first (G_N_ELEMENTS (CASES));
       i < G_N_ELEMENTS (CASES); i += test_get_step ())
    {
      const SmoothParams params = { 1,  CASES[i].scale, SMOOTH_CHANNELS_ALL,
                                    -1, FALSE,          1 };
      const Texture texture = CASES[i].texture;
      const double *colour = texture == TEXTURE_COLOURS ? PALE : WHITE;
      Picture inside = new_textured (fixture, texture, colour, 0.5);
      double wanted;
      int drawn[2];

      picture_run (fixture->engine, &params, &inside);
      wanted = get_loss (&inside);
      picture_clear (&inside);
      g_assert_cmpfloat (wanted, >, 0.5);
      draw_two (fixture, G_N_ELEMENTS (EXPOSURES), drawn);
      for (int k = 0; k < 2; k++)
        {
          const double exposure = EXPOSURES[drawn[k]];
          Picture picture = new_textured (fixture, texture, colour, exposure);

          picture_run (fixture->engine, &params, &picture);
          g_test_message ("texture %d, scale %g, exposure %g: %.3f of %.3f",
                          texture, params.texture_scale, exposure,
                          get_loss (&picture), wanted);
          g_assert_cmpfloat (fabs (get_loss (&picture) - wanted), <,
                             0.2 * wanted);
          picture_clear (&picture);
        }
    }
}

/* At strengths that remove little, the parts removed at exposures from 1.4 to
 * 16 times white differ by a fifth at most. Two of the exposures are drawn for
 * each texture. */
static void
test_weak (Fixture *fixture, gconstpointer data)
{
  static const double EXPOSURES[] = { 1.4, 3.15, 7.1, 16 };
  static const double WHITE[3] = { 1, 1, 1 };

  (void) data;
  for (int i = test_get_first (N_TEXTURES); i < N_TEXTURES;
       i += test_get_step ())
    {
      const SmoothParams params = { 0.2, 1 + i % 2, SMOOTH_CHANNELS_ALL,
                                    -1,  FALSE,     1 };
      double least = 1, most = 0;
      int drawn[2];

      draw_two (fixture, G_N_ELEMENTS (EXPOSURES), drawn);
      for (int k = 0; k < 2; k++)
        {
          Picture picture =
            new_textured (fixture, i, WHITE, EXPOSURES[drawn[k]]);
          double loss;

          picture_run (fixture->engine, &params, &picture);
          loss = get_loss (&picture);
          least = MIN (least, loss);
          most = MAX (most, loss);
          picture_clear (&picture);
        }
      g_assert_cmpfloat (least, >, 0.1);
      g_assert_cmpfloat (least, >, 0.8 * most);
    }
}

/* Makes a picture of one colour, in core's encoding, with the same grain on
 * each channel. */
static Picture
new_grained (Fixture *fixture, const double colour[3])
{
  Picture picture = picture_new (SIDE_PX, SIDE_PX, 3);

  for (int i = 0; i < SIDE_PX * SIDE_PX; i++)
    {
      const double grain = g_rand_double_range (fixture->rand, -0.15, 0.15);

      for (int c = 0; c < 3; c++)
        picture.from.pixels[3 * i + c] = encode (colour[c]) + grain;
    }
  return picture;
}

/* If one or two channels lie outside [0, 1], all channels are smoothed, and
 * grey grain stays grey. A run of this program checks half of the colours,
 * others with each seed. */
static void
test_hues (Fixture *fixture, gconstpointer data)
{
  static const double COLOURS[][3] = {
    { 2, 1.4, 0.5 }, { 0.5, 0.4, 3 },      { 16, 3, 0.2 },
    { 2, 0.5, 1.5 }, { 0.6, 1.02, 0.3 },   { 40, 20, 0.5 },
    { 2, -0.02, 1 }, { -0.05, 0.3, 0.6 },  { 0.4, 0.3, -0.01 },
    { 1, 1, 1 },     { -0.05, -0.1, -0.2 }
  };
  const int n = G_N_ELEMENTS (COLOURS);
  const int first = g_rand_int_range (fixture->rand, 0, n);

  (void) data;
  for (int k = test_get_first ((n + 1) / 2); k < (n + 1) / 2;
       k += test_get_step ())
    {
      const int i = (first + k) % n;
      const SmoothParams params = { 1,  1 + i % 2, SMOOTH_CHANNELS_ALL,
                                    -1, FALSE,     1 };
      Picture picture = new_grained (fixture, COLOURS[i]);

      picture_run (fixture->engine, &params, &picture);
      g_test_message ("colour %d: %.3f, deviation of blue / red %.4f to %.4f",
                      i, get_loss (&picture),
                      get_deviation (&picture.from, 2, 0),
                      get_deviation (&picture.to, 2, 0));
      g_assert_cmpfloat (get_loss (&picture), >, 0.77);
      g_assert_cmpfloat (get_deviation (&picture.to, 2, 0), <=,
                         get_deviation (&picture.from, 2, 0)
                           + TEST_TOLERANCE_FLOAT);
      picture_clear (&picture);
    }
}

/* The picture of test_edges: the width of each of its surfaces, and its size.
 */
#define LEVEL_PX 36
#define EDGES_WIDTH_PX (4 * LEVEL_PX)
#define EDGES_HEIGHT_PX 144

/* Returns the mean of the edge map in the columns first to end - 1. */
static double
get_edges (const Picture *picture, int first, int end)
{
  double sum = 0;

  for (int y = 0; y < EDGES_HEIGHT_PX; y++)
    for (int x = first; x < end; x++)
      sum += picture->edges.pixels[y * EDGES_WIDTH_PX + x];
  return sum / EDGES_HEIGHT_PX / (end - first);
}

/* An edge between two surfaces that are both brighter than white is found and
 * stays where it is; the texture of a surface beside the brightest one is
 * smoothed. */
static void
test_edges (Fixture *fixture, gconstpointer data)
{
  static const double LEVELS[] = { 0.2, 2, 12, 1e4 };
  const SmoothParams params = { 1, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 };
  Picture picture = picture_new (EDGES_WIDTH_PX, EDGES_HEIGHT_PX, 3);

  (void) data;
  for (gsize i = 0; i < picture_count_samples (&picture.from); i++)
    picture.from.pixels[i] =
      encode (LEVELS[i / 3 % EDGES_WIDTH_PX / LEVEL_PX]
              * (1 + g_rand_double_range (fixture->rand, -0.1, 0.1)));
  picture_run (fixture->engine, &params, &picture);
  for (int i = 1; i < 4; i++)
    {
      const int x = LEVEL_PX * i;
      const float *to =
        picture.to.pixels + 3 * (EDGES_HEIGHT_PX / 2 * EDGES_WIDTH_PX + x);
      const double high = encode (LEVELS[i]), low = encode (LEVELS[i - 1]);

      g_assert_cmpfloat (get_edges (&picture, x, x + 1), >, 0.5);
      g_assert_cmpfloat (get_edges (&picture, x + 11, x + LEVEL_PX - 11), <,
                         0.25);
      g_assert_cmpfloat (fabs (to[3] - high), <, 0.1 * high);
      g_assert_cmpfloat (fabs (to[-6] - low), <, 0.1 * low);
    }
  picture_clear (&picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-hdr/shares", test_shares);
  FIXTURE_ADD ("/engine-hdr/weak", test_weak);
  FIXTURE_ADD ("/engine-hdr/hues", test_hues);
  FIXTURE_ADD ("/engine-hdr/edges", test_edges);
  return g_test_run ();
}
