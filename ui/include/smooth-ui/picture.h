/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a dialog gives to the preview pane: the picture, the store for the exact
 * result, how colours are shown on the monitor, and the smoother that computes.
 *
 * The exact result is what OK will write: the smoothed picture and its edge map
 * at full size. "On the worker" means: on the pane's worker thread, never on
 * the thread of the main loop, and never two calls at a time. Pixels are packed
 * rows of floats, as smooth/image.h describes them.
 */
#pragma once

#include <smooth/smooth.h>

G_BEGIN_DECLS

/** Keeps the exact result of a picture. Its functions are called on the worker,
 * with data and with rectangles inside the picture, in the picture's
 * coordinates. write and write_edges get the pixels of SmoothPicture.region in
 * one of three ways: as bands of rows from top to bottom, as wide as the
 * region; if the region is very wide, as the strips of columns that
 * smooth_engine_get_strip gives, from left to right, each strip in bands of
 * rows from top to bottom; or all at once. Any rectangle that was written may
 * be read back. */
typedef struct
{
  /* Writes the smoothed picture, which has the picture's channels. */
  SmoothWriteFunc write;
  SmoothWriteFunc write_edges; /* writes the edge map, which has 1 channel */
  SmoothReadFunc read;
  SmoothReadFunc read_edges;
  gpointer data;
  /* Writes the stages of the smoothed picture beyond stage 0 (smooth/engine.h)
   * that the parameter n_details asks for; they are never read. NULL: they are
   * not wanted. */
  SmoothWriteStageFunc write_stage;
} SmoothResultStore;

/** A picture to preview. The pane copies the structure; what it points to must
 * live until destroy is called. */
typedef struct
{
  /* The pixels, perceptually encoded. They are read on the worker, and only in
   * the rows above n_ready. */
  SmoothSource source;
  /* Reads the selection as a mask: one sample in [0, 1] per pixel. It is called
   * on the worker with mask_data, and only for the rows above n_ready. NULL:
   * everything is selected. */
  SmoothReadFunc read_mask;
  /* Returns whether there is a selection at the moment. It is called on the
   * worker. NULL: there always is one if read_mask is not NULL. */
  gboolean (*has_mask) (gpointer mask_data);
  gpointer mask_data;
  /* The region of the exact result, inside the picture: the bounding rectangle
   * of the selection. Width 0: the whole picture. */
  SmoothRect region;
  /* TRUE: the result store holds integers, so it clamps samples to [0, 1]. */
  gboolean is_limited;
  /* Where the exact result is kept; copied with the picture. NULL: the exact
   * result is never computed. */
  const SmoothResultStore *store;
  /* How many rows, from the top, can be read already. smooth_pane_set_n_ready
   * raises the number. */
  int n_ready;
  /* Called with destroy_data, in the main loop, once the picture is no longer
   * used. NULL is allowed. */
  GDestroyNotify destroy;
  gpointer destroy_data;
} SmoothPicture;

/** The type of a function that converts colours for the monitor. rgb: n_pixels
 * pixels of RGB in [0, 1], perceptually encoded in the picture's own colour
 * space; shown (out): RGB in [0, 1] for the monitor. Called on the worker. */
typedef void (*SmoothColourFunc) (gpointer data,
                                  const float *rgb,
                                  float *shown,
                                  gsize n_pixels);

/** How colours and transparent pixels are shown on the screen. */
typedef struct
{
  SmoothColourFunc convert; /* called with data; NULL: no conversion */
  gpointer data;
  /* Called with data, in the main loop, once the pane no longer uses these
   * display settings: others were set, or the pane is gone. May be NULL. */
  GDestroyNotify destroy;
  /* The checkerboard under transparent pixels: the side of a square in pixels
   * of the monitor, and the two greys in [0, 1]. GIMP's own has 8, 0.4, 0.6. */
  int check_size;
  double check_dark, check_light;
} SmoothDisplay;

/** What a smoother is asked to do. All pointers are borrowed for the call. */
typedef struct
{
  SmoothParams params;
  const SmoothSource *source;
  /* The id of the pixels that source gives: if two sources have equal ids, they
   * have the same pixels. Never 0. */
  guint64 source_id;
  const SmoothRect *region; /* the part of source that is to be smoothed */
  /* TRUE: the same region will be smoothed again at other strengths. So it pays
   * to keep those parts of the computation that do not depend on the strength.
   */
  gboolean is_repeated;
  /* TRUE: the result is an overview of the whole picture at a small size. */
  gboolean is_overview;
  /* Where the smoother stores whether it has approximated the result, which it
   * may do if that is faster. NULL: the exact result is wanted. */
  gboolean *is_approximate;
  const SmoothSink *sink;      /* receives the result and the edge map */
  SmoothProgressFunc progress; /* called with progress_data; NULL: none */
  gpointer progress_data;
} SmoothSmoothing;

/** What smooths pictures: the engine, or a fake in tests. */
typedef struct
{
  /* Does what smoothing (borrowed) asks for, on the worker. Returns and reports
   * errors as smooth_engine_run does. If smoothing->is_repeated, it may keep a
   * copy of *smoothing->source and read through it in later calls with the same
   * source_id. */
  gboolean (*run) (gpointer data,
                   const SmoothSmoothing *smoothing,
                   GError **error);
  gpointer data;
  /* Called with data, in the main loop, after the last call of run. May be
   * NULL. */
  GDestroyNotify destroy;
} SmoothSmoother;

/** Fills smoother (out) with one that calls engine (transfer full); its destroy
 * function frees the engine. For repeated smoothings it keeps those parts of
 * the networks' work that do not depend on the strength. */
void smooth_smoother_init_engine (SmoothSmoother *smoother,
                                  SmoothEngine *engine);

G_END_DECLS
