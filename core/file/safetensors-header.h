/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON header of a safetensors file that may have been written by anybody:
 * parses it, and compares it with the number of bytes that follow. Only for the
 * files safetensors*.c. The functions may be called by any thread.
 */
#pragma once

#include "file/tensor-set.h"

/* A longer header, or a longer file, is refused before it is read. */
#define SMOOTH_SAFETENSORS_MAX_HEADER_BYTES (1 << 20)
#define SMOOTH_SAFETENSORS_MAX_FILE_BYTES (256 << 20)

#define SMOOTH_SAFETENSORS_METADATA_KEY "__metadata__"

/* A tensor as the header describes it. */
typedef struct
{
  char *name;
  int n_dims;
  int shape[SMOOTH_TENSOR_MAX_DIMS];
  /* The tensor's bytes, counted from the first byte of the data; end - begin is
   * the size that the shape needs. */
  gsize begin, end;
} SmoothSafetensorsEntry;

/* Parses json, a header of n_bytes that is followed by n_data_bytes of data.
 * Returns the tensors, SmoothSafetensorsEntry in the order in which their data
 * lie, which cover the data without overlap or gap; free with
 * g_ptr_array_unref. The metadata are written to set, whose label names the
 * file in error messages. Errors: FORMAT, SHAPE. */
GPtrArray *smooth_safetensors_header_parse (SmoothTensorSet *set,
                                            const char *json,
                                            gsize n_bytes,
                                            gsize n_data_bytes,
                                            GError **error);

/* Sorts entries (SmoothSafetensorsEntry) into the order in which their data lie
 * and checks that they cover n_data_bytes of data without overlap or gap. label
 * names the file in error messages. Errors: FORMAT. */
gboolean smooth_safetensors_sort_entries (const char *label,
                                          GPtrArray *entries,
                                          gsize n_data_bytes,
                                          GError **error);
