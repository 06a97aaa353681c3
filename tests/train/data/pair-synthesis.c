/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of pair-synthesis.h: a pair depends on seed, step and index alone, on
 * any thread and in any order; pictures without texture stay as they are.
 */
#include "train/data/pair-synthesis.h"
#include "support/tolerances.h"

#include <math.h>
#include <string.h>

#define CROP 48
#define N_PAIRS 48

/* Makes an artificial photo: a step between two greys, with a grating on it. */
static void
make_photo (int height, int width, TrainImage *photo)
{
  train_image_init (photo, height, width, 3);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 3; c++)
        train_image_at (photo, y, x)[c] =
          (TrainReal) (0.3 + (x > width / 2) * (0.3 - 0.1 * c)
                       + 0.05 * sin (x * 1.7 + y));
}

static TrainPairSynthesis *
new_pairs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SmoothThreads) threads = smooth_threads_new (1, &error);
  TrainImage photos[2];
  TrainPairSynthesis *pairs;

  make_photo (60, 70, &photos[0]);
  /* This photo is smaller than the crop, so it is mirrored. */
  make_photo (30, 80, &photos[1]);
  pairs =
    train_pair_synthesis_new_from_photos (photos, 2, NULL, threads, &error);
  g_assert_no_error (error);
  g_assert_nonnull (pairs);
  train_image_clear (&photos[0]);
  train_image_clear (&photos[1]);
  return pairs;
}

typedef struct
{
  const TrainPairSynthesis *pairs;
  TrainPairSample drawn[N_PAIRS];
} Batch;

static void
draw_task (gpointer data, int task, int thread)
{
  Batch *batch = data;

  (void) thread;
  g_assert_true (train_pair_synthesis_draw (batch->pairs, 3,
                                            (guint64) (task / 8), task % 8,
                                            CROP, &batch->drawn[task]));
}

static void
assert_same (const TrainImage *a, const TrainImage *b)
{
  g_assert_cmpint (a->height, ==, b->height);
  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpmem (a->data, train_image_size (a) * sizeof (TrainReal), b->data,
                   train_image_size (b) * sizeof (TrainReal));
}

static void
assert_pure (const TrainPairSynthesis *pairs)
{
  g_autofree Batch *batch = g_new0 (Batch, 1);
  g_autoptr (SmoothThreads) threads = smooth_threads_new (4, NULL);
  TrainPairSample again = { 0 };

  g_assert_nonnull (threads);
  batch->pairs = pairs;
  smooth_threads_run (threads, N_PAIRS, draw_task, batch);
  /* The pairs are drawn again on this thread in reverse order, into the same
   * pair. */
  for (int k = N_PAIRS; k-- > 0;)
    {
      const TrainPairSample *pair = &batch->drawn[k];

      g_assert_true (train_pair_synthesis_draw (pairs, 3, (guint64) (k / 8),
                                                k % 8, CROP, &again));
      assert_same (&again.input, &pair->input);
      assert_same (&again.truth, &pair->truth);
      g_assert_cmpfloat (again.strength, ==, pair->strength);
      g_assert_cmpint (again.kind, ==, pair->kind);
      train_pair_sample_clear (&batch->drawn[k]);
    }
  train_pair_sample_clear (&again);
}

static void
test_pure (void)
{
  g_autoptr (TrainPairSynthesis) pairs = new_pairs ();
  g_autoptr (TrainPairSynthesis) procedural =
    train_pair_synthesis_new_procedural ();

  assert_pure (pairs);
  assert_pure (procedural);
}

/* Asserts that values and strengths are in range, that input and truth differ
 * where they should, and that all kinds of pairs occur. */
static void
assert_sound (const TrainPairSynthesis *pairs, gboolean has_photos)
{
  int counts[TRAIN_PAIR_N_KINDS] = { 0 };
  TrainPairSample pair = { 0 };

  for (int k = 0; k < 200; k++)
    {
      double change = 0;

      g_assert_true (train_pair_synthesis_draw (pairs, 1, 0, k, CROP, &pair));
      g_assert_cmpfloat (pair.strength, >, 0);
      g_assert_cmpfloat (pair.strength, <=, 1);
      g_assert_cmpint (pair.input.channels, ==, 3);
      for (gsize i = 0; i < train_image_size (&pair.input); i++)
        {
          double input = (double) pair.input.data[i];
          double truth = (double) pair.truth.data[i];

          g_assert_true (input >= 0 && input <= 1);
          g_assert_true (truth >= 0 && truth <= 1);
          change = fmax (change, fabs (input - truth));
        }
      counts[pair.kind]++;
      if (pair.kind == TRAIN_PAIR_IDENTITY)
        g_assert_cmpfloat (change, ==, 0);
      if (pair.kind == TRAIN_PAIR_TEACHER)
        g_assert_cmpfloat (change, >, 0);
    }
  g_assert_cmpint (counts[TRAIN_PAIR_TEXTURED], >, 80);
  g_assert_cmpint (counts[TRAIN_PAIR_IDENTITY], >, 5);
  g_assert_cmpint (counts[TRAIN_PAIR_SOFT], >, 5);
  g_assert_cmpint (counts[TRAIN_PAIR_PRINT], >, 8);
  g_assert_cmpint (counts[TRAIN_PAIR_TEACHER] > 20, ==, has_photos);
  train_pair_sample_clear (&pair);
}

static void
test_sound (void)
{
  g_autoptr (TrainPairSynthesis) pairs = new_pairs ();
  g_autoptr (TrainPairSynthesis) procedural =
    train_pair_synthesis_new_procedural ();

  assert_sound (pairs, TRUE);
  assert_sound (procedural, FALSE);
}

/* Adds to n_clipped how many values of the input are 0 or 1 because of the
 * texture, where the structure under the texture is between 0 and 1. Returns
 * whether there is texture on structure that is 0 or 1 itself. */
static gboolean
count_clipped (const TrainPairSample *pair, double *n_clipped)
{
  gsize n = train_image_size (&pair->input), n_on_clipped = 0;

  for (gsize i = 0; i < n; i++)
    {
      const double truth = (double) pair->truth.data[i];
      const double input = (double) pair->input.data[i];

      if (fmin (truth, 1 - truth) > 0.005)
        *n_clipped += input <= 0 || input >= 1;
      else
        n_on_clipped += fabs (input - truth) > 0.02;
    }
  return n_on_clipped > n / 100;
}

/* At strength 1 half of the pairs come from the teacher (RTV), instead of an
 * eighth. Textures are then laid so that fewer of their values are clipped at 0
 * or 1, which would change the mean of the input. On ground that is black or
 * white itself textures are laid as at other strengths. */
static void
test_full_strength (void)
{
  g_autoptr (TrainPairSynthesis) pairs = new_pairs ();
  int n[2] = { 0 }, n_teacher[2] = { 0 }, n_textured[2] = { 0 };
  int n_on_clipped[2] = { 0 };
  double n_clipped[2] = { 0 };
  TrainPairSample pair = { 0 };

  for (int k = 0; k < 3000; k++)
    {
      int which;

      g_assert_true (train_pair_synthesis_draw (pairs, 1, 0, k, CROP, &pair));
      if (pair.strength > 0.7 && pair.strength < 1)
        continue;
      which = pair.strength >= 1;
      n[which]++;
      n_teacher[which] += pair.kind == TRAIN_PAIR_TEACHER;
      /* At low strengths textures are weak, and hardly clipped. */
      if (pair.kind != TRAIN_PAIR_TEXTURED || pair.strength < 0.5)
        continue;
      n_on_clipped[which] += count_clipped (&pair, &n_clipped[which]);
      n_textured[which]++;
    }
  g_assert_cmpint (n[0], >, 1500);
  g_assert_cmpint (n[1], >, 200);
  g_assert_cmpfloat (fabs (n_teacher[0] / (double) n[0] - 0.12), <, 0.04);
  g_assert_cmpfloat (fabs (n_teacher[1] / (double) n[1] - 0.5), <, 0.08);
  for (int i = 0; i < 2; i++)
    n_clipped[i] /= n_textured[i];
  g_test_message ("%g values clipped, at the full strength %g; texture on "
                  "clipped ground in %d of %d, %d of %d",
                  n_clipped[0], n_clipped[1], n_on_clipped[0], n_textured[0],
                  n_on_clipped[1], n_textured[1]);
  g_assert_cmpfloat (n_clipped[1], <, 0.5 * n_clipped[0]);
  g_assert_cmpfloat (n_on_clipped[1] / (double) n_textured[1], >,
                     0.4 * n_on_clipped[0] / n_textured[0]);
  train_pair_sample_clear (&pair);
}

/* In pairs of a picture out of focus, input and truth differ by no more than
 * grain. In pairs of a print, nothing of the printed pattern is left in the
 * truth from strength .5 on, however strong the pattern is. */
static void
test_soft_and_print (void)
{
  g_autoptr (TrainPairSynthesis) pairs = new_pairs ();
  TrainPairSample pair = { 0 };
  int n_clean = 0, n_soft = 0, n_strong = 0, n_left = 0;

  for (int k = 0; k < 1500; k++)
    {
      double squares = 0, worst = 0, deviation;
      gsize n;

      g_assert_true (train_pair_synthesis_draw (pairs, 1, 0, k, CROP, &pair));
      if (pair.kind != TRAIN_PAIR_SOFT && pair.kind != TRAIN_PAIR_PRINT)
        continue;
      n = train_image_size (&pair.input);
      for (gsize i = 0; i < n; i++)
        {
          double change = (double) (pair.input.data[i] - pair.truth.data[i]);

          squares += change * change;
          worst = fmax (worst, fabs (change));
        }
      deviation = sqrt (squares / (double) n);
      if (pair.kind == TRAIN_PAIR_SOFT)
        {
          g_assert_cmpfloat (deviation, <, 0.018);
          g_assert_cmpfloat (worst, <, 0.1);
          n_soft++;
          n_clean += deviation == 0;
        }
      else if (pair.strength >= 0.5)
        n_strong += deviation > 0.15;
      else
        n_left += deviation > 0;
    }
  g_assert_cmpint (n_soft, >, 80);
  g_assert_cmpint (n_clean, >, n_soft / 8);
  g_assert_cmpint (n_clean, <, n_soft / 2);
  g_assert_cmpint (n_strong, >, 20);
  g_assert_cmpint (n_left, >, 40);
  train_pair_sample_clear (&pair);
}

/* With another seed, step or index another pair is drawn. */
static void
test_apart (void)
{
  static const int KEYS[][3] = {
    { 1, 0, 0 }, { 2, 0, 0 }, { 1, 1, 0 }, { 1, 0, 1 }
  };
  g_autoptr (TrainPairSynthesis) pairs = train_pair_synthesis_new_procedural ();
  TrainPairSample drawn[G_N_ELEMENTS (KEYS)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      g_assert_true (train_pair_synthesis_draw (pairs, (guint64) KEYS[i][0],
                                                (guint64) KEYS[i][1],
                                                KEYS[i][2], CROP, &drawn[i]));
      for (gsize j = 0; j < i; j++)
        g_assert_cmpfloat (drawn[i].strength, !=, drawn[j].strength);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (KEYS); i++)
    train_pair_sample_clear (&drawn[i]);
}

static void
test_crops (void)
{
  g_autoptr (TrainPairSynthesis) pairs = new_pairs ();
  TrainPairSample pair = { 0 };

  g_assert_false (train_pair_synthesis_draw (pairs, 1, 0, 0, 15, &pair));
  g_assert_false (train_pair_synthesis_draw (pairs, 1, 0, 0, 1025, &pair));
  g_assert_null (pair.input.data);
  for (int k = 0; k < 20; k++)
    {
      int crop = 16 + 7 * k;

      g_assert_true (train_pair_synthesis_draw (pairs, 1, 0, k, crop, &pair));
      g_assert_cmpint (pair.input.height, ==, crop);
      g_assert_cmpint (pair.truth.width, ==, crop);
    }
  train_pair_sample_clear (&pair);
}

/* Returns whether the three channels are equal except for rounding. */
static gboolean
is_grey (const TrainImage *image)
{
  for (gsize i = 0; i < train_image_size (image); i += 3)
    for (int c = 1; c < 3; c++)
      if (fabs ((double) (image->data[i + c] - image->data[i]))
          > TEST_TOLERANCE_FLOAT)
        return FALSE;
  return TRUE;
}

/* Some teacher pairs are grey, in input and truth. The others may have their
 * channels permuted, but input and truth in the same way: a photo and its
 * teacher's result have nearly the same mean in each channel. */
static void
test_colours (void)
{
  g_autoptr (TrainPairSynthesis) pairs = new_pairs ();
  TrainPairSample pair = { 0 };
  int n_grey = 0, n_teacher = 0;

  for (int k = 0; k < 800; k++)
    {
      double drift[3] = { 0 };
      gsize n;

      g_assert_true (train_pair_synthesis_draw (pairs, 1, 0, k, CROP, &pair));
      if (pair.kind != TRAIN_PAIR_TEACHER)
        continue;
      n = train_image_size (&pair.input);
      n_teacher++;
      n_grey += is_grey (&pair.input);
      g_assert_cmpint (is_grey (&pair.input), ==, is_grey (&pair.truth));
      for (gsize i = 0; i < n; i++)
        drift[i % 3] += (double) (pair.truth.data[i] - pair.input.data[i]);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat (fabs (drift[c]) * 3 / n, <, 0.02);
    }
  g_assert_cmpint (n_teacher, >, 60);
  g_assert_cmpint (n_grey, >, n_teacher / 20);
  g_assert_cmpint (n_grey, <, n_teacher / 3);
  train_pair_sample_clear (&pair);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/pair/pure", test_pure);
  g_test_add_func ("/train/pair/sound", test_sound);
  g_test_add_func ("/train/pair/full-strength", test_full_strength);
  g_test_add_func ("/train/pair/soft-and-print", test_soft_and_print);
  g_test_add_func ("/train/pair/apart", test_apart);
  g_test_add_func ("/train/pair/colours", test_colours);
  g_test_add_func ("/train/pair/crops", test_crops);
  return g_test_run ();
}
