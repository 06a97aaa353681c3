/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainPicture: an 8-bit RGB picture, loaded from and saved to files.
 */
#pragma once

#include "train/base/image.h"

/* height x width x 3 bytes, interleaved, rows without padding. Owns rgb. */
typedef struct
{
  int height, width;
  guint8 *rgb;
} TrainPicture;

/* Makes picture height x width pixels, all black. Returns FALSE and
 * SMOOTH_ERROR_NO_MEMORY. Free with train_picture_clear (). */
gboolean train_picture_init (TrainPicture *picture,
                             int height,
                             int width,
                             GError **error);

/* Frees the pixels of picture, which may then be initialised again. */
void train_picture_clear (TrainPicture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPicture, train_picture_clear)

/* Loads file (PNG, JPEG and other formats of gdk-pixbuf; the name in GLib's
 * file name encoding) into picture, rotated as its EXIF data say. Grey and
 * indexed colours become RGB, transparent parts are composited over white,
 * colour profiles are ignored. Returns FALSE and an error that names the file:
 * SMOOTH_ERROR_IO (missing, unreadable, no regular file), SMOOTH_ERROR_FORMAT
 * (not a picture, truncated), SMOOTH_ERROR_UNSUPPORTED (too large) or
 * SMOOTH_ERROR_NO_MEMORY. Thread-safe. Free with train_picture_clear (). */
gboolean
train_picture_load (const char *file, TrainPicture *picture, GError **error);

/* Saves picture as PNG, or as JPEG if file ends with .jpg, completely or not at
 * all. Returns FALSE and SMOOTH_ERROR_IO, naming the file. Thread-safe. */
gboolean train_picture_save (const TrainPicture *picture,
                             const char *file,
                             GError **error);

/* Makes image from picture's bytes divided by 255, height x width x 3. Free
 * with train_image_clear (). */
void train_picture_to_image (const TrainPicture *picture, TrainImage *image);

/* Makes picture from image (values in [0, 1], 3 channels, or 1 channel that
 * becomes grey), clipped and rounded to 8 bits. Returns FALSE and
 * SMOOTH_ERROR_NO_MEMORY. Free with train_picture_clear (). */
gboolean train_picture_from_image (const TrainImage *image,
                                   TrainPicture *picture,
                                   GError **error);
