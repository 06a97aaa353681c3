/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the picture's border leaves no trace in the result, as replicate
 * padding promises. A flat picture stays flat. A picture whose rows (or
 * columns) are all alike keeps this property, and so does its edge map. This is
 * tested with the weights of this tree, and with random weights, which have not
 * learned to compensate for a border.
 */
#include <math.h>

#include "engine/model.h"
#include "file/safetensors.h"
#include "support/folder.h"
#include "support/tolerances.h"
#include "unit/engine-support.h"

/* Sizes of the pictures: one of a single block, as the engine computes them at
 * once; two of several blocks, whose last one ends inside of a tile; and two of
 * a few pixels. */
static const int SIZES[][2] = {
  { 48, 40 }, { 269, 21 }, { 29, 71 }, { 7, 5 }, { 1, 1 },
};

/* Texture scales, of which one is drawn for each picture. */
static const double SCALES[] = { 1, 3 };

/* The directions in which a picture changes. */
typedef enum
{
  FLAT,
  ALONG_X,
  ALONG_Y,
  N_KINDS
} Kind;

static const char *const KIND_NAMES[N_KINDS] = { "flat", "along x", "along y" };

/* Fills tensor with random numbers of the size that trained networks have:
 * weights are uniform with the standard deviation 1 / sqrt (inputs), or a tenth
 * of that in the last layer of each block; biases are small. */
static void
randomise (SmoothTensor *tensor, GRand *rand)
{
  const gsize n_values = smooth_tensor_get_n_values (tensor);
  const gboolean is_bias = tensor->n_dims == 1;
  const gboolean is_last = g_str_has_suffix (tensor->name, "b.weight")
                           || g_str_has_suffix (tensor->name, "out.weight")
                           || g_str_has_suffix (tensor->name, "mlp.2.weight");
  const double bound =
    is_bias ? 0.05 : sqrt (3.0 * tensor->shape[0] / n_values);

  for (gsize i = 0; i < n_values; i++)
    tensor->data[i] =
      g_rand_double_range (rand, -bound, bound) * (is_last ? 0.1 : 1);
}

/* Writes a file of random weights into folder. Its tensors have the names and
 * shapes of those in from. */
static void
write_random (const TestFolder *folder,
              const char *file_name,
              const SmoothTensorSet *from,
              GRand *rand)
{
  g_autoptr (SmoothTensorSet) set = smooth_tensor_set_new (file_name);
  g_autofree const char **keys = smooth_tensor_set_list_metadata (from);
  g_autofree char *path = test_folder_get_file (folder, file_name);
  g_autoptr (GError) error = NULL;
  gsize n_tensors;
  const SmoothTensor *const *tensors =
    smooth_tensor_set_list (from, &n_tensors);

  for (int i = 0; keys[i] != NULL; i++)
    smooth_tensor_set_set_metadata (
      set, keys[i], smooth_tensor_set_get_metadata (from, keys[i]));
  for (gsize i = 0; i < n_tensors; i++)
    randomise (smooth_tensor_set_add (set, tensors[i]->name, tensors[i]->n_dims,
                                      tensors[i]->shape, &error),
               rand);
  g_assert_no_error (error);
  smooth_safetensors_save (set, path, &error);
  g_assert_no_error (error);
}

/* Makes a model with random weights, whose tensors have the names and shapes of
 * those in shipped. */
static SmoothModel *
new_random_model (const SmoothModel *shipped, GRand *rand)
{
  TestFolder folder;
  g_autoptr (GError) error = NULL;
  SmoothModel *model;

  test_folder_set_up (&folder, NULL);
  write_random (&folder, "eme.safetensors",
                smooth_model_get_tensors (shipped, SMOOTH_NETWORK_EME), rand);
  write_random (&folder, "mi.safetensors",
                smooth_model_get_tensors (shipped, SMOOTH_NETWORK_MI), rand);
  model = smooth_model_load (folder.path, &error);
  test_folder_tear_down (&folder, NULL);
  g_assert_no_error (error);
  return model;
}

/* Returns which of a picture's random colours pixel (x, y) has. */
static int
get_place (Kind kind, int x, int y)
{
  return kind == ALONG_X ? x : kind == ALONG_Y ? y : 0;
}

static Picture
new_picture (Kind kind, const int size[2], GRand *rand)
{
  const int width = size[0], height = size[1];
  Picture picture = picture_new (width, height, 3);
  const int n_colours = MAX (width, height);
  g_autofree float *colours = g_new (float, 3 * n_colours);

  for (int i = 0; i < 3 * n_colours; i++)
    colours[i] = g_rand_double (rand);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++)
        picture.from.pixels[((gsize) y * width + x) * 3 + c] =
          colours[3 * get_place (kind, x, y) + c];
  return picture;
}

/* Returns the largest difference between a pixel and the first pixel of the
 * picture (FLAT), of its column (ALONG_X) or of its row (ALONG_Y), which must
 * all be equal. */
static double
get_unevenness (Kind kind, const SmoothArray *array)
{
  const int n = array->n_channels;
  double worst = 0;

  for (int y = 0; y < array->height; y++)
    for (int x = 0; x < array->width; x++)
      {
        const float *pixel = array->pixels + ((gsize) y * array->width + x) * n;
        const gsize first_x = kind == ALONG_X ? x : 0;
        const gsize first_y = kind == ALONG_Y ? y : 0;
        const float *first =
          array->pixels + (first_y * array->width + first_x) * n;

        for (int c = 0; c < n; c++)
          {
            const double difference = fabs ((double) pixel[c] - first[c]);

            /* The comparison with NaN is false, so NaN counts as worst. */
            worst = difference <= worst ? worst : difference;
          }
      }
  return worst;
}

static void
check_picture (SmoothEngine *engine,
               Kind kind,
               const int size[2],
               double texture_scale,
               GRand *rand)
{
  const SmoothParams params = { 0.7, texture_scale, SMOOTH_CHANNELS_ALL,
                                -1,  FALSE,         1 };
  const double tolerance =
    kind == FLAT ? TEST_TOLERANCE_BORDER_FLAT : TEST_TOLERANCE_BORDER;
  Picture picture = new_picture (kind, size, rand);
  double smoothed, edges;

  picture_run (engine, &params, &picture);
  smoothed = get_unevenness (kind, &picture.to);
  edges = get_unevenness (kind, &picture.edges);
  g_test_message ("%s, %d x %d, scale %g: smoothed %.1e, edge map %.1e",
                  KIND_NAMES[kind], size[0], size[1], texture_scale, smoothed,
                  edges);
  g_assert_cmpfloat (smoothed, <=, tolerance);
  g_assert_cmpfloat (edges, <=, tolerance);
  picture_clear (&picture);
}

static void
check_engine (SmoothEngine *engine, GRand *rand)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i += test_get_step ())
      {
        const int scale = g_rand_int_range (rand, 0, G_N_ELEMENTS (SCALES));

        check_picture (engine, kind, SIZES[i], SCALES[scale], rand);
      }
}

static void
test_shipped (Fixture *fixture, gconstpointer data)
{
  (void) data;
  check_engine (fixture->engine, fixture->rand);
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SmoothModel) model =
    new_random_model (fixture->model, fixture->rand);
  g_autoptr (SmoothEngine) engine = fixture_new_engine (model, 2, 0);

  (void) data;
  check_engine (engine, fixture->rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_ADD ("/engine-border/shipped", test_shipped);
  FIXTURE_ADD ("/engine-border/random", test_random);
  return g_test_run ();
}
