/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last check before a result is merged: GIMP goes on working for the user
 * while the plug-in computes, so everything that the result was made from is
 * looked at again. Scripts, "repeat" and the dialog share it.
 */
#pragma once

#include "drawable-job.h"

/* What was found. */
typedef enum
{
  VERIFY_SAME,
  VERIFY_PIXELS, /* the drawable was painted on, or is shown otherwise */
  VERIFY_PLACE,  /* drawable or selection are not what they were at the start */
  VERIFY_REFUSED /* it cannot be smoothed any more, or not be looked at */
} VerifyResult;

/* Notes how the job's drawable is shown, and for a result of kind that copies
 * the layer's mask the mask's pixels, before the result is prepared. Errors: of
 * transfer_snapshot. */
gboolean verify_note_traits (DrawableJob *job, ResultKind kind, GError **error);

/* Whether the drawable has the size and format with which the job began.
 * Otherwise error is set: SMOOTH_ERROR_UNSUPPORTED. */
VerifyResult verify_shape (const DrawableJob *job, GError **error);

/* Whether the drawable has the size, place and format, and the image the
 * selection's bounds, with which the job began: a few calls of GIMP.
 * Otherwise error is set: SMOOTH_ERROR_UNSUPPORTED. */
VerifyResult verify_place (const DrawableJob *job, GError **error);

/* Whether all is as it was: verify_place, the traits, the selection's and the
 * drawable's pixels, and the checks of kind. The main loop does not run, and
 * what takes the longest comes first, so that as little time as possible lies
 * between the look at a thing and the merge that follows. Otherwise error is
 * set. Cost: 25 ms a megapixel of 8-bit RGB. */
VerifyResult verify_all (const DrawableJob *job, ResultKind kind, GError **error);
