/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests sets of tensors: which tensors can be added to a set, how they are
 * found, and which shapes can be required of them. */
#include "file/tensor-set.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "base/arena.h"

static SmoothTensor *
add (SmoothTensorSet *set, const char *name, int h, int w)
{
  g_autoptr (GError) error = NULL;
  SmoothTensor *tensor =
    smooth_tensor_set_add (set, name, 2, (const int[]) { h, w }, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tensor);
  return tensor;
}

static void
test_add_and_get (void)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("a.safetensors");
  SmoothTensor *first = add (set, "first", 3, 5);
  SmoothTensor *second = add (set, "second", 1, 1);
  const SmoothTensor *const *list;
  gsize n_tensors;

  g_assert_cmpstr (smooth_tensor_set_get_label (set), ==, "a.safetensors");
  g_assert_true (smooth_tensor_set_get (set, "first") == first);
  g_assert_null (smooth_tensor_set_get (set, "third"));
  list = smooth_tensor_set_list (set, &n_tensors);
  g_assert_cmpuint (n_tensors, ==, 2);
  g_assert_true (list[0] == first);
  g_assert_true (list[1] == second);
  g_assert_cmpuint (smooth_tensor_get_n_values (first), ==, 15);
  g_assert_cmpint (first->shape[2], ==, 1);
  g_assert_cmpint (first->shape[3], ==, 1);
  g_assert_cmpuint ((guintptr) first->data % SMOOTH_ALIGNMENT, ==, 0);
  for (int i = 0; i < 15; i++)
    g_assert_cmpfloat (first->data[i], ==, 0.0f);
}

static void
test_scalar (void)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("a");
  SmoothTensor *tensor = smooth_tensor_set_add (set, "x", 0, NULL, NULL);

  g_assert_nonnull (tensor);
  g_assert_cmpuint (smooth_tensor_get_n_values (tensor), ==, 1);
}

static void
test_add_refuses (void)
{
  const int bad_shapes[][4] = {
    { 0, 1, 1, 1 },
    { 1, -1, 1, 1 },
    { G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT },
    { 1 << 16, 1 << 16, 1 << 16, 1 << 14 }, /* 2^62 floats have 2^64 bytes,
                                               which wraps to 0 */
  };
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("a");
  g_autoptr (GError) twice = NULL;
  gsize n_tensors;

  for (gsize i = 0; i < G_N_ELEMENTS (bad_shapes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        smooth_tensor_set_add (set, "x", 4, bad_shapes[i], &error));
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE);
    }
  g_assert_null (
    smooth_tensor_set_add (set, "x", 5, (const int[5]) { 0 }, NULL));
  g_assert_null (smooth_tensor_set_add (set, "x", -1, bad_shapes[0], NULL));
  add (set, "x", 1, 1);
  g_assert_null (
    smooth_tensor_set_add (set, "x", 1, (const int[]) { 2 }, &twice));
  g_assert_error (twice, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE);
  g_assert_cmpstr (twice->message, ==,
                   "weights 'a': there is more than one tensor 'x'");
  smooth_tensor_set_list (set, &n_tensors);
  g_assert_cmpuint (n_tensors, ==, 1);
}

/* The size of 2^58 floats can be computed, but no machine has that memory. */
static void
test_no_memory (void)
{
  const int shape[] = { 1 << 29, 1 << 29 };
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("a");
  g_autoptr (GError) error = NULL;

  g_assert_null (smooth_tensor_set_add (set, "x", 2, shape, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY);
  g_assert_nonnull (strstr (error->message, "'x'"));
}

static void
assert_required (const SmoothTensorSet *set,
                 const char *name,
                 int n_dims,
                 const int *shape,
                 int code,
                 const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (smooth_tensor_set_require (set, name, n_dims, shape, &error));
  g_assert_error (error, SMOOTH_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_require (void)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("mi.safetensors");
  SmoothTensor *tensor = add (set, "w", 3, 4);

  g_assert_true (
    smooth_tensor_set_require (set, "w", 2, (const int[]) { 3, 4 }, NULL)
    == tensor->data);
  g_assert_true (
    smooth_tensor_set_require (set, "w", 2, (const int[]) { 0, 4 }, NULL)
    == tensor->data);
  assert_required (set, "w", 2, (const int[]) { 0, 5 }, SMOOTH_ERROR_SHAPE,
                   "weights 'mi.safetensors': tensor 'w' is 3x4, the network "
                   "needs ?x5");
  assert_required (set, "w", 2, (const int[]) { 2, 4 }, SMOOTH_ERROR_SHAPE,
                   "weights 'mi.safetensors': tensor 'w' is 3x4, the network "
                   "needs 2x4");
  assert_required (set, "w", 3, (const int[]) { 3, 4, 1 }, SMOOTH_ERROR_SHAPE,
                   "weights 'mi.safetensors': tensor 'w' is 3x4, the network "
                   "needs 3x4x1");
  assert_required (set, "b", 1, (const int[]) { 3 }, SMOOTH_ERROR_SHAPE,
                   "weights 'mi.safetensors': tensor 'b' is missing, the "
                   "network needs it as 3");
}

static void
test_require_finite (void)
{
  const float values[] = { NAN, INFINITY, -INFINITY };
  const char *const shown[] = { "nan", "inf", "-inf" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("a");
      g_autofree char *message = NULL;

      add (set, "w", 2, 3)->data[5] = values[i];
      message = g_strdup_printf ("weights 'a': tensor 'w' holds %s at place 5, "
                                 "the network needs finite numbers",
                                 shown[i]);
      assert_required (set, "w", 2, (const int[]) { 2, 3 }, SMOOTH_ERROR_FORMAT,
                       message);
    }
}

static void
test_metadata (void)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new ("s");
  g_autofree const char **empty = smooth_tensor_set_list_metadata (set);
  g_autofree const char **keys = NULL;

  g_assert_null (empty[0]);
  g_assert_null (smooth_tensor_set_get_metadata (set, "format"));
  smooth_tensor_set_set_metadata (set, "network", "mi");
  smooth_tensor_set_set_metadata (set, "format", "1");
  smooth_tensor_set_set_metadata (set, "format", "2");
  g_assert_cmpstr (smooth_tensor_set_get_metadata (set, "format"), ==, "2");
  keys = smooth_tensor_set_list_metadata (set);
  g_assert_cmpstr (keys[0], ==, "format");
  g_assert_cmpstr (keys[1], ==, "network");
  g_assert_null (keys[2]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tensor/add-and-get", test_add_and_get);
  g_test_add_func ("/tensor/scalar", test_scalar);
  g_test_add_func ("/tensor/add-refuses", test_add_refuses);
  g_test_add_func ("/tensor/no-memory", test_no_memory);
  g_test_add_func ("/tensor/require", test_require);
  g_test_add_func ("/tensor/require-finite", test_require_finite);
  g_test_add_func ("/tensor/metadata", test_metadata);
  return g_test_run ();
}
