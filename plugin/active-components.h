/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps inactive components as they are: those components (red, green, blue,
 * grey, alpha) that the user has switched off in GIMP's Channels dialog. When
 * GIMP merges pixels into a layer, it does not change inactive components. New
 * layers that the plug-in fills with smoothed pixels follow the same rule:
 * their inactive components get the samples of the drawable that is smoothed.
 * The rule does not hold for channels and masks, nor for the edge map.
 *
 * All functions are called on the main thread.
 */
#pragma once

#include "drawable-snapshot.h"

/* Returns the number of active colour components of drawable, which is a layer.
 * n_components (out): the number of all its colour components. */
int active_components_count (GimpDrawable *drawable, int *n_components);

/* Gives the inactive components of pixels, a store in the snapshot's format,
 * the samples that the drawable had before the smoothing, over the snapshot's
 * region. Errors: those of for_each_band and of the stores. */
gboolean active_components_restore (const DrawableSnapshot *snapshot,
                                    PixelStore *pixels,
                                    GError **error);

/* Returns a store with the snapshot's smoothed pixels, in which the inactive
 * components have the samples from before the smoothing. Transfer full; NULL
 * with an error of for_each_band or of the stores. */
PixelStore *active_components_apply (const DrawableSnapshot *snapshot,
                                     GError **error);
