/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seam: the line along which a tileable picture meets its copies.
 *
 * The layers of the networks have grids of 2 to 8 << k pixels (k + 1 octaves),
 * and their result changes a little when a picture moves against these. If a
 * picture's width is not a multiple of the largest grid, its copy to the right
 * lies elsewhere in the grids, so that the result of the copy's first columns,
 * which go on where the picture ends, is not quite that of the picture's own.
 * Therefore the result of the first n columns is mixed from both:
 *
 *   result (x) = r (x) + w (r (x + width) - r (x)),  w = 1 - x / n,
 *   n = min (SMOOTH_SEAM_PX, width)
 *
 * where r is the result on the plane on which the picture is repeated. The same
 * is done with the first rows, after the columns, if the height is not such a
 * multiple. The results beyond the picture are computed in engine runs of their
 * own, the parts: each has one rectangle right of the picture, below it, or
 * both.
 *
 * It is used on the thread that called the engine.
 */
#pragma once

#include "engine/engine-request.h"
#include "net/graph.h"

#define SMOOTH_SEAM_PX 32

/* The planes of a result: stage i of the smoothed picture has number i, and
 * behind all stages comes the edge map. */
#define SMOOTH_SEAM_EDGES SMOOTH_MAX_DETAILS

/* The result of a rectangle of the picture's copy. */
typedef struct
{
  /* The rectangle's place in the picture: it is moved by the picture's width to
   * the right, or by its height down, as the request says. */
  SmoothRect rect;
  SmoothEngineRequest request;
  float *planes[SMOOTH_SEAM_EDGES + 1]; /* NULL: not wanted */
} SmoothSeamPart;

typedef struct
{
  SmoothEngineRequest request; /* that of the region */
  SmoothRect region;
  SmoothSeamPart parts[3];
  int n_parts; /* 0: there is nothing to mix */

  /* The members below are used during a pass. */
  const SmoothSink *sink; /* the caller's */
  int number;             /* of the part that is computed, n_parts at the end */
  const SmoothGraphPass *pass; /* the caller's */
  float *band;                 /* memory for rows of the mixed result */
  gsize band_samples;          /* for how many samples band has room */
} SmoothSeam;

/* Finds out which parts the request, which was checked, needs. Its region is
 * copied; its source is borrowed. seam must not be moved. */
void smooth_seam_init (SmoothSeam *seam, const SmoothEngineRequest *request);
void smooth_seam_clear (SmoothSeam *seam);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SmoothSeam, smooth_seam_clear)

/* Returns how many bytes smooth_seam_prepare () takes. */
gsize smooth_seam_get_bytes (const SmoothSeam *seam);

/* Takes the memory of the parts' results. Errors: NO_MEMORY. */
gboolean smooth_seam_prepare (SmoothSeam *seam, GError **error);

/* Returns the sink for part number i, or, if i is n_parts, for the region
 * itself: it mixes the parts into what it passes on to sink. The pointer is
 * borrowed as long as the sink is used. */
SmoothSink
smooth_seam_get_sink (SmoothSeam *seam, int i, const SmoothSink *sink);

/* Returns pass, the pass of the whole request, for its part number i, or, if i
 * is n_parts, for the region itself: the progress counts only as a share of the
 * whole. pass is borrowed as long as the returned pass is used. */
SmoothGraphPass
smooth_seam_get_pass (SmoothSeam *seam, int i, const SmoothGraphPass *pass);
