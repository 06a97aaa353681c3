/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings as pixels; the only file that knows librsvg. */
#pragma once

#include "train/data/picture-rgba.h"

/* Draws an SVG file's bytes, its longer side side pixels long, with alpha; see
 * train_picture_rgba_decode (). */
gboolean train_picture_svg_draw (const char *name,
                                GBytes *bytes,
                                int side,
                                TrainPictureRgba *sprite,
                                GError **error);
