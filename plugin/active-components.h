/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The components (red, green, blue, grey, alpha) that are active in GIMP's
 * Channels dialog. GIMP's merge does not change inactive ones in the pixels of
 * a layer. The layers that the plug-in makes of smoothed pixels follow the same
 * rule. It does not hold for channels and masks, nor for the edge map.
 */
#pragma once

#include "drawable-job.h"

/* The number of active colour components of drawable, a layer; n_components
 * (out): how many it has. Main thread. */
int active_components_count (GimpDrawable *drawable, int *n_components);

/* Writes the samples that the job's drawable had before into pixels, a store in
 * the job's format, for inactive components and over the job's region. Errors:
 * those of for_each_band and of the stores. */
gboolean active_components_restore (const DrawableJob *job,
                                    PixelStore *pixels,
                                    GError **error);

/* The job's smoothed pixels, in which inactive components are as they were
 * before. Transfer full, or NULL with an error as above. */
PixelStore *active_components_apply (const DrawableJob *job, GError **error);
