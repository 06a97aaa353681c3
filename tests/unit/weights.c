/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests how the weights of a network are checked and packed, on a made-up
 * network of two convolutions and another tensor: which sets of weights are
 * refused and with which message, and that the convolutions made from a set
 * have its weights.
 */
#include "net/weights.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "base/system.h"
#include "support/measure.h"
#include "support/tolerances.h"

static const SmoothConvSpec CONVS[] = {
  { "first", { 3, 4, 3, 1, 1 } },
  { "last", { 4, 2, 1, 1, 1 } },
};
static const SmoothTensorSpec OTHER = { "other", 2, { 5, 2 } };
static const SmoothNetSpec NET = { CONVS, 2, &OTHER, 1 };

/* The name and shape of a tensor that the network needs, or that a test puts
 * into the set instead. */
typedef struct
{
  const char *name;
  int n_dims;
  int shape[4];
} Entry;

#define N_ENTRIES 5
static const Entry ENTRIES[N_ENTRIES] = {
  { "first.weight", 4, { 4, 3, 3, 3 } },
  { "first.bias", 1, { 4 } },
  { "last.weight", 4, { 2, 4, 1, 1 } },
  { "last.bias", 1, { 2 } },
  { "other", 2, { 5, 2 } },
};

static SmoothTensor *
add (SmoothTensorSet *set, const Entry *entry)
{
  GRand *rand = test_rand_new ();
  SmoothTensor *tensor =
    smooth_tensor_set_add (set, entry->name, entry->n_dims, entry->shape, NULL);

  g_assert_nonnull (tensor);
  test_rand_fill (rand, smooth_tensor_get_n_values (tensor), tensor->data);
  g_rand_free (rand);
  return tensor;
}

/* Makes the set of weights that the network needs, but with other in place of
 * entry number i; other may be NULL, to leave the entry out. */
static SmoothTensorSet *
new_set (int i, const Entry *other)
{
  SmoothTensorSet *set = smooth_tensor_set_new ("f");

  for (int k = 0; k < N_ENTRIES; k++)
    if (k != i)
      add (set, &ENTRIES[k]);
    else if (other != NULL)
      add (set, other);
  return set;
}

static void
assert_refused (const SmoothTensorSet *set, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (smooth_weights_check (set, &NET, &error));
  g_assert_error (error, SMOOTH_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_accepted (void)
{
  g_autoptr (SmoothTensorSet) set = new_set (-1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (smooth_weights_check (set, &NET, &error));
  g_assert_no_error (error);
}

static void
test_missing (void)
{
  for (int i = 0; i < N_ENTRIES; i++)
    {
      g_autoptr (SmoothTensorSet) set = new_set (i, NULL);

      assert_refused (set, SMOOTH_ERROR_SHAPE, ENTRIES[i].name);
    }
}

static void
test_shape (void)
{
  for (int i = 0; i < N_ENTRIES; i++)
    {
      Entry other = ENTRIES[i];
      g_autoptr (SmoothTensorSet) set = NULL;

      other.shape[0]++;
      set = new_set (i, &other);
      assert_refused (set, SMOOTH_ERROR_SHAPE, ENTRIES[i].name);
    }
}

static void
test_not_finite (void)
{
  for (int i = 0; i < N_ENTRIES; i++)
    {
      g_autoptr (SmoothTensorSet) set = new_set (i, NULL);
      SmoothTensor *tensor = add (set, &ENTRIES[i]);

      tensor->data[smooth_tensor_get_n_values (tensor) - 1] =
        i % 2 ? NAN : INFINITY;
      assert_refused (set, SMOOTH_ERROR_FORMAT, ENTRIES[i].name);
    }
}

static void
test_unknown (void)
{
  const Entry more = { "third.weight", 1, { 3 } };
  g_autoptr (SmoothTensorSet) set = new_set (-1, NULL);

  add (set, &more);
  assert_refused (set, SMOOTH_ERROR_SHAPE,
                  "weights 'f': tensor 'third.weight' is not one of the "
                  "network's");
}

static void
test_width (void)
{
  const Entry wide = { "wide.weight", 4, { SMOOTH_MAX_CHANNELS + 1, 1, 1, 1 } };
  const Entry flat = { "flat.weight", 2, { 4, 4 } };
  const char *const refused[] = { "wide", "flat", "absent" };
  g_autoptr (SmoothTensorSet) set = new_set (-1, NULL);
  int width = 0;

  add (set, &wide);
  add (set, &flat);
  g_assert_true (smooth_weights_get_width (set, "first", &width, NULL));
  g_assert_cmpint (width, ==, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
        smooth_weights_get_width (set, refused[i], &width, &error));
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE);
      g_assert_nonnull (strstr (error->message, refused[i]));
    }
}

/* The 1x1 convolution that is made from the set is computed for a single pixel.
 * The result must be the bias plus the set's weights times the pixel's
 * channels. */
static void
test_pack (void)
{
  g_autoptr (SmoothTensorSet) set = new_set (-1, NULL);
  const float *weight = smooth_tensor_set_get (set, "last.weight")->data;
  const float *bias = smooth_tensor_set_get (set, "last.bias")->data;
  float pixel[16] = { 0.5f, -0.25f, 1, 2 }, result[16] = { 0 };
  const SmoothBand in = { .height = 1,
                          .width = 1,
                          .channels = 4,
                          .x1 = 1,
                          .capacity = 1,
                          .stride = 16,
                          .data = pixel };
  SmoothBand out = { .height = 1,
                     .width = 1,
                     .channels = 2,
                     .x1 = 1,
                     .capacity = 1,
                     .stride = 16,
                     .data = result };
  const SmoothConvJob job = { .in = &in, .out = &out, .slope = 1 };
  SmoothConv *convs[2];
  void *scratch;

  g_assert_true (
    smooth_weights_pack (set, &NET, SMOOTH_SIMD_BASELINE, convs, NULL));
  g_assert_cmpint (smooth_conv_get_shape (convs[0])->out_channels, ==, 4);
  scratch = smooth_system_alloc (64, smooth_conv_get_scratch (convs[1]) + 64);
  smooth_conv_block (convs[1], &job, 0, 0, scratch);
  for (int o = 0; o < 2; o++)
    {
      double wanted = bias[o];

      for (int i = 0; i < 4; i++)
        wanted += (double) weight[4 * o + i] * pixel[i];
      g_assert_cmpfloat (fabs (result[o] - wanted), <=, TEST_TOLERANCE_FLOAT);
    }
  smooth_system_free (scratch);
  smooth_conv_free (convs[0]);
  smooth_conv_free (convs[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights/accepted", test_accepted);
  g_test_add_func ("/weights/missing", test_missing);
  g_test_add_func ("/weights/shape", test_shape);
  g_test_add_func ("/weights/not-finite", test_not_finite);
  g_test_add_func ("/weights/unknown", test_unknown);
  g_test_add_func ("/weights/width", test_width);
  g_test_add_func ("/weights/pack", test_pack);
  return g_test_run ();
}
