/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a preview pane is given: the picture, the place where the exact result
 * is kept, who smooths, and how pixels become colours of the monitor.
 *
 * "On the worker" below means: on the pane's one worker thread, never two
 * calls at a time, and not on the thread of the main loop.
 */
#pragma once

#include <smooth/smooth.h>

G_BEGIN_DECLS

/** Place for the exact result, both parts of it, in the picture's coordinates;
 * each function is called on the worker. Only rectangles inside the picture are
 * written: whole rows of the region that is wanted, in order from top to
 * bottom, or a larger rectangle at once; what was written may be read again. */
typedef struct
{
  SmoothWriteFunc write;       /* the smoothed picture, its channels */
  SmoothWriteFunc write_edges; /* 1 channel */
  SmoothReadFunc read;
  SmoothReadFunc read_edges;
  gpointer data;
} SmoothResultStore;

/** A picture to preview. */
typedef struct
{
  /* Read on the worker, perceptually encoded; only rows above n_ready are. */
  SmoothSource source;
  /* The selection, one sample in [0, 1] a pixel, read on the worker like the
   * source; NULL: everything is selected. */
  SmoothReadFunc read_mask;
  /* On the worker: whether it is so at the moment that not everything is
   * selected; NULL: always, if there is read_mask. */
  gboolean (*has_mask) (gpointer mask_data);
  gpointer mask_data;
  /* The part whose exact result is wanted, inside the picture: what the
   * selection lets through. Width 0: all of it. */
  SmoothRect region;
  /* Results are stored in [0, 1], as integers: what is beyond is cut off before
   * the selection mixes them. */
  gboolean is_limited;
  /* NULL: the exact result is not computed ahead. */
  const SmoothResultStore *store;
  /* Rows that can be read already; the pane is told of more as they come by
   * smooth_pane_set_n_ready. */
  int n_ready;
  /* Called in the main loop when the worker needs the picture no more. */
  GDestroyNotify destroy;
  gpointer destroy_data;
} SmoothPicture;

/** Converts n_pixels of RGB, perceptually encoded in the picture's own space,
 * into what the monitor is to show, in [0, 1]. Called on the worker. */
typedef void (*SmoothColourFunc) (gpointer data,
                                  const float *rgb,
                                  float *shown,
                                  gsize n_pixels);

/** How pictures are shown. */
typedef struct
{
  SmoothColourFunc convert; /* NULL: as they are */
  gpointer data;
  GDestroyNotify destroy; /* called in the main loop */
  /* Under transparent pixels: squares of this many pixels of the monitor,
   * each grey in [0, 1]; GIMP's own is 8, 0.4, 0.6. */
  int check_size;
  double check_dark, check_light;
} SmoothDisplay;

/** One piece of smoothing. */
typedef struct
{
  SmoothParams params;
  const SmoothSource *source;
  guint64 source_id;        /* the same for the same pixels, never 0 */
  const SmoothRect *region; /* of the source */
  gboolean is_repeated;     /* other strengths will be asked for */
  gboolean *is_near; /* NULL: only the exact result will do; else one near it
                        may come, if that is sooner, which is told here */
  const SmoothSink *sink;
  SmoothProgressFunc progress;
  gpointer progress_data;
} SmoothSmoothing;

/** Who smooths: the engine, or a stand-in for tests. */
typedef struct
{
  /* On the worker; as smooth_engine_run. */
  gboolean (*run) (gpointer data,
                   const SmoothSmoothing *smoothing,
                   GError **error);
  gpointer data;
  GDestroyNotify destroy; /* called in the main loop, after the last run */
} SmoothSmoother;

/** Makes smoother work by engine (transfer full), keeping what no strength
 * changes for repeated smoothings. */
void smooth_smoother_init_engine (SmoothSmoother *smoother,
                                  SmoothEngine *engine);

G_END_DECLS
