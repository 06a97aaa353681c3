/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes safetensors files: 8 bytes of little-endian header length, a
 * JSON header that names the tensors and says where their data lie, and the
 * data, here always little-endian float32. The functions may be called by any
 * thread.
 */
#pragma once

#include "file/tensor-set.h"

/* Reads the file at path. Returns a new set, labelled with the file's base
 * name; free with smooth_tensor_set_free (). The file may come from anybody, so
 * each fault has an error of its own. Errors: IO (missing, unreadable, not a
 * regular file), FORMAT (truncated, header too long or not JSON, another dtype
 * than F32, data that overlap, leave gaps, run out of the file or do not fit
 * the shape), SHAPE (too many dimensions, the file is too large), NO_MEMORY. */
SmoothTensorSet *smooth_safetensors_load (const char *path, GError **error);

/* Does the same as smooth_safetensors_load () with a file that is in memory,
 * n_bytes at bytes. label names the file in error messages. */
SmoothTensorSet *smooth_safetensors_parse (const char *label,
                                           const guint8 *bytes,
                                           gsize n_bytes,
                                           GError **error);

/* Writes set and its metadata to the file at path, atomically: whatever
 * happens, the file has either its old contents or all of the new. Errors: IO,
 * SHAPE (larger than a file that can be read), NO_MEMORY. */
gboolean smooth_safetensors_save (const SmoothTensorSet *set,
                                  const char *path,
                                  GError **error);
