/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check right before a result is merged: whether all that the result was
 * made from is still as it was. The user can go on working on the image while
 * the plug-in computes, whether it was called by a script, by "Repeat" or from
 * its dialog. Main thread.
 */
#pragma once

#include "drawable-job.h"

typedef enum
{
  CHANGE_NONE,
  CHANGE_PIXELS, /* the drawable's pixels or properties, or its mask's pixels */
  CHANGE_PLACE,  /* the drawable's size, format or place, or the selection */
  CHANGE_REFUSED /* the drawable can no longer be smoothed, or not be read */
} Change;

/* Stores in the job the properties of its drawable (DrawableJobTraits), and the
 * pixels of its mask if a result of kind holds a copy of them. To be called
 * right before the result is prepared. Errors: those of
 * buffer_transfer_snapshot. */
gboolean
change_check_note_traits (DrawableJob *job, ResultKind kind, GError **error);

/* The checks. Whatever they find but CHANGE_NONE comes with an error:
 * SMOOTH_ERROR_UNSUPPORTED, or one of reading pixels. */

/* Checks the drawable's size and format. */
Change change_check_shape (const DrawableJob *job, GError **error);

/* Checks the drawable's size, format and place, and the bounds of the
 * selection. Costs a few calls of GIMP. */
Change change_check_place (const DrawableJob *job, GError **error);

/* Checks everything: also the pixels of drawable, selection and mask, the
 * stored properties, and whether the functions of drawable-checks.h still allow
 * the job. The main loop does not run. What takes the longest comes first, so
 * that little time passes between each check and the merge. Cost: 25 ms a
 * megapixel of 8-bit RGB. */
Change
change_check_all (const DrawableJob *job, ResultKind kind, GError **error);
