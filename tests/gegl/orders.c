/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the orders in which a picture may be asked for: random rectangles, the
 * chunks of GIMP's canvas, all of it at once. The result has the engine's bits,
 * and the orders of merge, export and canvas cost little more work than one run
 * of the engine. -m slow adds texture scale 16.
 */
#include "canvas.h"
#include "renderer-support.h"
#include "support/measure.h"

/* How much work the orders may cost, one run being 1. */
#define MAX_MERGE 1.05
#define MAX_FIT 1.05
#define MAX_MIDDLE 1.15
/* How much the canvas' first chunk may cost. */
#define MAX_FIRST 0.25

typedef struct
{
  const char *format;
  double texture_scale, brightness;
  int n_threads;
} Case;

static const Case CASES[] = {
  { "R'G'B'A float", 1, 1, 1 }, { "R'G'B' u8", 2, 1, 2 },
  { "Y'A float", 1, 3, 3 },     { "Y' u16", 4, 1, 4 },
  { "R'G'B' float", 2, 4, 4 },  { "Y' float", 2, 1, 3 },
  { "R'G'B'A u16", 1, 1, 2 },
};
static const Case SLOW_CASES[] = { { "R'G'B'A float", 16, 1, 2 },
                                   { "R'G'B' u8", 16, 1, 4 },
                                   { "Y'A float", 16, 3, 1 } };

/* A case, and what it is tried with. */
typedef struct
{
  GRand *rand;
  GeglRectangle extent;
  Picture picture;
  Renderer *renderer;
} Trial;

/* The store has room for everything, or for a part of the picture. */
static void
trial_init (Trial *trial, const Case *which, GRand *rand, gboolean is_poor)
{
  *trial = (Trial) {
    .rand = rand,
    .extent = { g_rand_int_range (rand, -300, 300),
                g_rand_int_range (rand, -300, 300),
                g_rand_int_range (rand, 100, 330),
                g_rand_int_range (rand, 100, 900) },
    .renderer =
      new_renderer (which->n_threads, is_poor ? 1 << 19 : (gint64) 1 << 28),
  };
  trial->picture = picture_new (rand, which->format, which->texture_scale,
                                &trial->extent, which->brightness);
  g_test_message ("%s, scale %g, %d threads, %d x %d", which->format,
                  which->texture_scale, which->n_threads, trial->extent.width,
                  trial->extent.height);
}

static void
trial_clear (Trial *trial)
{
  picture_clear (&trial->picture);
  renderer_free (trial->renderer);
}

/* Renders a part, which must have the bits that are wanted. */
static void
render (const Trial *trial, const GeglRectangle *part)
{
  picture_render (&trial->picture, trial->renderer, part);
  picture_check_part (&trial->picture, part);
}

/* 200 rectangles, which overlap. What was computed once is not computed again,
 * so this takes little longer than a few. */
static void
try_rectangles (const Case *which, GRand *rand)
{
  Trial trial;

  trial_init (&trial, which, rand, FALSE);
  for (int i = 0; i < 200; i++)
    {
      const GeglRectangle part = draw_part (rand, &trial.extent);

      render (&trial, &part);
    }
  render (&trial, &trial.extent);
  trial_clear (&trial);
}

/* The canvas shows all of it, and then, after all was forgotten, some part
 * first. The picture is small, and so are tiles. */
static void
try_canvas (const Case *which, GRand *rand)
{
  Trial trial;

  trial_init (&trial, which, rand, g_rand_boolean (rand));
  for (int i = 0; i < 2; i++)
    {
      const GeglRectangle visible =
        i == 0 ? trial.extent : draw_part (rand, &trial.extent);
      Canvas canvas;
      GeglRectangle chunk;

      renderer_clear (trial.renderer);
      gegl_buffer_clear (trial.picture.output, NULL);
      canvas_init (&canvas, &trial.extent, &visible,
                   32 * g_rand_int_range (rand, 1, 5),
                   g_rand_double_range (rand, 0.8, 1.5));
      while (canvas_next (&canvas, &chunk))
        render (&trial, &chunk);
      picture_check (&trial.picture);
    }
  trial_clear (&trial);
}

static void
try_cases (void (*func) (const Case *which, GRand *rand))
{
  const int n = G_N_ELEMENTS (CASES);
  g_autoptr (GRand) rand = test_rand_new ();

  for (int i = test_get_first (n); i < n; i += test_get_step ())
    func (&CASES[i], rand);
  if (g_test_slow ())
    for (gsize i = 0; i < G_N_ELEMENTS (SLOW_CASES); i++)
      func (&SLOW_CASES[i], rand);
}

static void
test_rectangles (void)
{
  try_cases (try_rectangles);
}

static void
test_canvas (void)
{
  try_cases (try_canvas);
}

/* Lets the canvas show the picture, of which nothing is known yet. Returns the
 * work. */
static double
show (const Picture *picture,
      Renderer *renderer,
      const GeglRectangle *visible,
      double growth)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture->input);
  double before;
  Canvas canvas;
  GeglRectangle chunk;

  renderer_clear (renderer);
  gegl_buffer_clear (picture->output, NULL);
  before = renderer_get_counts (renderer).work;
  canvas_init (&canvas, extent, visible, 128, growth);
  while (canvas_next (&canvas, &chunk))
    picture_render (picture, renderer, &chunk);
  picture_check (picture);
  return renderer_get_counts (renderer).work - before;
}

/* Renders the whole picture at once. Returns the work. */
static double
merge (const Picture *picture, Renderer *renderer)
{
  const double before = renderer_get_counts (renderer).work;

  picture_render (picture, renderer, gegl_buffer_get_extent (picture->input));
  return renderer_get_counts (renderer).work - before;
}

/* Renders the 128 rows at y of a picture of which nothing is known yet. Returns
 * the work. */
static double
show_first (const Picture *picture, Renderer *renderer, int y)
{
  const GeglRectangle chunk = { 0, y, 128, 128 };
  double before;

  renderer_clear (renderer);
  before = renderer_get_counts (renderer).work;
  picture_render (picture, renderer, &chunk);
  picture_check_part (picture, &chunk);
  return renderer_get_counts (renderer).work - before;
}

/* A strip of a picture of 12 megapixels, 4000 x 3000: it is as high, and chunks
 * are computed in all columns, so what the orders cost, compared with one run,
 * does not depend on the width. */
static void
check_work (GRand *rand, double texture_scale)
{
  const GeglRectangle extent = { 0, 0, 264, 3000 };
  const GeglRectangle middle = { 50, 1000, 150, 1000 };
  Picture picture = { .params = { .strength = 0.6,
                                  .texture_scale = texture_scale,
                                  .detail = -1,
                                  .n_details = 1 },
                      .format = babl_format ("R'G'B' float") };
  g_autoptr (Renderer) renderer = new_renderer (2, 1 << 28);
  double one, merged, fit, middle_first, top, first;

  picture.input = buffer_new_random (rand, "R'G'B' u8", &extent, 1);
  picture.output = gegl_buffer_new (&extent, picture.format);
  picture.wanted = buffer_smooth_counted (picture.input, picture.format,
                                          &picture.params, &one);
  merged = merge (&picture, renderer);
  picture_check (&picture);
  /* A copy of the image, an export, a second merge. */
  g_assert_cmpfloat (merge (&picture, renderer), ==, 0);
  fit = show (&picture, renderer, &extent, 1.2);
  g_assert_cmpfloat (merge (&picture, renderer), ==, 0);
  middle_first = show (&picture, renderer, &middle, 1.2);
  g_test_message ("scale %g: merge %.3f, canvas at Fit %.3f, middle first %.3f "
                  "of one run's work",
                  texture_scale, merged / one, fit / one, middle_first / one);
  top = show_first (&picture, renderer, 0) / one;
  first = show_first (&picture, renderer, middle.y) / one;
  g_test_message ("first chunk %.3f at the top, %.3f in the middle", top,
                  first);
  g_assert_cmpfloat (one, >, 0);
  g_assert_cmpfloat (merged / one, <=, MAX_MERGE);
  g_assert_cmpfloat (fit / one, <=, MAX_FIT);
  g_assert_cmpfloat (middle_first / one, <=, MAX_MIDDLE);
  g_assert_cmpfloat (top, <=, MAX_FIRST);
  g_assert_cmpfloat (first, <=, MAX_FIRST);
  picture_clear (&picture);
}

static void
test_work (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  if (test_get_step () > 1)
    {
      g_test_skip ("the work does not depend on the seed");
      return;
    }
  check_work (rand, 1);
  check_work (rand, 2);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  gegl_init (NULL, NULL);
  g_test_add_func ("/orders/rectangles", test_rectangles);
  g_test_add_func ("/orders/canvas", test_canvas);
  g_test_add_func ("/orders/work", test_work);
  status = g_test_run ();
  gegl_exit ();
  return status;
}
