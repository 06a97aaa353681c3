/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named float32 tensors with metadata: the contents of a safetensors file, from
 * which the parameters of a network are taken.
 *
 * One thread fills a set; from then on it is only read, by any number of
 * threads. To fill it, the values are written through the pointers that
 * smooth_tensor_set_add () returns.
 */
#pragma once

#include <glib.h>

#define SMOOTH_TENSOR_MAX_DIMS 4

/* A tensor. The values lie in C order, those of the last dimension side by
 * side, in native byte order and aligned to SMOOTH_ALIGNMENT. A set owns its
 * tensors. */
typedef struct
{
  char *name;
  int n_dims;                        /* 0 (a single number) to 4 */
  int shape[SMOOTH_TENSOR_MAX_DIMS]; /* each >= 1; those from n_dims on are 1 */
  float *data;
} SmoothTensor;

/* Returns how many values the tensor has: the product of its shape. */
gsize smooth_tensor_get_n_values (const SmoothTensor *tensor);

/* Returns the shape as text for error messages, for instance "32x3x3x16", with
 * "?" for a size of 0. Free with g_free (). */
char *smooth_tensor_shape_to_string (int n_dims, const int *shape);

typedef struct _SmoothTensorSet SmoothTensorSet;

/* Makes an empty set. label, which is copied, names the set in error messages;
 * for a file it is the base name. Free with smooth_tensor_set_free (). */
SmoothTensorSet *smooth_tensor_set_new (const char *label);

/* Frees the set, which may be NULL, and its tensors. */
void smooth_tensor_set_free (SmoothTensorSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothTensorSet, smooth_tensor_set_free)

/* Returns the label; borrowed from set. */
const char *smooth_tensor_set_get_label (const SmoothTensorSet *set);

/* Adds a tensor with this name, which is copied, and this shape. Its values are
 * 0 until the caller writes them. Returns the tensor, which belongs to set and
 * does not move. Errors: SHAPE (an impossible shape, or a second tensor with
 * this name), NO_MEMORY. */
SmoothTensor *smooth_tensor_set_add (SmoothTensorSet *set,
                                     const char *name,
                                     int n_dims,
                                     const int *shape,
                                     GError **error);

/* Returns the tensor with this name, borrowed from set; NULL if there is none.
 */
const SmoothTensor *smooth_tensor_set_get (const SmoothTensorSet *set,
                                           const char *name);

/* Returns all tensors in the order in which they were added, borrowed from set.
 * n_tensors (out): their number. */
const SmoothTensor *const *smooth_tensor_set_list (const SmoothTensorSet *set,
                                                   gsize *n_tensors);

/* Returns the data, borrowed from set, of the tensor with this name, which must
 * have this shape and only finite values. A size of 0 in shape stands for any
 * size. On failure returns NULL with an error for the user, for instance
 * "weights 'mi.safetensors': tensor 'e1.weight' is 32x3x3x16, the network needs
 * 32x3x3x32". Errors: SHAPE (no such tensor, or another shape), FORMAT (a value
 * is not finite). Reads all values. */
const float *smooth_tensor_set_require (const SmoothTensorSet *set,
                                        const char *name,
                                        int n_dims,
                                        const int *shape,
                                        GError **error);

/* Sets the text of a key in the metadata ("__metadata__" in a file), replacing
 * an earlier one. Both strings are copied. */
void smooth_tensor_set_set_metadata (SmoothTensorSet *set,
                                     const char *key,
                                     const char *value);

/* Returns the text of a key in the metadata, borrowed from set; NULL if there
 * is none. */
const char *smooth_tensor_set_get_metadata (const SmoothTensorSet *set,
                                            const char *key);

/* Returns the keys of the metadata in alphabetical order, with NULL at the end.
 * The strings are borrowed from set; free only the array, with g_free (). */
const char **smooth_tensor_set_list_metadata (const SmoothTensorSet *set);
