/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TrainPicture: an 8-bit RGB picture, read from and written to files.
 */
#pragma once

#include "train/base/image.h"

/* height x width x 3 bytes, interleaved, without gaps. Owns rgb. */
typedef struct
{
  int height, width;
  guint8 *rgb;
} TrainPicture;

/* Makes picture height x width, black. FALSE and NO_MEMORY if refused. Free
 * with train_picture_clear (). */
gboolean train_picture_init (TrainPicture *picture,
                             int height,
                             int width,
                             GError **error);

/* Frees what picture owns; it may be used again. */
void train_picture_clear (TrainPicture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPicture, train_picture_clear)

/* Reads file (PNG, JPEG and what else gdk-pixbuf knows; in GLib's file name
 * encoding), turned upright. Grey and indexed colours become RGB, transparent
 * parts are laid on white, a profile is not looked at. FALSE and an error that
 * names the file: IO (missing, unreadable, no regular file), FORMAT (no
 * picture, cut off), UNSUPPORTED (too large), NO_MEMORY. Thread-safe. */
gboolean
train_picture_load (const char *file, TrainPicture *picture, GError **error);

/* Writes picture as PNG, or as JPEG where file ends with .jpg, as a whole or
 * not at all. Errors: IO, naming the file.
 * Thread-safe. */
gboolean train_picture_save (const TrainPicture *picture,
                             const char *file,
                             GError **error);

/* Numbers in [0, 1] of picture's bytes; image is made. Free with
 * train_image_clear (). */
void train_picture_to_image (const TrainPicture *picture, TrainImage *image);

/* Bytes of image (3 channels, or 1 that becomes grey), clipped and rounded;
 * picture is made. Errors: NO_MEMORY. */
gboolean train_picture_from_image (const TrainImage *image,
                                   TrainPicture *picture,
                                   GError **error);
