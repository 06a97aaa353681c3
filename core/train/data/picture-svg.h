/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renders SVG drawings. No other file uses librsvg. */
#pragma once

#include "train/data/picture-rgba.h"

/* Renders the SVG file in bytes into picture, its longer side of side pixels.
 * Arguments and errors as of train_picture_rgba_decode (). */
gboolean train_picture_svg_draw (const char *name,
                                 GBytes *bytes,
                                 int side,
                                 TrainPictureRgba *picture,
                                 GError **error);
