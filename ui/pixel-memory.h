/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Allocates memory for the pixels of a part of a picture. Any thread. */
#pragma once

#include <smooth/image.h>

/* Returns uninitialised memory for the pixels of rect (borrowed), n_channels
 * floats for each pixel. Free it with g_free. Errors: NO_MEMORY. */
float *
smooth_pixels_new (const SmoothRect *rect, int n_channels, GError **error);
