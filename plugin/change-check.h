/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks, right before a result is merged, whether everything that the result
 * was made from is still as it was. The user can go on working on the image
 * while the plug-in computes, whether it was called by a script, by "Repeat" or
 * from its dialog. All functions are called on the main thread.
 */
#pragma once

#include "drawable-snapshot.h"

typedef enum
{
  CHANGE_NONE,
  /* The pixels or properties of the drawable, or its mask's pixels. */
  CHANGE_PIXELS,
  CHANGE_PLACE,  /* the drawable's size, format or place, or the selection */
  CHANGE_REFUSED /* the drawable can no longer be smoothed, or not be read */
} Change;

/* Stores in the snapshot what change_check_all will compare later: the
 * properties of the snapshot's drawable (DrawableSnapshotTraits) and, if a
 * result of this kind holds a copy of the layer's mask, the mask's pixels. To
 * be called right before the result is prepared. Errors: those of
 * buffer_transfer_snapshot. */
gboolean change_check_note_traits (DrawableSnapshot *snapshot,
                                   ResultKind kind,
                                   GError **error);

/* The three checks below return CHANGE_NONE if what they check is unchanged.
 * Otherwise they return what has changed, and set error:
 * SMOOTH_ERROR_UNSUPPORTED, or an error of reading pixels. */

/* Checks the drawable's size and format, and nothing else. */
Change change_check_shape (const DrawableSnapshot *snapshot, GError **error);

/* Checks the drawable's size, format and place, and the bounding rectangle of
 * the selection. Costs a few calls of GIMP. */
Change change_check_place (const DrawableSnapshot *snapshot, GError **error);

/* Checks everything: also the pixels of drawable, selection and mask, the
 * stored properties, and whether the functions of drawable-checks.h still allow
 * the snapshot. Does not let the main loop run. Begins with what takes longest,
 * so that little time passes between each check and the merge. Cost: 25 ms per
 * megapixel of 8-bit RGB. */
Change change_check_all (const DrawableSnapshot *snapshot,
                         ResultKind kind,
                         GError **error);
