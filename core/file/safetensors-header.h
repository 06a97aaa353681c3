/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON header of a safetensors file, between safetensors.c and the bytes
 * of a file that may have been written by anybody.
 */
#pragma once

#include "file/tensor.h"

/* What is read at most; a longer header or file is refused unread. */
#define SMOOTH_SAFETENSORS_MAX_HEADER_BYTES (1 << 20)
#define SMOOTH_SAFETENSORS_MAX_FILE_BYTES (256 << 20)

#define SMOOTH_SAFETENSORS_METADATA_KEY "__metadata__"

/* A tensor as the header announces it. */
typedef struct
{
  char *name;
  int n_dims;
  int shape[SMOOTH_TENSOR_MAX_DIMS];
  gsize begin, end; /* its bytes within the data; end - begin fits shape */
} SmoothSafetensorsEntry;

/* Reads n_bytes of JSON that announce n_data_bytes of data. Returns the
 * tensors (SmoothSafetensorsEntry, in the order of their data, to be freed
 * with g_ptr_array_unref), which cover the data without overlap or gap; puts
 * the metadata into set, whose label names the file in errors. Errors: FORMAT,
 * SHAPE. */
GPtrArray *smooth_safetensors_header_parse (SmoothTensorSet *set,
                                            const char *json,
                                            gsize n_bytes,
                                            gsize n_data_bytes,
                                            GError **error);

/* Sorts the entries (SmoothSafetensorsEntry) into the order of their data and
 * checks that they cover its n_data_bytes, each once. Errors: FORMAT; label
 * names the file in them. */
gboolean smooth_safetensors_sort_entries (const char *label,
                                          GPtrArray *entries,
                                          gsize n_data_bytes,
                                          GError **error);
