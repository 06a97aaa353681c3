/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What passes between the pane and its worker: wishes there, pieces back.
 * Both are made by one side and freed in the main loop.
 */
#pragma once

#include <gtk/gtk.h>

#include "outline.h"
#include "shared-picture.h"
#include "viewport.h"

/* A wish: all that a picture on the screen depends on. */
typedef struct
{
  SmoothSharedPicture *picture;
  SmoothSharedDisplay *display;
  SmoothParams params;
  SmoothGrid grid;
  SmoothRect seen;       /* of the grid; width 0: nothing is on the screen */
  SmoothRect wanted;     /* of the picture: the region of the exact result */
  guint64 state;         /* number of the parameters and the picture */
  guint64 mask_id;       /* number of the selection's state */
  gboolean wants_exact;  /* the exact result, in the background */
  gboolean wants_result; /* else the original alone */
  gboolean may_be_near;  /* the result, if it is there sooner */
} SmoothFrameRequest;

typedef enum
{
  SMOOTH_FRAME_UPDATE_ORIGINAL, /* the original; a result may follow */
  SMOOTH_FRAME_UPDATE_RESULT,   /* result and edges, and the original once more */
  SMOOTH_FRAME_UPDATE_PATCH,    /* exact rows of result and edges */
  SMOOTH_FRAME_UPDATE_PROGRESS, /* of the exact result, nothing to see */
} SmoothFrameUpdateKind;

/* A piece: one step of a wish's coming true. */
typedef struct
{
  SmoothFrameUpdateKind kind;
  guint64 state; /* the wish's */
  guint64 picture_id;
  SmoothGrid grid;
  SmoothRect area;                            /* of the grid */
  cairo_surface_t *original, *result, *edges; /* of area; may be NULL */
  SmoothOutline *outline;                     /* NULL: none */
  gboolean is_stored; /* the store holds the result of all that is wanted */
  gboolean is_exact;  /* of a result; of a patch: the result it is put into */
  gboolean has_exact_edges; /* likewise, everywhere on the screen */
  gboolean is_too_fine;     /* of a result */
  gboolean is_near;         /* of one that may_be_near */
  double seconds;           /* that a result took */
  double fraction;          /* of the exact result */
} SmoothFrameUpdate;

void smooth_frame_request_free (SmoothFrameRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothFrameRequest, smooth_frame_request_free)

/* A piece of a request, without surfaces. */
SmoothFrameUpdate *smooth_frame_update_new (SmoothFrameUpdateKind kind,
                               const SmoothFrameRequest *request,
                               const SmoothRect *area);
void smooth_frame_update_free (SmoothFrameUpdate *piece);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothFrameUpdate, smooth_frame_update_free)

gboolean smooth_params_equal (const SmoothParams *one,
                              const SmoothParams *other);
gboolean smooth_rect_equal (const SmoothRect *one, const SmoothRect *other);

/* Whether all of inner lies in outer. */
gboolean smooth_rect_contains (const SmoothRect *outer,
                               const SmoothRect *inner);

/* What two rectangles share; width and height are 0 if that is nothing. */
void smooth_rect_intersect (const SmoothRect *one,
                            const SmoothRect *other,
                            SmoothRect *shared);

gboolean smooth_grid_equal (const SmoothGrid *one, const SmoothGrid *other);
