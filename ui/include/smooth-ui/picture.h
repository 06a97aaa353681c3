/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a dialog gives to the preview pane: the picture, the store for the exact
 * result, how colours are shown on the monitor, and who smooths.
 *
 * The exact result is what OK will write: the smoothed picture and its edge
 * map at full size. "On the worker" means: on the pane's worker thread, never
 * on the thread of the main loop, and never two calls at a time. Pixels are
 * packed rows of floats, as in smooth/image.h.
 */
#pragma once

#include <smooth/smooth.h>

G_BEGIN_DECLS

/** Keeps the exact result. All functions are called on the worker with data,
 * and with rectangles inside the picture, in its coordinates. write and
 * write_edges get bands of rows from top to bottom, as wide as the picture's
 * region. If the region is very wide they get its strips of columns
 * (smooth_engine_get_strip) from left to right, each in such bands. Or they get
 * the whole region at once. Any rectangle that was written may be read back. */
typedef struct
{
  SmoothWriteFunc write;       /* the smoothed picture, its channels */
  SmoothWriteFunc write_edges; /* the edge map, 1 channel */
  SmoothReadFunc read;
  SmoothReadFunc read_edges;
  gpointer data;
} SmoothResultStore;

/** A picture to preview. The pane copies the structure; what it points to must
 * live until destroy is called. */
typedef struct
{
  /* The pixels, perceptually encoded. Read on the worker, and only the rows
   * above n_ready. */
  SmoothSource source;
  /* The selection as a mask: one sample in [0, 1] per pixel. Read on the worker
   * as the source is; data is mask_data. NULL: everything is selected. */
  SmoothReadFunc read_mask;
  /* On the worker: returns whether there is a selection at the moment. NULL:
   * always, if there is read_mask. */
  gboolean (*has_mask) (gpointer mask_data);
  gpointer mask_data;
  /* The region of the exact result, inside the picture: the bounds of the
   * selection. Width 0: the whole picture. */
  SmoothRect region;
  /* Whether the store holds integers, so that samples outside [0, 1] are
   * clamped. */
  gboolean is_limited;
  /* Copied with the picture. NULL: the exact result is never computed. */
  const SmoothResultStore *store;
  /* How many rows, from the top, can be read already; see
   * smooth_pane_set_n_ready. */
  int n_ready;
  /* Called with destroy_data, in the main loop, once the picture is no longer
   * used. NULL is allowed. */
  GDestroyNotify destroy;
  gpointer destroy_data;
} SmoothPicture;

/** Converts colours for the monitor. rgb: n_pixels pixels of RGB in [0, 1],
 * perceptually encoded in the picture's own space; shown (out): RGB for the
 * monitor in [0, 1]. Called on the worker. */
typedef void (*SmoothColourFunc) (gpointer data,
                                  const float *rgb,
                                  float *shown,
                                  gsize n_pixels);

/** How pictures are shown. */
typedef struct
{
  SmoothColourFunc convert; /* called with data; NULL: no conversion */
  gpointer data;
  GDestroyNotify destroy; /* called with data, in the main loop, once the
                             settings are no longer used; may be NULL */
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
  guint64 source_id;        /* never 0; the same if the pixels are the same */
  const SmoothRect *region; /* of the source: what is to be smoothed */
  /* Whether the same region will be smoothed again at other strengths, so that
   * it pays to keep what does not depend on the strength. */
  gboolean is_repeated;
  /* NULL: only the exact result will do. Otherwise an approximation of it is
   * allowed if that is faster, and (out) is set to whether it was made. */
  gboolean *is_approximate;
  const SmoothSink *sink;      /* receives the result and the edge map */
  SmoothProgressFunc progress; /* called with progress_data; NULL: none */
  gpointer progress_data;
} SmoothSmoothing;

/** Who smooths: the engine, or a fake for tests. */
typedef struct
{
  /* On the worker. Does what smoothing (borrowed) says; for the rest, errors
   * included, as smooth_engine_run. If a smoothing is_repeated, a copy of
   * *smoothing->source may be kept, and read in later calls with the same
   * source_id. */
  gboolean (*run) (gpointer data,
                   const SmoothSmoothing *smoothing,
                   GError **error);
  gpointer data;
  GDestroyNotify destroy; /* called with data, in the main loop, after the last
                             run; may be NULL */
} SmoothSmoother;

/** Fills smoother (out) with one that works by engine (transfer full). Its
 * destroy frees the engine. For repeated smoothings it keeps the parts of the
 * networks' work that do not depend on the strength. */
void smooth_smoother_init_engine (SmoothSmoother *smoother,
                                  SmoothEngine *engine);

G_END_DECLS
