/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading that nobody needs any more stops at the next strip: at "Fit" all of a
 * picture, or of its stored result, is read for one frame. No clock: strips are
 * counted that are read after the moment.
 */
#include "pane-test.h"

#define WIDTH 2000
#define HEIGHT 3000
/* Of about six for all of the picture. */
#define HELD_STRIP 2

/* Counts the reading of strips, and holds one back until it is let go. */
typedef struct
{
  SmoothReadFunc read;
  gpointer data;
  int n_strips; /* atomic */
  int holds;    /* atomic */
} Reader;

typedef struct
{
  PaneTest test;
  Reader source, result, edges;
  SmoothResultStore store;
} ReadTest;

static gboolean
read_strip (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  Reader *reader = data;

  /* What is seen at 100 % is narrower. */
  if (rect->width == WIDTH)
    {
      int number = g_atomic_int_add (&reader->n_strips, 1) + 1;

      while (number == HELD_STRIP && g_atomic_int_get (&reader->holds))
        g_usleep (1000);
    }
  return reader->read (reader->data, rect, pixels, error);
}

static gboolean
read_result (gpointer data,
             const SmoothRect *rect,
             float *pixels,
             GError **error)
{
  return read_strip (&((ReadTest *) data)->result, rect, pixels, error);
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  return read_strip (&((ReadTest *) data)->edges, rect, pixels, error);
}

static gboolean
write_result (gpointer data,
              const SmoothRect *rect,
              const float *pixels,
              GError **error)
{
  const SmoothResultStore *store = &((ReadTest *) data)->test.picture->store;

  return store->write (store->data, rect, pixels, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  const SmoothResultStore *store = &((ReadTest *) data)->test.picture->store;

  return store->write_edges (store->data, rect, pixels, error);
}

/* On the screen at 100 %, with all of the result in the store. */
static void
set_up (ReadTest *reads)
{
  PaneTest *test = &reads->test;
  SmoothPicture described;

  *reads = (ReadTest){ 0 };
  pane_test_set_up (test, WIDTH, HEIGHT, 1, 0, 0);
  smooth_demo_picture_describe (test->picture, &described);
  reads->source =
    (Reader){ described.source.read, described.source.data, 0, FALSE };
  reads->result =
    (Reader){ described.store->read, described.store->data, 0, FALSE };
  reads->edges =
    (Reader){ described.store->read_edges, described.store->data, 0, FALSE };
  described.source.read = read_strip;
  described.source.data = &reads->source;
  reads->store = (SmoothResultStore){ write_result, write_edges, read_result,
                                      read_edges, reads };
  described.store = &reads->store;
  smooth_pane_set_picture (test->pane, &described, NULL);
  pane_test_wait (test, pane_test_is_complete);
  pane_test_wait_settled (test);
  /* From now on nothing is computed ahead that would read the store, too. */
  g_atomic_int_set (&test->fake.fails_exact, TRUE);
}

/* To "Fit", up to the middle of what reader reads for that. */
static void
begin_fit (ReadTest *reads, Reader *reader)
{
  g_atomic_int_set (&reader->n_strips, 0);
  g_atomic_int_set (&reader->holds, TRUE);
  smooth_canvas_fit (SMOOTH_CANVAS (reads->test.pane->canvas));
  while (g_atomic_int_get (&reader->n_strips) < HELD_STRIP)
    g_usleep (1000);
}

/* The part that is held back, and no other. */
static void
end_fit (ReadTest *reads, Reader *reader)
{
  g_atomic_int_set (&reader->holds, FALSE);
  pane_test_wait (&reads->test, pane_test_is_idle);
  g_assert_cmpint (g_atomic_int_get (&reader->n_strips), ==, HELD_STRIP);
}

static Reader *
get_reader (ReadTest *reads, int i)
{
  Reader *readers[] = { &reads->source, &reads->result, &reads->edges };

  return readers[i];
}

/* The dialog is closed: source, result, edges. */
static void
test_cancel (void)
{
  for (int i = 0; i < 3; i++)
    {
      ReadTest reads;

      set_up (&reads);
      begin_fit (&reads, get_reader (&reads, i));
      smooth_render_job_cancel (reads.test.pane->job);
      end_fit (&reads, get_reader (&reads, i));
      pane_test_tear_down (&reads.test);
    }
}

/* Another zoom: none of the strips is of use for it. */
static void
test_other_zoom (void)
{
  for (int i = 0; i < 3; i++)
    {
      ReadTest reads;

      set_up (&reads);
      begin_fit (&reads, get_reader (&reads, i));
      smooth_canvas_zoom (SMOOTH_CANVAS (reads.test.pane->canvas), 1);
      end_fit (&reads, get_reader (&reads, i));
      g_assert_true (pane_test_has_exact (&reads.test));
      pane_test_tear_down (&reads.test);
    }
}

/* Another strength: the old one's stored result is of no use, the original is,
 * and is not read anew. */
static void
test_other_params (void)
{
  ReadTest reads;

  for (int i = 1; i < 3; i++)
    {
      set_up (&reads);
      begin_fit (&reads, get_reader (&reads, i));
      pane_test_set_strength (&reads.test, 0.3);
      end_fit (&reads, get_reader (&reads, i));
      pane_test_wait (&reads.test, pane_test_has_result);
      pane_test_tear_down (&reads.test);
    }
  set_up (&reads);
  begin_fit (&reads, &reads.source);
  pane_test_set_strength (&reads.test, 0.3);
  g_atomic_int_set (&reads.source.holds, FALSE);
  pane_test_wait (&reads.test, pane_test_has_result);
  g_assert_cmpint (g_atomic_int_get (&reads.source.n_strips), ==,
                   (WIDTH * HEIGHT + (1 << 20) - 1) >> 20);
  pane_test_tear_down (&reads.test);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reads/cancel", test_cancel);
  g_test_add_func ("/reads/other-zoom", test_other_zoom);
  g_test_add_func ("/reads/other-params", test_other_params);
  return g_test_run ();
}
