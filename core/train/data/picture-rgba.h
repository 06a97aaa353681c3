/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings and textures on their way from any file into the data set: pictures
 * of 8 bits with alpha, decoded from bytes (PNG, JPEG, and what else gdk-pixbuf
 * knows; SVG by librsvg where the build has it). Thread-safe.
 */
#pragma once

#include <glib.h>

#include "train/data/picture.h"

/* height x width x RGB and alpha (not premultiplied), interleaved without gaps.
 * Owns rgba. */
typedef struct
{
  int height, width;
  guint8 *rgba;
} TrainPictureRgba;

/* Decodes a file's bytes; name is for messages and, by its ending, tells SVG,
 * which is drawn so that its longer side has svg_side pixels.
 * Photos are turned upright. SMOOTH_ERROR_FORMAT if they are broken or cut off,
 * SMOOTH_ERROR_UNSUPPORTED for SVG where the build has no librsvg and for
 * pictures that are too large, SMOOTH_ERROR_NO_MEMORY. sprite is initialised
 * here. */
gboolean train_picture_rgba_decode (const char *name,
                              GBytes *bytes,
                              int svg_side,
                              TrainPictureRgba *sprite,
                              GError **error);

/* The same from a file; SMOOTH_ERROR_IO if it cannot be read. */
gboolean
train_picture_rgba_load (const char *file, TrainPictureRgba *sprite, GError **error);

/* Writes a PNG: wholly or, with SMOOTH_ERROR_IO (disk full, no permission), not
 * at all. */
gboolean
train_picture_rgba_save (const TrainPictureRgba *sprite, const char *file, GError **error);

/* Cuts off the borders that are transparent; one pixel is left if all is. */
void train_picture_rgba_trim (TrainPictureRgba *sprite);

/* Shrinks so that the longer side has at most side pixels, each the mean of
 * what it covers. SMOOTH_ERROR_NO_MEMORY. */
gboolean train_picture_rgba_shrink (TrainPictureRgba *sprite, int side, GError **error);

/* The share of the area that is covered, 0 ... 1. */
double train_picture_rgba_get_cover (const TrainPictureRgba *sprite);

/* Lays it on white. SMOOTH_ERROR_NO_MEMORY. */
gboolean train_picture_rgba_flatten (const TrainPictureRgba *sprite,
                               TrainPicture *picture,
                               GError **error);

void train_picture_rgba_clear (TrainPictureRgba *sprite);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPictureRgba, train_picture_rgba_clear)
