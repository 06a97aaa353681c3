/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The safetensors file format: 8-byte little-endian header length, a JSON
 * header, little-endian data. Reads and writes whole files of float32 tensors.
 */
#pragma once

#include "file/tensor.h"

/* Reads a file into a new set whose label is the file's base name. Refused,
 * each with its own message: missing or unreadable (IO); truncated, oversized
 * header, bad JSON, wrong dtype, offsets that overlap, leave gaps or run out
 * of the file, a size that does not match the shape (FORMAT); too many
 * dimensions or bytes (SHAPE). */
SmoothTensorSet *smooth_safetensors_load (const char *path, GError **error);

/* The same from memory; the fuzzer's way in. */
SmoothTensorSet *smooth_safetensors_parse (const char *label,
                                           const guint8 *bytes,
                                           gsize n_bytes,
                                           GError **error);

/* Writes set with its metadata, atomically: path holds the old contents or the
 * new, whole. Errors: IO. */
gboolean smooth_safetensors_save (const SmoothTensorSet *set,
                                  const char *path,
                                  GError **error);
