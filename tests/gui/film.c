/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A film of 60 pictures of the pane, taken by time while somebody drags the
 * slider with the whole picture in view, pans at 100 %, and presses Fit. Two
 * things are demanded of each picture. No part of it shows the original where
 * the result differs from it. If the status line says "exact", each pixel is
 * that of the exact result, which is computed apart from the pane.
 *
 * The short film has a made-up picture and the fake smoother; the long one
 * (-m slow) a photo of 6 megapixels, the networks, and texture scales 1, 2, 4.
 */
#include <math.h>
#include <string.h>

#include <smooth/engine.h>
#include <smooth/model.h>

#include "canvas-private.h"
#include "pane-test.h"
#include "scaled-picture-read.h"

#define PICTURE_MS 40
#define MAX_BASES 8
/* The side of the square parts of the screen that are judged. */
#define TILE_PX 40
/* A tile is judged if the exact results differ from the original by this much,
 * in steps of 8 bits, as a mean over the tile. It shows the original if it
 * differs from it by less than the part MIN_PART of that. */
#define MIN_EFFECT 1.0
#define MIN_PART 0.2
/* The largest difference of an exact pixel: the screen is dithered. */
#define MAX_DITHER 1.01

typedef struct
{
  cairo_surface_t *shown;
  SmoothViewport viewport;
  double strength;
  gboolean says_exact;
} Shot;

typedef struct
{
  PaneTest test;
  SmoothEngine *engine; /* NULL: the fake smoother */
  int n_shots;          /* the number of shots of each scene */
  int n_left;           /* how many of them the present scene still takes */
  double strength;      /* at the beginning; no shot has a smaller one */
  double step;          /* of the slider */
  GArray *shots;
  SmoothArray exact; /* the exact result at exact_strength */
  double exact_strength;
  /* Exact results at n_bases strengths of the film, from the first one on. */
  SmoothArray bases[MAX_BASES];
  int n_bases;
  /* The original and the bases, as the canvas shows them under viewport: of
   * visible, in pixels of the grid. */
  SmoothViewport viewport;
  SmoothRect visible;
  float *original, *results[MAX_BASES];
  int n_exact, n_judged; /* how many shots and tiles were judged */
} Film;

static void
take_shot (Film *film)
{
  PaneTest *test = &film->test;
  Shot shot = {
    .shown = pane_test_draw_canvas (test),
    .viewport =
      *smooth_canvas_get_viewport (SMOOTH_CANVAS (test->pane->canvas)),
    .strength = test->params.strength,
    .says_exact = g_str_has_prefix (pane_test_get_status (test), "exact"),
  };

  g_array_append_val (film->shots, shot);
}

static void
step_slider (Film *film)
{
  pane_test_set_strength (&film->test, film->test.params.strength + film->step);
}

static void
step_pan (Film *film)
{
  smooth_canvas_pan (SMOOTH_CANVAS (film->test.pane->canvas), -37, -23);
}

static void
step_nothing (Film *film G_GNUC_UNUSED)
{
}

typedef struct
{
  Film *film;
  void (*step) (Film *film);
} Scene;

static void
rest (Film *film)
{
  pane_test_wait (&film->test, pane_test_is_complete);
  pane_test_wait_settled (&film->test);
}

/* Takes a shot at the moment of each step, before the worker can have answered,
 * and one just before the next step. */
static gboolean
on_picture (gpointer data)
{
  Scene *scene = data;

  if (scene->film->n_left % 2 == 0)
    scene->step (scene->film);
  take_shot (scene->film);
  return --scene->film->n_left > 0;
}

static gboolean
is_scene_done (PaneTest *test)
{
  return ((Film *) test)->n_left == 0;
}

/* Takes the shots of a scene, and one more of the picture at rest. */
static void
play (Film *film, void (*step) (Film *film))
{
  Scene scene = { film, step };

  film->n_left = film->n_shots;
  on_picture (&scene);
  g_timeout_add (PICTURE_MS, on_picture, &scene);
  pane_test_wait (&film->test, is_scene_done);
  rest (film);
  take_shot (film);
}

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
scale (SmoothArray *array, const Shot *shot, SmoothRect *visible)
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
get_shown (const Shot *shot, const SmoothRect *visible, int x, int y)
{
  SmoothRect place;

  smooth_viewport_get_place (&shot->viewport, &place);
  return pane_test_get_green (shot->shown, place.x + visible->x + x,
                              place.y + visible->y + y);
}

/* Asserts that each pixel of a shot is that of the exact result. */
static void
check_exact (Film *film, const Shot *shot)
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
get_difference (const Shot *shot,
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
scale_all (Film *film, const Shot *shot)
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
check_tile (Film *film, const Shot *shot, const SmoothRect *tile)
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
check_not_original (Film *film, const Shot *shot)
{
  SmoothRect tile = { 0, 0, TILE_PX, TILE_PX };

  scale_all (film, shot);
  for (tile.y = 0; tile.y + TILE_PX <= film->visible.height; tile.y += TILE_PX)
    for (tile.x = 0; tile.x + TILE_PX <= film->visible.width; tile.x += TILE_PX)
      check_tile (film, shot, &tile);
}

static void
judge (Film *film)
{
  for (int i = 0; i < film->n_bases; i++)
    compute_exact (film, film->strength + i * film->step, &film->bases[i]);
  for (guint i = 0; i < film->shots->len; i++)
    {
      const Shot *shot = &g_array_index (film->shots, Shot, i);

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

/* The film: a drag with the whole picture in view; a pan at 100 %, for which an
 * overview is there; Fit after a step at 100 %. */
static void
record (Film *film)
{
  SmoothCanvas *canvas = SMOOTH_CANVAS (film->test.pane->canvas);

  smooth_canvas_fit (canvas);
  rest (film);
  play (film, step_slider);
  smooth_canvas_zoom (canvas, 1);
  rest (film);
  play (film, step_pan);
  step_slider (film);
  pane_test_wait (&film->test, pane_test_has_result);
  smooth_canvas_fit (canvas);
  play (film, step_nothing);
}

static void
run_film (Film *film)
{
  film->shots = g_array_new (FALSE, FALSE, sizeof (Shot));
  record (film);
  judge (film);
  for (guint i = 0; i < film->shots->len; i++)
    cairo_surface_destroy (g_array_index (film->shots, Shot, i).shown);
  g_array_unref (film->shots);
  g_free (film->exact.pixels);
  for (int i = 0; i < film->n_bases; i++)
    {
      g_free (film->bases[i].pixels);
      g_free (film->results[i]);
    }
  g_free (film->original);
  pane_test_tear_down (&film->test);
}

/* data: the texture scale, as test_long has it. */
static void
test_short (gconstpointer data)
{
  Film film = { .n_shots = 8, .n_bases = 6, .strength = 0.9, .step = 0.005 };

  pane_test_set_up (&film.test, 1000, 700, 3, 30, 2);
  film.test.params.texture_scale = *(const double *) data;
  pane_test_set_strength (&film.test, film.strength);
  run_film (&film);
}

/* Returns a picture of 3000 x 2000, which repeats the photo of a file; transfer
 * full. */
static SmoothDemoPicture *
load_photo (void)
{
  g_autofree char *file =
    g_build_filename (g_getenv ("SMOOTH_TEST_DATA"), "coffee.png", NULL);
  g_autoptr (SmoothDemoPicture) photo = smooth_demo_picture_load (file, NULL);
  SmoothDemoPicture *picture = smooth_demo_picture_new (3000, 2000, 3, NULL);
  const SmoothArray *from = &photo->pixels;
  float *pixel = picture->pixels.pixels;

  for (int y = 0; y < 2000; y++)
    for (int x = 0; x < 3000; x++, pixel += 3)
      memcpy (pixel,
              from->pixels
                + ((gsize) (y % from->height) * from->width + x % from->width)
                    * from->n_channels,
              3 * sizeof *pixel);
  return picture;
}

/* Makes a pane that computes by an engine of its own. */
static void
set_up_engine (Film *film, SmoothModel *model)
{
  PaneTest *test = &film->test;
  SmoothSmoother smoother;

  film->engine = smooth_engine_new (model, NULL, NULL);
  smooth_smoother_init_engine (&smoother,
                               smooth_engine_new (model, NULL, NULL));
  smooth_params_init (&test->params);
  test->patience_s = 300;
  test->picture = load_photo ();
  test->pane = SMOOTH_PANE (smooth_pane_new (&smoother, NULL));
  test->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_default_size (GTK_WINDOW (test->window), 900, 700);
  gtk_container_add (GTK_CONTAINER (test->window), GTK_WIDGET (test->pane));
  gtk_widget_show (test->window);
}

/* The networks, on 6 megapixels. */
static void
test_long (gconstpointer data)
{
  Film film = { .n_shots = 20, .n_bases = 1, .strength = 0.5, .step = 0.02 };
  g_autoptr (SmoothModel) model =
    smooth_model_load (g_getenv ("SMOOTH_TEST_WEIGHTS"), NULL);

  set_up_engine (&film, model);
  film.test.params.texture_scale = *(const double *) data;
  pane_test_set_strength (&film.test, film.strength);
  pane_test_show_picture (&film.test);
  pane_test_wait (&film.test, pane_test_has_result);
  run_film (&film);
  smooth_engine_free (film.engine);
}

int
main (int argc, char **argv)
{
  static const double scales[] = { 1, 2, 4 };

  gtk_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *path = g_strdup_printf (
        "/film/%s/%.0f", g_test_slow () ? "long" : "short", scales[i]);

      g_test_add_data_func (path, &scales[i],
                            g_test_slow () ? test_long : test_short);
    }
  return g_test_run ();
}
