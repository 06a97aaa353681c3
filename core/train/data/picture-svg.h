/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renders SVG drawings. No other file uses librsvg. */
#pragma once

#include "train/data/picture-rgba.h"

/* Renders an SVG file, whose contents are bytes, into picture. The longer side
 * of picture gets the length side, in pixels. name is for messages. Free with
 * train_picture_rgba_clear (). The errors are those of
 * train_picture_rgba_decode (). */
gboolean train_picture_svg_draw (const char *name,
                                 GBytes *bytes,
                                 int side,
                                 TrainPictureRgba *picture,
                                 GError **error);
