/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frame merge: brings pixels of one frame update into the surfaces of another,
 * and compares the surfaces of one. All functions in the main loop; pointers
 * are borrowed for the call.
 */
#pragma once

#include "frame-request.h"

/* Copies a patch into result. Returns FALSE, and does nothing, if result is
 * NULL or the patch belongs to another frame. */
gboolean smooth_frame_apply_patch (SmoothFrameUpdate *result,
                                   const SmoothFrameUpdate *patch);

/* Draws an earlier result over the surfaces of result, a weak one, scaled to
 * its grid and at its place in the picture. So the canvas goes on showing what
 * it showed, until patches bring the exact result, and the result counts as
 * weak no longer. Does nothing if earlier is NULL or weak itself. */
void smooth_frame_keep (SmoothFrameUpdate *result,
                        const SmoothFrameUpdate *earlier);

/* Returns whether a pixel of the result differs visibly from the original. Both
 * surfaces of update must show update->area. */
gboolean smooth_frame_differs (const SmoothFrameUpdate *update);

/* Returns a copy of update that shares its surfaces; transfer full. has_result:
 * FALSE: the copy holds only the original's surface. */
SmoothFrameUpdate *smooth_frame_copy (const SmoothFrameUpdate *update,
                                      gboolean has_result);
