/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "film.h"

#include <math.h>
#include <string.h>

#include "scaled-picture-read.h"

/* The side of the square parts of the screen that are judged. */
#define TILE_PX 40
/* A tile is judged if the exact results differ from the original by this much,
 * in steps of 8 bits, as a mean over the tile. It shows the original if it
 * differs from it by less than the part MIN_PART of that. */
#define MIN_EFFECT 1.0
#define MIN_PART 0.2
/* The largest difference of an exact pixel: the screen is dithered. */
#define MAX_DITHER 1.01

/* out: the exact result at a strength, computed as a script would. */
static void
compute_exact (Film *film, double strength, SmoothArray *out)
{
  SmoothArray *pixels = &film->test.picture->pixels;
  gsize n = (gsize) pixels->width * pixels->height * pixels->n_channels;
  g_autofree float *edges = NULL;
  SmoothArray edge_array = { pixels->width, pixels->height, 1, NULL };
  SmoothArraySink arrays = { out, &edge_array };
  SmoothSource source = smooth_array_source (pixels);
  SmoothSink sink = smooth_array_sink (&arrays);
  SmoothParams params = film->test.params;

  if (out->pixels == NULL)
    *out = (SmoothArray) { pixels->width, pixels->height, pixels->n_channels,
                           g_new (float, n) };
  if (film->engine == NULL)
    {
      for (gsize i = 0; i < n; i++)
        out->pixels[i] = smooth_fake_sample (pixels->pixels[i], strength);
      return;
    }
  params.strength = strength;
  edge_array.pixels = edges =
    g_new (float, (gsize) pixels->width * pixels->height);
  g_assert_true (
    smooth_engine_run (film->engine, &params, &source, &sink, NULL, NULL));
}

/* Returns the green samples of a picture as a shot's canvas should show them,
 * in steps of 8 bits; transfer full. visible (out): which part of the grid that
 * is. */
static float *
scale (SmoothArray *array, const FilmShot *shot, SmoothRect *visible)
{
  SmoothSource source = smooth_array_source (array);
  SmoothScaledRead read = { .source = &source };
  int n = array->n_channels;
  float *pixels;

  smooth_viewport_get_grid (&shot->viewport, &read.grid, visible);
  read.area = *visible;
  pixels = g_new (float, (gsize) visible->width * visible->height * n);
  g_assert_true (smooth_scaled_read_run (&read, pixels, NULL));
  for (int i = 0; i < visible->width * visible->height; i++)
    pixels[i] = 255 * CLAMP (pixels[i * n + 1], 0, 1);
  return pixels;
}

/* Returns the green sample that a shot shows at a pixel of the visible part. */
static int
get_shown (const FilmShot *shot, const SmoothRect *visible, int x, int y)
{
  SmoothRect place;

  smooth_viewport_get_place (&shot->viewport, &place);
  return pane_test_get_green (shot->shown, place.x + visible->x + x,
                              place.y + visible->y + y);
}

/* Asserts that each pixel of a shot is that of the exact result. */
static void
check_exact (Film *film, const FilmShot *shot)
{
  g_autofree float *wanted = NULL;
  SmoothRect visible;

  if (film->exact_strength != shot->strength)
    compute_exact (film, shot->strength, &film->exact);
  film->exact_strength = shot->strength;
  wanted = scale (&film->exact, shot, &visible);
  for (int y = 0; y < visible.height; y++)
    for (int x = 0; x < visible.width; x++)
      g_assert_cmpfloat_with_epsilon (get_shown (shot, &visible, x, y),
                                      wanted[y * visible.width + x],
                                      MAX_DITHER);
  film->n_exact++;
}

/* Returns the mean difference between a tile of a shot and the original. */
static double
get_difference (const FilmShot *shot,
                const SmoothRect *visible,
                const SmoothRect *tile,
                const float *original)
{
  double sum = 0;

  for (int y = tile->y; y < tile->y + TILE_PX; y++)
    for (int x = tile->x; x < tile->x + TILE_PX; x++)
      sum += fabs (get_shown (shot, visible, x, y)
                   - original[y * visible->width + x]);
  return sum / (TILE_PX * TILE_PX);
}

/* Returns the mean difference between a tile of a result and the original. */
static double
get_effect (const SmoothRect *visible,
            const SmoothRect *tile,
            const float *original,
            const float *result)
{
  double sum = 0;

  for (int y = tile->y; y < tile->y + TILE_PX; y++)
    for (int x = tile->x; x < tile->x + TILE_PX; x++)
      sum += fabsf (result[y * visible->width + x]
                    - original[y * visible->width + x]);
  return sum / (TILE_PX * TILE_PX);
}

/* Scales the original and the bases for a shot, unless the last shot had the
 * same viewport. */
static void
scale_all (Film *film, const FilmShot *shot)
{
  if (film->original != NULL
      && memcmp (&film->viewport, &shot->viewport, sizeof film->viewport) == 0)
    return;
  film->viewport = shot->viewport;
  g_free (film->original);
  film->original = scale (&film->test.picture->pixels, shot, &film->visible);
  for (int i = 0; i < film->n_bases; i++)
    {
      g_free (film->results[i]);
      film->results[i] = scale (&film->bases[i], shot, &film->visible);
    }
}

/* Asserts that a tile of a shot does not show the original. */
static void
check_tile (Film *film, const FilmShot *shot, const SmoothRect *tile)
{
  double effect = G_MAXDOUBLE, difference;

  for (int i = 0; i < film->n_bases; i++)
    effect = MIN (effect, get_effect (&film->visible, tile, film->original,
                                      film->results[i]));
  if (effect < MIN_EFFECT)
    return;
  difference = get_difference (shot, &film->visible, tile, film->original);
  g_assert_cmpfloat (difference, >=, MIN_PART * effect);
  film->n_judged++;
}

static void
check_not_original (Film *film, const FilmShot *shot)
{
  SmoothRect tile = { 0, 0, TILE_PX, TILE_PX };

  scale_all (film, shot);
  for (tile.y = 0; tile.y + TILE_PX <= film->visible.height; tile.y += TILE_PX)
    for (tile.x = 0; tile.x + TILE_PX <= film->visible.width; tile.x += TILE_PX)
      check_tile (film, shot, &tile);
}

void
film_judge (Film *film)
{
  for (int i = 0; i < film->n_bases; i++)
    compute_exact (film, film->strength + i * film->step, &film->bases[i]);
  for (guint i = 0; i < film->shots->len; i++)
    {
      const FilmShot *shot = &g_array_index (film->shots, FilmShot, i);

      g_test_message ("shot %u, strength %.2f, zoom %.2f%s", i, shot->strength,
                      shot->viewport.zoom, shot->says_exact ? ", exact" : "");
      check_not_original (film, shot);
      if (shot->says_exact)
        check_exact (film, shot);
    }
  g_test_message ("%u shots, of which %d said exact; %d tiles judged",
                  film->shots->len, film->n_exact, film->n_judged);
  g_assert_cmpint (film->n_judged, >, (int) film->shots->len);
  g_assert_cmpint (film->n_exact, >=, 3);
}
