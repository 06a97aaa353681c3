/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainPictureRgba: an 8-bit picture with alpha, decoded from PNG, JPEG and
 * other formats of gdk-pixbuf, or from SVG if the build has librsvg. Drawings
 * and textures are prepared in this form for the data set. All functions are
 * thread-safe.
 */
#pragma once

#include <glib.h>

#include "train/data/picture.h"

/* height x width x 4 bytes (red, green, blue, alpha; not premultiplied),
 * interleaved, rows without padding. Owns rgba. */
typedef struct
{
  int height, width;
  guint8 *rgba;
} TrainPictureRgba;

/* Decodes bytes into picture; free with train_picture_rgba_clear (). name is
 * for messages, and its ending tells whether the bytes are SVG, which is
 * rendered with a longer side of svg_side pixels. Other pictures are rotated as
 * their EXIF data say. Returns FALSE and SMOOTH_ERROR_FORMAT (not a picture,
 * truncated), SMOOTH_ERROR_UNSUPPORTED (SVG without librsvg, or too large) or
 * SMOOTH_ERROR_NO_MEMORY. */
gboolean train_picture_rgba_decode (const char *name,
                                    GBytes *bytes,
                                    int svg_side,
                                    TrainPictureRgba *picture,
                                    GError **error);

/* Decodes the contents of the picture file into picture, as
 * train_picture_rgba_decode () does. The errors are the same, and
 * SMOOTH_ERROR_IO if the file cannot be read. */
gboolean train_picture_rgba_load (const char *file,
                                  TrainPictureRgba *picture,
                                  GError **error);

/* Saves picture as PNG, completely or not at all. Returns FALSE and
 * SMOOTH_ERROR_IO (disk full, no permission), naming the file. */
gboolean train_picture_rgba_save (const TrainPictureRgba *picture,
                                  const char *file,
                                  GError **error);

/* Removes transparent borders. If all pixels are transparent, one pixel is
 * left. */
void train_picture_rgba_trim (TrainPictureRgba *picture);

/* Shrinks picture so that its longer side has at most side pixels; each new
 * pixel is the mean of the area that it covers. Smaller pictures stay as they
 * are. Returns FALSE and SMOOTH_ERROR_NO_MEMORY. */
gboolean
train_picture_rgba_shrink (TrainPictureRgba *picture, int side, GError **error);

/* Returns the mean alpha, 0 ... 1: the share of the area that is covered. */
double train_picture_rgba_get_cover (const TrainPictureRgba *picture);

/* Makes flat, an opaque copy of picture: composites picture over white. Free
 * with train_picture_clear (). Returns FALSE and SMOOTH_ERROR_NO_MEMORY. */
gboolean train_picture_rgba_flatten (const TrainPictureRgba *picture,
                                     TrainPicture *flat,
                                     GError **error);

void train_picture_rgba_clear (TrainPictureRgba *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPictureRgba, train_picture_rgba_clear)
