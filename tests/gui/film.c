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
#include <string.h>

#include <smooth/model.h>

#include "canvas-private.h"
#include "film.h"

#define PICTURE_MS 40

static void
take_shot (Film *film)
{
  PaneTest *test = &film->test;
  FilmShot shot = {
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
  film->shots = g_array_new (FALSE, FALSE, sizeof (FilmShot));
  record (film);
  film_judge (film);
  for (guint i = 0; i < film->shots->len; i++)
    cairo_surface_destroy (g_array_index (film->shots, FilmShot, i).shown);
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
