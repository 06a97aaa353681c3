/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renders SVG drawings. No other file uses librsvg. */
#pragma once

#include "train/data/picture-rgba.h"

/* Renders the SVG file in bytes into picture, with a longer side of side
 * pixels. For name, the freeing of picture and the errors see
 * train_picture_rgba_decode (). */
gboolean train_picture_svg_draw (const char *name,
                                 GBytes *bytes,
                                 int side,
                                 TrainPictureRgba *picture,
                                 GError **error);
