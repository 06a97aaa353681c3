/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of test-pairs.h: pairs are loaded, measured and refused. */
#include "train/evaluate/test-pairs.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "support/folder.h"
#include "support/tolerances.h"

#define SIDE 12

/* Writes a picture of one grey. */
static void
write_grey (const TestFolder *folder, const char *name, int side, int grey)
{
  g_autofree char *file = test_folder_get_file (folder, name);
  g_auto (TrainPicture) picture = { 0 };

  g_assert_true (train_picture_init (&picture, side, side, NULL));
  memset (picture.rgb, grey, side * side * 3);
  g_assert_true (train_picture_save (&picture, file, NULL));
}

static void
test_load (TestFolder *folder, gconstpointer data)
{
  g_auto (TrainTestPairs) set = { 0 };
  TrainSubject subject;
  double values[2 * TRAIN_PAIR_N_VALUES];

  (void) data;
  write_grey (folder, "b-input.png", SIDE, 100);
  write_grey (folder, "b-truth.png", SIDE, 110);
  write_grey (folder, "a-input.png", SIDE, 50);
  write_grey (folder, "a-truth.png", SIDE, 55);
  write_grey (folder, "other.png", SIDE, 0);
  g_assert_true (train_test_pairs_load (folder->path, 0, 1, NULL, &set, NULL));
  g_assert_cmpint (set.n_pairs, ==, 2);
  g_assert_cmpstr (set.names[0], ==, "a");
  g_assert_cmpint (set.inputs[0].rgb[0], ==, 50);
  g_assert_cmpint (set.truths[1].rgb[0], ==, 110);
  g_assert_cmpstr (set.keys[0], !=, set.keys[1]);
  train_test_pairs_get_subject (&set, &subject);
  for (int i = 0; i < 2; i++)
    subject.measure (subject.data, i, &set.inputs[i],
                     values + i * TRAIN_PAIR_N_VALUES);
  g_assert_cmpfloat_with_epsilon (
    subject.score (subject.data, values),
    (20 * log10 (255 / 5.0) + 20 * log10 (255 / 10.0)) / 2,
    TEST_TOLERANCE_DOUBLE);
  train_test_pairs_clear (&set);
  g_assert_true (train_test_pairs_load (folder->path, 1, 3, NULL, &set, NULL));
  g_assert_cmpint (set.n_pairs, ==, 1);
  g_assert_cmpint (set.inputs[0].width, ==, 3 * SIDE);
  g_assert_cmpint (set.inputs[0].rgb[3 * SIDE], ==, 50);
}

/* An input that equals its truth, and a pair with two inputs, are left out and
 * named; a result that equals its truth counts as 100 dB. */
static void
test_left_out (TestFolder *folder, gconstpointer data)
{
  g_auto (TrainTestPairs) set = { 0 };
  g_autoptr (TrainTally) tally = train_tally_new ();
  g_autofree char *text = NULL;
  TrainSubject subject;
  double values[TRAIN_PAIR_N_VALUES];

  (void) data;
  write_grey (folder, "a-input.png", SIDE, 50);
  write_grey (folder, "a-truth.png", SIDE, 50);
  write_grey (folder, "b-input.png", SIDE, 50);
  write_grey (folder, "b-input.jpg", SIDE, 90);
  write_grey (folder, "b-truth.png", SIDE, 60);
  write_grey (folder, "c-input.jpg", SIDE, 50);
  write_grey (folder, "c-truth.png", SIDE, 60);
  g_assert_true (train_test_pairs_load (folder->path, 0, 1, tally, &set, NULL));
  g_assert_cmpint (set.n_pairs, ==, 1);
  g_assert_cmpstr (set.names[0], ==, "c");
  g_assert_cmpint (train_tally_get_n_left (tally, TRAIN_LEFT_PARTNER), ==, 2);
  text = train_tally_describe (tally, 0, 0);
  g_assert_nonnull (strstr (text, "a-input.png"));
  g_assert_nonnull (strstr (text, "b-input"));
  train_test_pairs_get_subject (&set, &subject);
  subject.measure (subject.data, 0, &set.truths[0], values);
  g_assert_cmpfloat (values[TRAIN_PAIR_PSNR], ==, TRAIN_PAIR_MAX_PSNR);
}

static void
assert_refused (const TestFolder *folder, SmoothError code, const char *word)
{
  g_auto (TrainTestPairs) set = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (
    train_test_pairs_load (folder->path, 0, 1, NULL, &set, &error));
  g_assert_error (error, SMOOTH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, folder->path));
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpint (set.n_pairs, ==, 0);
}

static void
test_refused (TestFolder *folder, gconstpointer data)
{
  TestFolder missing = { (char *) "/no/such/folder" };

  (void) data;
  assert_refused (&missing, SMOOTH_ERROR_IO, "folder");
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "input.png");
  write_grey (folder, "a-input.png", SIDE, 50);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "a-truth.png");
  write_grey (folder, "a-truth.png", SIDE + 1, 50);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "13 x 13");
  write_grey (folder, "a-input.png", 10, 50);
  write_grey (folder, "a-truth.png", 10, 50);
  assert_refused (folder, SMOOTH_ERROR_FORMAT, "10 x 10");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/test-pairs/load", TestFolder, NULL, test_folder_set_up,
              test_load, test_folder_tear_down);
  g_test_add ("/test-pairs/left-out", TestFolder, NULL, test_folder_set_up,
              test_left_out, test_folder_tear_down);
  g_test_add ("/test-pairs/refused", TestFolder, NULL, test_folder_set_up,
              test_refused, test_folder_tear_down);
  return g_test_run ();
}
