/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings as pixels; the only file that knows librsvg. */
#pragma once

#include "train/data/sprite.h"

/* Draws an SVG file's bytes, its longer side side pixels long, with alpha; see
 * train_sprite_decode (). */
gboolean train_sprite_draw_svg (const char *name,
                                GBytes *bytes,
                                int side,
                                TrainSprite *sprite,
                                GError **error);
