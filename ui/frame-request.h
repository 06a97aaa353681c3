/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages between the pane (main loop) and its worker thread: the pane
 * makes requests, the worker answers each with any number of updates. A message
 * belongs to one thread at a time: to the one that made it until it is handed
 * over, and then to the receiver. All of them are freed in the main loop.
 */
#pragma once

#include <gtk/gtk.h>

#include "selection-outline.h"
#include "shared-picture.h"
#include "viewport.h"

/* All that a frame on the screen, or the exact result, depends on. */
typedef struct
{
  SmoothSharedPicture *picture; /* a reference */
  SmoothSharedDisplay *display; /* a reference */
  SmoothParams params;
  SmoothGrid grid;         /* the picture's size at the viewport's zoom */
  SmoothRect visible;      /* in pixels of grid; width 0: nothing is visible */
  SmoothRect exact_region; /* of the exact result, in pixels of the picture */
  guint64 revision;        /* of the picture, the parameters and exact_region */
  guint64 mask_revision;   /* of the selection; never 0 */
  gboolean wants_exact;    /* exact_region into the store, and no frame */
  gboolean wants_result;   /* FALSE: the original is enough */
  /* Whether the smoother may approximate the result if that is faster. */
  gboolean allows_approximation;
} SmoothFrameRequest;

typedef enum
{
  SMOOTH_FRAME_UPDATE_ORIGINAL, /* the original, before there is a result */
  SMOOTH_FRAME_UPDATE_RESULT,   /* the result, its edge map, and the original */
  SMOOTH_FRAME_UPDATE_PATCH,    /* exact pixels that replace a part of a result;
                                   or, without surfaces, that it is exact now */
  SMOOTH_FRAME_UPDATE_PROGRESS, /* how much of the exact result is computed */
} SmoothFrameUpdateKind;

typedef struct
{
  SmoothFrameUpdateKind kind;
  guint64 revision; /* of the request */
  guint64 picture_id;
  SmoothGrid grid; /* of the request */
  SmoothRect area; /* that the surfaces show, in pixels of grid */
  cairo_surface_t *original, *result, *edges; /* references, or NULL */
  SmoothOutline *outline; /* of the selection, a reference; NULL: none */

  /* Of RESULT; is_exact and has_exact_edges of PATCH, too, for the result that
   * it is a part of. */
  gboolean is_exact;          /* the result is what OK will write */
  gboolean has_exact_edges;   /* the edge map is exact everywhere in area */
  gboolean is_too_fine;       /* the texture is smaller than a pixel of grid */
  gboolean needs_refinement;  /* the smoother approximated: the same frame is to
                                 be computed again, without approximation */
  gboolean is_store_complete; /* the store holds all of the exact result */
  double seconds;             /* the time that the frame took */

  double fraction; /* of PROGRESS, [0, 1] */
} SmoothFrameUpdate;

/* NULL is allowed. */
void smooth_frame_request_free (SmoothFrameRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothFrameRequest, smooth_frame_request_free)

/* Returns whether the grid has fewer pixels than the picture, so that a frame
 * is computed from a scaled picture. */
gboolean smooth_frame_request_is_scaled (const SmoothFrameRequest *request);

/* area (out): the part of request->visible that shows something of the exact
 * region, in pixels of the grid; width 0: none. */
void smooth_frame_request_get_exact_area (const SmoothFrameRequest *request,
                                          SmoothRect *area);

/* Returns an update for a request (borrowed), without surfaces. */
SmoothFrameUpdate *smooth_frame_update_new (SmoothFrameUpdateKind kind,
                                            const SmoothFrameRequest *request,
                                            const SmoothRect *area);

/* NULL is allowed. */
void smooth_frame_update_free (SmoothFrameUpdate *update);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothFrameUpdate, smooth_frame_update_free)
