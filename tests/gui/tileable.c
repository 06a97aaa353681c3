/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the crop from which a frame of a tileable picture is computed, at zooms
 * below 100 %: beyond the grid's border it has the pixels of the opposite side,
 * and where it covers all of the grid, the smoother repeats it.
 */
#include "crop-pixels.h"

#define WIDTH 900
#define HEIGHT 700
#define N_CHANNELS 3

typedef struct
{
  SmoothArray array; /* the picture's pixels */
  SmoothSharedPicture *picture;
  SmoothSharedDisplay *display;
  SmoothWorkerTask *task; /* the task in which the test runs */
  gboolean is_done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const SmoothDisplay display = { .check_size = 8 };
  const gsize n = (gsize) WIDTH * HEIGHT * N_CHANNELS;
  SmoothPicture picture = { .n_ready = HEIGHT };

  (void) data;
  fixture->array =
    (SmoothArray) { WIDTH, HEIGHT, N_CHANNELS, g_new (float, n) };
  for (gsize i = 0; i < n; i++)
    fixture->array.pixels[i] = (float) g_test_rand_double ();
  picture.source = smooth_array_source (&fixture->array);
  fixture->picture = smooth_shared_picture_new (&picture, 1);
  fixture->display = smooth_shared_display_new (&display, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  smooth_shared_picture_unref (fixture->picture);
  smooth_shared_display_unref (fixture->display);
  g_free (fixture->array.pixels);
}

/* Fills crop for a frame of the grid's part visible. */
static void
prepare (Fixture *fixture,
         SmoothCrop *crop,
         const SmoothGrid *grid,
         const SmoothRect *visible,
         gboolean is_tileable)
{
  SmoothFrameRequest request = { .picture = fixture->picture,
                                 .display = fixture->display,
                                 .grid = *grid,
                                 .visible = *visible,
                                 .mask_revision = 1,
                                 .wants_result = TRUE };
  SmoothPictureReader reader = { fixture->picture, fixture->task };
  guint64 n_crops = 0;
  g_autoptr (GError) error = NULL;

  smooth_params_init (&request.params);
  request.params.is_tileable = is_tileable;
  smooth_crop_prepare (crop, &reader, &request, &n_crops, &error);
  g_assert_no_error (error);
}

/* Checks that each pixel of crop is that of the whole grid, to which its place
 * counts, and that crop has the margin that it should. */
static void
check_wrapped (const SmoothCrop *crop, const SmoothCrop *whole)
{
  const SmoothRect *area = &crop->area;
  const int width = whole->area.width, height = whole->area.height;

  for (int y = 0; y < area->height; y++)
    for (int x = 0; x < area->width; x++)
      for (int c = 0; c < N_CHANNELS; c++)
        {
          const gsize from_x = (area->x + x + 9 * width) % width;
          const gsize from_y = (area->y + y + 9 * height) % height;
          const float got =
            crop->array.pixels[((gsize) y * area->width + x) * N_CHANNELS + c];
          const float wanted =
            whole->array.pixels[(from_y * width + from_x) * N_CHANNELS + c];

          g_assert_cmpfloat (ABS (got - wanted), <=, 1e-6);
        }
}

/* A part of the picture, in a corner and in the middle, and of a picture that
 * is narrow on the screen, so that the margin has it several times. */
static void
check_part (Fixture *fixture)
{
  static const struct
  {
    SmoothGrid grid;
    SmoothRect visible;
  } CASES[] = {
    { { 720, 560 }, { 0, 0, 200, 150 } },
    { { 720, 560 }, { 520, 410, 200, 150 } },
    { { 720, 560 }, { 260, 200, 100, 80 } },
    { { 40, 600 }, { 0, 300, 40, 30 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const SmoothGrid *grid = &CASES[i].grid;
      const SmoothRect *visible = &CASES[i].visible;
      const SmoothRect all = { 0, 0, grid->width, grid->height };
      SmoothCrop crop = { 0 }, whole = { 0 };

      prepare (fixture, &whole, grid, &all, FALSE);
      prepare (fixture, &crop, grid, visible, TRUE);
      g_assert_false (crop.covers_tile);
      g_assert_cmpint (visible->x - crop.area.x, ==, 160);
      g_assert_cmpint (visible->y - crop.area.y, ==, 160);
      g_assert_cmpint (crop.area.width, ==, visible->width + 320);
      g_assert_cmpint (crop.area.height, ==, visible->height + 320);
      check_wrapped (&crop, &whole);
      smooth_crop_clear (&crop);
      smooth_crop_clear (&whole);
    }
}

/* A crop of all of the picture has no margin. The switch "tileable" makes a new
 * crop, with a new id, where the frame depends on it. */
static void
check_whole (Fixture *fixture)
{
  const SmoothGrid small = { 300, 233 }, full = { WIDTH, HEIGHT };
  const SmoothRect all = { 0, 0, 300, 233 }, corner = { 0, 0, 90, 90 };
  SmoothCrop crop = { 0 };

  prepare (fixture, &crop, &small, &all, TRUE);
  g_assert_true (crop.covers_tile);
  g_assert_true (smooth_rect_equal (&crop.area, &all));
  prepare (fixture, &crop, &small, &all, FALSE);
  g_assert_false (crop.covers_tile);
  g_assert_true (smooth_rect_equal (&crop.area, &all));
  prepare (fixture, &crop, &full, &corner, TRUE);
  g_assert_false (crop.covers_tile);
  g_assert_true (smooth_rect_equal (&crop.area, &corner));
  smooth_crop_clear (&crop);
}

/* Implements SmoothWorkerFuncs.run. request: which of the checks to run. */
static gboolean
run (gpointer data, gpointer request, SmoothWorkerTask *task, GError **error)
{
  Fixture *fixture = data;
  const int *number = request;

  (void) error;
  fixture->task = task;
  if (*number == 0)
    check_part (fixture);
  else
    check_whole (fixture);
  return TRUE;
}

static void
deliver (gpointer data, guint64 sequence, gpointer update)
{
  (void) data;
  (void) sequence;
  (void) update;
  g_assert_not_reached ();
}

static void
on_finished (gpointer data,
             guint64 sequence,
             gpointer request,
             const GError *error)
{
  Fixture *fixture = data;

  (void) sequence;
  (void) request;
  g_assert_no_error (error);
  fixture->is_done = TRUE;
}

/* Runs a check on a worker thread, as the pane does: pixels are read only
 * there. data: the number of the check. */
static void
test_on_worker (Fixture *fixture, gconstpointer data)
{
  const SmoothWorkerFuncs funcs = { run, deliver, on_finished, g_free, g_free };
  g_autoptr (SmoothWorker) worker = smooth_worker_new (&funcs, fixture, NULL);

  g_assert_nonnull (worker);
  smooth_worker_request (worker, g_memdup2 (data, sizeof (int)),
                         SMOOTH_WORKER_FOREGROUND);
  while (!fixture->is_done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  static const int numbers[] = { 0, 1 };

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/tileable/part", Fixture, &numbers[0], set_up, test_on_worker,
              tear_down);
  g_test_add ("/tileable/whole", Fixture, &numbers[1], set_up, test_on_worker,
              tear_down);
  return g_test_run ();
}
