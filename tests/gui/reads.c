/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pixels that are no longer needed are not read. For a frame of the whole
 * picture all of the picture, or of its stored result, is read chunk by chunk.
 * When the frame is superseded or cancelled, reading must stop at the next
 * chunk.
 *
 * The tests do not depend on the clock: a test blocks the reading at a chunk
 * until the frame was superseded, and chunks are counted.
 */
#include "pane-test.h"

#define WIDTH 2000
#define HEIGHT 3000
/* The number of the chunk at which reading is blocked; a frame has about
 * six. */
#define BLOCKED_CHUNK 2
#define TIMEOUT_S 30

/* Reads chunks from another source, counts them, and can block at one of
 * them. */
typedef struct
{
  SmoothReadFunc read;
  gpointer data;
  int n_chunks; /* how many chunks were read; atomic */
  /* TRUE: the read of chunk BLOCKED_CHUNK waits until this is FALSE; atomic */
  int blocks;
} Reader;

typedef struct
{
  PaneTest test;
  Reader source, result, edges;
  SmoothResultStore store;
} ReadTest;

static gboolean
read_chunk (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  Reader *reader = data;

  /* Reads for a frame at 100 % are narrower than the picture, and are not
   * counted. */
  if (rect->width == WIDTH)
    {
      int number = g_atomic_int_add (&reader->n_chunks, 1) + 1;

      while (number == BLOCKED_CHUNK && g_atomic_int_get (&reader->blocks))
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
  return read_chunk (&((ReadTest *) data)->result, rect, pixels, error);
}

static gboolean
read_edges (gpointer data,
            const SmoothRect *rect,
            float *pixels,
            GError **error)
{
  return read_chunk (&((ReadTest *) data)->edges, rect, pixels, error);
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

/* Shows the picture at 100 %, and waits until the result store holds the whole
 * exact result. */
static void
set_up (ReadTest *reads)
{
  PaneTest *test = &reads->test;
  SmoothPicture described;

  *reads = (ReadTest) { 0 };
  pane_test_set_up (test, WIDTH, HEIGHT, 1, 0, 0);
  smooth_demo_picture_describe (test->picture, &described);
  reads->source =
    (Reader) { described.source.read, described.source.data, 0, FALSE };
  reads->result =
    (Reader) { described.store->read, described.store->data, 0, FALSE };
  reads->edges =
    (Reader) { described.store->read_edges, described.store->data, 0, FALSE };
  described.source.read = read_chunk;
  described.source.data = &reads->source;
  reads->store = (SmoothResultStore) { write_result, write_edges, read_result,
                                       read_edges,   reads,       NULL };
  described.store = &reads->store;
  smooth_pane_set_picture (test->pane, &described, NULL);
  pane_test_wait (test, pane_test_is_complete);
  pane_test_wait_settled (test);
  /* From now on computing the exact result fails: it would read the store, too,
   * and spoil the count of chunks. */
  g_atomic_int_set (&test->fake.fails_exact, TRUE);
}

/* Shows the whole picture, and waits until reader is blocked in the middle of
 * reading it. */
static void
begin_fit (ReadTest *reads, Reader *reader)
{
  gint64 end = g_get_monotonic_time () + TIMEOUT_S * G_USEC_PER_SEC;

  g_atomic_int_set (&reader->n_chunks, 0);
  g_atomic_int_set (&reader->blocks, TRUE);
  smooth_canvas_fit (SMOOTH_CANVAS (reads->test.pane->canvas));
  while (g_atomic_int_get (&reader->n_chunks) < BLOCKED_CHUNK)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (1000);
    }
}

/* Asserts that reader read no chunk after the one at which it was blocked. */
static void
end_fit (ReadTest *reads, Reader *reader)
{
  g_atomic_int_set (&reader->blocks, FALSE);
  pane_test_wait (&reads->test, pane_test_is_idle);
  g_assert_cmpint (g_atomic_int_get (&reader->n_chunks), ==, BLOCKED_CHUNK);
}

static Reader *
get_reader (ReadTest *reads, int i)
{
  Reader *readers[] = { &reads->source, &reads->result, &reads->edges };

  return readers[i];
}

/* The frame is cancelled while the picture, the result or the edge map is read.
 */
static void
test_cancel (void)
{
  for (int i = 0; i < 3; i++)
    {
      ReadTest reads;

      set_up (&reads);
      begin_fit (&reads, get_reader (&reads, i));
      smooth_worker_cancel (reads.test.pane->worker);
      end_fit (&reads, get_reader (&reads, i));
      pane_test_tear_down (&reads.test);
    }
}

/* The zoom changes. None of the chunks can be used for the new zoom, so reading
 * stops. */
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

/* The strength changes, so reading the stored result stops. The picture itself
 * is the same, and is read once to its end. */
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
  g_atomic_int_set (&reads.source.blocks, FALSE);
  pane_test_wait (&reads.test, pane_test_has_result);
  g_assert_cmpint (g_atomic_int_get (&reads.source.n_chunks), ==,
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
