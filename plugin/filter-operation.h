/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result "filter": the GEGL operation of gegl/ as a filter of a layer or a
 * group, which can be edited later. GIMP computes it, so nothing is computed
 * here. To be called on the main thread.
 */
#pragma once

#include "procedure-request.h"

/* Whether GIMP can append the operation to drawable. Errors:
 * SMOOTH_ERROR_UNSUPPORTED if GIMP does not find the operation. */
gboolean filter_operation_check (GimpDrawable *drawable, GError **error);

/* Appends the operation, with the settings and the weights of request, to each
 * drawable, or to none, in one undo step. Errors: SMOOTH_ERROR_UNSUPPORTED if
 * the weights are not installed where the operation looks for them, or if GIMP
 * refuses. */
gboolean filter_operation_append (GimpImage *image,
                                  GimpDrawable **drawables,
                                  const Request *request,
                                  GError **error);
