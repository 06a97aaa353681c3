/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Decoders fill up with grey what is missing of a picture cut off on its way
 * here; a trainer must not learn from that.
 */
#pragma once

#include <glib.h>

/* FALSE if bytes begin as a JPEG, PNG, GIF, WebP or BMP does but do not reach
 * its end; TRUE for all else. */
gboolean train_picture_is_whole (const guint8 *bytes, gsize n_bytes);
