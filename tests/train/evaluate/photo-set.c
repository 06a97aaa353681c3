/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of photo-set.h: the boundary benchmark on the gradients of a drawn step
 * that an annotator has marked, and loading of photos and annotations, whole
 * and broken.
 */
#include "train/evaluate/photo-set.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <smooth/error.h>

#include "annotations-mat-support.h"
#include "support/folder.h"
#include "support/tolerances.h"
#include "train/data/annotated-photos.h"
#include "train/evaluate/gradient-edges.h"

#define SIDE 160

/* Makes a set of one photo with a step in the middle, marked by one annotator.
 */
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
                                  edges[20 * SIDE + SIDE / 2 - 1],
                                  TEST_TOLERANCE_FLOAT_SUM);
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
  /* The gradient has an edge exactly where the annotator has marked one. Only
   * near the border does non-maximum suppression weaken it, so the score is
   * nearly 1. */
  g_assert_cmpfloat (subject.subject.score (subject.subject.data, values), >,
                     0.95);
}

static gboolean
is_drawn (int annotator, int y, int x)
{
  (void) annotator;
  (void) y;
  return x == SIDE / 2;
}

static char *
get_path (const TestFolder *folder, const char *name)
{
  char *path = test_folder_get_file (folder, name);
  g_autofree char *above = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (above, 0777), ==, 0);
  return path;
}

static void
write_photo (const TestFolder *folder, const char *name)
{
  g_autofree char *path = get_path (folder, name);
  g_autoptr (GdkPixbuf) pixbuf =
    gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, SIDE, SIDE);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "jpeg", NULL, NULL));
}

static void
write_mat (const TestFolder *folder,
           const char *name,
           const char *field,
           int width)
{
  const MatAnnotations wanted = { "groundTruth", field, SIDE, width, 2,
                                  is_drawn,      FALSE };
  g_autofree char *path = get_path (folder, name);

  mat_write_annotations (path, &wanted);
}

static void
assert_refused (const TestFolder *folder, SmoothError code, const char *name)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_auto (TrainPhotoSet) set = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (train_photo_set_load (folder->path, "test", 0, threads, NULL,
                                        &set, &error));
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  if (strstr (error->message, name) == NULL)
    g_error ("'%s' does not name %s", error->message, name);
}

static void
test_load (TestFolder *folder, gconstpointer data)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_auto (TrainPhotoSet) set = { 0 };
  g_autoptr (GError) error = NULL;

  (void) data;
  write_photo (folder, "images/test/1.jpg");
  write_mat (folder, "groundTruth/test/1.mat", "Boundaries", SIDE);
  g_assert_true (train_photo_set_load (folder->path, "test", 0, threads, NULL,
                                       &set, &error));
  g_assert_no_error (error);
  g_assert_cmpint (set.n_photos, ==, 1);
  g_assert_cmpstr (set.names[0], ==, "1");
  g_assert_cmpint (set.annotations[0].n_annotators, ==, 2);
  g_assert_cmpint (set.annotations[0].boundaries[SIDE / 2], ==, 1);
}

/* Every twelfth photo of the folders train and val is used for measuring only;
 * EME is trained on all others. */
static void
test_held_back (TestFolder *folder, gconstpointer data)
{
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, NULL);
  g_autoptr (TrainTally) tally = train_tally_new ();
  g_autoptr (GPtrArray) learned = NULL;
  g_auto (TrainPhotoSet) set = { 0 };

  (void) data;
  for (int i = 0; i < 26; i++)
    {
      const char *split = i < 14 ? "train" : "val";
      g_autofree char *photo =
        g_strdup_printf ("images/%s/%c.jpg", split, 'a' + i);
      g_autofree char *mat =
        g_strdup_printf ("groundTruth/%s/%c.mat", split, 'a' + i);

      write_photo (folder, photo);
      write_mat (folder, mat, "Boundaries", SIDE);
    }
  g_assert_true (train_photo_set_load (folder->path, TRAIN_PHOTO_SET_HELD_BACK,
                                       0, threads, NULL, &set, NULL));
  g_assert_cmpint (set.n_photos, ==, 2);
  g_assert_cmpstr (set.names[0], ==, "l");
  g_assert_cmpstr (set.names[1], ==, "x");
  learned =
    train_annotated_list_train (folder->path, TRAIN_PART_LEARN, tally, NULL);
  g_assert_cmpint (learned->len, ==, 24);
  for (guint i = 0; i < learned->len; i++)
    {
      const TrainAnnotated *item = g_ptr_array_index (learned, i);

      g_assert_cmpstr (item->name, !=, "l");
      g_assert_cmpstr (item->name, !=, "x");
    }
  g_assert_cmpint (train_tally_get_n_left (tally, TRAIN_LEFT_HELD_OUT), ==, 2);
}

/* Folders and files that do not exist, are truncated or incomplete are refused.
 */
static void
test_refused (TestFolder *folder, gconstpointer data)
{
  g_autofree char *jpg = get_path (folder, "images/test/1.jpg");
  g_autofree char *mat = get_path (folder, "groundTruth/test/1.mat");
  g_autofree char *contents = NULL;
  gsize length;

  (void) data;
  assert_refused (&(TestFolder) { (char *) "/no/such/folder" }, SMOOTH_ERROR_IO,
                  "/no/such/folder/images/test");
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "images/test");
  write_photo (folder, "images/test/1.jpg");
  assert_refused (folder, SMOOTH_ERROR_FORMAT, mat);
  write_mat (folder, "groundTruth/test/1.mat", "Segmentation", SIDE);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, mat);
  write_mat (folder, "groundTruth/test/1.mat", "Boundaries", SIDE - 1);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, mat);
  write_mat (folder, "groundTruth/test/1.mat", "Boundaries", SIDE);
  g_assert_true (g_file_get_contents (jpg, &contents, &length, NULL));
  g_assert_true (
    g_file_set_contents (jpg, contents, (gssize) length - 40, NULL));
  assert_refused (folder, SMOOTH_ERROR_FORMAT, jpg);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/photo-set/gradient", test_gradient);
  g_test_add_func ("/photo-set/subject", test_subject);
  g_test_add ("/photo-set/load", TestFolder, NULL, test_folder_set_up,
              test_load, test_folder_tear_down);
  g_test_add ("/photo-set/held-back", TestFolder, NULL, test_folder_set_up,
              test_held_back, test_folder_tear_down);
  g_test_add ("/photo-set/refused", TestFolder, NULL, test_folder_set_up,
              test_refused, test_folder_tear_down);
  return g_test_run ();
}
