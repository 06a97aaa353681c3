/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradients of a drawn step against annotations that mark it: the benchmark
 * from a picture to an ODS.
 */
#include "train/evaluate/photo-set.h"

#include <string.h>

#include <smooth/error.h>

#include "train/evaluate/gradient.h"

#define SIDE 160

/* A set of one photo, a step at the middle, marked by one annotator. */
static void
make_set (TrainPhotoSet *set)
{
  *set = (TrainPhotoSet) { 1, g_new0 (char *, 2), g_new0 (TrainPicture, 1),
                           g_new0 (TrainAnnotations, 1) };
  set->names[0] = g_strdup ("step");
  g_assert_true (train_picture_init (&set->photos[0], SIDE, SIDE, NULL));
  set->annotations[0] =
    (TrainAnnotations) { SIDE, SIDE, 1, g_new0 (guint8, SIDE * SIDE) };
  for (int y = 0; y < SIDE; y++)
    {
      set->annotations[0].boundaries[y * SIDE + SIDE / 2] = 1;
      memset (set->photos[0].rgb + (y * SIDE + SIDE / 2) * 3, 200,
              SIDE / 2 * 3);
    }
}

static void
test_gradient (void)
{
  g_auto (TrainPhotoSet) set = { 0 };
  g_autofree float *edges = g_new (float, SIDE *SIDE);

  make_set (&set);
  train_gradient_edges (&set.photos[0], edges);
  g_assert_cmpfloat (edges[20 * SIDE + 10], ==, 0);
  g_assert_cmpfloat (edges[20 * SIDE + SIDE / 2], >, 0.4);
  g_assert_cmpfloat_with_epsilon (edges[20 * SIDE + SIDE / 2],
                                  edges[20 * SIDE + SIDE / 2 - 1], 1e-5);
}

static void
test_subject (void)
{
  g_auto (TrainPhotoSet) set = { 0 };
  g_auto (TrainPhotoSubject) subject = { 0 };
  g_auto (TrainBoundaryCounts) counts = { 0 };
  double values[4 * 5];

  make_set (&set);
  train_photo_subject_init (&subject, &set, TRAIN_PHOTO_GRADIENT, 5);
  g_assert_cmpint (subject.subject.n_values, ==, 4 * 5);
  subject.subject.measure (subject.subject.data, 0, &set.photos[0], values);
  train_photo_subject_get_counts (&subject, values, &counts);
  g_assert_cmpint (counts.counts[0].truth, ==, SIDE);
  g_assert_cmpint (counts.counts[0].truth_matched, >=, SIDE - 10);
  /* The benchmark weakens the border only. */
  g_assert_cmpfloat (subject.subject.score (subject.subject.data, values), >,
                     0.95);
}

static void
test_refused (void)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_auto (TrainPhotoSet) set = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (
    train_photo_set_load ("/no/such/folder", "test", 0, threads, &set, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "/no/such/folder/images/test"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-set/gradient", test_gradient);
  g_test_add_func ("/photo-set/subject", test_subject);
  g_test_add_func ("/photo-set/refused", test_refused);
  return g_test_run ();
}
