/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named float32 tensors: what a weights file holds and a network is built of.
 * A set is filled once (by file/safetensors.c or a test) and then read only.
 */
#pragma once

#include <glib.h>

#define SMOOTH_TENSOR_MAX_DIMS 4

/* data is C-ordered, native byte order, aligned to SMOOTH_ALIGNMENT, owned by
 * the set. */
typedef struct
{
  char *name;
  int n_dims;                        /* 0 .. SMOOTH_TENSOR_MAX_DIMS */
  int shape[SMOOTH_TENSOR_MAX_DIMS]; /* each >= 1; unused ones are 1 */
  float *data;
} SmoothTensor;

/* How many floats the tensor holds. */
gsize smooth_tensor_get_n_values (const SmoothTensor *tensor);

/* A shape as errors show it, "32x3x3x16"; a size of 0 is shown as "?". Free
 * with g_free. */
char *smooth_tensor_shape_to_string (int n_dims, const int *shape);

typedef struct _SmoothTensorSet SmoothTensorSet;

/* label: how errors name the set, e.g. the file's base name. */
SmoothTensorSet *smooth_tensor_set_new (const char *label);
void smooth_tensor_set_free (SmoothTensorSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothTensorSet, smooth_tensor_set_free)

const char *smooth_tensor_set_get_label (const SmoothTensorSet *set);

/* Adds a tensor; its data is allocated, zeroed and to be filled by the caller
 * through the returned pointer (borrowed, stable). NULL and SMOOTH_ERROR_SHAPE
 * for a bad shape or a second tensor of that name, NO_MEMORY. */
SmoothTensor *smooth_tensor_set_add (SmoothTensorSet *set,
                                     const char *name,
                                     int n_dims,
                                     const int *shape,
                                     GError **error);

/* Borrowed, or NULL. */
const SmoothTensor *smooth_tensor_set_get (const SmoothTensorSet *set,
                                           const char *name);

/* Borrowed tensors in the order they were added. */
const SmoothTensor *const *smooth_tensor_set_list (const SmoothTensorSet *set,
                                                   gsize *n_tensors);

/* Borrowed data of a tensor that must be there with this very shape and only
 * finite values. A shape entry of 0 stands for any size >= 1. Errors: SHAPE,
 * FORMAT (not finite); e.g.
 * weights 'mi.safetensors': tensor 'e1.weight' is 32x3x3x16, the network
 * needs 32x3x3x32 */
const float *smooth_tensor_set_require (const SmoothTensorSet *set,
                                        const char *name,
                                        int n_dims,
                                        const int *shape,
                                        GError **error);

/* Metadata strings (a weights file's __metadata__); set copies, get borrows. */
void smooth_tensor_set_set_metadata (SmoothTensorSet *set,
                                     const char *key,
                                     const char *value);
const char *smooth_tensor_set_get_metadata (const SmoothTensorSet *set,
                                            const char *key);

/* The keys in alphabetical order, NULL-terminated; the strings are borrowed,
 * the array is to be freed with g_free. */
const char **smooth_tensor_set_list_metadata (const SmoothTensorSet *set);
