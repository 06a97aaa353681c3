/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages between the preview pane (main loop) and its worker thread: the
 * pane sends frame requests, and the worker answers each with any number of
 * frame updates. A message belongs to one thread at a time: to the one that
 * made it until it is handed over, and then to the receiver. All messages are
 * freed in the main loop.
 */
#pragma once

#include <gtk/gtk.h>

#include "selection-outline.h"
#include "shared-picture.h"
#include "viewport.h"

/* What the worker is asked to compute, with all that the result depends on. */
typedef struct
{
  SmoothSharedPicture *picture; /* an owned reference */
  SmoothSharedDisplay *display; /* an owned reference */
  SmoothParams params;
  SmoothGrid grid;    /* the picture's size at the viewport's zoom */
  SmoothRect visible; /* the visible part, in pixels of grid; width 0: none */
  /* The region of the exact result, in pixels of the picture. */
  SmoothRect exact_region;
  /* A number that grows with each change of picture, params or exact_region. */
  guint64 revision;
  /* A number that grows with each change of the selection; never 0. */
  guint64 mask_revision;
  /* A number that grows with each change of anything that the canvas shows. */
  guint64 number;
  /* TRUE: the worker computes exact_region into the result store, and makes no
   * frame for the screen. */
  gboolean wants_exact;
  /* TRUE: the worker makes an update of the kind OVERVIEW. Then grid is the
   * largest that the canvas shows as a whole, and visible is all of grid. */
  gboolean wants_overview;
  gboolean wants_result; /* FALSE: a frame that shows the original is enough */
  /* FALSE: the edge map may be left out if the result needs no smoothing. */
  gboolean wants_edges;
  /* Whether the smoother may approximate the result if that is faster. */
  gboolean allows_approximation;
} SmoothFrameRequest;

typedef enum
{
  /* An update that brings the original's surface, and is sent before the result
   * is computed. */
  SMOOTH_FRAME_UPDATE_ORIGINAL,
  /* An update that brings the surfaces of result, edge map and original. */
  SMOOTH_FRAME_UPDATE_RESULT,
  /* An update that brings the same surfaces of the whole picture, which are
   * drawn where the latest result does not reach. */
  SMOOTH_FRAME_UPDATE_OVERVIEW,
  /* An update that brings exact pixels, which replace a part of a result that
   * was sent before. If it brings no surfaces, it says that this result is
   * exact now. */
  SMOOTH_FRAME_UPDATE_PATCH,
  /* An update that tells which fraction of the exact result is computed. */
  SMOOTH_FRAME_UPDATE_PROGRESS,
} SmoothFrameUpdateKind;

typedef struct
{
  SmoothFrameUpdateKind kind;
  guint64 revision; /* copied from the request, as is number */
  guint64 number;
  guint64 picture_id;
  SmoothGrid grid; /* copied from the request */
  SmoothRect area; /* the part that the surfaces show, in pixels of grid */
  cairo_surface_t *original, *result, *edges; /* owned references, or NULL */
  SmoothOutline *outline; /* the selection's, an owned reference; NULL: none */

  /* The fields from is_exact to seconds are set in updates of the kinds RESULT
   * and OVERVIEW. In a PATCH only is_exact and has_exact_edges are set; they
   * hold for the whole result of which the patch is a part. */
  gboolean is_exact;        /* the result equals what OK will write */
  gboolean has_exact_edges; /* the edge map is exact everywhere in area */
  /* The result is not exact, and less than half as smooth as the exact one. The
   * canvas sets this to FALSE if it draws better pixels over it. */
  gboolean is_weak;
  /* The texture is smaller than a pixel of grid: as long as is_exact is FALSE,
   * the result shows the original. If is_exact is TRUE, the canvas has found
   * that the exact result does not differ from the original on the screen. */
  gboolean is_too_fine;
  /* The canvas has replaced pixels of a weak result by those of earlier
   * results, which belong to other parameters. */
  gboolean is_kept;
  /* The smoother has approximated the result, so the same frame is to be
   * computed again without approximation. */
  gboolean needs_refinement;
  /* The result store holds all of the exact result. */
  gboolean is_store_complete;
  double seconds; /* how long computing the frame took */

  double fraction; /* only in updates of the kind PROGRESS; in [0, 1] */
} SmoothFrameUpdate;

/* Frees request, which may be NULL. */
void smooth_frame_request_free (SmoothFrameRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothFrameRequest, smooth_frame_request_free)

/* Returns whether the grid has fewer pixels than the picture, so that a frame
 * is computed from a scaled picture. */
gboolean smooth_frame_request_is_scaled (const SmoothFrameRequest *request);

/* Returns the texture scale on the request's grid: that of the parameters times
 * the zoom. Below 1 it is finer than what the networks take away. */
double
smooth_frame_request_get_texture_scale (const SmoothFrameRequest *request);

/* Returns whether a frame that is computed from the scaled picture is less than
 * half as smooth as the exact result. */
gboolean smooth_frame_request_is_weak (const SmoothFrameRequest *request);

/* area (out): the part of request->visible that shows pixels of the exact
 * region, in pixels of the grid; its width is 0 if no such pixel is visible. */
void smooth_frame_request_get_exact_area (const SmoothFrameRequest *request,
                                          SmoothRect *area);

/* Returns an update of a kind for request (borrowed), whose surfaces show area.
 * The surfaces are NULL for the caller to set. */
SmoothFrameUpdate *smooth_frame_update_new (SmoothFrameUpdateKind kind,
                                            const SmoothFrameRequest *request,
                                            const SmoothRect *area);

/* Frees update, which may be NULL. */
void smooth_frame_update_free (SmoothFrameUpdate *update);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothFrameUpdate, smooth_frame_update_free)
