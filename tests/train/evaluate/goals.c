/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the pictures with which quality goals are measured
 * (core/train/evaluate/goal-areas.h): drawn pictures have the same bits
 * everywhere and show what they should; results whose measures are known are
 * measured correctly; and the boxes on photos of faces can be used.
 */
#include "train/evaluate/goal-areas.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "support/folder.h"
#include "train/evaluate/goal-pictures-faces.h"
#include "train/evaluate/goal-pictures-halftones.h"
#include "train/evaluate/goal-pictures-letters.h"
#include "train/evaluate/goal-pictures-soft-edges.h"

#define SIDE 200

/* The checksums of the pictures that goal-pictures-letters.c and
 * goal-pictures-halftones.c draw. */
#define LETTERS_SHA256                                                         \
  "44529c589bf8daf05cf6fb6e83c6da1d9c9ec8aa103f89427d609556fa3ffeb9"
#define SCREENS_SHA256                                                         \
  "49f82274f0837156ec2cf60f27b4f045f48161690df4c4ffa96c072e8154c365"

static char *
make_path (const char *name)
{
  const char *source = g_getenv ("SMOOTH_TEST_SOURCE");

  g_assert_nonnull (source);
  return g_build_filename (source, "tests", "data", name, NULL);
}

static void
assert_checksum (const TrainGoalSet *set, const char *wanted)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (int i = 0; i < set->n_items; i++)
    g_checksum_update (checksum, set->items[i].input.rgb,
                       (gssize) set->items[i].input.height
                         * set->items[i].input.width * 3);
  g_assert_cmpstr (g_checksum_get_string (checksum), ==, wanted);
}

static gboolean
is_kept (TrainGoalKind kind)
{
  return kind == TRAIN_GOAL_EYE || kind == TRAIN_GOAL_MOUTH
         || kind == TRAIN_GOAL_LETTERS || kind == TRAIN_GOAL_RODS
         || kind == TRAIN_GOAL_LINES;
}

/* Checks measures that are known: in areas that are to be kept (marks), the
 * fraction that is left; in others (patterns), the fraction that is removed.
 * The input as result keeps all and removes nothing; the structure, which is
 * the truth, keeps all and removes all; and the ground, the picture without
 * marks and patterns, keeps no mark. */
static void
assert_measures (const TrainGoalSet *set)
{
  for (int i = 0; i < set->n_items; i++)
    {
      const TrainGoalItem *item = &set->items[i];
      g_auto (TrainPicture) structure = { 0 }, ground = { 0 };
      gboolean has_structure = item->structure.data != NULL;

      if (has_structure)
        {
          g_assert_true (
            train_picture_from_image (&item->structure, &structure, NULL));
          g_assert_true (
            train_picture_from_image (&item->ground, &ground, NULL));
        }
      for (int k = 0; k < item->n_areas; k++)
        {
          const double wanted = is_kept (item->areas[k].kind) ? 1 : 0;

          g_assert_cmpfloat_with_epsilon (
            train_goal_measure (item, k, &item->input), wanted, 0.02);
          if (!has_structure)
            continue;
          g_assert_cmpfloat_with_epsilon (
            train_goal_measure (item, k, &structure), 1, 0.02);
          if (is_kept (item->areas[k].kind))
            g_assert_cmpfloat_with_epsilon (
              train_goal_measure (item, k, &ground), 0, 0.02);
        }
    }
}

static void
test_letters (void)
{
  g_auto (TrainGoalSet) set = { 0 };

  g_assert_true (train_goal_letters_add (&set, NULL));
  g_assert_cmpint (set.n_items, ==, 3 * (5 + 3 + 4 + 2));
  assert_measures (&set);
  assert_checksum (&set, LETTERS_SHA256);
}

/* Makes a photo from dark to light, with colours. */
static void
make_photo (TrainPicture *photo)
{
  g_assert_true (train_picture_init (photo, SIDE, SIDE, NULL));
  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        guint8 *rgb = photo->rgb + (y * SIDE + x) * 3;

        rgb[0] = (guint8) (x * 255 / SIDE);
        rgb[1] = (guint8) (y * 255 / SIDE);
        rgb[2] = (guint8) (255 - (x + y) * 255 / (2 * SIDE));
      }
}

/* Returns the mean of a picture, or of an image, in [0, 1]. */
static double
get_mean (const TrainPicture *picture, const TrainImage *image)
{
  const gsize n = train_image_size (image);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += picture != NULL ? picture->rgb[i] / 255.0 : (double) image->data[i];
  return sum / (double) n;
}

/* A print consists of dots of ink with hard edges, so the standard deviation of
 * its values is at least .3. The mean is the printed tone. */
static void
test_screens (void)
{
  g_auto (TrainPicture) photo = { 0 };
  g_auto (TrainGoalSet) set = { 0 };
  int n_screens = 0;

  make_photo (&photo);
  g_assert_true (train_goal_screens_add (&set, "ramp", &photo, NULL));
  g_assert_cmpint (set.n_items, ==, 16);
  assert_measures (&set);
  for (int i = 0; i < set.n_items; i++)
    {
      const TrainGoalItem *item = &set.items[i];
      const double mean = get_mean (&item->input, &item->structure);
      double squares = 0;

      g_assert_cmpfloat_with_epsilon (mean, get_mean (NULL, &item->structure),
                                      0.02);
      for (gsize k = 0; k < train_image_size (&item->structure); k++)
        squares += pow (
          item->input.rgb[k] / 255.0 - (double) item->structure.data[k], 2);
      if (item->areas[0].kind != TRAIN_GOAL_GREY_SCREEN
          && item->areas[0].kind != TRAIN_GOAL_COLOUR_SCREEN)
        continue;
      g_assert_cmpfloat (
        sqrt (squares / (double) train_image_size (&item->structure)), >, 0.3);
      n_screens++;
    }
  g_assert_cmpint (n_screens, ==, 8);
  assert_checksum (&set, SCREENS_SHA256);
}

/* Soft rims must not become stairs. A result that equals the structure has no
 * change; the input differs from it by little grain; and a result with steps of
 * 12 px has a measure of more than 1.1 along the axes, where 1 is wanted. */
static void
test_rims (void)
{
  g_auto (TrainGoalSet) set = { 0 };
  int n_axes = 0;

  g_assert_true (train_goal_rims_add (&set, NULL));
  for (int i = 0; i < set.n_items; i++)
    {
      const TrainGoalItem *item = &set.items[i];
      g_auto (TrainPicture) structure = { 0 }, stairs = { 0 };

      if (item->scale != 1)
        continue;
      g_assert_true (
        train_picture_from_image (&item->structure, &structure, NULL));
      g_assert_true (
        train_picture_from_image (&item->structure, &stairs, NULL));
      for (int y = 0; y < stairs.height; y++)
        for (int x = 0; x < stairs.width; x++)
          memcpy (stairs.rgb + (y * stairs.width + x) * 3,
                  structure.rgb
                    + ((y / 12 * 12) * stairs.width + x / 12 * 12) * 3,
                  3);
      g_assert_cmpfloat (train_goal_measure (item, 0, &structure), ==, 0);
      g_assert_cmpfloat (train_goal_measure (item, 0, &item->input), <, 1.5);
      if (item->n_areas < 2)
        continue;
      g_assert_cmpfloat (train_goal_measure (item, 1, &structure), ==, 1);
      g_assert_cmpfloat_with_epsilon (
        train_goal_measure (item, 1, &item->input), 1, 0.1);
      g_assert_cmpfloat (train_goal_measure (item, 1, &stairs), >, 1.1);
      n_axes++;
    }
  g_assert_cmpint (n_axes, ==, 16);
}

/* There are at least 20 photos with boxes, and each kind of box at each scale.
 * A result of one colour keeps nothing of a face. */
static void
test_faces (void)
{
  g_autofree char *folder = make_path ("faces");
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (TrainGoalSet) set = { 0 };
  int n_faces = 0, n_surfaces = 0;

  g_assert_true (train_goal_faces_add (&set, folder, &error));
  g_assert_no_error (error);
  train_goal_set_sort (&set);
  assert_measures (&set);
  for (int i = 0; i < set.n_items; i++)
    {
      const TrainGoalItem *item = &set.items[i];
      g_auto (TrainPicture) flat = { 0 };

      g_hash_table_add (names, item->name);
      g_assert_true (train_picture_init (&flat, item->input.height,
                                         item->input.width, NULL));
      for (int k = 0; k < item->n_areas; k++)
        if (is_kept (item->areas[k].kind))
          {
            g_assert_cmpfloat (train_goal_measure (item, k, &flat), ==, 0);
            n_faces++;
          }
        else
          {
            g_assert_cmpfloat (train_goal_measure (item, k, &flat), ==, 1);
            n_surfaces++;
          }
    }
  g_assert_cmpint (g_hash_table_size (names), >=, 20);
  g_assert_cmpint (n_faces, >=, 50);
  g_assert_cmpint (n_surfaces, >=, n_faces);
  g_assert_cmpfloat (set.items[0].scale, ==, 1);
  g_assert_cmpfloat (set.items[set.n_items - 1].scale, ==, 4);
}

static void
assert_refused (const TestFolder *folder, const char *lines, const char *word)
{
  g_autofree char *file = test_folder_get_file (folder, "boxes.txt");
  g_autoptr (GError) error = NULL;
  g_auto (TrainGoalSet) set = { 0 };

  g_assert_true (g_file_set_contents (file, lines, -1, NULL));
  g_assert_false (train_goal_faces_add (&set, folder->path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT);
  if (strstr (error->message, word) == NULL)
    g_error ("'%s' does not name '%s'", error->message, word);
}

static void
test_refused (TestFolder *folder, gconstpointer data)
{
  g_autofree char *picture = test_folder_get_file (folder, "a.png");
  g_auto (TrainPicture) photo = { 0 };
  g_auto (TrainGoalSet) set = { 0 };
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_false (train_goal_faces_add (&set, folder->path, &error));
  g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO);
  make_photo (&photo);
  g_assert_true (train_picture_save (&photo, picture, NULL));
  assert_refused (folder, "a.png eye 10 10 12\n", "a.png eye 10 10 12");
  assert_refused (folder, "a.png nose 10 10 12 8\n", "nose");
  assert_refused (folder, "a.png eye 10 10 7 7\n", "7 7");
  assert_refused (folder, "a.png eye 190 10 12 8\n", "190");
  assert_refused (folder, "a.png eye 1 10 12 8\n", "(1, 10)");
  assert_refused (folder, "a.png eye -1 10 12 8\n", "-1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/goals/letters", test_letters);
  g_test_add_func ("/goals/screens", test_screens);
  g_test_add_func ("/goals/rims", test_rims);
  g_test_add_func ("/goals/faces", test_faces);
  g_test_add ("/goals/refused", TestFolder, NULL, test_folder_set_up,
              test_refused, test_folder_tear_down);
  return g_test_run ();
}
