/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The components (red, green, blue, grey, alpha) that are active in GIMP's
 * Channels dialog. When GIMP merges pixels into a layer, it does not change
 * inactive components. New layers that the plug-in fills with smoothed pixels
 * follow the same rule: their inactive components are those that the drawable
 * had before. The rule does not hold for channels and masks, nor for the edge
 * map.
 *
 * All functions are called on the main thread.
 */
#pragma once

#include "drawable-job.h"

/* Returns the number of active colour components of drawable, which is a layer.
 * n_components (out): the number of all its colour components. */
int active_components_count (GimpDrawable *drawable, int *n_components);

/* Writes the samples of the inactive components that the job's drawable had
 * before into pixels, over the job's region. pixels is a store in the job's
 * format. Errors: those of for_each_band and of the stores. */
gboolean active_components_restore (const DrawableJob *job,
                                    PixelStore *pixels,
                                    GError **error);

/* Returns a new store with the job's smoothed pixels, in which inactive
 * components are as they were before. Transfer full; NULL with an error of
 * for_each_band or of the stores. */
PixelStore *active_components_apply (const DrawableJob *job, GError **error);
