/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds picture files that end too early. Decoders fill what is missing with
 * grey and report no error; the trainer must not learn from such pictures.
 */
#pragma once

#include <glib.h>

/* Returns TRUE if bytes begin as a JPEG, PNG, GIF, WebP or BMP file does and
 * end before that file's end. Returns FALSE for whole files and for all other
 * formats. Thread-safe. */
gboolean train_picture_is_truncated (const guint8 *bytes, gsize n_bytes);
