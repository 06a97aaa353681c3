/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory for the pixels of a part of a picture. Any thread. */
#pragma once

#include <smooth/image.h>

/* Returns uninitialised memory for the n_channels samples of each pixel of rect
 * (borrowed). Free it with g_free. Errors: NO_MEMORY. */
float *
smooth_pixels_new (const SmoothRect *rect, int n_channels, GError **error);
