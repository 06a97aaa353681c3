/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named float32 tensors and the text that goes with them: what a safetensors
 * file holds and what the parameters of a network are taken from.
 *
 * A set is filled by one thread, and from then on only read, by any number of
 * threads. Whoever fills it, be it a reader of files, the trainer or a test,
 * writes the values through the pointers that smooth_tensor_set_add returns.
 */
#pragma once

#include <glib.h>

#define SMOOTH_TENSOR_MAX_DIMS 4

/* The values lie in C order, the last dimension's side by side, in native byte
 * order and aligned to SMOOTH_ALIGNMENT. A set owns its tensors. */
typedef struct
{
  char *name;
  int n_dims;                        /* 0 (a single number) to 4 */
  int shape[SMOOTH_TENSOR_MAX_DIMS]; /* each >= 1; those from n_dims on are 1 */
  float *data;
} SmoothTensor;

/* How many floats data has: the product of the shape. */
gsize smooth_tensor_get_n_values (const SmoothTensor *tensor);

/* The shape as error messages show it, for instance "32x3x3x16", with "?" for a
 * size of 0. Free with g_free. */
char *smooth_tensor_shape_to_string (int n_dims, const int *shape);

typedef struct _SmoothTensorSet SmoothTensorSet;

/* An empty set. label, which is copied, names the set in error messages; for a
 * file it is the base name. Free with smooth_tensor_set_free. */
SmoothTensorSet *smooth_tensor_set_new (const char *label);

/* Frees the set and its tensors; NULL is ignored. */
void smooth_tensor_set_free (SmoothTensorSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothTensorSet, smooth_tensor_set_free)

/* The label; borrowed from set. */
const char *smooth_tensor_set_get_label (const SmoothTensorSet *set);

/* Adds a tensor of that name, which is copied, and shape, whose values are 0
 * until the caller writes them. Returns the tensor, which belongs to set and
 * does not move. Errors: SHAPE (an impossible shape, or a second tensor of that
 * name), NO_MEMORY. */
SmoothTensor *smooth_tensor_set_add (SmoothTensorSet *set,
                                     const char *name,
                                     int n_dims,
                                     const int *shape,
                                     GError **error);

/* The tensor of that name, borrowed from set; NULL if there is none. */
const SmoothTensor *smooth_tensor_set_get (const SmoothTensorSet *set,
                                           const char *name);

/* All tensors in the order in which they were added, borrowed from set; their
 * number is written to n_tensors. */
const SmoothTensor *const *smooth_tensor_set_list (const SmoothTensorSet *set,
                                                   gsize *n_tensors);

/* The data, borrowed from set, of the tensor of that name, which must have this
 * shape and only finite values. A size of 0 in shape stands for any size.
 * Returns NULL with an error that a user can be shown, for instance "weights
 * 'mi.safetensors': tensor 'e1.weight' is 32x3x3x16, the network needs
 * 32x3x3x32". Errors: SHAPE (no such tensor, or another shape), FORMAT (a value
 * is not finite). Reads all values. */
const float *smooth_tensor_set_require (const SmoothTensorSet *set,
                                        const char *name,
                                        int n_dims,
                                        const int *shape,
                                        GError **error);

/* Sets the metadata text of that key (in a file: in "__metadata__"). Both
 * strings are copied; an earlier text of the key is replaced. */
void smooth_tensor_set_set_metadata (SmoothTensorSet *set,
                                     const char *key,
                                     const char *value);

/* The metadata text of that key, borrowed from set; NULL if there is none. */
const char *smooth_tensor_set_get_metadata (const SmoothTensorSet *set,
                                            const char *key);

/* The metadata keys in alphabetical order, with NULL at the end. The strings
 * are borrowed from set; free the array alone, with g_free. */
const char **smooth_tensor_set_list_metadata (const SmoothTensorSet *set);
